// An operator takes a chat that waits or that everybody has lost, or goes on with one of their own on a new connection.
import type { Change, OperatorHere, Unchanged } from '../domain/chat-change.ts';
import { claim } from '../domain/chat-owner.ts';
import { attachOperator } from '../domain/chat-presence.ts';
import type { ChatView } from '../domain/chat.ts';
import { isOperatorOf, ownerOf } from '../domain/chat.ts';
import { refusedToTake } from '../domain/helping-out.ts';
import { refused } from '../domain/refused.ts';
import type { Refusal } from '../domain/refused.ts';
import { may } from '../domain/rights.ts';
import type { StaffConnection } from '../domain/staff.ts';
import type { Delivery } from './delivery.ts';
import { enterChat } from './enter-chat.ts';
import { liveConnections } from './here.ts';
import type { Service } from './service.ts';

/** Exactly one operator gets a waiting chat; the others are told who. */
export async function claimChat(
  service: Service,
  caller: StaffConnection,
  { ref, chatId }: { ref: string; chatId: string },
): Promise<Delivery[]> {
  const claimIfAllowed = async (view: ChatView, operator: OperatorHere, now: number) => {
    const { chat } = view;
    const isTheirs =
      may('claimChat', caller, chat.departmentId) ||
      (chat.state === 'active' && isOperatorOf(chat, operator.id));
    if (isTheirs) return claimLive(service, view, operator, now);
    // Who helps out takes what waits, and no more.
    const wrong = refusedToTake(chat, caller, now);
    if (wrong) return wrong;
    return chat.state === 'active'
      ? refused('alreadyClaimed', { owner: ownerOf(chat) })
      : claim(view, operator, now);
  };
  return enterChat(service, caller, { ref, chatId, after: 0 }, claimIfAllowed);
}

/** Before somebody is told that it is claimed: whether whoever has it is alive is in the list of staff. */
async function claimLive(
  service: Service,
  view: ChatView,
  operator: OperatorHere,
  now: number,
): Promise<Change | Unchanged | Refusal> {
  const result = claim(view, operator, now);
  if (result.outcome !== 'refused' || result.code !== 'alreadyClaimed') return result;
  const live = liveConnections(await service.connections.staff(), now);
  return claim(view, operator, now, live);
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
  const attachIfAllowed = (view: ChatView, operator: OperatorHere, now: number) =>
    view.chat.state === 'ended' && !may('readTranscript', caller, view.chat.departmentId)
      ? refused('noSuchChat')
      : attachOperator(view, operator, now);
  return enterChat(service, caller, frame, attachIfAllowed);
}
