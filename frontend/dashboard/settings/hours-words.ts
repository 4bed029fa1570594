// Opening hours as people write them on a door: "Mon–Fri 09:00–17:00, Sat 10:00–14:00, Sun closed".
import type { OpeningHours, OpenSpan } from '../../../lambdas/protocol/opening-hours.ts';

export const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;

/** Midnight as the end of a day is the next day's beginning for a clock. */
export const MIDNIGHT = { asEnd: '24:00', onClock: '00:00' } as const;

const short = (day: number): string => (DAYS[day] ?? '').slice(0, 3);

const inWords = (spans: readonly OpenSpan[]): string =>
  spans.length === 0 ? 'closed' : spans.map(({ from, to }) => `${from}–${to}`).join(' and ');

const isWritten = ({ from, to }: OpenSpan): boolean => from !== '' && to !== '';

/** The whole week in one line. Times that are only half written are left out. */
export function weekInWords(week: OpeningHours): string {
  const days = week.map((spans) => inWords(spans.filter(isWritten)));
  if (days.every((words) => words === 'closed')) {
    return 'No hours are given: patrons are not told when the department opens next.';
  }
  const runs: { first: number; last: number; words: string }[] = [];
  for (const [day, words] of days.entries()) {
    const run = runs.at(-1);
    if (run?.words === words) run.last = day;
    else runs.push({ first: day, last: day, words });
  }
  return runs
    .map(({ first, last, words }) => `${short(first)}${last > first ? `–${short(last)}` : ''} ${words}`)
    .join(', ');
}

/** What is wrong with a day, by the form's paths (`settings.hours.1.0.to`), as sentences. */
export function dayWrong(
  wrong: Readonly<Record<string, string>>,
  path: string,
  week: OpeningHours,
  day: number,
): readonly string[] {
  return Object.entries(wrong).flatMap(([key, sentence]) => {
    if (key !== `${path}.${day}` && !key.startsWith(`${path}.${day}.`)) return [];
    const [span, edge] = key.slice(`${path}.${day}.`.length).split('.');
    const times = week[day]?.[Number(span)];
    const name = DAYS[day] ?? '';
    if (times === undefined || span === '') return [`${name} ${sentence}`];
    if (edge === undefined) return [`${name} ${times.from}–${times.to} ${sentence}`];
    return [`${name}: the time that it ${edge === 'from' ? 'opens' : 'closes'} ${sentence}`];
  });
}
