// Who has a chat: claiming one that waits or that everybody has lost, and leaving one to the others. Pure.
import type { Author } from '../protocol/entry.ts';
import type { ActiveChat, ChatOperator, ChatView } from './chat.ts';
import { isOperatorOf, ownerOf } from './chat.ts';
import type { Change, OperatorHere, Unchanged } from './chat-change.ts';
import { unchanged } from './chat-change.ts';
import { nextEntry } from './chat-log.ts';
import { attachOperator, withOperator } from './chat-presence.ts';
import { endRequest, standingRequestOf } from './chat-requests.ts';
import type { Refusal } from './refused.ts';
import { refused } from './refused.ts';

/** Connections of staff whose lease holds. A dead laptop's does not, though the chat still knows it. */
export type LiveConnections = ReadonlySet<string>;

const isConnected = ({ connections }: ChatOperator, now: number, live?: LiveConnections): boolean =>
  connections.some(({ id, until }) => until > now && (live?.has(id) ?? true));

/**
 * An operator takes a chat that waits, or one in which nobody else has a connection. Whoever comes second is told who
 * has it.
 */
export function claim(
  view: ChatView,
  operator: OperatorHere,
  now: number,
  live?: LiveConnections,
): Change | Unchanged | Refusal {
  const { chat, last } = view;
  switch (chat.state) {
    case 'ended':
      return refused('chatEnded');
    case 'active': {
      if (chat.ownerId === operator.id) return attachOperator(view, operator, now);
      const others = chat.operators.filter(({ id }) => id !== operator.id);
      if (!others.some((other) => isConnected(other, now, live)))
        return takeOver({ chat, last }, operator, now);
      return refused('alreadyClaimed', { owner: ownerOf(chat) });
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

/** Who has lost the chat stays in it, for when they are back; nobody but they could have asked somebody to take it. */
function takeOver({ chat, last }: ChatView<ActiveChat>, operator: OperatorHere, now: number): Change {
  const { id, name } = operator;
  const { request: _, ...rest } = withOperator(chat, operator, now);
  const from = ownerOf(chat);
  const entry = nextEntry(
    last,
    { role: 'operator', id, name },
    { kind: 'transferred', from, stays: true },
    now,
  );
  return { outcome: 'changed', chat: { ...rest, ownerId: id }, entry };
}

/**
 * An operator leaves a chat in which another one is connected; the owner's follower is who has been in it longest. What
 * they have asked is withdrawn first, by a change of its own: whoever leaves calls this until they are out.
 */
export function leaveChat(
  view: ChatView,
  { id, name }: { readonly id: string; readonly name: string },
  now: number,
  live?: LiveConnections,
): Change | Unchanged | Refusal {
  const { chat, last } = view;
  if (chat.state === 'ended') return refused('chatEnded');
  if (chat.state === 'waiting' || !isOperatorOf(chat, id)) return unchanged(chat);
  const operators = chat.operators.filter((operator) => operator.id !== id);
  const follower = operators.find((operator) => isConnected(operator, now, live));
  if (!follower) return refused('lastOne');
  const by: Author = { role: 'operator', id, name };
  const request = standingRequestOf(chat, now);
  if (request?.by.id === id) return endRequest({ chat, last }, request, { by, why: 'withdrawn' }, now);
  const owner = chat.ownerId === id ? { id: follower.id, name: follower.name } : undefined;
  const entry = nextEntry(last, by, { kind: 'left', ...(owner && { owner }) }, now);
  return { outcome: 'changed', chat: { ...chat, operators, ...(owner && { ownerId: owner.id }) }, entry };
}
