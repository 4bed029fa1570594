// A chat as the two sides see it: the patron's own, and the operators' lists and desk.
import * as v from 'valibot';
import { named, offered, standingRequest } from './desk-frames.ts';
import { rating } from './rating.ts';
import { chatId, instant, operatorId, page, slug } from './fields.ts';

const state = v.picklist(['waiting', 'active', 'ended']);

/** The patron's own chat. `answeredBy`: the names of the operators who are in it. */
export const patronChat = v.object({
  chatId,
  state,
  startedAt: instant,
  endedAt: v.optional(instant),
  answeredBy: v.array(v.string()),
});
export type PatronChat = v.InferOutput<typeof patronChat>;

export const operatorInChat = v.object({ id: operatorId, name: v.string(), connected: v.boolean() });

/** A chat as operators' lists and their desk show it. */
export const operatorChat = v.object({
  chatId,
  departmentId: slug,
  state,
  /** What the patron said they are called. */
  patronName: v.optional(v.string()),
  /** 0 to 999, to tell nameless patrons apart: "Guest 417". */
  guestNumber: v.number(),
  /** The beginning of the question. */
  question: v.string(),
  page: v.optional(page),
  startedAt: instant,
  claimedAt: v.optional(instant),
  endedAt: v.optional(instant),
  endedBy: v.optional(v.picklist(['patron', 'operator'])),
  /** Since when the patron has no connection. */
  patronGoneSince: v.optional(instant),
  owner: v.optional(named),
  operators: v.array(operatorInChat),
  /** Coordinators who look in. */
  onlookers: v.optional(v.array(named)),
  /** While it waits: who has it to themselves, and until when. */
  offeredTo: v.optional(offered),
  /** The department that helps out, and from when on it does. */
  fallback: v.optional(v.object({ departmentId: slug, at: instant })),
  /** What a colleague, or a department, is asked. Over once its `until` has passed. */
  request: v.optional(standingRequest),
  /** The number of the newest follow-up that was left from this chat. */
  followUpNumber: v.optional(v.number()),
  rating: v.optional(rating),
  /** Where the patron had the transcript or the follow-up's confirmation sent last. */
  patronEmail: v.optional(v.string()),
  /** When the transcript is deleted. */
  keptUntil: instant,
});
export type OperatorChat = v.InferOutput<typeof operatorChat>;
