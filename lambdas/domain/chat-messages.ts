// What is said in a chat: each message the next of its outbox, stored once. Pure.
import type { Author } from '../protocol/entry.ts';
import type { Offer } from '../protocol/guided-frames.ts';
import type { ChatView, LogEntry, OutboxMark } from './chat.ts';
import { participantOn } from './chat.ts';
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
}

/** A participant says a message. Only operators put something in front of the other side. */
export function say(
  { chat, last }: ChatView,
  { connectionId, name, text, offer }: Saying,
  now: number,
): Said | SaidBefore | Refusal {
  const by = participantOn(chat, connectionId, now);
  if (!by) return refusedOn(chat, connectionId);
  if (offer && by.role === 'patron') return refused('notAllowed');
  const turn = turnOf(last, by, name);
  if (turn.turn === 'stored') return { outcome: 'saidBefore', mark: turn.mark };
  if (chat.state === 'ended') return refused('chatEnded');
  if (turn.turn === 'outOfOrder') return refused('outOfOrder', { expected: turn.expected });
  const entry = nextEntry(last, by, { kind: 'message', name, text, ...(offer && { offer }) }, now);
  return { outcome: 'said', by, entry };
}
