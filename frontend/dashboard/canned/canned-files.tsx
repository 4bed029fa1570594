// Canned messages in and out as files: the button that saves one, and the one that looks into one.
import { type Signal, useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { CANNED_ROOM, type CannedMessage } from '../../../lambdas/protocol/canned-frames.ts';
import { useDashboard } from '../dashboard-context.ts';
import { decodedCsv, importPlan, toCsv } from './canned-csv.ts';
import { CannedImport } from './canned-import.ts';

/** A file with as much in it as there is room for is far smaller (bytes). */
const LARGEST_FILE = 4_000_000;

export interface CannedFilesProps {
  readonly messages: readonly CannedMessage[];
  readonly whose: string | undefined;
  readonly mayChange: boolean;
  readonly importing: Signal<CannedImport | undefined>;
}

export function CannedFiles({ messages, whose, mayChange, importing }: CannedFilesProps) {
  const { canned } = useDashboard();
  const chooser = useRef<HTMLInputElement>(null);
  const problem = useSignal<string | undefined>(undefined);
  const look = async (file: File): Promise<void> => {
    const room = whose === undefined ? CANNED_ROOM.own : CANNED_ROOM.department;
    const plan =
      file.size > LARGEST_FILE
        ? 'This file is too large for canned messages.'
        : importPlan(decodedCsv(await file.arrayBuffer()), messages, room);
    problem.value = typeof plan === 'string' ? plan : undefined;
    if (typeof plan !== 'string') importing.value = new CannedImport(plan, canned, whose);
  };
  return (
    <div class="canned-files">
      {mayChange && (
        <>
          <button type="button" class="btn" onClick={() => chooser.current?.click()}>
            Import a CSV file…
          </button>
          <input
            ref={chooser}
            type="file"
            accept=".csv,text/csv"
            aria-label="CSV file to import"
            hidden
            onChange={({ currentTarget }) => {
              const file = currentTarget.files?.[0];
              if (file) void look(file);
              // The same file may be chosen again.
              currentTarget.value = '';
            }}
          />
        </>
      )}
      {messages.length > 0 && (
        <button type="button" class="btn" onClick={() => download(toCsv(messages), whose ?? 'own')}>
          Export as CSV
        </button>
      )}
      {mayChange && (
        <p class="muted">
          A file has a column Title and a column Text. Titles that are there already are changed, others
          added.
        </p>
      )}
      {problem.value !== undefined && (
        <p class="notice urgent" role="alert">
          {problem.value}
        </p>
      )}
    </div>
  );
}

function download(csv: string, whose: string): void {
  const address = URL.createObjectURL(new Blob([csv], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = `canned-messages-${whose}.csv`;
  link.click();
  URL.revokeObjectURL(address);
}
