// A department's opening hours: for each day of the week the times from and to, in the service's time zone.
import * as v from 'valibot';

/** "09:00"; the end of a day is "24:00". */
const time = v.pipe(
  v.string(),
  v.regex(/^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/, 'is not a time such as 09:30'),
);

/** Open from a time to a later one of the same day. A night shift is two spans: until 24:00, and from 00:00. */
export const openSpan = v.pipe(
  v.object({ from: time, to: time }),
  v.check(({ from, to }) => from < to, 'ends before it begins'),
);
export type OpenSpan = v.InferOutput<typeof openSpan>;

/** Most spans of a day: morning, afternoon, evening, night. */
export const SPANS_OF_A_DAY = 4;

const openDay = v.pipe(
  v.array(openSpan),
  v.maxLength(SPANS_OF_A_DAY, `has more than ${SPANS_OF_A_DAY} spans`),
  v.transform((spans) => spans.toSorted((a, b) => (a.from < b.from ? -1 : 1))),
  v.check(
    (spans) => spans.every(({ from }, index) => index === 0 || from >= (spans[index - 1]?.to ?? '')),
    'has times that overlap',
  ),
);

/** Monday first. Seven empty days, the default: no hours are known, and patrons are told none. */
export const openingHours = v.tuple([openDay, openDay, openDay, openDay, openDay, openDay, openDay]);
export type OpeningHours = v.InferOutput<typeof openingHours>;

/** A department whose hours nobody has said. */
export const NO_HOURS: OpeningHours = [[], [], [], [], [], [], []];
