// Who is in a chat on which connection: operators and patrons who come back, and connections that are lost. Pure.
import type { Author } from '../protocol/entry.ts';
import type { Page } from '../protocol/fields.ts';
import type { ActiveChat, ChatOperator, ChatView } from './chat.ts';
import { operatorsOf } from './chat.ts';
import type { Change, OperatorHere, Unchanged } from './chat-change.ts';
import { unchanged } from './chat-change.ts';
import { nextEntry } from './chat-log.ts';
import type { Refusal } from './refused.ts';
import { refused } from './refused.ts';

/** How many connections of one person a chat keeps; the oldest of more is most likely dead and forgotten. */
const CONNECTIONS_KEPT = 20;

const withNewest = <T>(others: readonly T[], newest: T): T[] => [
  ...others.slice(1 - CONNECTIONS_KEPT),
  newest,
];

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
