// Internal chat: staff write to each other; stored at the room's next place, acknowledged, and sent to all in the room.
import type { RoomEntry, Room, SaidInRoom, SaidInRoomBefore } from '../domain/internal-chat.ts';
import {
  enterRoom,
  isInRoom,
  roomEntryViews,
  roomIdFor,
  roomKey,
  sayInRoom,
} from '../domain/internal-chat.ts';
import { outboxOf } from '../domain/chat-log.ts';
import { refused } from '../domain/refused.ts';
import type { Refusal } from '../domain/refused.ts';
import type { StaffConnection } from '../domain/staff.ts';
import type { Say } from '../protocol/internal-chat-frames.ts';
import type { ToOperator } from '../protocol/operator-frames.ts';
import { DEPARTMENT_SETTINGS } from '../protocol/department-settings.ts';
import type { Beginning } from '../store/internal-chat-store.ts';
import { here } from './here.ts';
import { PAUSE_MS, TRIES } from './change-chat.ts';
import type { Delivery } from './delivery.ts';
import { deliver, refuse } from './delivery.ts';
import { readConfig } from './read-config.ts';
import type { Service } from './service.ts';

export async function say(service: Service, caller: StaffConnection, frame: Say): Promise<Delivery[]> {
  const { connectionId } = caller;
  const { roomId, name } = frame;
  const entered = enterRoom(roomId, caller);
  if (entered.outcome === 'refused') return refuse(connectionId, entered, { name });
  const { room } = entered;
  const result = await store(service, caller, room, frame);
  if (result.outcome === 'refused') return refuse(connectionId, result, { name });
  const { place, after, at } = result.mark;
  const entry = result.outcome === 'said' ? result.entry : await lastSaid(service, room, place);
  return [
    ...(entry ? await pushed(service, caller, room, entry) : []),
    deliver(connectionId, { type: 'said', roomId, name, place, after, at }),
  ];
}

/** Read, decide, store; overtaken by another message, read and decide again. */
async function store(
  service: Service,
  caller: StaffConnection,
  room: Room,
  { name, text }: Say,
): Promise<SaidInRoom | SaidInRoomBefore | Refusal> {
  const keepDays = await keptDays(service, room);
  if (keepDays === undefined) return refused('noSuchDepartment');
  const by = { id: caller.operatorId, name: caller.name };
  const at = { key: roomKey(room), operatorId: by.id, outbox: outboxOf(name).outbox };
  for (let tries = 0; tries < TRIES; tries += 1) {
    const before = await service.internalChat.turn(at);
    const decision = sayInRoom(before, { by, name, text, keepDays }, service.now());
    if (decision.outcome !== 'said') return decision;
    const beginnings = before.head ? [] : await begin(service, caller, room);
    if ('outcome' in beginnings) return beginnings;
    if ((await service.internalChat.add(at, before, decision, beginnings)) === 'written') return decision;
    await service.pause(PAUSE_MS * (tries + 1));
  }
  return refused('busy');
}

/** How long what is said now is kept; nothing where the room's department is no more. */
async function keptDays(service: Service, room: Room): Promise<number | undefined> {
  if (room.kind !== 'department') return DEPARTMENT_SETTINGS.internalChatDays.default;
  const { departments } = await readConfig(service);
  return departments.find(({ id }) => id === room.departmentId)?.settings.internalChatDays;
}

/** The first word of two people puts their conversation on both lists; there must be such a person. */
async function begin(service: Service, caller: StaffConnection, room: Room): Promise<Beginning[] | Refusal> {
  if (room.kind !== 'two') return [];
  const { operatorId, name } = caller;
  const otherId = room.people[room.people[0] === operatorId ? 1 : 0];
  const other = await service.settings.readOperator(otherId);
  if (!other) return refused('noSuchOperator');
  return [
    { operatorId, roomId: roomIdFor(room, operatorId), name: other.name },
    { operatorId: otherId, roomId: roomIdFor(room, otherId), name },
  ];
}

/** A message that is the last of its room may never have been pushed: the function may have died in between. */
async function lastSaid(service: Service, room: Room, place: number): Promise<RoomEntry | undefined> {
  const key = roomKey(room);
  const head = (await service.internalChat.heads([key])).get(key);
  return head?.place === place ? service.internalChat.entry(key, place) : undefined;
}

async function pushed(
  service: Service,
  { connectionId }: StaffConnection,
  room: Room,
  entry: RoomEntry,
): Promise<Delivery[]> {
  const [view] = roomEntryViews([entry], entry.place - 1);
  if (!view) return [];
  return toRoom(service, room, connectionId, (roomId) => ({ type: 'roomEntry', roomId, entry: view }));
}

/** A frame for everybody signed in who is in the room, except on one connection; each by their name of the room. */
async function toRoom(
  service: Service,
  room: Room,
  except: string,
  frameFor: (roomId: string) => ToOperator,
): Promise<Delivery[]> {
  const staff = here(await service.connections.staff(), service.now());
  const frames = new Map<string, ToOperator>();
  return staff
    .filter((each) => each.connectionId !== except && isInRoom(room, each))
    .map(({ connectionId, operatorId }) => {
      const roomId = roomIdFor(room, operatorId);
      // One frame for all who read the same: it is written out once.
      const frame = frames.get(roomId) ?? frameFor(roomId);
      frames.set(roomId, frame);
      return deliver(connectionId, frame);
    });
}

/** Told to the operator's other pages, so that what was read on one is not unread on another. */
export async function markRead(
  service: Service,
  { operatorId, connectionId }: StaffConnection,
  { roomId, place }: { roomId: string; place: number },
): Promise<Delivery[]> {
  if ((await service.internalChat.markRead(operatorId, roomId, place)) === 'lost') return [];
  return here(await service.connections.staff(), service.now())
    .filter((each) => each.operatorId === operatorId && each.connectionId !== connectionId)
    .map((each) => deliver(each.connectionId, { type: 'roomRead', roomId, place }));
}

/** Stored nowhere; in a room of others it does nothing. */
export async function typeInRoom(
  service: Service,
  caller: StaffConnection,
  { roomId, writing }: { roomId: string; writing: boolean },
): Promise<Delivery[]> {
  const entered = enterRoom(roomId, caller);
  if (entered.outcome === 'refused') return [];
  const by = { id: caller.operatorId, name: caller.name };
  return toRoom(service, entered.room, caller.connectionId, (id) => ({
    type: 'roomTyping',
    roomId: id,
    by,
    writing,
  }));
}
