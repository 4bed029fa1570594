// One line of a log: a day, an event, a message, or a message of one's own on its way.
import type { PendingMessage } from '../../connection/outbox.ts';
import { REFUSALS } from '../../../lambdas/protocol/refusal-sentences.ts';
import { Icon } from '../../ui/icon.tsx';
import { MessageText } from '../../ui/message-text.tsx';
import { useDashboard } from '../dashboard-context.ts';
import { type LogLine, NOTE_LABEL, type NoteLine, offerWords } from './log-lines.ts';

export interface RefusedMessages {
  readonly tryAgain: (id: string) => void;
  readonly discard: (id: string) => void;
}

export interface LogLineProps {
  readonly line: LogLine;
  /** What can be done with a message that was refused; a log to be read only has none. */
  readonly refused?: RefusedMessages;
  readonly isFirstUnread?: boolean;
}

export function LogLineView({ line, refused, isFirstUnread = false }: LogLineProps) {
  switch (line.kind) {
    case 'day':
      return (
        <li class="day">
          <span>{line.text}</span>
        </li>
      );
    case 'event':
      return (
        <li class="event" dir="auto">
          {line.text}
        </li>
      );
    case 'said':
    case 'note':
      return (
        <>
          {isFirstUnread && (
            <li class="day unread">
              <span>New</span>
            </li>
          )}
          {line.kind === 'note' ? <Note line={line} /> : <Said line={line} />}
        </>
      );
    case 'pending':
      return <Pending message={line.message} refused={refused} />;
  }
}

function Said({ line }: { readonly line: Extract<LogLine, { kind: 'said' }> }) {
  const { time } = useDashboard();
  const { side, name, text, offer, at, closes } = line;
  return (
    <li class={`msg ${side}`}>
      <div class="bubble said" title={time.whole(at)}>
        <span class="only-heard">
          {name}, {time.clock(at)}:{' '}
        </span>
        {offer && <span class="offered">{offerWords(offer)}: </span>}
        <MessageText text={text} />
      </div>
      {closes && (
        <div class="muted meta" aria-hidden="true">
          <span dir="auto">{name}</span>, <time class="figures">{time.clock(at)}</time>
        </div>
      )}
    </li>
  );
}

/** Never to be taken for what the patron reads: words, a sign, an edge and a colour of its own. */
function Note({ line: { name, text, at } }: { readonly line: NoteLine }) {
  const { time } = useDashboard();
  return (
    <li class="msg note">
      <div class="bubble" title={time.whole(at)}>
        <NoteLabel />
        <div class="said">
          <span class="only-heard">
            {name}, {time.clock(at)}:{' '}
          </span>
          <MessageText text={text} />
        </div>
      </div>
      <div class="muted meta" aria-hidden="true">
        <span dir="auto">{name}</span>, <time class="figures">{time.clock(at)}</time>
      </div>
    </li>
  );
}

function NoteLabel() {
  return (
    <div class="note-label">
      <Icon name="note" /> {NOTE_LABEL}
    </div>
  );
}

function Pending({
  message,
  refused,
}: {
  readonly message: PendingMessage;
  readonly refused: RefusedMessages | undefined;
}) {
  const { session } = useDashboard();
  const isConnected = session.connection.value.kind === 'open';
  const isRefused = message.kind === 'refused';
  return (
    <li class={`msg ${message.isNote ? 'note' : 'me'} ${isRefused ? 'refused' : 'pending'}`}>
      <div class="bubble">
        {message.isNote && <NoteLabel />}
        <div class="said">
          <span class="only-heard">You: </span>
          <MessageText text={message.text} />
        </div>
      </div>
      <div class="muted meta">
        {isRefused ? (
          <>
            <span class="wrong">Not sent. {REFUSALS[message.code]}</span>{' '}
            <button type="button" class="link" onClick={() => refused?.tryAgain(message.id)}>
              Try again
            </button>{' '}
            <button type="button" class="link" onClick={() => refused?.discard(message.id)}>
              Drop it
            </button>
          </>
        ) : isConnected ? (
          'Sending…'
        ) : (
          'Will be sent when you are connected'
        )}
      </div>
    </li>
  );
}
