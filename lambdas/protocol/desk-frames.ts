// Frames by which operators share patrons' chats: transfers, invitations, leaving, looking in, and how much each has.
import * as v from 'valibot';
import { chatId, instant, operatorId, personName, place, ref, slug } from './fields.ts';

/** Longest note to whoever a chat is handed to, and longest reason why it was not taken, in UTF-16 units. */
export const REQUEST_NOTE_LENGTH = 500;

const remark = v.pipe(v.string(), v.trim(), v.maxLength(REQUEST_NOTE_LENGTH));

/** Who is asked: a colleague, or whoever of a department comes first. */
export const requestedOf = v.union([v.object({ operatorId }), v.object({ departmentId: slug })]);
export type RequestedOf = v.InferOutput<typeof requestedOf>;

/** `transfer`: to have the chat from now on; `invitation`: to join it (one colleague only). */
export const requestKind = v.picklist(['transfer', 'invitation']);
export type RequestKind = v.InferOutput<typeof requestKind>;

/**
 * The owner asks to be relieved, or any operator of the chat for company; answered by `done`. One request of a chat
 * stands at a time. The patron never sees the note.
 */
export const request = v.object({
  action: v.literal('request'),
  ref,
  chatId,
  kind: requestKind,
  to: requestedOf,
  note: v.optional(remark, ''),
  /** With a transfer: whether the giver stays in the chat. */
  stays: v.optional(v.boolean(), false),
});
export type RequestFrame = v.InferOutput<typeof request>;

/** Takes what one was asked to; answered by `chat` with the whole log, from then on as a participant. */
export const acceptRequest = v.object({ action: v.literal('acceptRequest'), ref, chatId });

/** Doesn't; answered by `done`. Nobody declines for a whole department. */
export const declineRequest = v.object({
  action: v.literal('declineRequest'),
  ref,
  chatId,
  reason: v.optional(remark, ''),
});

/** Whoever asked, or the owner, takes it back; answered by `done`. */
export const withdrawRequest = v.object({ action: v.literal('withdrawRequest'), ref, chatId });

/** Leaves a chat in which others stay; answered by `done`. Refused with `lastOne` where nobody would stay. */
export const leaveChat = v.object({ action: v.literal('leaveChat'), ref, chatId });

/** A coordinator looks in on an active chat; answered by `chat`. Its operators are told, the patron isn't. */
export const lookIn = v.object({ action: v.literal('lookIn'), ref, chatId, after: place });

/** Ends looking in; answered by `done`. */
export const lookAway = v.object({ action: v.literal('lookAway'), ref, chatId });

/** Most chats at once that anybody chooses for themselves. */
export const OWN_LIMIT = 20;

/** How many chats at once the operator wants to be offered, at most; without: as the department says. → `done` */
export const setOwnLimit = v.object({
  action: v.literal('setOwnLimit'),
  ref,
  limit: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(OWN_LIMIT))),
});

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** How much somebody has to do. Of two of one operator the one with the larger version holds. */
export const tally = v.object({
  operatorId,
  version: count,
  /** The chats that they are in now. */
  chats: count,
  /** The chats that are offered to them, or that they are asked to take, now; from `offeredUntil` on none. */
  offered: count,
  offeredUntil: v.optional(instant),
  /** The chats that they took since they came on duty. */
  taken: count,
  /** When they last took or were offered a chat; before the first, when they came on duty. 0: never on duty. */
  lastTurnAt: instant,
  /** Their own limit of chats at once. */
  limit: v.optional(count),
});
export type Tally = v.InferOutput<typeof tally>;

/** Tallies that changed, for everybody signed in. `staff` and `welcome` carry those of all. */
export const tallies = v.object({ type: v.literal('tallies'), tallies: v.array(tally) });

/** The operator's own page is told: off duty since the departments have closed. */
export const signedOff = v.object({ type: v.literal('signedOff'), closedAt: instant });

/** Somebody with the name that they had then. */
export const named = v.object({ id: operatorId, name: v.string() });

/** A waiting chat that somebody has to themselves until then (it may have passed: the chat is open to all). */
export const offered = v.object({ id: operatorId, name: v.string(), until: instant });

/** A request that stands; once `until` has passed it is over, whatever is stored. */
export const standingRequest = v.object({
  kind: requestKind,
  to: v.union([
    v.object({ operatorId, name: v.string() }),
    v.object({ departmentId: slug, name: personName }),
  ]),
  by: named,
  note: v.string(),
  stays: v.boolean(),
  until: instant,
  /** Where the patron is asked first: nobody can take it before `agreed`. */
  patron: v.optional(v.picklist(['asked', 'agreed'])),
});
export type StandingRequest = v.InferOutput<typeof standingRequest>;

/** Why a request is over without having been taken. A patron who was asked has a say. */
export const requestEnd = v.picklist(['declined', 'withdrawn', 'gone', 'away', 'patronDeclined']);
export type RequestEnd = v.InferOutput<typeof requestEnd>;
