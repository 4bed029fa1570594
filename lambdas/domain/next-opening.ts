// When a department is open by its hours, when it opens next and when it closed last. Pure; imported only where there are hours.
import { Temporal } from 'temporal-polyfill';
import type { OpeningHours, OpenSpan } from '../protocol/opening-hours.ts';

export interface Opening {
  /** Whether the clock on the wall stands within the hours. */
  readonly openNow: boolean;
  /** The next time, after now, at which it comes into them; absent if it never does. */
  readonly opensAt?: number;
}

/** A week, and one more: an opening may fall into the hour that a change of the clocks leaves out. */
const DAYS_AROUND = 14;

/** `hours` are those of the wall in that time zone, whatever the clocks are put to. `now` in ms since 1970. */
export function openingAt(hours: OpeningHours, timeZone: string, now: number): Opening {
  const opensAt = nextOpening(hours, timeZone, now);
  return { openNow: isOpen(hours, timeZone, now), ...(opensAt !== undefined && { opensAt }) };
}

/** The first moment after `now` that is within the hours while the one before it is not. */
export function nextOpening(hours: OpeningHours, timeZone: string, now: number): number | undefined {
  const today = onTheWall(timeZone, now).toPlainDate();
  const begins = (moment: number): boolean =>
    moment > now && isOpen(hours, timeZone, moment) && !isOpen(hours, timeZone, moment - 1);
  for (let days = 0; days <= DAYS_AROUND; days += 1) {
    const date = today.add({ days });
    const beginnings = [...starts(spansOf(hours, date), date, timeZone), ...jumps(date, timeZone)];
    const found = beginnings.filter(begins);
    if (found.length > 0) return Math.min(...found);
  }
  return undefined;
}

/** The last moment, now at the latest, that is not within the hours while the one before it is. */
export function lastClosing(hours: OpeningHours, timeZone: string, now: number): number | undefined {
  const today = onTheWall(timeZone, now).toPlainDate();
  const closes = (moment: number): boolean =>
    moment <= now && !isOpen(hours, timeZone, moment) && isOpen(hours, timeZone, moment - 1);
  for (let days = 0; days <= DAYS_AROUND; days += 1) {
    const date = today.subtract({ days });
    const endings = [...ends(spansOf(hours, date), date, timeZone), ...jumps(date, timeZone)];
    const found = endings.filter(closes);
    if (found.length > 0) return Math.max(...found);
  }
  return undefined;
}

export function isOpen(hours: OpeningHours, timeZone: string, moment: number): boolean {
  const wall = onTheWall(timeZone, moment);
  const time = wall.toPlainTime().toString({ smallestUnit: 'minute' });
  return spansOf(hours, wall).some(({ from, to }) => from <= time && time < to);
}

const onTheWall = (timeZone: string, moment: number): Temporal.ZonedDateTime =>
  Temporal.Instant.fromEpochMilliseconds(moment).toZonedDateTimeISO(timeZone);

const spansOf = (hours: OpeningHours, { dayOfWeek }: { readonly dayOfWeek: number }): readonly OpenSpan[] =>
  hours[dayOfWeek - 1] ?? [];

/** When the wall shows the beginning of a span: twice in the hour that is repeated. */
const starts = (spans: readonly OpenSpan[], date: Temporal.PlainDate, timeZone: string): number[] =>
  spans.flatMap(({ from }) => shownAt(from, date, timeZone));

/** When the wall shows the end of a span; the end of a day is the next one's beginning. */
const ends = (spans: readonly OpenSpan[], date: Temporal.PlainDate, timeZone: string): number[] =>
  spans.flatMap(({ to }) =>
    to === '24:00'
      ? [date.add({ days: 1 }).toZonedDateTime(timeZone).epochMilliseconds]
      : shownAt(to, date, timeZone),
  );

function shownAt(time: string, date: Temporal.PlainDate, timeZone: string): number[] {
  const wall = date.toPlainDateTime(time);
  return (['earlier', 'later'] as const).map(
    (disambiguation) => wall.toZonedDateTime(timeZone, { disambiguation }).epochMilliseconds,
  );
}

/** When the clocks are put on or back on that day, perhaps into a span. */
function jumps(date: Temporal.PlainDate, timeZone: string): number[] {
  const midnight = date.toZonedDateTime(timeZone);
  if (midnight.hoursInDay === 24) return [];
  const jump = midnight.subtract({ milliseconds: 1 }).getTimeZoneTransition('next');
  return jump ? [jump.epochMilliseconds] : [];
}
