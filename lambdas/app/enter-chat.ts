// An operator comes into a chat, or onto another connection of it, and reads what they haven't read.
import type { Change, OperatorHere, Unchanged } from '../domain/chat-change.ts';
import type { ChatView } from '../domain/chat.ts';
import type { Refusal } from '../domain/refused.ts';
import type { StaffConnection } from '../domain/staff.ts';
import { operatorChatView } from '../domain/views.ts';
import { announce } from './announce.ts';
import { changeChat } from './change-chat.ts';
import type { Delivery } from './delivery.ts';
import { deliver, refuse } from './delivery.ts';
import { staffLog } from './read-log.ts';
import type { Service } from './service.ts';

type Decided = Change | Unchanged | Refusal;

/** The log is read after the connection has its place in it, so that nothing slips through between. */
export async function enterChat(
  service: Service,
  caller: StaffConnection,
  { ref, chatId, after }: { ref: string; chatId: string; after: number },
  decide: (view: ChatView, operator: OperatorHere, now: number) => Decided | Promise<Decided>,
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
