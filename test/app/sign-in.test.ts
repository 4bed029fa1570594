// Hello, heartbeat, renewal and status: who is signed in, until when, and who is told.
import { DEFAULT_SETTINGS } from '../../lambdas/protocol/department-settings.ts';
import { HEARTBEAT_MS, STAFF_LEASE_MS } from '../../lambdas/protocol/limits.ts';
import { DAY, HOUR, START } from '../support/chat-views.ts';
import { chatIdOf, tokenOf } from '../support/library.ts';
import { libraries } from '../support/libraries.ts';

const open = libraries();

const operatorHello = { action: 'hello', as: 'operator', version: 1, status: 'available' };
const patronHello = { action: 'hello', as: 'patron', version: 1, widgetId: 'reference' };

describe('hello of a patron', () => {
  test('P2: tells which department answers and how long a transcript is kept', async () => {
    const library = await open();

    expect(await library.patronHello('p-one')).toMatchObject({
      serverTime: START,
      widget: { id: 'reference' },
      department: { id: 'reference', name: 'Reference' },
      transcriptDays: 30,
    });
  });

  test('K2: is said once, whoever says the second', async () => {
    const library = await open();
    await library.operator('ada');
    await library.patronHello('p-one');

    expect(await library.refuses('p-one', patronHello)).toBe('alreadyGreeted');
    expect(await library.refuses('p-one', { ...operatorHello, accessToken: 'token-ada' })).toBe(
      'alreadyGreeted',
    );
    expect(await library.refuses('o-ada', patronHello)).toBe('alreadyGreeted');
    expect(await library.refuses('p-one', { action: 'openChats', departmentId: 'reference' })).toBe(
      'notAllowed',
    );
    await library.asks('o-ada', { action: 'openChats', departmentId: 'reference' }, 'openChats');
  });

  test('K3, K16: another version and an unknown widget are refused; then hello can be said again', async () => {
    const library = await open();

    expect(await library.refuses('p-one', { ...patronHello, version: 2 })).toBe('unsupportedVersion');
    expect(await library.refuses('p-one', { ...patronHello, widgetId: 'music' })).toBe('noSuchWidget');
    await library.patronHello('p-one');
  });

  test.each([
    ['a wrong token', { token: 'x'.repeat(43) }],
    ['a chat that never was', { chatId: chatIdOf('never') }],
  ])('K11: with %s the chat is gone, and hello is said all the same', async (_, wrong) => {
    const library = await open();
    await library.patronAsks('one');

    const resume = { chatId: chatIdOf('one'), token: tokenOf('one'), place: 0, ...wrong };
    const welcome = await library.patronHello('p-two', { resume });

    expect(welcome).toMatchObject({ resumed: { outcome: 'gone' } });
    expect(await library.log(chatIdOf('one'))).toHaveLength(1);
    const send = { action: 'send', chatId: chatIdOf('one'), name: 'patron-one.2', text: 'x' };
    expect(await library.refuses('p-two', send)).toBe('notAllowed');
  });
});

describe('hello of an operator', () => {
  test('S1, S2: the record is made from the claims, in the departments that take new operators in', async () => {
    const library = await open();
    await library.operator('ada');

    expect(await library.service.settings.readOperator('ada')).toEqual({
      id: 'ada',
      name: 'Name ada',
      email: 'ada@library.example',
      roles: ['operator'],
      departmentIds: ['reference'],
      version: 1,
    });
    expect(library.sockets.of('o-ada', 'welcome')).toMatchObject([
      { signedInUntil: START + DAY, departments: [{ id: 'reference' }], staff: [{ id: 'ada' }] },
    ]);
  });

  test('the record follows what the issuer says, and its version with it', async () => {
    const library = await open();
    await library.operator('ada');
    await library.operator('ada', { connectionId: 'o-again' });
    const before = await library.service.settings.readOperator('ada');
    await library.operator('ada', { connectionId: 'o-third', groups: ['coordinators'] });

    expect(before?.version).toBe(1);
    expect(await library.service.settings.readOperator('ada')).toMatchObject({
      roles: ['coordinator'],
      version: 2,
    });
  });

  test('T10: colleagues hear of it, once', async () => {
    const library = await open();
    await library.operator('ada');
    library.sockets.forget();

    await library.operator('ben');

    expect(library.sockets.of('o-ada', 'staff')).toMatchObject([{ staff: [{ id: 'ada' }, { id: 'ben' }] }]);
    expect(library.sockets.types('o-ben')).toEqual(['welcome']);
  });

  test('S3, S4, S5: without a good token or a group nobody comes in, and is nobody after', async () => {
    const library = await open();
    library.people.set('token-guest', { id: 'guest', groups: ['guests'], until: START + DAY });

    expect(await library.refuses('o-x', { ...operatorHello, accessToken: 'forged' })).toBe('notSignedIn');
    expect(await library.refuses('o-x', { ...operatorHello, accessToken: 'token-guest' })).toBe('notStaff');
    expect(await library.refuses('o-x', { action: 'readSettings' })).toBe('helloFirst');
    expect(await library.service.settings.readOperator('guest')).toBeUndefined();
  });

  test('many hellos of one person at once all come in, with one record', async () => {
    const library = await open();
    await library.operator('zoe');
    library.people.set('token-ada', { id: 'ada', name: 'Ada', groups: ['operators'], until: START + DAY });

    const hello = { ...operatorHello, ref: 'r1', accessToken: 'token-ada' };
    await Promise.all([1, 2, 3, 4].map((number) => library.says(`o-${number}`, hello)));

    for (const number of [1, 2, 3, 4]) expect(library.sockets.of(`o-${number}`, 'welcome')).toHaveLength(1);
    expect(await library.service.settings.readOperator('ada')).toMatchObject({ version: 1 });
  });
});

describe('staying', () => {
  test('K15: ping is answered; before hello it is not', async () => {
    const library = await open();
    await library.patronHello('p-one');

    expect(await library.asks('p-one', { action: 'ping' }, 'pong')).toEqual({
      type: 'pong',
      serverTime: START,
    });
    expect(await library.refuses('p-two', { action: 'ping' })).toBe('helloFirst');
  });

  test('heartbeats keep an operator on duty; without them the lease runs out', async () => {
    const library = await open();
    await library.operator('ada');
    await library.operator('ben');
    for (let beat = 0; beat < 6; beat += 1) {
      library.now += HEARTBEAT_MS;
      await library.says('o-ada', { action: 'ping' });
    }
    library.sockets.forget();

    await library.patronAsks('one');

    expect(library.sockets.types('o-ada')).toEqual(['chatChanged', 'tallies']);
    expect(library.sockets.all('o-ben')).toEqual([]);
  });

  test('an operator who was silent too long reads the lists again when the heartbeat goes on', async () => {
    const library = await open();
    await library.operator('ada');
    await library.operator('ben');
    library.now += STAFF_LEASE_MS;
    await library.says('o-ben', { action: 'ping' });
    await library.patronAsks('one');
    library.sockets.forget();

    await library.says('o-ada', { action: 'ping' });

    expect(library.sockets.types('o-ada')).toEqual(['pong', 'you', 'staff']);
    expect(library.sockets.of('o-ben', 'staff')).toMatchObject([{ staff: [{ id: 'ada' }, { id: 'ben' }] }]);
    library.sockets.forget();
    await library.says('o-ada', { action: 'ping' });
    expect(library.sockets.types('o-ada')).toEqual(['pong']);
  });

  test('a heartbeat does not lengthen a sign-in that has ended', async () => {
    const library = await open();
    await library.operator('ada', { until: START + HOUR });
    library.now = START + HOUR;

    expect((await library.says('o-ada', { action: 'ping' })).map(({ type }) => type)).toEqual(['pong']);
    expect(await library.refuses('o-ada', { action: 'openChats', departmentId: 'reference' })).toBe(
      'notSignedIn',
    );
    library.sockets.forget();
    await library.patronAsks('one');
    expect(library.sockets.all('o-ada')).toEqual([]);
  });

  test('S6: a renewed sign-in goes on; one renewed too late reads the lists again', async () => {
    const library = await open();
    await library.operator('ada', { until: START + HOUR });
    library.people.set('newer', { id: 'ada', groups: ['operators'], until: START + 3 * HOUR });
    library.now = START + 2 * HOUR;
    library.sockets.forget();

    const sent = await library.says('o-ada', { action: 'renew', ref: 'r1', accessToken: 'newer' });

    expect(sent.map(({ type }) => type)).toEqual(['renewed', 'you', 'staff']);
    library.sockets.forget();
    await library.patronAsks('one');
    expect(library.sockets.types('o-ada')).toEqual(['chatChanged', 'tallies']);
  });

  test("S6: another person's token, a bad one and one without a group don't renew", async () => {
    const library = await open();
    await library.operator('ada', { until: START + HOUR });
    await library.operator('ben');
    library.people.set('guest', { id: 'ada', groups: [], until: START + DAY });
    const renew = { action: 'renew', ref: 'r1' };

    expect(await library.refuses('o-ada', { ...renew, accessToken: 'token-ben' })).toBe('notSignedIn');
    expect(await library.refuses('o-ada', { ...renew, accessToken: 'forged' })).toBe('notSignedIn');
    expect(await library.refuses('o-ada', { ...renew, accessToken: 'guest' })).toBe('notStaff');
    library.now = START + HOUR;
    expect(await library.refuses('o-ada', { action: 'readSettings' })).toBe('notSignedIn');
  });

  test('a renewed token brings its roles with it', async () => {
    const library = await open();
    await library.operator('ada', { groups: ['coordinators'] });
    library.people.set('newer', { id: 'ada', groups: ['operators'], until: START + DAY });

    await library.says('o-ada', { action: 'renew', ref: 'r1', accessToken: 'newer' });

    expect(await library.refuses('o-ada', { action: 'readSettings' })).toBe('notAllowed');
  });

  test('S6: after renewal and attach the operator goes on in their chats beyond the first token', async () => {
    const library = await open();
    await library.operator('ada', { until: START + HOUR });
    const { chatId } = await library.patronAsks('one');
    await library.claims('o-ada', chatId);
    library.people.set('newer', { id: 'ada', groups: ['operators'], until: START + 3 * HOUR });
    await library.asks('o-ada', { action: 'renew', accessToken: 'newer' }, 'renewed');
    await library.asks('o-ada', { action: 'attach', chatId, after: 2 }, 'chat');
    library.now = START + 2 * HOUR;
    library.sockets.forget();

    await library.sends('o-ada', chatId, 'desk-ada.1');
    await library.sends('p-one', chatId, 'patron-one.2');

    expect(library.sockets.types('o-ada')).toEqual(['sent', 'entry']);
  });
});

describe('status', () => {
  test('C14, T10: off duty on all connections; everybody sees it; new chats are still listed', async () => {
    const library = await open();
    await library.operator('ada');
    await library.operator('ada', { connectionId: 'o-tab' });
    await library.operator('ben');
    library.sockets.forget();
    library.now += 1_000;

    await library.asks('o-ada', { action: 'setStatus', status: 'offline' }, 'statusSet');

    for (const connectionId of ['o-ada', 'o-tab', 'o-ben']) {
      expect(library.sockets.of(connectionId, 'staff')).toMatchObject([
        {
          staff: [
            { id: 'ada', status: 'offline', since: START + 1_000 },
            { id: 'ben', status: 'available' },
          ],
        },
      ]);
    }
    library.sockets.forget();
    await library.patronAsks('one');
    for (const connectionId of ['o-ada', 'o-tab', 'o-ben']) {
      expect(library.sockets.types(connectionId)).toEqual(['chatChanged', 'tallies']);
    }
    const { chats } = await library.asks(
      'o-ada',
      { action: 'openChats', departmentId: 'reference' },
      'openChats',
    );
    expect(chats).toHaveLength(1);
  });
});

test('a crowd of staff and departments fits into every frame', async () => {
  const library = await open();
  const { settings, connections } = library.service;
  await library.operator('ada', { groups: ['coordinators'] });
  for (let number = 0; number < 60; number += 1) {
    const department = {
      id: `department-of-the-faculty-${number}`,
      name: `Department of the faculty of ${number}`,
      settings: { ...DEFAULT_SETTINGS, newOperatorsJoin: true },
      version: 0,
    };
    const saved = await library.says('o-ada', { action: 'saveDepartment', ref: 'r1', department });
    if (saved.some(({ type }) => type === 'error')) break;
  }
  const { departments } = await settings.read();
  const departmentIds = departments.map(({ id }) => id);
  for (let number = 0; number < 60; number += 1) {
    const about = { roles: ['operator'] as const, departmentIds, status: 'available' as const, chatIds: [] };
    const times = { since: START, seenAt: START, signedInUntil: START + DAY };
    await connections.addStaff(
      {
        ...about,
        ...times,
        connectionId: `o-${number}`,
        operatorId: `operator-${number}`,
        name: `Name ${number}`,
      },
      START,
    );
  }
  library.sockets.forget();

  await library.operator('newcomer', { groups: ['coordinators'] });
  await library.asks('o-newcomer', { action: 'setStatus', status: 'offline' }, 'statusSet');
  await library.asks('o-newcomer', { action: 'readSettings' }, 'settings');

  expect(departments.length).toBeGreaterThan(40);
  expect(library.sockets.types('o-newcomer')).toEqual(['welcome', 'staff', 'statusSet', 'staff', 'settings']);
  expect(library.framesFit).toBe(true);
});
