// An operator leaves a chat to the others who are in it.
import { leaveChat } from '../domain/chat-owner.ts';
import type { StaffConnection } from '../domain/staff.ts';
import { announce } from './announce.ts';
import { changeChat } from './change-chat.ts';
import type { Delivery } from './delivery.ts';
import { deliver, refuse } from './delivery.ts';
import { liveConnections } from './here.ts';
import type { Service } from './service.ts';

export async function leaveToOthers(
  service: Service,
  { connectionId, operatorId, name }: StaffConnection,
  { ref, chatId }: { ref: string; chatId: string },
): Promise<Delivery[]> {
  const operator = { id: operatorId, name };
  const live = liveConnections(await service.connections.staff(), service.now());
  const told: Delivery[] = [];
  for (;;) {
    const result = await changeChat(service, chatId, (view) =>
      leaveChat(view, operator, service.now(), live),
    );
    if (result.outcome === 'refused') return [...refuse(connectionId, result, { ref }), ...told];
    if (result.outcome === 'unchanged') break;
    told.push(...(await announce(service, result)));
    // First may come the end of what they had asked.
    if (result.entry.kind === 'left') break;
  }
  return [deliver(connectionId, { type: 'done', ref }), ...told];
}
