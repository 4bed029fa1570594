// How a patron rates a chat.
import * as v from 'valibot';
import { COMMENT_LENGTH, RATINGS } from './limits.ts';

export const rating = v.object({
  score: v.picklist(RATINGS),
  comment: v.optional(
    v.pipe(
      v.string(),
      v.trim(),
      v.maxLength(COMMENT_LENGTH, ({ requirement }) => `is longer than ${requirement} characters`),
    ),
  ),
});
export type Rating = v.InferOutput<typeof rating>;
