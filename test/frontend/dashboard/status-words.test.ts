// A status in words: its name with the end, and the exact times for hovering and for ears.
import { exactStanding, signedOffSaid, statusName } from '../../../frontend/dashboard/status/status-words.ts';
import { LibraryTime } from '../../../frontend/ui/time-words.ts';
import type { Colleague } from '../../../lambdas/protocol/operator-frames.ts';
import { KEN, T0 } from './desk-builders.ts';

const MINUTE = 60_000;
const time = new LibraryTime('America/Edmonton');
const ken = (more: Partial<Colleague>): Colleague => ({
  ...KEN,
  departmentIds: [],
  status: 'away',
  since: T0,
  ...more,
});

test('A34 a status has its word, and away its end if it has one', () => {
  expect(statusName({ status: 'available' }, time, T0)).toBe('Available');
  expect(statusName({ status: 'away' }, time, T0)).toBe('Away');
  expect(statusName({ status: 'away', awayUntil: T0 + 10 * MINUTE }, time, T0)).toBe('Away · back 11:10');
  expect(statusName({ status: 'offline' }, time, T0)).toBe('Offline');
});

test('A34 the exact times tell since when, and until when', () => {
  expect(exactStanding(ken({}), time, T0)).toBe(`since ${time.whole(T0)}`);
  const timed = ken({ awayUntil: T0 + 10 * MINUTE });
  expect(exactStanding(timed, time, T0)).toBe(
    `since ${time.whole(T0)}, back ${time.whole(T0 + 10 * MINUTE)}`,
  );
  expect(exactStanding(timed, time, T0 + 10 * MINUTE)).toBe(`since ${time.whole(T0 + 10 * MINUTE)}`);
});

test('D10 one department that closed, today or before', () => {
  const closedAt = T0 - 15 * MINUTE;
  const said = (names: string[], at: number, now = at) => signedOffSaid(names, { at, closedAt }, time, now);
  expect(said(['Reference'], T0)).toBe(
    `Signed off at ${time.clock(T0)}: Reference closed at ${time.clock(closedAt)}.`,
  );
  const tomorrow = T0 + 24 * 60 * MINUTE;
  expect(said(['Reference'], tomorrow)).toBe(
    `Signed off at ${time.clock(tomorrow)}: Reference closed at Yesterday, ${time.clock(closedAt)}.`,
  );
});
