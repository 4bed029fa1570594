// What a patron can do when the chat has ended: rate it, and have its transcript sent.
import * as v from 'valibot';
import { emailAddress } from './email-field.ts';
import { chatId, languageTag, ref, resumeToken } from './fields.ts';
import { rating } from './rating.ts';

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
