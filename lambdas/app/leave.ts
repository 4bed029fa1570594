// A connection is gone: its patron or operator is marked as away from their chats, and staff see who is left.
import { isOnDuty } from '../protocol/settings.ts';
import { peopleHere } from '../domain/staff.ts';
import type { StaffConnection } from '../domain/staff.ts';
import { dropConnection } from '../domain/chat-presence.ts';
import type { Caller } from '../store/connection-store.ts';
import { announce } from './announce.ts';
import { changeChat } from './change-chat.ts';
import type { Delivery, Outcome } from './delivery.ts';
import type { Service } from './service.ts';
import { moveOffers } from './move-offers.ts';
import { tellStaff } from './tell-staff.ts';

/** How often a connection that comes into a chat while it leaves is looked at again. */
const TRIES = 5;

/**
 * Safe to run twice, and for a connection that was never greeted. The record of the connection goes only when
 * it is out of all its chats: else nobody would know any more where a dead connection has to be taken out.
 */
export async function leave(service: Service, connectionId: string): Promise<Outcome[]> {
  const told: Outcome[] = [];
  for (let tries = 0; tries < TRIES; tries += 1) {
    const caller = await service.connections.whoIs(connectionId);
    if (!caller) return told;
    const left = await Promise.all(chatsOf(caller).map((chatId) => leaveChat(service, chatId, connectionId)));
    told.push(...left.flatMap(({ deliveries }) => deliveries));
    if (!left.every(({ isOut }) => isOut)) return told;
    const staff = await forget(service, caller);
    if (staff !== 'lost') return [...told, ...staff];
  }
  return told;
}

const chatsOf = (caller: Caller): readonly string[] =>
  caller.kind === 'staff' ? caller.chatIds : caller.chatId === undefined ? [] : [caller.chatId];

/** Takes a connection out of one chat; `isOut` is false where others were too busy with it. */
export async function leaveChat(
  service: Service,
  chatId: string,
  connectionId: string,
): Promise<{ deliveries: Delivery[]; isOut: boolean }> {
  const result = await changeChat(service, chatId, (view) =>
    dropConnection(view, connectionId, service.now()),
  );
  const deliveries = result.outcome === 'changed' ? await announce(service, result, connectionId) : [];
  return { deliveries, isOut: result.outcome !== 'refused' || result.code !== 'busy' };
}

async function forget(service: Service, caller: Caller): Promise<Outcome[] | 'lost'> {
  if (caller.kind === 'patron') {
    return (await service.connections.removePatron(caller)) === 'lost' ? 'lost' : [];
  }
  if ((await service.connections.removeStaff(caller)) === 'lost') return 'lost';
  const moved = isOnDuty(caller.status) ? await leaveDesk(service, caller) : [];
  return [...moved, ...(await tellStaff(service, caller.connectionId))];
}

/** Whoever lost the last connection takes no chat. */
async function leaveDesk(service: Service, caller: StaffConnection): Promise<Delivery[]> {
  const staff = await service.connections.staff();
  const own = staff.filter(({ operatorId }) => operatorId === caller.operatorId);
  return peopleHere(own, service.now()).length > 0 ? [] : moveOffers(service, caller);
}
