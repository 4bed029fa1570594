// Who is signed off after closing: by the clock on the wall, over midnight and both nights on which the clocks change.
import { leftOnDuty } from '../../lambdas/domain/after-closing.ts';
import { emptyDesk } from '../../lambdas/domain/desk.ts';
import { FIRST_DEPARTMENT } from '../../lambdas/domain/first-settings.ts';
import { idleOnDuty } from '../../lambdas/domain/idle-on-duty.ts';
import type { StaffConnection } from '../../lambdas/domain/staff.ts';
import { peopleHere } from '../../lambdas/domain/staff.ts';
import { NO_HOURS, type OpeningHours, type OpenSpan } from '../../lambdas/protocol/opening-hours.ts';
import type { Department } from '../../lambdas/protocol/settings.ts';

const ZONE = 'America/Toronto';
const MINUTE = 60_000;
const at = (moment: string): number => Date.parse(moment);

const daily = (...spans: OpenSpan[]): OpeningHours => [spans, spans, spans, spans, spans, spans, spans];
const nineToFive = daily({ from: '09:00', to: '17:00' });

const department = (id: string, hours: OpeningHours, signOffMinutes = 15): Department => ({
  ...FIRST_DEPARTMENT,
  id,
  name: id,
  settings: { ...FIRST_DEPARTMENT.settings, hours, signOffMinutes },
});

const connection = (now: number, more: Partial<StaffConnection> = {}): StaffConnection => ({
  connectionId: 'one',
  operatorId: 'ada',
  name: 'Ada',
  roles: ['operator'],
  departmentIds: ['reference'],
  status: 'available',
  since: 0,
  seenAt: now,
  signedInUntil: now + 60 * MINUTE,
  chatIds: [],
  ...more,
});

const left = (departments: readonly Department[], now: number, more: Partial<StaffConnection> = {}) =>
  leftOnDuty(peopleHere([connection(now, more)], now), departments, ZONE, now).map(
    ({ closedAt }) => closedAt,
  );

const reference = department('reference', nineToFive);
const closing = at('2026-06-01T21:00Z');

describe('D8: whoever is on duty after closing', () => {
  test('is due the department’s minutes after it, and not before', () => {
    expect(left([reference], closing + 15 * MINUTE - 1)).toEqual([]);
    expect(left([reference], closing + 15 * MINUTE)).toEqual([closing]);
    expect(left([department('reference', nineToFive, 0)], closing)).toEqual([closing]);
  });

  test('stays while the department is open, before it opens too if they came in between', () => {
    expect(left([reference], closing - 1)).toEqual([]);
    const early = closing + 15 * 60 * MINUTE;
    expect(left([reference], early, { since: early - 1 })).toEqual([]);
    expect(left([reference], early, { since: closing - 1 })).toEqual([closing]);
  });

  test('stays where the status was chosen after that closing', () => {
    const now = closing + 60 * MINUTE;
    expect(left([reference], now, { since: closing + 1 })).toEqual([]);
    expect(left([reference], now, { since: closing })).toEqual([closing]);
    const nextDay = now + 24 * 60 * MINUTE;
    expect(left([reference], nextDay, { since: closing + 1 })).toEqual([closing + 24 * 60 * MINUTE]);
  });

  test('hasn’t chosen it by an end of being away that came by itself', () => {
    const away = { status: 'away', since: closing - 10 * MINUTE, awayUntil: closing + 5 * MINUTE } as const;
    expect(left([reference], closing + 20 * MINUTE, away)).toEqual([closing]);
    const back = { since: closing + 5 * MINUTE, chosenAt: closing - 10 * MINUTE };
    expect(left([reference], closing + 20 * MINUTE, back)).toEqual([closing]);
  });

  test('stays where a department has no hours, is not there, or is never closed', () => {
    const now = closing + 60 * MINUTE;
    const both = { departmentIds: ['reference', 'music'] };
    const always = daily({ from: '00:00', to: '24:00' });
    expect(left([reference, department('music', NO_HOURS)], now, both)).toEqual([]);
    expect(left([reference], now, both)).toEqual([]);
    expect(left([reference, department('music', always)], now, both)).toEqual([]);
    expect(left([reference], now, { departmentIds: [] })).toEqual([]);
  });

  test('of two departments waits for the later one, each with its own minutes', () => {
    const music = department('music', daily({ from: '10:00', to: '18:00' }), 30);
    const both = { departmentIds: ['reference', 'music'], since: closing + 10 * MINUTE };
    const later = closing + 60 * MINUTE;
    expect(left([reference, music], later + 29 * MINUTE, both)).toEqual([]);
    expect(left([reference, music], later + 30 * MINUTE, both)).toEqual([later]);
    const patient = department('reference', nineToFive, 120);
    expect(left([patient, music], later + 30 * MINUTE, both)).toEqual([]);
    expect(left([patient, music], later + 60 * MINUTE, both)).toEqual([later]);
  });
});

describe('D8: a closing', () => {
  const overMidnight: OpeningHours = [
    [{ from: '18:00', to: '24:00' }],
    [{ from: '00:00', to: '02:00' }],
    [],
    [],
    [],
    [],
    [],
  ];

  test('at midnight is none where it goes on behind it', () => {
    const night = department('reference', overMidnight, 0);
    const two = at('2026-06-02T06:00Z');
    expect(left([night], at('2026-06-02T04:00Z'))).toEqual([]);
    expect(left([night], two - 1)).toEqual([]);
    expect(left([night], two)).toEqual([two]);
  });

  test('at midnight counts on the day after', () => {
    const late = department('reference', daily({ from: '12:00', to: '24:00' }));
    const midnight = at('2026-06-02T04:00Z');
    expect(left([late], midnight + 14 * MINUTE)).toEqual([]);
    expect(left([late], midnight + 15 * MINUTE)).toEqual([midnight]);
    expect(left([late], midnight + 11 * 60 * MINUTE)).toEqual([midnight]);
  });

  test('in the hour that the clocks leave out is when they are put on', () => {
    const night = department('reference', daily({ from: '00:00', to: '02:30' }));
    const on = at('2027-03-14T07:00Z');
    expect(left([night], on + 14 * MINUTE)).toEqual([]);
    expect(left([night], on + 15 * MINUTE)).toEqual([on]);
  });

  test('in the hour that comes twice is the second one', () => {
    const night = department('reference', daily({ from: '00:00', to: '01:30' }));
    const first = at('2026-11-01T05:30Z');
    const second = at('2026-11-01T06:30Z');
    expect(left([night], first + 15 * MINUTE)).toEqual([first]);
    expect(left([night], second - 1)).toEqual([]);
    expect(left([night], second + 15 * MINUTE, { since: first + 1 })).toEqual([second]);
  });

  test('the day after the clocks changed is at the hour on the wall', () => {
    expect(left([reference], at('2026-10-31T21:15Z'))).toEqual([at('2026-10-31T21:00Z')]);
    expect(left([reference], at('2026-11-01T21:15Z'))).toEqual([]);
    expect(left([reference], at('2026-11-01T22:15Z'))).toEqual([at('2026-11-01T22:00Z')]);
  });
});

test('D8: who is in a chat, or not on duty, is left alone', () => {
  const now = closing;
  const desk = { ...emptyDesk('ada'), version: 1 };
  const chats = [{ chatId: 'one', until: now + 1 }];
  const idle = (more: Partial<StaffConnection>, open: typeof chats = []) =>
    idleOnDuty({ connections: [connection(now, more)], desks: [{ ...desk, chats: open }] }, now).length;

  expect(idle({})).toBe(1);
  expect(idle({ status: 'away' })).toBe(1);
  expect(idle({}, chats)).toBe(0);
  expect(idle({}, [{ chatId: 'one', until: now }])).toBe(1);
  expect(idle({ status: 'internalOnly' })).toBe(0);
  expect(idle({ status: 'offline' })).toBe(0);
  expect(idle({ seenAt: 0 })).toBe(0);
});
