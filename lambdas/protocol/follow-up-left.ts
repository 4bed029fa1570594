// The answer to a follow-up that was left, by a patron or by an operator.
import * as v from 'valibot';
import { ref } from './fields.ts';

/** A follow-up's id: 128 random bits in base64url, chosen by who leaves it, so that leaving it twice is one. */
export const followUpId = v.pipe(v.string(), v.regex(/^[\w-]{22}$/, 'is 22 characters of base64url'));

/** The answer: the number that the confirmation carries, and where it goes. */
export const followUpLeft = v.object({
  type: v.literal('followUpLeft'),
  ref,
  followUpId,
  number: v.number(),
  email: v.string(),
});
