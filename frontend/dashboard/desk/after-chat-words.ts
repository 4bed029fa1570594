// What came after the talk, in words for staff: how helpful the patron found it.
import type { Rating } from '../../../lambdas/protocol/after-chat-frames.ts';

const SCORES: Readonly<Record<Rating['score'], string>> = {
  1: 'not helpful',
  2: 'a little helpful',
  3: 'helpful',
  4: 'very helpful',
};

/** A rating's step in words: "very helpful". */
export const scoreWords = ({ score }: Rating): string => SCORES[score];

/** The same with what the patron added, for a line of the log. */
export function ratingWords(rating: Rating): string {
  const { comment } = rating;
  return comment === undefined || comment === ''
    ? `rated as ${scoreWords(rating)}`
    : `rated as ${scoreWords(rating)}: “${comment}”`;
}
