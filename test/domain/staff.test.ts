// Who counts as here and on duty, and what a sign-in makes of an operator's record.
import type { StaffConnection } from '../../lambdas/domain/staff.ts';
import {
  colleagues,
  isHere,
  isShownChatsOf,
  operatorRecord,
  rolesOf,
  standingAt,
  standingAtHello,
} from '../../lambdas/domain/staff.ts';
import { leftWithAwayOnly } from '../../lambdas/domain/availability.ts';
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

test('T10: people stand once in the list, by name; the newest change of their status holds', () => {
  const list = colleagues(
    [
      connection({ connectionId: 'zoe-1', operatorId: 'zoe', name: 'Zoe', status: 'offline' }),
      connection({ connectionId: 'ada-1', status: 'offline' }),
      connection({ connectionId: 'ada-2', status: 'away', since: START + 5, awayUntil: START + 9 }),
      connection({ connectionId: 'ada-3', status: 'available', since: START + 4 }),
      connection({ connectionId: 'ben-1', operatorId: 'ben', name: 'Ben', seenAt: 0 }),
    ],
    START + 8,
  );

  expect(list.map(({ name, status, since, awayUntil }) => [name, status, since, awayUntil])).toEqual([
    ['Ada', 'away', START + 5, START + 9],
    ['Zoe', 'offline', START, undefined],
  ]);
});

test('A5: away comes off by itself at its end, and stays where none was given', () => {
  const away = { status: 'away', since: START } as const;
  expect(standingAt({ ...away, awayUntil: START + 9 }, START + 8)).toEqual({ ...away, awayUntil: START + 9 });
  expect(standingAt({ ...away, awayUntil: START + 9 }, START + 9)).toEqual({
    status: 'available',
    since: START + 9,
    chosenAt: START,
  });
  expect(standingAt(away, START + HOUR)).toEqual(away);
});

describe('A7: the departments that a change of status leaves to those who are away', () => {
  const ada = connection({ departmentIds: ['reference', 'law', 'music'] });
  const ben = (more: Partial<StaffConnection> = {}) =>
    connection({ connectionId: 'ben-1', operatorId: 'ben', departmentIds: ['reference'], ...more });
  const goesAway: StaffConnection = { ...ada, status: 'away' };

  test('are those in which nobody else is available', () => {
    expect(leftWithAwayOnly('ada', [ada, ben()], [goesAway, ben()], START)).toEqual(['law', 'music']);
  });

  test('leave out those in which nobody was available before', () => {
    const away = ben({ status: 'away' });
    expect(leftWithAwayOnly('ada', [goesAway, away], [goesAway, away], START)).toEqual([]);
    expect(leftWithAwayOnly('ada', [{ ...ada, status: 'offline' }, away], [goesAway, away], START)).toEqual(
      [],
    );
  });

  test('leave out those in which nobody is on duty any more', () => {
    expect(leftWithAwayOnly('ada', [ada], [{ ...ada, status: 'offline' }], START)).toEqual([]);
  });

  test('are told also when the last one goes home and others are away', () => {
    const away = ben({ status: 'away' });
    expect(leftWithAwayOnly('ada', [ada, away], [{ ...ada, status: 'offline' }, away], START)).toEqual([
      'reference',
    ]);
  });
});

describe('A6: the status at a hello', () => {
  const away = connection({ status: 'away', since: START - 5, awayUntil: START + 60 });

  test('is what is said on the only connection', () => {
    const said = { status: 'away', since: START - 1, awayUntil: START + 9 } as const;
    const before = [connection({ seenAt: 0 }), connection({ operatorId: 'ben' })];
    expect(standingAtHello(said, before, 'ada', START)).toEqual(said);
    expect(standingAtHello(said, [], 'ada', START + 10).status).toBe('available');
  });

  test('is the one that the operator has on another connection', () => {
    expect(standingAtHello({ status: 'available', since: START }, [away], 'ada', START)).toEqual({
      status: 'away',
      since: START - 5,
      awayUntil: START + 60,
    });
  });
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

  test("name, email and roles are the issuer's to say, the departments are the library's", () => {
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
