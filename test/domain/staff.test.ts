// Who counts as here and on duty, and what a sign-in makes of an operator's record.
import type { StaffConnection } from '../../lambdas/domain/staff.ts';
import { colleagues, isHere, isShownChatsOf, operatorRecord, rolesOf } from '../../lambdas/domain/staff.ts';
import { STAFF_LEASE_MS } from '../../lambdas/protocol/limits.ts';
import { HOUR, START } from '../support/chat-views.ts';

const connection = (more: Partial<StaffConnection> = {}): StaffConnection => ({
  connectionId: 'ada-1',
  operatorId: 'ada',
  name: 'Ada',
  roles: ['operator'],
  departmentIds: ['reference'],
  status: 'available',
  since: START,
  seenAt: START,
  signedInUntil: START + HOUR,
  chatIds: [],
  ...more,
});

test('a lease ends with the last heartbeat, a sign-in with its token', () => {
  expect(isHere(connection(), START + STAFF_LEASE_MS - 1)).toBe(true);
  expect(isHere(connection(), START + STAFF_LEASE_MS)).toBe(false);
  expect(isHere(connection({ signedInUntil: START + 1 }), START + 1)).toBe(false);
});

test.each([
  [true, 'available in the department', {}],
  [true, 'offline', { status: 'offline' }],
  [false, 'of another department', { departmentIds: ['access'] }],
  [false, 'signed out', { signedInUntil: START }],
  [false, 'silent for too long', { seenAt: START - STAFF_LEASE_MS }],
] as const)('C4, C14: shown the chats of a department: %s when %s', (expected, _, more) => {
  expect(isShownChatsOf(connection(more), 'reference', START)).toBe(expected);
});

test('T10: people stand once in the list, by name; available on one connection is available', () => {
  const list = colleagues(
    [
      connection({ connectionId: 'zoe-1', operatorId: 'zoe', name: 'Zoe', status: 'offline' }),
      connection({ connectionId: 'ada-1', status: 'offline' }),
      connection({ connectionId: 'ada-2', status: 'available', since: START + 5 }),
      connection({ connectionId: 'ben-1', operatorId: 'ben', name: 'Ben', seenAt: 0 }),
    ],
    START,
  );

  expect(list.map(({ name, status, since }) => [name, status, since])).toEqual([
    ['Ada', 'available', START + 5],
    ['Zoe', 'offline', START],
  ]);
});

test('roles come from the three groups, whatever else a token lists', () => {
  expect(rolesOf(['staff', 'administrators', 'operators'])).toEqual(['operator', 'administrator']);
  expect(rolesOf(['Operators', 'constructor'])).toEqual([]);
});

describe('operatorRecord', () => {
  const identity = {
    id: 'ada',
    name: 'Ada',
    email: 'ada@library.example',
    groups: ['operators'],
    until: START,
  };

  test('S2: a new operator joins the departments that take new ones in', () => {
    expect(operatorRecord(identity, undefined, ['reference'])).toEqual({
      id: 'ada',
      name: 'Ada',
      email: 'ada@library.example',
      roles: ['operator'],
      departmentIds: ['reference'],
      version: 0,
    });
  });

  test("name, e-mail and roles are the issuer's to say, the departments are the library's", () => {
    const known = {
      id: 'ada',
      name: 'Old',
      email: 'old@library.example',
      roles: [],
      departmentIds: ['access'],
      version: 4,
    };

    const record = operatorRecord({ ...identity, groups: ['coordinators'] }, known, ['reference']);

    expect(record).toMatchObject({
      name: 'Ada',
      email: 'ada@library.example',
      roles: ['coordinator'],
      departmentIds: ['access'],
      version: 4,
    });
  });

  test('without an identity token what is known stays, and a new operator has at least an id for a name', () => {
    const { name: _, email: __, ...bare } = identity;
    const known = operatorRecord(identity, undefined, []);

    expect(operatorRecord(bare, known, [])).toMatchObject({ name: 'Ada', email: 'ada@library.example' });
    expect(operatorRecord(bare, undefined, [])).toMatchObject({ name: 'ada', email: '' });
  });

  test('a name and an address have bounds, and a name is one line', () => {
    const record = operatorRecord(
      { ...identity, name: `Ada\n${'x'.repeat(500)}`, email: `${'x'.repeat(400)}@library.example` },
      undefined,
      [],
    );

    expect(record.name).toBe(`Ada ${'x'.repeat(76)}`);
    expect(record.email).toBe('');
  });
});
