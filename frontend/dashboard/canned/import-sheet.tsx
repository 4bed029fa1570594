// The sheet before and during an import: what would be added and changed, what can't be taken, how far it is.
import { Modal } from '../../ui/modal.tsx';
import { plural } from '../../ui/time-words.ts';
import type { CannedImport } from './canned-import.ts';

/** So many titles and rows are shown; of the others the number. */
const SHOWN = 8;

export interface ImportSheetProps {
  readonly import: CannedImport;
  readonly onClose: () => void;
}

export function ImportSheet({ import: job, onClose }: ImportSheetProps) {
  const state = job.state.value;
  const close = (): void => {
    if (state.kind !== 'saving') onClose();
  };
  return (
    <Modal title="Import canned messages" onClose={close}>
      {state.kind === 'planned' ? <Planned job={job} /> : <Progress job={job} />}
      <div class="buttons end">
        {state.kind === 'planned' && job.count > 0 && (
          <button type="button" class="btn" onClick={onClose}>
            Cancel
          </button>
        )}
        {state.kind === 'planned' && job.count > 0 ? (
          <button type="button" class="btn primary" autofocus onClick={() => void job.run()}>
            Import {plural(job.count, 'message')}
          </button>
        ) : (
          <button type="button" class="btn primary" aria-disabled={state.kind === 'saving'} onClick={close}>
            Close
          </button>
        )}
      </div>
    </Modal>
  );
}

function Planned({ job: { plan, count } }: { readonly job: CannedImport }) {
  const { added, changed, same, wrong } = plan;
  return (
    <div class="import-plan">
      {count === 0 && <p>There is nothing in this file to add or change.</p>}
      <Part heading={`${plural(added.length, 'message')} to add`} lines={added.map(({ title }) => title)} />
      <Part
        heading={`${plural(changed.length, 'message')} to change`}
        lines={changed.map(({ message }) => message.title)}
      />
      {same > 0 && <p class="muted">{plural(same, 'message')} there already, word for word.</p>}
      <Part
        heading={`${plural(wrong.length, 'row')} can’t be taken`}
        lines={wrong.map(({ row, why }) => `Row ${row}: ${why}`)}
      />
    </div>
  );
}

function Part({ heading, lines }: { readonly heading: string; readonly lines: readonly string[] }) {
  if (lines.length === 0) return null;
  return (
    <section>
      <h3>{heading}</h3>
      <ul>
        {lines.slice(0, SHOWN).map((line) => (
          <li key={line} dir="auto">
            {line}
          </li>
        ))}
        {lines.length > SHOWN && <li class="muted">and {lines.length - SHOWN} more</li>}
      </ul>
    </section>
  );
}

function Progress({ job: { state: current, count } }: { readonly job: CannedImport }) {
  const state = current.value;
  if (state.kind === 'planned') return null;
  return (
    <div class="import-plan">
      <output>
        {state.done} of {plural(count, 'message')} {state.kind === 'saving' ? 'stored …' : 'stored.'}
      </output>
      {state.kind === 'saving' && <progress max={count} value={state.done} aria-label="Import" />}
      {state.kind === 'ended' && (
        <>
          {state.isCut && (
            <p class="notice urgent" role="alert">
              The connection was lost. Import the file again later: nothing is stored twice.
            </p>
          )}
          <Part heading="Not stored" lines={state.problems} />
        </>
      )}
    </div>
  );
}
