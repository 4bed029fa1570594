// Looking in: a coordinator is told everything that happens in a chat, and says nothing but notes. Pure.
import type { Author } from '../protocol/entry.ts';
import type { ActiveChat, ChatView } from './chat.ts';
import { connectedOn, isOperatorOf } from './chat.ts';
import type { Change, OperatorHere, Unchanged } from './chat-change.ts';
import { unchanged } from './chat-change.ts';
import { nextEntry } from './chat-log.ts';
import type { Refusal } from './refused.ts';
import { refused } from './refused.ts';

/** Looks in on this connection: for the first time, on another page, or with a newer sign-in. */
export function lookIn(
  { chat, last }: ChatView,
  { id, name, connection }: OperatorHere,
  now: number,
): Change | Unchanged | Refusal {
  if (chat.state === 'ended') return refused('chatEnded');
  if (chat.state === 'waiting') {
    return refused('notAllowed', { sentence: 'Nobody answers this chat yet. Claim it, or read it.' });
  }
  if (isOperatorOf(chat, id)) {
    return refused('notAllowed', { sentence: 'You are in this chat already.' });
  }
  const by: Author = { role: 'operator', id, name };
  const known = chat.onlookers?.find((onlooker) => onlooker.id === id);
  if (known?.connections.some((each) => each.id === connection.id && each.until === connection.until)) {
    return unchanged(chat);
  }
  const connections = connectedOn(known?.connections ?? [], connection, now);
  const others = (chat.onlookers ?? []).filter((onlooker) => onlooker.id !== id);
  const entry = nextEntry(
    last,
    by,
    known ? { kind: 'returned', connections: connections.length } : { kind: 'lookedIn' },
    now,
  );
  const onlookers = [...others, { id, name, connections }];
  return { outcome: 'changed', chat: { ...chat, onlookers }, entry };
}

/** Looks in no longer, on whatever page. */
export function lookAway(
  { chat, last }: ChatView,
  { id, name }: { readonly id: string; readonly name: string },
  now: number,
): Change | Unchanged {
  if (chat.state !== 'active' || !chat.onlookers?.some((onlooker) => onlooker.id === id)) {
    return unchanged(chat);
  }
  const entry = nextEntry(last, { role: 'operator', id, name }, { kind: 'lookedAway' }, now);
  return { outcome: 'changed', chat: withoutOnlooker(chat, id), entry };
}

/** The chat without somebody among those who look in. */
export function withoutOnlooker(chat: ActiveChat, id: string): ActiveChat {
  const { onlookers = [], ...rest } = chat;
  const others = onlookers.filter((onlooker) => onlooker.id !== id);
  return others.length === 0 ? rest : { ...rest, onlookers: others };
}
