// Internal chat over the wire: what staff write to each other, two of them, a department, or everybody.
import * as v from 'valibot';
import { instant, messageName, messageText, operatorId, place, ref } from './fields.ts';

/**
 * A room as its reader names it: everybody ("all"), a department ("dep~reference"), or the reader and one other person
 * ("two~" and that person's id). So nobody has a name for a conversation of two others.
 */
export const roomId = v.pipe(
  v.string(),
  v.maxLength(132),
  v.regex(/^(?:all|dep~[a-z0-9-]{1,40}|two~.+)$/su, 'is no room'),
);

/** Says something in a room; answered by `said`. An outbox sends one at a time, as in a chat. */
export const say = v.object({ action: v.literal('say'), roomId, name: messageName, text: messageText });
export type Say = v.InferOutput<typeof say>;

/**
 * What was said in a room: everything after a place, in order, or the newest before a place (or of all). Answered by
 * `roomEntries`.
 */
export const readRoom = v.object({
  action: v.literal('readRoom'),
  ref,
  roomId,
  after: v.optional(place),
  before: v.optional(place),
});
export type ReadRoom = v.InferOutput<typeof readRoom>;

/** The operator's rooms; answered by `rooms`. */
export const rooms = v.object({ action: v.literal('rooms'), ref });

/** The operator has read a room up to a place. Not answered; their other pages are sent `roomRead`. */
export const markRead = v.object({ action: v.literal('markRead'), roomId, place });

/** Tells the others in the room that somebody writes or stopped writing. Not answered. */
export const typeInRoom = v.object({ action: v.literal('typeInRoom'), roomId, writing: v.boolean() });

const person = v.object({ id: operatorId, name: v.string() });

/** `after`: the place of the entry before it. The first entry of a page follows what was asked after, or 0. */
export const roomEntry = v.object({
  place,
  after: place,
  at: instant,
  by: person,
  name: messageName,
  text: v.string(),
});
export type RoomEntryView = v.InferOutput<typeof roomEntry>;

export const roomView = v.object({
  roomId,
  /** The place of its last entry; 0 while nothing was said. */
  last: place,
  /** How far the operator has read. */
  readTo: place,
  /** In a conversation of two: what the other person was called when it began. */
  name: v.optional(v.string()),
});
export type RoomView = v.InferOutput<typeof roomView>;

/** What a dashboard is sent of internal chat. */
export const said = v.object({
  type: v.literal('said'),
  roomId,
  name: messageName,
  place,
  after: place,
  at: instant,
});
export const roomSaid = v.object({ type: v.literal('roomEntry'), roomId, entry: roomEntry });
/** `more`: there are further ones in the direction that was asked for. */
export const roomEntries = v.object({
  type: v.literal('roomEntries'),
  ref,
  roomId,
  entries: v.array(roomEntry),
  more: v.boolean(),
});
export const ownRooms = v.object({ type: v.literal('rooms'), ref, rooms: v.array(roomView) });
export const roomRead = v.object({ type: v.literal('roomRead'), roomId, place });
export const roomTyping = v.object({
  type: v.literal('roomTyping'),
  roomId,
  by: person,
  writing: v.boolean(),
});
