// When the department opens next, as people say it: the hour alone today, the day of the week, or the date.
import type { FullLanguage } from './texts/language.ts';

/** More days ahead than this, and a day of the week no longer says which one. */
const NAMED_DAYS = 6;

/** `now`: the server's time. Undefined where nothing is known, or it has passed. */
export function openingWords(
  opensAt: number | undefined,
  now: number,
  { texts, locale }: Pick<FullLanguage, 'texts' | 'locale'>,
): string | undefined {
  if (opensAt === undefined || opensAt <= now) return undefined;
  const written = (format: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, format).format(opensAt);
  const hour = written({ hour: 'numeric', minute: '2-digit' });
  const days = daysBetween(now, opensAt);
  if (days === 0) return texts.opensAt(hour);
  const day = days <= NAMED_DAYS ? written({ weekday: 'long' }) : written({ day: 'numeric', month: 'long' });
  return texts.opensOn(`${day} ${texts.atHour(hour)}`);
}

/** Days of the calendar where the patron is; one of 23 or 25 hours is one as well. */
function daysBetween(from: number, to: number): number {
  const [first, last] = [from, to].map((at) => new Date(at).setHours(0, 0, 0, 0));
  return Math.round(((last ?? 0) - (first ?? 0)) / 86_400_000);
}
