// An operator takes a waiting chat, or goes on with one of their own on a new connection.
import type { Change, OperatorHere, Unchanged } from '../domain/chat-change.ts';
import { claim } from '../domain/chat-commands.ts';
import { attachOperator } from '../domain/chat-presence.ts';
import type { ChatView } from '../domain/chat.ts';
import { refusedToTake } from '../domain/helping-out.ts';
import { refused } from '../domain/refused.ts';
import type { Refusal } from '../domain/refused.ts';
import { may } from '../domain/rights.ts';
import type { StaffConnection } from '../domain/staff.ts';
import { operatorChatView } from '../domain/views.ts';
import { announce } from './announce.ts';
import { changeChat } from './change-chat.ts';
import type { Delivery } from './delivery.ts';
import { deliver, refuse } from './delivery.ts';
import { staffLog } from './read-log.ts';
import type { Service } from './service.ts';

type Decide = (view: ChatView, operator: OperatorHere, now: number) => Change | Unchanged | Refusal;

/** Exactly one operator gets a waiting chat; the others are told who. */
export async function claimChat(
  service: Service,
  caller: StaffConnection,
  { ref, chatId }: { ref: string; chatId: string },
): Promise<Delivery[]> {
  const claimIfAllowed: Decide = (view, operator, now) =>
    refusedToTake(view.chat, caller, now) ?? claim(view, operator, now);
  return enter(service, caller, { ref, chatId, after: 0 }, claimIfAllowed);
}

/**
 * From now on this connection gets what happens in the operator's own chat; first what it missed. An ended chat
 * is a transcript: who has left the department since reads it no more.
 */
export async function attachToChat(
  service: Service,
  caller: StaffConnection,
  frame: { ref: string; chatId: string; after: number },
): Promise<Delivery[]> {
  const attachIfAllowed: Decide = (view, operator, now) =>
    view.chat.state === 'ended' && !may('readTranscript', caller, view.chat.departmentId)
      ? refused('noSuchChat')
      : attachOperator(view, operator, now);
  return enter(service, caller, frame, attachIfAllowed);
}

async function enter(
  service: Service,
  caller: StaffConnection,
  { ref, chatId, after }: { ref: string; chatId: string; after: number },
  decide: Decide,
): Promise<Delivery[]> {
  const { connectionId, operatorId, name, signedInUntil } = caller;
  const operator = { id: operatorId, name, connection: { id: connectionId, until: signedInUntil } };
  const result = await changeChat(service, chatId, (view) => decide(view, operator, service.now()), [
    service.connections.staffInChat(connectionId, chatId),
  ]);
  if (result.outcome === 'refused') return refuse(connectionId, result, { ref });
  const chat = operatorChatView(result.chat);
  const [log, others] = await Promise.all([
    staffLog(service, chatId, after, chat),
    result.outcome === 'changed' ? announce(service, result, connectionId) : [],
  ]);
  return [deliver(connectionId, { type: 'chat', ref, chat, ...log }), ...others];
}
