// Who is in a chat on which connection: operators and patrons who come back, and connections that are lost. Pure.
import type { Author } from '../protocol/entry.ts';
import type { Page } from '../protocol/fields.ts';
import type { ActiveChat, ChatOperator, ChatView } from './chat.ts';
import { connectedOn, operatorsOf, withNewest } from './chat.ts';
import type { Change, OperatorHere, Unchanged } from './chat-change.ts';
import { unchanged } from './chat-change.ts';
import { nextEntry } from './chat-log.ts';
import { lookAway, withoutOnlooker } from './looking-in.ts';
import type { Refusal } from './refused.ts';
import { refused } from './refused.ts';

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
  const connections = connectedOn(before.connections, connection, now);
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

/** The chat with somebody among its operators, on one more connection; until now they may have looked in. */
export function withOperator(
  chat: ActiveChat,
  { id, name, connection }: OperatorHere,
  now: number,
): ActiveChat {
  const isThem = (each: ChatOperator): boolean => each.id === id;
  const before = chat.operators.find(isThem);
  const known = before ?? chat.onlookers?.find(isThem);
  const operator = { id, name, connections: connectedOn(known?.connections ?? [], connection, now) };
  const operators = before
    ? chat.operators.map((each) => (isThem(each) ? operator : each))
    : [...chat.operators, operator];
  return { ...withoutOnlooker(chat, id), operators };
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
  const holds = (person: ChatOperator): boolean => person.connections.some(({ id }) => id === connectionId);
  const operator = chat.operators.find(holds);
  const person = operator ?? chat.onlookers?.find(holds);
  if (!person) return unchanged(chat);
  const connections = person.connections.filter(({ id }) => id !== connectionId);
  // Without a connection somebody no longer looks in.
  if (!operator && connections.length === 0) return lookAway({ chat, last }, person, now);
  const without = (each: ChatOperator): ChatOperator => (each === person ? { ...each, connections } : each);
  const by: Author = { role: 'operator', id: person.id, name: person.name };
  const entry = nextEntry(last, by, { kind: 'dropped', connections: connections.length }, now);
  const operators = chat.operators.map(without);
  const onlookers = chat.onlookers?.map(without);
  return { outcome: 'changed', chat: { ...chat, operators, ...(onlookers && { onlookers }) }, entry };
}
