// Until when a department counts as answered: by leases, sign-ins and statuses.
import { availabilityFile, availabilityIn } from '../../lambdas/domain/availability.ts';
import { FIRST_DEPARTMENT, FIRST_WIDGET } from '../../lambdas/domain/first-settings.ts';
import type { StaffConnection } from '../../lambdas/domain/staff.ts';
import { STAFF_LEASE_MS } from '../../lambdas/protocol/limits.ts';
import { HOUR, START } from '../support/chat-views.ts';

const LEASE = START + STAFF_LEASE_MS;
const connection = (operatorId: string, more: Partial<StaffConnection> = {}): StaffConnection => ({
  connectionId: `${operatorId}-1`,
  operatorId,
  name: operatorId,
  roles: ['operator'],
  departmentIds: ['reference'],
  status: 'available',
  since: START,
  seenAt: START,
  signedInUntil: START + HOUR,
  chatIds: [],
  ...more,
});
const until = (...staff: StaffConnection[]) => availabilityIn(staff, 'reference', START);

test('A3: it lasts as long as the longest lease', () => {
  expect(until(connection('ada'), connection('ben', { seenAt: START - 5 }))).toEqual({
    availableUntil: LEASE,
    onDutyUntil: LEASE,
  });
});

test('A3: and no longer than the sign-in', () => {
  expect(until(connection('ada', { signedInUntil: START + 9 }))).toEqual({
    availableUntil: START + 9,
    onDutyUntil: START + 9,
  });
});

test('A4: who is away is on duty, and not available', () => {
  const away = connection('ben', { status: 'away', seenAt: START - 5 });
  expect(until(away)).toEqual({ availableUntil: 0, onDutyUntil: LEASE - 5 });
  expect(until(away, connection('ada', { seenAt: START - 9 }))).toEqual({
    availableUntil: LEASE - 9,
    onDutyUntil: LEASE - 5,
  });
});

test('A5: who was away is available from the end that they gave', () => {
  const away = { status: 'away', since: START - HOUR } as const;
  expect(until(connection('ada', { ...away, awayUntil: START + 1 })).availableUntil).toBe(0);
  expect(until(connection('ada', { ...away, awayUntil: START })).availableUntil).toBe(LEASE);
});

test.each([
  ['offline', { status: 'offline' }],
  ['of another department', { departmentIds: ['music'] }],
  ['silent for too long', { seenAt: START - STAFF_LEASE_MS }],
  ['signed out', { signedInUntil: START }],
] as const)('A3: who is %s counts for nothing', (_, more) => {
  expect(until(connection('ada', more))).toEqual({ availableUntil: 0, onDutyUntil: 0 });
});

test('A6: a page that is still open under an older status doesn’t make its operator available', () => {
  const left = connection('ada', { connectionId: 'ada-2', since: START - 9 });
  expect(until(left, connection('ada', { status: 'offline' })).onDutyUntil).toBe(0);
});

test('A8: the file has each widget that somebody answers, under its department’s times, and nothing of people', () => {
  const config = {
    departments: [FIRST_DEPARTMENT, { ...FIRST_DEPARTMENT, id: 'music' }],
    widgets: [
      FIRST_WIDGET,
      { ...FIRST_WIDGET, id: 'catalogue' },
      { ...FIRST_WIDGET, id: 'scores', departmentId: 'music' },
      { ...FIRST_WIDGET, id: 'lost', departmentId: 'gone' },
    ],
  };
  const times = { availableUntil: LEASE, onDutyUntil: LEASE };
  expect(availabilityFile(config, [connection('ada')], START)).toEqual({
    widgets: { reference: times, catalogue: times },
  });
});
