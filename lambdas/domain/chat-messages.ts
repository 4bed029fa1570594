// What is said in a chat: each message the next of its outbox, stored once. Pure.
import type { Author } from '../protocol/entry.ts';
import type { Offer } from '../protocol/guided-frames.ts';
import type { ChatView, LogEntry, OutboxMark } from './chat.ts';
import { participantOn, readerOn } from './chat.ts';
import { refusedOn } from './chat-change.ts';
import { nextEntry, turnOf } from './chat-log.ts';
import type { Refusal } from './refused.ts';
import { refused } from './refused.ts';

export interface Said {
  readonly outcome: 'said';
  readonly by: Author;
  readonly entry: LogEntry;
}

/** The message stands in the log already: it is answered as it was the first time. */
export interface SaidBefore {
  readonly outcome: 'saidBefore';
  readonly mark: OutboxMark;
}

export interface Saying {
  readonly connectionId: string;
  readonly name: string;
  readonly text: string;
  readonly offer?: Offer | undefined;
  /** Among staff: the patron never reads it. */
  readonly isNote?: boolean | undefined;
}

/**
 * A participant says a message, or staff a note: also who looks in. Only operators put something in front of the other
 * side.
 */
export function say(
  { chat, last }: ChatView,
  { connectionId, name, text, offer, isNote = false }: Saying,
  now: number,
): Said | SaidBefore | Refusal {
  const by = (isNote ? readerOn : participantOn)(chat, connectionId, now);
  // Who looked in is out of the chat with its end.
  if (!by && isNote && chat.state === 'ended') return refused('chatEnded');
  if (!by) return refusedOn(chat, connectionId, now);
  if (by.role === 'patron' ? offer || isNote : offer && isNote) return refused('notAllowed');
  const turn = turnOf(last, by, name);
  if (turn.turn === 'stored') return { outcome: 'saidBefore', mark: turn.mark };
  if (chat.state === 'ended') return refused('chatEnded');
  if (turn.turn === 'outOfOrder') return refused('outOfOrder', { expected: turn.expected });
  const what = isNote
    ? ({ kind: 'note', name, text } as const)
    : ({ kind: 'message', name, text, ...(offer && { offer }) } as const);
  return { outcome: 'said', by, entry: nextEntry(last, by, what, now) };
}
