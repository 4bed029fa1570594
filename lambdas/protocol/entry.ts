// What stands in a chat's log: messages, who came, dropped out, returned and ended it, and what came after.
import * as v from 'valibot';
import { named, requestEnd, requestKind } from './desk-frames.ts';
import { rating } from './rating.ts';
import { instant, messageName, place } from './fields.ts';
import { offer } from './guided-frames.ts';

const patron = v.object({ role: v.literal('patron') });

/** Who did it, as the patron's widget is told: an operator is a name there, no more. */
export const publicAuthor = v.variant('role', [
  patron,
  v.object({ role: v.literal('operator'), name: v.string() }),
]);
export type PublicAuthor = v.InferOutput<typeof publicAuthor>;

/** Who did it, as staff are told. */
export const author = v.variant('role', [
  patron,
  v.object({ role: v.literal('operator'), id: v.string(), name: v.string() }),
]);
export type Author = v.InferOutput<typeof author>;

/**
 * `after` is the place of the entry before it that this reader may see. A reader who has a smaller last
 * place has missed something, and asks for it with `catchUp`.
 */
const after = place;
const at = instant;
const text = v.string();

/** The follow-up's number, as the confirmation carries it. */
const number = v.number();

/**
 * An entry as a patron's widget gets it; transferEnded: nobody took the chat, `by` stays. What all have is not spread: that would count as an effect, and the entries of
 * staff would be in the patron's script.
 */
export const publicEntry = v.variant('kind', [
  v.object({
    place,
    after,
    at,
    kind: v.literal('message'),
    by: publicAuthor,
    name: messageName,
    text,
    offer: v.optional(offer),
  }),
  v.object({
    place,
    after,
    at,
    kind: v.picklist(['joined', 'left', 'ended', 'transferEnded']),
    by: publicAuthor,
  }),
  v.object({
    place,
    after,
    at,
    /**
     * transferOffered: `by` asks `other` (a colleague or a department) to take over; with `asks` the patron is asked
     * first. Past `until` it is over: nobody says so. transferred: `by` has taken over from `other`, who stays or left.
     */
    kind: v.picklist(['transferOffered', 'transferred']),
    by: publicAuthor,
    other: v.string(),
    until: v.optional(instant),
    asks: v.optional(v.boolean()),
    stays: v.optional(v.boolean()),
  }),
  /** The patron said yes, which gives whoever is asked anew until then. */
  v.object({ place, after, at, kind: v.literal('transferAgreed'), by: publicAuthor, until: instant }),
  v.object({ place, after, at, kind: v.literal('followUp'), by: publicAuthor, number }),
]);
export type PublicEntry = v.InferOutput<typeof publicEntry>;

/** How many connections the person has left: at 0 they are gone, at 1 they are back. */
const connections = v.pipe(v.number(), v.integer(), v.minValue(0));

/**
 * An entry as staff get it. `dropped` and `returned` tell of lost and regained connections; `offered`: the waiting chat
 * was moved on, to somebody or to all; `note`: said among staff; `requested` (with the note to whoever is asked),
 * `transferAgreed` (by the patron) and `requestEnded` tell of transfers and invitations that nobody has taken yet; `rated` and
 * `addressGiven` (the patron had the transcript mailed there) of what came after the end.
 */
export const entry = v.variant('kind', [
  v.object({
    place,
    after,
    at,
    kind: v.literal('message'),
    by: author,
    name: messageName,
    text,
    offer: v.optional(offer),
  }),
  v.object({ place, after, at, kind: v.literal('note'), by: author, name: messageName, text }),
  v.object({ place, after, at, kind: v.literal('joined'), by: author }),
  /** `owner`: who owns the chat from then on, where the owner left. */
  v.object({ place, after, at, kind: v.literal('left'), by: author, owner: v.optional(named) }),
  v.object({ place, after, at, kind: v.literal('offered'), by: author, to: v.optional(named) }),
  v.object({
    place,
    after,
    at,
    kind: v.literal('requested'),
    by: author,
    request: requestKind,
    /** The colleague’s or the department’s name. */
    to: v.string(),
    note: v.string(),
    until: instant,
    asks: v.boolean(),
  }),
  v.object({ place, after, at, kind: v.literal('transferAgreed'), by: author, until: instant }),
  v.object({
    place,
    after,
    at,
    kind: v.literal('requestEnded'),
    by: author,
    request: requestKind,
    why: requestEnd,
    reason: v.string(),
    /** Who has the chat, as all the while. */
    owner: named,
  }),
  v.object({ place, after, at, kind: v.literal('transferred'), by: author, from: named, stays: v.boolean() }),
  v.object({ place, after, at, kind: v.picklist(['lookedIn', 'lookedAway']), by: author }),
  v.object({ place, after, at, kind: v.literal('dropped'), by: author, connections }),
  v.object({ place, after, at, kind: v.literal('returned'), by: author, connections }),
  v.object({ place, after, at, kind: v.literal('ended'), by: author }),
  v.object({ place, after, at, kind: v.literal('followUp'), by: author, number }),
  v.object({ place, after, at, kind: v.literal('rated'), by: author, rating }),
  v.object({ place, after, at, kind: v.literal('addressGiven'), by: author, email: v.string() }),
]);
export type Entry = v.InferOutput<typeof entry>;
