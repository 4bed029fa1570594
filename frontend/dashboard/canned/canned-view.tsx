// The screen of canned messages: a department's or one's own in a list, and the one that is written beside it.
import { useComputed, useSignal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import { Modal } from '../../ui/modal.tsx';
import { useDashboard } from '../dashboard-context.ts';
import { isCoordinator } from '../roles.ts';
import type { Screen } from '../screen.ts';
import { CannedForm } from './canned-form.tsx';
import type { CannedImport } from './canned-import.ts';
import { CannedList } from './canned-list.tsx';
import { CannedModel } from './canned-model.ts';
import { CannedReading } from './canned-reading.tsx';
import { ImportSheet } from './import-sheet.tsx';

export type CannedScreen = Extract<Screen, { at: 'canned' }>;

export function CannedView() {
  const { screens, announcer, canned, session } = useDashboard();
  const model = useMemo(
    () => new CannedModel({ canned, screens, say: (sentence) => announcer.say(sentence) }),
    [],
  );
  const importing = useSignal<CannedImport | undefined>(undefined);
  const current = screens.current.value;
  const screen: CannedScreen = current.at === 'canned' ? current : { at: 'canned' };
  const { departmentId, open } = screen;
  const isRead = useComputed(() => {
    const at = screens.current.value;
    return canned.of(at.at === 'canned' ? at.departmentId : undefined).value.kind === 'read';
  });
  const isOpen = session.connection.value.kind === 'open';
  useEffect(() => {
    if (isOpen) canned.want(departmentId);
  }, [isOpen, departmentId]);
  const address = open === undefined || open === 'new' ? open : open.title;
  // It may be read, changed by somebody else or removed while it is on the screen.
  const version = model.versionOf(screen);
  useEffect(() => model.show(screen), [departmentId, address, typeof open, version]);
  useEffect(() => {
    const warn = (event: BeforeUnloadEvent): void => {
      if (model.isDirty) event.preventDefault();
    };
    addEventListener('beforeunload', warn);
    return () => {
      removeEventListener('beforeunload', warn);
      model.dispose();
    };
  }, []);
  return (
    <div class={open === undefined ? 'two-panes shows-first' : 'two-panes shows-second'}>
      <h1 class="only-heard">Canned messages</h1>
      <section class="first" aria-label="Messages">
        <CannedList model={model} screen={screen} importing={importing} />
      </section>
      <section class="second" aria-label="Message">
        <Pane model={model} screen={screen} isRead={isRead.value} />
      </section>
      {importing.value !== undefined && (
        <ImportSheet import={importing.value} onClose={() => (importing.value = undefined)} />
      )}
      {model.leavingFor.value !== undefined && <LeaveUnsaved model={model} />}
    </div>
  );
}

interface PaneProps {
  readonly model: CannedModel;
  readonly screen: CannedScreen;
  readonly isRead: boolean;
}

function Pane({ model, screen, isRead }: PaneProps) {
  const { screens, session } = useDashboard();
  const { departmentId, open } = screen;
  const shown = model.open.value;
  const me = session.me.value;
  if (open === undefined) return <HowToUse />;
  const mayChange = departmentId === undefined || (me !== undefined && isCoordinator(me));
  const title = open === 'new' ? undefined : open.title;
  if (shown !== undefined && shown.whose === departmentId && shown.title === title) {
    if (mayChange) return <CannedForm key={shown.form} model={model} open={shown} />;
    if (title !== undefined) return <CannedReading model={model} open={shown} />;
  }
  if (!isRead) return null;
  return (
    <div class="calm">
      <p>There is no such message any more.</p>
      <button
        type="button"
        class="btn"
        onClick={() =>
          screens.up(departmentId === undefined ? { at: 'canned' } : { at: 'canned', departmentId })
        }
      >
        Back to the list
      </button>
    </div>
  );
}

function HowToUse() {
  return (
    <div class="calm">
      <h2>Sentences that you don’t write twice</h2>
      <p>
        In a chat, type <kbd>/</kbd> and a few letters, choose with <kbd>↑</kbd> <kbd>↓</kbd> and take with{' '}
        <kbd>Enter</kbd>. What you take stands in the field and can be changed before you send it.
      </p>
    </div>
  );
}

function LeaveUnsaved({ model }: { readonly model: CannedModel }) {
  const stay = (): void => {
    model.leavingFor.value = undefined;
  };
  return (
    <Modal title="Leave without saving?" onClose={stay}>
      <p>What you changed in this message isn’t saved yet.</p>
      <div class="buttons end">
        <button type="button" class="btn danger" onClick={() => model.leave()}>
          Leave without saving
        </button>
        <button type="button" class="btn primary" autofocus onClick={stay}>
          Go on changing
        </button>
      </div>
    </Modal>
  );
}
