// Reading internal chat: a room's entries, and the list of an operator's rooms.
import { departmentRoomId, enterRoom, roomEntryViews, roomKey } from '../domain/internal-chat.ts';
import { may } from '../domain/rights.ts';
import type { StaffConnection } from '../domain/staff.ts';
import type { ReadRoom, RoomView } from '../protocol/internal-chat-frames.ts';
import { DEPARTMENT_SETTINGS } from '../protocol/department-settings.ts';
import type { OwnRoom } from '../store/internal-chat-store.ts';
import type { Delivery } from './delivery.ts';
import { deliver, fitting, refuse } from './delivery.ts';
import { readConfig } from './read-config.ts';
import type { Service } from './service.ts';

/** A conversation of two in which nothing is kept any more is on nobody's list. */
const PRIVATE_KEPT_MS = DEPARTMENT_SETTINGS.internalChatDays.default * 86_400_000;

export async function readRoom(
  service: Service,
  caller: StaffConnection,
  { ref, roomId, after, before }: ReadRoom,
): Promise<Delivery[]> {
  const to = caller.connectionId;
  const entered = enterRoom(roomId, caller);
  if (entered.outcome === 'refused') return refuse(to, entered, { ref });
  const key = roomKey(entered.room);
  const now = service.now();
  if (after !== undefined) {
    const page = await service.internalChat.entries(key, { after }, now);
    const entries = fitting(roomEntryViews(page.entries, after));
    const more = page.more || entries.length < page.entries.length;
    return [deliver(to, { type: 'roomEntries', ref, roomId, entries, more })];
  }
  const page = await service.internalChat.entries(key, { before: before ?? Number.POSITIVE_INFINITY }, now);
  // The newest are what was asked for, so it is the oldest that don't fit.
  const kept = fitting(page.entries.toReversed()).toReversed();
  const more = page.more || kept.length < page.entries.length;
  return [deliver(to, { type: 'roomEntries', ref, roomId, entries: roomEntryViews(kept, 0), more })];
}

/** Everybody's room, those of the departments, and the conversations that the operator has had. */
export async function listRooms(
  service: Service,
  caller: StaffConnection,
  { ref }: { ref: string },
): Promise<Delivery[]> {
  const [{ departments }, own] = await Promise.all([
    readConfig(service),
    service.internalChat.rooms(caller.operatorId),
  ]);
  const open = departments.filter(({ id }) => may('useDepartmentRoom', caller, id));
  const shared = ['all', ...open.map(({ id }) => departmentRoomId(id))];
  const conversations = own.filter(({ name }) => name !== undefined).map(({ roomId }) => roomId);
  const rooms = await standing(service, caller, [...shared, ...conversations], own);
  return [deliver(caller.connectionId, { type: 'rooms', ref, rooms: fitting(rooms) })];
}

async function standing(
  service: Service,
  caller: StaffConnection,
  roomIds: readonly string[],
  own: readonly OwnRoom[],
): Promise<RoomView[]> {
  const keyOf = new Map<string, string>();
  for (const roomId of roomIds) {
    const entered = enterRoom(roomId, caller);
    if (entered.outcome === 'entered') keyOf.set(roomId, roomKey(entered.room));
  }
  const heads = await service.internalChat.heads([...keyOf.values()]);
  const known = new Map(own.map((room) => [room.roomId, room]));
  const past = service.now() - PRIVATE_KEPT_MS;
  const rooms = await Promise.all(
    [...keyOf].map(async ([roomId, key]) => {
      const head = heads.get(key);
      const last = head?.place ?? 0;
      const mine = known.get(roomId);
      if (mine?.name !== undefined) {
        return head && head.at > past ? [{ roomId, last, readTo: mine.readTo, name: mine.name }] : [];
      }
      if (!mine) await service.internalChat.beginAt(caller.operatorId, roomId, last);
      return [{ roomId, last, readTo: mine?.readTo ?? last }];
    }),
  );
  return rooms.flat();
}
