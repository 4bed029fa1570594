// What can be done to a chat: each command takes the chat as stored and answers with the change, or refuses. Pure.
import type { Author } from '../protocol/entry.ts';
import type { Page } from '../protocol/fields.ts';
import type { Offer } from '../protocol/guided-frames.ts';
import type { ActiveChat, Chat, ChatOperator, ChatView, LogEntry, OutboxMark, WaitingChat } from './chat.ts';
import { isOperatorsConnection, operatorsOf, participantOn } from './chat.ts';
import { nextEntry, turnOf } from './chat-log.ts';
import type { Desk } from './desk.ts';
import type { Refusal } from './refused.ts';
import { refused } from './refused.ts';

/** A chat's new shape and the entry that takes the next place in its log. */
export interface Change<C extends Chat = Chat> {
  readonly outcome: 'changed';
  readonly chat: C;
  readonly entry: LogEntry;
  /** The patron is on another page than before: the operators' lists show it, also from a second tab. */
  readonly moved?: boolean;
  /** The desk, as it was read, of whom the chat is offered to: it holds only if that is still so. */
  readonly chosen?: Desk;
}

/** The chat is already as the command wants it. */
export interface Unchanged {
  readonly outcome: 'unchanged';
  readonly chat: Chat;
}

/** Why somebody on that connection may not take part: an operator's sign-in has ended, or it is not their chat. */
export const refusedOn = (chat: Chat, connectionId: string): Refusal =>
  refused(isOperatorsConnection(chat, connectionId) ? 'notSignedIn' : 'notAllowed');

/** How many connections of one person a chat keeps; the oldest of more is most likely dead and forgotten. */
const CONNECTIONS_KEPT = 20;

const withNewest = <T>(others: readonly T[], newest: T): T[] => [
  ...others.slice(1 - CONNECTIONS_KEPT),
  newest,
];

const unchanged = (chat: Chat): Unchanged => ({ outcome: 'unchanged', chat });

export interface NewChat {
  readonly chatId: string;
  readonly departmentId: string;
  readonly widgetId: string;
  readonly tokenHash: string;
  readonly connectionId: string;
  readonly question: { readonly name: string; readonly text: string };
  readonly patronName?: string;
  readonly page?: Page;
  /** How long the chat is kept, in days. */
  readonly transcriptDays: number;
  /** For how long a patron who lost the connection may return, in minutes. */
  readonly patronReturnMinutes: number;
  readonly offeredTo?: NonNullable<WaitingChat['offeredTo']>;
  readonly fallback?: NonNullable<WaitingChat['fallback']>;
}

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** How much of a question the lists show, in characters. */
const QUESTION_SHOWN = 200;

/** A patron's question begins a chat: it is the first entry of the log. */
export function startChat(command: NewChat, now: number): Change<WaitingChat> | Refusal {
  const { question, connectionId, transcriptDays, patronReturnMinutes, ...facts } = command;
  const turn = turnOf(undefined, { role: 'patron' }, question.name);
  if (turn.turn === 'outOfOrder') return refused('outOfOrder', { expected: turn.expected });
  const entry = nextEntry(undefined, { role: 'patron' }, { kind: 'message', ...question }, now);
  const chat: WaitingChat = {
    ...facts,
    state: 'waiting',
    question: Array.from(question.text.replace(/[\s\p{Cc}]+/gu, ' ').trim())
      .slice(0, QUESTION_SHOWN)
      .join(''),
    startedAt: now,
    keptUntil: now + transcriptDays * DAY_MS,
    patronConnections: [connectionId],
    patronReturnMs: patronReturnMinutes * MINUTE_MS,
  };
  return { outcome: 'changed', chat, entry };
}

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

/** An operator with the connection that they act on. */
export interface OperatorHere {
  readonly id: string;
  readonly name: string;
  readonly connection: { readonly id: string; readonly until: number };
}

/** An operator takes a waiting chat. Whoever comes second is told who has it. */
export function claim(
  { chat, last }: ChatView,
  operator: OperatorHere,
  now: number,
): Change | Unchanged | Refusal {
  switch (chat.state) {
    case 'ended':
      return refused('chatEnded');
    case 'active': {
      if (chat.ownerId === operator.id) return attachOperator({ chat, last }, operator, now);
      const owner = chat.operators.find(({ id }) => id === chat.ownerId);
      return refused('alreadyClaimed', owner ? { owner: { id: owner.id, name: owner.name } } : {});
    }
    case 'waiting': {
      const { id, name, connection } = operator;
      const { offeredTo: _, ...facts } = chat;
      const entry = nextEntry(last, { role: 'operator', id, name }, { kind: 'joined' }, now);
      const active: ActiveChat = {
        ...facts,
        state: 'active',
        claimedAt: entry.at,
        ownerId: id,
        operators: [{ id, name, connections: [connection] }],
      };
      return { outcome: 'changed', chat: active, entry };
    }
  }
}

/** An operator of the chat goes on with it on this connection, or with a newer sign-in. */
export function attachOperator(
  { chat, last }: ChatView,
  { id, name, connection }: OperatorHere,
  now: number,
): Change | Unchanged | Refusal {
  const before = operatorsOf(chat).find((operator) => operator.id === id);
  if (!before) return refused('notAllowed');
  if (chat.state !== 'active') return unchanged(chat);
  if (before.connections.some((known) => known.id === connection.id && known.until === connection.until)) {
    return unchanged(chat);
  }
  const others = before.connections.filter((known) => known.id !== connection.id && known.until > now);
  const connections = withNewest(others, connection);
  const operators = chat.operators.map((operator) =>
    operator.id === id ? { ...operator, connections } : operator,
  );
  const entry = nextEntry(
    last,
    { role: 'operator', id, name },
    { kind: 'returned', connections: connections.length },
    now,
  );
  return { outcome: 'changed', chat: { ...chat, operators }, entry };
}

/** How long (ms) after its end a patron can still fetch what was said before it, rate it and have it mailed. */
export const READABLE_AFTER_END_MS = 30 * 60_000;

/** The patron is back on a connection, with the token that proves it. */
export function returnPatron(
  { chat, last }: ChatView,
  command: { connectionId: string; tokenHash: string; page?: Page },
  now: number,
): Change | Unchanged | Refusal {
  if (chat.tokenHash !== command.tokenHash || chat.keptUntil <= now) return refused('noSuchChat');
  if (chat.state === 'ended') {
    return now - chat.endedAt > READABLE_AFTER_END_MS ? refused('chatEnded') : unchanged(chat);
  }
  // Whoever stayed away for long left the chat: the device may have gone into other hands.
  if (chat.patronGoneSince !== undefined && now - chat.patronGoneSince > chat.patronReturnMs) {
    return refused('noSuchChat');
  }
  if (chat.patronConnections.includes(command.connectionId)) return unchanged(chat);
  const { patronGoneSince: _, ...present } = chat;
  const patronConnections = withNewest(chat.patronConnections, command.connectionId);
  const entry = nextEntry(
    last,
    { role: 'patron' },
    { kind: 'returned', connections: patronConnections.length },
    now,
  );
  const page = command.page ?? chat.page;
  return {
    outcome: 'changed',
    chat: { ...present, patronConnections, ...(page && { page }) },
    entry,
    moved: page?.address !== chat.page?.address || page?.title !== chat.page?.title,
  };
}

/** A connection is gone. The patron or operator behind it may have others. */
export function dropConnection(
  { chat, last }: ChatView,
  connectionId: string,
  now: number,
): Change | Unchanged {
  if (chat.state === 'ended') return unchanged(chat);
  if (chat.patronConnections.includes(connectionId)) {
    const patronConnections = chat.patronConnections.filter((id) => id !== connectionId);
    const entry = nextEntry(
      last,
      { role: 'patron' },
      { kind: 'dropped', connections: patronConnections.length },
      now,
    );
    const gone = patronConnections.length === 0 ? { patronGoneSince: entry.at } : {};
    return { outcome: 'changed', chat: { ...chat, patronConnections, ...gone }, entry };
  }
  return chat.state === 'active' ? dropOperator({ chat, last }, connectionId, now) : unchanged(chat);
}

function dropOperator(
  { chat, last }: ChatView<ActiveChat>,
  connectionId: string,
  now: number,
): Change | Unchanged {
  const holds = (operator: ChatOperator): boolean =>
    operator.connections.some(({ id }) => id === connectionId);
  const operator = chat.operators.find(holds);
  if (!operator) return unchanged(chat);
  const connections = operator.connections.filter(({ id }) => id !== connectionId);
  const operators = chat.operators.map((each) => (each === operator ? { ...each, connections } : each));
  const by: Author = { role: 'operator', id: operator.id, name: operator.name };
  const entry = nextEntry(last, by, { kind: 'dropped', connections: connections.length }, now);
  return { outcome: 'changed', chat: { ...chat, operators }, entry };
}

/** A participant ends the chat. Ending it twice is one end. */
export function endChat(
  { chat, last }: ChatView,
  connectionId: string,
  now: number,
): Change | Unchanged | Refusal {
  const by = participantOn(chat, connectionId, now);
  if (!by) return refusedOn(chat, connectionId);
  if (chat.state === 'ended') return unchanged(chat);
  const { patronGoneSince: _, ...facts } = chat;
  const entry = nextEntry(last, by, { kind: 'ended' }, now);
  return {
    outcome: 'changed',
    chat: {
      ...facts,
      state: 'ended',
      operators: operatorsOf(chat),
      endedAt: entry.at,
      endedBy: by.role,
    },
    entry,
  };
}
