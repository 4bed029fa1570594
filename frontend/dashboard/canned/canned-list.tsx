// The list of canned messages: whose they are, a search, the way to a new one, files in and out, what was removed.
import { type Signal, useSignal, useSignalEffect } from '@preact/signals';
import { useRef } from 'preact/hooks';
import type { CannedMessage } from '../../../lambdas/protocol/canned-frames.ts';
import { useDashboard } from '../dashboard-context.ts';
import { isCoordinator } from '../roles.ts';
import { CannedFiles } from './canned-files.tsx';
import type { CannedImport } from './canned-import.ts';
import { type CannedModel, listOf } from './canned-model.ts';
import { RecordItem } from '../settings/record-item.tsx';
import { findCanned } from './canned-search.ts';
import type { CannedScreen } from './canned-view.tsx';

interface CannedListProps {
  readonly model: CannedModel;
  readonly screen: CannedScreen;
  readonly importing: Signal<CannedImport | undefined>;
}

export function CannedList({ model, screen, importing }: CannedListProps) {
  const { canned, session, screens } = useDashboard();
  const words = useSignal('');
  const whose = screen.departmentId;
  const state = canned.of(whose).value;
  const me = session.me.value;
  const mayChange = whose === undefined || (me !== undefined && isCoordinator(me));
  return (
    <>
      <div class="find">
        <p class="title" aria-hidden="true">
          Canned messages
        </p>
        <WhoseField screen={screen} />
        <div class="field">
          <label htmlFor="find-canned">Find messages</label>
          <input
            id="find-canned"
            class="input"
            type="search"
            dir="auto"
            autocomplete="off"
            value={words.value}
            onInput={({ currentTarget }) => {
              words.value = currentTarget.value;
            }}
          />
        </div>
        {mayChange ? (
          <button
            type="button"
            class="btn start"
            onClick={() => screens.go({ ...listOf(whose), open: 'new' })}
          >
            New message
          </button>
        ) : (
          <p class="muted">Coordinators change these. Those of your own are yours to write.</p>
        )}
      </div>
      <Removed model={model} />
      {state.kind === 'reading' && <div class="busy inset" aria-hidden="true" />}
      {state.kind === 'failed' && (
        <p class="notice urgent inset">
          <span>{state.message}</span>
          <button type="button" class="link" onClick={() => void canned.read(whose)}>
            Try again
          </button>
        </p>
      )}
      {state.kind === 'read' && (
        <>
          <Messages messages={state.messages} words={words.value} screen={screen} />
          <CannedFiles messages={state.messages} whose={whose} mayChange={mayChange} importing={importing} />
        </>
      )}
    </>
  );
}

function WhoseField({ screen }: { readonly screen: CannedScreen }) {
  const { session, screens } = useDashboard();
  return (
    <div class="field">
      <label htmlFor="whose-canned">Whose</label>
      <select
        id="whose-canned"
        class="input"
        value={screen.departmentId ?? ''}
        onChange={({ currentTarget }) => {
          screens.go(listOf(currentTarget.value || undefined));
          // Who stays with something unsaved stays here.
          currentTarget.value = screen.departmentId ?? '';
        }}
      >
        <option value="">Your own</option>
        {session.departments.value.map(({ id, name }) => (
          <option key={id} value={id}>
            Shared by {name}
          </option>
        ))}
      </select>
    </div>
  );
}

interface MessagesProps {
  readonly messages: readonly CannedMessage[];
  readonly words: string;
  readonly screen: CannedScreen;
}

function Messages({ messages, words, screen }: MessagesProps) {
  const found = findCanned(messages, words);
  const isOpen = (title: string): boolean =>
    screen.open !== undefined && screen.open !== 'new' && screen.open.title === title;
  if (messages.length === 0) {
    return (
      <p class="none inset">
        {screen.departmentId === undefined
          ? 'You have no messages of your own yet. Write one, or take some over from a file.'
          : 'This department has no messages yet.'}
      </p>
    );
  }
  return (
    <>
      <output class={found.length === 0 ? 'none inset' : 'only-heard'}>
        {words.trim() === ''
          ? ''
          : found.length === 0
            ? `Nothing found for “${words}”.`
            : `${found.length} found`}
      </output>
      <ul>
        {found.map((message) => (
          <RecordItem
            key={message.title}
            screen={{ ...listOf(screen.departmentId), open: { title: message.title } }}
            isOpen={isOpen(message.title)}
            name={message.title}
          >
            {message.text}
          </RecordItem>
        ))}
      </ul>
    </>
  );
}

/** What was just removed, as long as nobody went elsewhere; the focus is on the way back. */
function Removed({ model }: { readonly model: CannedModel }) {
  const button = useRef<HTMLButtonElement>(null);
  useSignalEffect(() => {
    if (model.removed.value !== undefined) requestAnimationFrame(() => button.current?.focus());
  });
  const removed = model.removed.value;
  const problem = model.problem.value;
  return (
    <>
      {problem !== undefined && (
        <p class="notice urgent inset" role="alert">
          {problem}
        </p>
      )}
      {removed !== undefined && (
        <p class="notice inset">
          <span>
            “<bdi>{removed.message.title}</bdi>” is removed.
          </span>
          <button ref={button} type="button" class="link" onClick={() => void model.undo()}>
            Undo
          </button>
        </p>
      )}
    </>
  );
}
