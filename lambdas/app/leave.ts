// A connection is gone: its patron or operator is marked as away from their chats, and staff see who is left.
import { dropConnection } from '../domain/chat-commands.ts';
import type { Caller } from '../store/connection-store.ts';
import { announce } from './announce.ts';
import { changeChat } from './change-chat.ts';
import type { Delivery } from './delivery.ts';
import type { Service } from './service.ts';
import { staffChanged } from './tell-staff.ts';

/** Safe to run twice, and for a connection that was never greeted. */
export async function leave(service: Service, connectionId: string): Promise<Delivery[]> {
  const caller = await service.connections.whoIs(connectionId);
  if (!caller) return [];
  const told = await Promise.all(chatsOf(caller).map((chatId) => leaveChat(service, chatId, connectionId)));
  const staff = await forget(service, caller);
  return [...told.flat(), ...staff];
}

const chatsOf = (caller: Caller): readonly string[] =>
  caller.kind === 'staff' ? caller.chatIds : caller.chatId === undefined ? [] : [caller.chatId];

async function leaveChat(service: Service, chatId: string, connectionId: string): Promise<Delivery[]> {
  const result = await changeChat(service, chatId, (view) =>
    dropConnection(view, connectionId, service.now()),
  );
  return result.outcome === 'changed' ? announce(service, result, connectionId) : [];
}

async function forget(service: Service, caller: Caller): Promise<Delivery[]> {
  if (caller.kind === 'patron') {
    await service.connections.removePatron(caller.connectionId);
    return [];
  }
  await service.connections.removeStaff(caller.connectionId);
  return staffChanged(await service.connections.staff(), service.now(), caller.connectionId);
}
