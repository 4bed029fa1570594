// Internal chat: who is in a room, how each reader names it, and the next entry of its log. Pure.
import type { RoomEntryView } from '../protocol/internal-chat-frames.ts';
import type { OutboxMark } from './chat.ts';
import { outboxOf, turnAfter } from './chat-log.ts';
import { refused } from './refused.ts';
import type { Refusal } from './refused.ts';
import { type Actor, may } from './rights.ts';

export type Room =
  | { readonly kind: 'all' }
  | { readonly kind: 'department'; readonly departmentId: string }
  /** Their ids, in order. */
  | { readonly kind: 'two'; readonly people: readonly [string, string] };

/** Somebody on staff, as far as rooms ask. */
export interface Member extends Actor {
  readonly operatorId: string;
}

export interface EnteredRoom {
  readonly outcome: 'entered';
  readonly room: Room;
}

const DEPARTMENT = 'dep~';
const TWO = 'two~';

/** The room that somebody names, if they are in it. */
export function enterRoom(roomId: string, member: Member): EnteredRoom | Refusal {
  const room = roomNamed(roomId, member.operatorId);
  if (room === undefined) return refused('notAllowed');
  if (isInRoom(room, member)) return { outcome: 'entered', room };
  return refused(room.kind === 'department' ? 'noSuchDepartment' : 'notAllowed');
}

/** Nothing where somebody names a conversation with themselves. */
function roomNamed(roomId: string, readerId: string): Room | undefined {
  if (roomId.startsWith(DEPARTMENT)) {
    return { kind: 'department', departmentId: roomId.slice(DEPARTMENT.length) };
  }
  if (!roomId.startsWith(TWO)) return { kind: 'all' };
  const otherId = roomId.slice(TWO.length);
  if (otherId === readerId) return undefined;
  return { kind: 'two', people: otherId < readerId ? [otherId, readerId] : [readerId, otherId] };
}

/** The room's name for one who is in it. */
export function roomIdFor(room: Room, readerId: string): string {
  switch (room.kind) {
    case 'all':
      return 'all';
    case 'department':
      return departmentRoomId(room.departmentId);
    case 'two':
      return TWO + room.people[room.people[0] === readerId ? 1 : 0];
  }
}

export const departmentRoomId = (departmentId: string): string => DEPARTMENT + departmentId;

/** The same for everybody in the room, and for no other room: an id may hold any character. */
export const roomKey = (room: Room): string =>
  room.kind === 'two' ? TWO + JSON.stringify(room.people) : roomIdFor(room, '');

export function isInRoom(room: Room, member: Member): boolean {
  switch (room.kind) {
    case 'all':
      return true;
    case 'department':
      return may('useDepartmentRoom', member, room.departmentId);
    case 'two':
      return room.people.includes(member.operatorId);
  }
}

/** Where a room's log stands: it outlives its entries, so that a place is never given twice. */
export interface RoomHead {
  readonly place: number;
  readonly at: number;
}

/** All that a decision needs: the head, and the mark of the outbox that sends. Absent before the first. */
export interface RoomState {
  readonly head?: RoomHead | undefined;
  readonly mark?: OutboxMark | undefined;
}

export type RoomEntry = Omit<RoomEntryView, 'after'> & { readonly keptUntil: number };

/** A message at the place that it takes; `outbox`: the sender's and their page's, whose mark moves with it. */
export interface SaidInRoom {
  readonly outcome: 'said';
  readonly entry: RoomEntry;
  readonly mark: OutboxMark;
}

export interface SaidInRoomBefore {
  readonly outcome: 'saidBefore';
  readonly mark: OutboxMark;
}

export interface NewRoomMessage {
  readonly by: { readonly id: string; readonly name: string };
  readonly name: string;
  readonly text: string;
  readonly keepDays: number;
}

const DAY_MS = 86_400_000;

export function sayInRoom(
  { head, mark }: RoomState,
  { by, name, text, keepDays }: NewRoomMessage,
  now: number,
): SaidInRoom | SaidInRoomBefore | Refusal {
  const { number } = outboxOf(name);
  const turn = turnAfter(mark, number);
  if (turn.turn === 'stored') return { outcome: 'saidBefore', mark: turn.mark };
  if (turn.turn === 'outOfOrder') return refused('outOfOrder', { expected: turn.expected });
  const after = head?.place ?? 0;
  const place = after + 1;
  // Another function's clock may be behind; a log never runs backwards.
  const at = Math.max(now, head?.at ?? 0);
  const entry = { place, at, by, name, text, keptUntil: at + keepDays * DAY_MS };
  return { outcome: 'said', entry, mark: { number, place, after, at } };
}

/**
 * Entries as a reader gets them, in order, each with the place before it. What stood between two of them is past its
 * time, so nobody has to wait for it; `after` is the place that the reader has.
 */
export const roomEntryViews = (entries: readonly RoomEntry[], after: number): RoomEntryView[] =>
  entries.map(({ place, at, by, name, text }, index) => ({
    place,
    after: entries[index - 1]?.place ?? after,
    at,
    by,
    name,
    text,
  }));
