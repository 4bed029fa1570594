// The next opening against its plain definition, minute by minute, over both changes of the clocks.
import * as fc from 'fast-check';
import { lastClosing, nextOpening, openingAt } from '../../lambdas/domain/next-opening.ts';
import { NO_HOURS, type OpeningHours, type OpenSpan } from '../../lambdas/protocol/opening-hours.ts';

const MINUTE = 60_000;
const DAY = 1_440;

/** What the wall shows, by the platform's own formatter: the weekday (0 is Monday) and "09:30". */
function wallClock(timeZone: string): (moment: number) => { day: number; time: string } {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  return (moment) => {
    const parts = new Map(format.formatToParts(moment).map(({ type, value }) => [type, value]));
    const day = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'].indexOf(parts.get('weekday') ?? '');
    return { day, time: `${parts.get('hour')}:${parts.get('minute')}` };
  };
}

/** Which of the minutes from `first` on are within the hours. */
function openMinutes(hours: OpeningHours, timeZone: string, first: number, count: number): boolean[] {
  const clock = wallClock(timeZone);
  return Array.from({ length: count }, (_, index) => {
    const { day, time } = clock(first + index * MINUTE);
    return (hours[day] ?? []).some(({ from, to }) => from <= time && time < to);
  });
}

const words = (minutes: number): string =>
  [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0')).join(':');

/** Spans that touch or leave a gap, in quarters of an hour. */
const openDay: fc.Arbitrary<OpenSpan[]> = fc
  .uniqueArray(fc.integer({ min: 0, max: 96 }), { maxLength: 8 })
  .map((quarters) => {
    const times = quarters.toSorted((a, b) => a - b).map((quarter) => words(quarter * 15));
    return times.flatMap((from, index) => {
      const to = times[index + 1];
      return to === undefined || index % 2 === 1 ? [] : [{ from, to }];
    });
  });
const openingHours: fc.Arbitrary<OpeningHours> = fc.tuple(
  openDay,
  openDay,
  openDay,
  openDay,
  openDay,
  openDay,
  openDay,
);

/** Zones with half and three quarters of an hour, and days on which their clocks are put on or back. */
const changes = [
  ['America/Toronto', '2027-03-14T07:00Z'],
  ['America/Toronto', '2026-11-01T06:00Z'],
  ['Europe/Berlin', '2027-03-28T01:00Z'],
  ['Europe/Berlin', '2026-10-25T01:00Z'],
  ['Australia/Lord_Howe', '2026-10-03T15:30Z'],
  ['Australia/Lord_Howe', '2027-04-03T15:00Z'],
  ['Pacific/Chatham', '2026-09-26T14:00Z'],
  ['Pacific/Chatham', '2027-04-03T14:00Z'],
  ['Africa/Cairo', '2027-04-29T22:00Z'],
  ['Africa/Cairo', '2026-10-29T21:00Z'],
  ['Asia/Kathmandu', '2026-06-01T00:00Z'],
  ['Asia/Kolkata', '2026-06-01T00:00Z'],
] as const;

test.each(changes)(
  'A11: in %s around %s it is the first minute that is open after a closed one',
  (zone, at) => {
    const change = Date.parse(at);
    const first = change - 2 * DAY * MINUTE;
    fc.assert(
      fc.property(openingHours, fc.integer({ min: 1, max: 3 * DAY }), (hours, minutes) => {
        const now = first + minutes * MINUTE + 1;
        const open = openMinutes(hours, zone, first, 10 * DAY);
        const next = open.findIndex((isOpen, index) => index > minutes && isOpen && !open[index - 1]);
        const { openNow, opensAt } = openingAt(hours, zone, now);

        expect(openNow).toBe(open[minutes]);
        if (next !== -1) expect(opensAt).toBe(first + next * MINUTE);
        else expect(opensAt ?? Number.POSITIVE_INFINITY).toBeGreaterThanOrEqual(first + 10 * DAY * MINUTE);
      }),
      { numRuns: 12 },
    );
  },
);

test.each(changes)(
  'D8: in %s around %s it closed last in the newest minute that is closed after an open one',
  (zone, at) => {
    const first = Date.parse(at) - 2 * DAY * MINUTE;
    fc.assert(
      fc.property(openingHours, fc.integer({ min: 1, max: 4 * DAY }), (hours, minutes) => {
        const open = openMinutes(hours, zone, first, minutes + 1);
        const last = open.findLastIndex((isOpen, index) => index > 0 && !isOpen && open[index - 1]);
        const closedAt = lastClosing(hours, zone, first + minutes * MINUTE);

        if (last !== -1) expect(closedAt).toBe(first + last * MINUTE);
        else expect(closedAt ?? Number.NEGATIVE_INFINITY).toBeLessThanOrEqual(first);
      }),
      { numRuns: 12 },
    );
  },
);

const weekdays = (span: OpenSpan): OpeningHours => [[span], [span], [span], [span], [span], [], []];

test('A11: from Friday evening it is Monday morning, by the clock on the wall', () => {
  const hours = weekdays({ from: '09:00', to: '17:00' });
  const friday = Date.parse('2027-03-12T22:00Z');
  expect(nextOpening(hours, 'America/Toronto', friday)).toBe(Date.parse('2027-03-15T13:00Z'));
});

test('A11: at the very minute of opening it is open, and the next opening is another day', () => {
  const hours = weekdays({ from: '09:00', to: '17:00' });
  const nine = Date.parse('2026-06-01T13:00Z');
  expect(openingAt(hours, 'America/Toronto', nine)).toEqual({
    openNow: true,
    opensAt: nine + DAY * MINUTE,
  });
});

test('A11: an opening that the change of clocks leaves out altogether is that of the week after', () => {
  const hours: OpeningHours = [[], [], [], [], [], [], [{ from: '02:15', to: '02:45' }]];
  const before = Date.parse('2027-03-14T05:00Z');
  expect(nextOpening(hours, 'America/Toronto', before)).toBe(Date.parse('2027-03-21T06:15Z'));
});

test('A11: without hours it never opens; open day and night it has no opening either', () => {
  const always = { from: '00:00', to: '24:00' };
  const night: OpeningHours = [[always], [always], [always], [always], [always], [always], [always]];
  expect(openingAt(NO_HOURS, 'UTC', 0)).toEqual({ openNow: false });
  expect(openingAt(night, 'America/Toronto', Date.parse('2027-03-14T05:00Z'))).toEqual({ openNow: true });
});
