// Why a frame was refused: a code for programs and a sentence for people, the same for both sides.
import * as v from 'valibot';

/** Every code that an error frame can carry, with what it means and what the reader can do. */
export const REFUSALS = {
  notJson: 'This is not JSON.',
  malformed: 'This frame is not as the protocol says.',
  unknownAction: 'There is no such action.',
  tooLarge: 'This frame is too large.',
  helloFirst: 'Say hello first.',
  alreadyGreeted: 'Hello was already said on this connection.',
  unsupportedVersion: 'This page is out of date. Please reload it.',
  notSignedIn: 'Please sign in again.',
  notStaff: 'This account is in none of the groups operators, coordinators and administrators.',
  notAllowed: 'You may not do this.',
  noSuchWidget: 'There is no such chat widget at this library.',
  noSuchChat: 'There is no such chat.',
  chatTaken: 'A chat of this name exists already.',
  chatEnded: 'This chat has ended.',
  notYetClaimed: 'Claim this chat before you answer.',
  alreadyClaimed: 'A colleague was quicker.',
  outOfOrder: 'A message before this one is missing.',
  changedMeanwhile: 'Somebody else changed this meanwhile. Look at it again.',
  noSuchDepartment: 'There is no such department.',
  noSuchOperator: 'There is no such operator.',
  nameTaken: 'There is one of this name already.',
  tooMany: 'There is no room for more of these.',
  busy: 'Too much at once. Please try again in a moment.',
  serverError: 'Something went wrong on our side. Please try again.',
} as const;
export type RefusalCode = keyof typeof REFUSALS;

const codes: readonly string[] = Object.keys(REFUSALS);
const isCode = (code: string): code is RefusalCode => codes.includes(code);

/** The answer to a frame that was refused. `ref` or `name` say which frame, where it could be read. */
export const errorFrame = v.object({
  type: v.literal('error'),
  ref: v.optional(v.string()),
  /** The message that was refused, for `send`. */
  name: v.optional(v.string()),
  code: v.custom<RefusalCode>((code) => typeof code === 'string' && isCode(code)),
  message: v.string(),
  /** `alreadyClaimed`: who has it. */
  owner: v.optional(v.object({ id: v.string(), name: v.string() })),
  /** `outOfOrder`: the number that the outbox has to send next. */
  expected: v.optional(v.number()),
});
export type ErrorFrame = v.InferOutput<typeof errorFrame>;
