// Who may do what: the whole table of rights.
import type { Action } from '../../lambdas/domain/rights.ts';
import { may } from '../../lambdas/domain/rights.ts';

const operator = { roles: ['operator'], departmentIds: ['reference'] } as const;
const coordinator = { roles: ['coordinator'], departmentIds: ['access'] } as const;
const administrator = { roles: ['administrator'], departmentIds: [] } as const;
const nobody = { roles: [], departmentIds: [] } as const;

test.each([
  // action, operator in their department, operator elsewhere, coordinator elsewhere, administrator, nobody
  ['seeOpenChats', true, false, false, false, false],
  ['claimChat', true, false, false, false, false],
  ['readTranscript', true, false, true, true, false],
  ['readCanned', true, false, true, true, false],
] as const)('%s', (action: Action, member, elsewhere, coordinates, administers, anybody) => {
  expect(may(action, operator, 'reference')).toBe(member);
  expect(may(action, operator, 'access')).toBe(elsewhere);
  expect(may(action, coordinator, 'reference')).toBe(coordinates);
  expect(may(action, administrator, 'reference')).toBe(administers);
  expect(may(action, nobody, 'reference')).toBe(anybody);
  expect(may(action, operator)).toBe(false);
});

test.each(['seeSettings', 'changeSettings', 'changeCanned'] as const)('T1, N2: %s', (action) => {
  expect(may(action, operator)).toBe(false);
  expect(may(action, operator, 'reference')).toBe(false);
  expect(may(action, coordinator)).toBe(true);
  expect(may(action, administrator)).toBe(true);
  expect(may(action, nobody)).toBe(false);
});
