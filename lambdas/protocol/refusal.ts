// Why a frame was refused: a code for programs and a sentence for people, the same for both sides.
import * as v from 'valibot';

/** Every code that an error frame can carry; refusal-sentences.ts says what each means. */
const REFUSAL_CODES = [
  'notJson',
  'malformed',
  'unknownAction',
  'tooLarge',
  'helloFirst',
  'alreadyGreeted',
  'unsupportedVersion',
  'notSignedIn',
  'notStaff',
  'notAllowed',
  'noSuchWidget',
  'noSuchChat',
  'chatTaken',
  'chatEnded',
  'alreadyClaimed',
  'outOfOrder',
  'lastOne',
  'requestStands',
  'noSuchRequest',
  'notHere',
  'changedMeanwhile',
  'noSuchDepartment',
  'noSuchOperator',
  'noSuchFollowUp',
  'nameTaken',
  'tooMany',
  'busy',
  'serverError',
] as const;
export type RefusalCode = (typeof REFUSAL_CODES)[number];

/** The answer to a frame that was refused. `ref` or `name` say which frame, where it could be read. */
export const errorFrame = v.object({
  type: v.literal('error'),
  ref: v.optional(v.string()),
  /** The message that was refused, for `send`. */
  name: v.optional(v.string()),
  /** A server that is newer than the page may have more codes: the frame is still an answer. */
  code: v.custom<RefusalCode>((code) => typeof code === 'string'),
  message: v.string(),
  /** `alreadyClaimed`: who has it. */
  owner: v.optional(v.object({ id: v.string(), name: v.string() })),
  /** `outOfOrder`: the number that the outbox has to send next. */
  expected: v.optional(v.number()),
  /** `tooMany`: when it may be tried again, where that is known (ms). */
  retryAt: v.optional(v.number()),
});
export type ErrorFrame = v.InferOutput<typeof errorFrame>;
