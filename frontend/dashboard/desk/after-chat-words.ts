// What came after the talk, in words for staff: whether it helped the patron.
import type { Rating } from '../../../lambdas/protocol/rating.ts';

/** The patron is asked "Did this help you?" and answers with one of four steps. */
const SCORES: Readonly<Record<Rating['score'], string>> = {
  1: 'it didn’t really help',
  2: 'it helped a little',
  3: 'it mostly helped',
  4: 'it helped',
};

/** A rating's step in words: "it mostly helped". */
export const scoreWords = ({ score }: Rating): string => SCORES[score];

/** The same with what the patron added, for a line of the log. */
export function ratingWords(rating: Rating): string {
  const { comment } = rating;
  const words = `rated: ${scoreWords(rating)}`;
  return comment === undefined || comment === '' ? words : `${words}, “${comment}”`;
}
