// One transcript to read, copy and print.
import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { Icon } from '../../ui/icon.tsx';
import { span } from '../../ui/time-words.ts';
import type { OperatorChat } from '../../../lambdas/protocol/chat-view.ts';
import type { Entry } from '../../../lambdas/protocol/entry.ts';
import { useDashboard } from '../dashboard-context.ts';
import { AfterChat } from '../desk/after-chat.tsx';
import { PageLink } from '../desk/details-pane.tsx';
import { patronTitle } from '../desk/desk-lists.ts';
import { LogLineView } from '../desk/log-line.tsx';
import { logLines } from '../desk/log-lines.ts';
import { TurnButton } from '../follow-ups/turn-button.tsx';
import { transcriptText } from './transcript-text.ts';
import type { TranscriptsModel } from './transcripts-model.ts';

export interface TranscriptPaneProps {
  readonly model: TranscriptsModel;
  readonly chatId: string | undefined;
}

export function TranscriptPane({ model, chatId }: TranscriptPaneProps) {
  const state = model.preview.state.value;
  if (chatId === undefined || state === undefined) {
    return (
      <section class="second" aria-label="Transcript">
        <p class="calm muted">Choose a transcript to read it here.</p>
      </section>
    );
  }
  return (
    <section class="second" aria-label="Transcript" aria-busy={state.kind === 'reading'}>
      {state.kind === 'reading' && (
        <div class="calm">
          <div class="busy" aria-hidden="true" />
        </div>
      )}
      {state.kind === 'failed' && <Failed model={model} chatId={chatId} message={state.message} />}
      {state.kind === 'read' && (
        <Transcript
          key={chatId}
          chat={state.chat}
          entries={state.entries}
          onLeft={() => model.read(chatId)}
        />
      )}
    </section>
  );
}

function Failed({ model, chatId, message }: TranscriptPaneProps & { readonly message: string }) {
  const { screens } = useDashboard();
  return (
    <div class="calm">
      <h2>This transcript can’t be shown</h2>
      <p>{message}</p>
      <div class="buttons">
        <button type="button" class="btn" onClick={() => model.read(chatId)}>
          Try again
        </button>
        <button type="button" class="btn" onClick={() => screens.up({ at: 'transcripts' })}>
          Back to the list
        </button>
      </div>
    </div>
  );
}

interface TranscriptProps {
  readonly chat: OperatorChat;
  readonly entries: readonly Entry[];
}

interface TranscriptPartProps extends TranscriptProps {
  readonly onLeft: () => void;
}

function Transcript({ chat, entries, onLeft }: TranscriptPartProps) {
  const { screens, session, time } = useDashboard();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const operatorId = session.me.value?.id ?? '';
  const lines = logLines({ chat, entries, pending: [], operatorId, time, now: chat.startedAt });
  return (
    <article class="transcript">
      <header>
        <button
          type="button"
          class="btn quiet square up"
          aria-label="Back to the list"
          onClick={() => screens.up({ at: 'transcripts' })}
        >
          <Icon name="back" points />
        </button>
        <h2 ref={heading} tabIndex={-1} class="grow" dir="auto">
          {patronTitle(chat)}
        </h2>
        <div class="buttons">
          {session.me.value?.departmentIds.includes(chat.departmentId) && (
            <TurnButton chat={chat} onLeft={onLeft} />
          )}
          <CopyTranscript chat={chat} entries={entries} />
          <button type="button" class="btn" onClick={() => print()}>
            Print
          </button>
        </div>
      </header>
      <Facts chat={chat} />
      <ol class="log-lines">
        {lines.map((line) => (
          <LogLineView key={line.key} line={line} />
        ))}
      </ol>
    </article>
  );
}

function Facts({ chat }: { readonly chat: OperatorChat }) {
  const dashboard = useDashboard();
  const { time, clock } = dashboard;
  const length = chat.endedAt === undefined ? '' : `, lasted ${span(chat.endedAt - chat.startedAt)}`;
  const answered = chat.operators.map(({ name }) => name).join(', ');
  return (
    <dl class="facts">
      <dt>When</dt>
      <dd>
        {time.whole(chat.startedAt)}
        {length}
      </dd>
      <dt>Department</dt>
      <dd dir="auto">{dashboard.departmentName(chat.departmentId)}</dd>
      <dt>Answered by</dt>
      <dd dir="auto">
        {answered === '' ? 'nobody' : answered}
        {chat.claimedAt !== undefined && `, after ${span(chat.claimedAt - chat.startedAt)}`}
      </dd>
      <dt>Page</dt>
      <dd>
        <PageLink page={chat.page} />
      </dd>
      <AfterChat chat={chat} />
      <dt>Kept until</dt>
      <dd>{time.date(chat.keptUntil, clock.time.value)}</dd>
    </dl>
  );
}

function CopyTranscript({ chat, entries }: TranscriptProps) {
  const dashboard = useDashboard();
  const words = useSignal('Copy');
  const copy = async (): Promise<void> => {
    const departmentName = dashboard.departmentName(chat.departmentId);
    try {
      await navigator.clipboard.writeText(
        transcriptText({ chat, entries, departmentName, time: dashboard.time }),
      );
      words.value = 'Copied';
      dashboard.announcer.say('Transcript copied.');
    } catch {
      words.value = 'Copying is blocked';
      dashboard.announcer.say('The browser blocked copying.');
    }
    dashboard.surroundings.after(3_000, () => {
      words.value = 'Copy';
    });
  };
  return (
    <button type="button" class="btn" onClick={() => void copy()}>
      {words.value}
    </button>
  );
}
