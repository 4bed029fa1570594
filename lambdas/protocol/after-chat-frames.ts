// What a patron can do when the chat has ended: rate it, and have its transcript sent.
import * as v from 'valibot';
import { chatId, emailAddress, languageTag, ref, resumeToken } from './fields.ts';
import { COMMENT_LENGTH, RATINGS } from './limits.ts';

export const rating = v.object({
  score: v.picklist(RATINGS),
  comment: v.optional(
    v.pipe(v.string(), v.trim(), v.maxLength(COMMENT_LENGTH, `is longer than ${COMMENT_LENGTH} characters`)),
  ),
});
export type Rating = v.InferOutput<typeof rating>;

/** Rates an ended chat; a later rating replaces it. Answered by `done`. */
export const rateChat = v.object({
  action: v.literal('rateChat'),
  ref,
  chatId,
  token: resumeToken,
  rating,
});
export type RateChat = v.InferOutput<typeof rateChat>;

/** Has the transcript sent to an address that is given in this chat; answered by `done` when it is stored. */
export const mailTranscript = v.object({
  action: v.literal('mailTranscript'),
  ref,
  chatId,
  token: resumeToken,
  email: emailAddress,
  /** The catalogue that the patron reads: the mail is written in it. */
  language: v.optional(languageTag),
});
export type MailTranscript = v.InferOutput<typeof mailTranscript>;
