// The operator's line: renewal in place, sign-ins that the server no longer takes, status over several tabs.
import { signal } from '@preact/signals';
import { Session } from '../../../frontend/dashboard/session.ts';
import type { Tokens } from '../../../frontend/dashboard/sign-in/issuer.ts';
import type { SignInState } from '../../../frontend/dashboard/sign-in/sign-in.ts';
import type { Colleague } from '../../../lambdas/protocol/operator-frames.ts';
import { FakeSurroundings, settled } from '../../support/fake-surroundings.ts';
import { DANA, dana, reference } from './desk-builders.ts';
import { FakeServer } from './fake-server.ts';
import { kept } from './kept-items.ts';

const MINUTE = 60_000;

const tokensOf = (accessToken: string): Tokens => ({ accessToken, expiresAt: Number.MAX_SAFE_INTEGER });

function prepared(storage = kept()) {
  const world = new FakeSurroundings();
  const server = new FakeServer(world);
  const state = signal<SignInState>({ kind: 'signedIn', tokens: tokensOf('one') });
  const renewals: (Tokens | undefined)[] = [];
  const ended = { times: 0 };
  const session = new Session({
    socket: 'wss://desk.example',
    surroundings: world,
    storage,
    signIn: {
      state,
      current: async () => (state.value.kind === 'signedIn' ? state.value.tokens : undefined),
      renew: async () => {
        const tokens = renewals.shift();
        if (tokens !== undefined) state.value = { kind: 'signedIn', tokens };
        return tokens;
      },
      end: () => {
        ended.times += 1;
        state.value = { kind: 'ended' };
      },
    },
  });
  const welcome = async (staff: readonly Colleague[] = []): Promise<void> => {
    const { ref } = await server.one('hello');
    await server.say({
      type: 'welcome',
      ref,
      serverTime: world.now() + 7_000,
      signedInUntil: 0,
      staff: [...staff],
      operator: dana,
      departments: [reference],
    });
  };
  const open = async (): Promise<void> => {
    session.start();
    world.socket.open();
    await welcome();
  };
  return { world, server, state, session, storage, renewals, ended, open, welcome };
}

describe('a session', () => {
  test('counts by the server’s clock', async () => {
    const { session, world, open } = prepared();
    await open();
    expect(session.now()).toBe(world.now() + 7_000);
    expect(session.me.value).toEqual(dana);
  });

  test('passes a newer token on over the same connection', async () => {
    const { server, state, open, world } = prepared();
    await open();
    state.value = { kind: 'signedIn', tokens: tokensOf('two') };
    expect(await server.one('renew')).toMatchObject({ accessToken: 'two' });
    expect(world.sockets).toHaveLength(1);
  });

  test('gets a newer token when the server refuses the hello, and connects again', async () => {
    const { server, session, world, renewals, ended } = prepared();
    session.start();
    world.socket.open();
    const { ref } = await server.one('hello');
    renewals.push(tokensOf('two'));
    await server.say({ type: 'error', ref, code: 'notSignedIn', message: 'x' });
    expect(world.sockets).toHaveLength(2);
    world.socket.open();
    expect(await server.one('hello')).toMatchObject({ accessToken: 'two' });
    expect(ended.times).toBe(0);
  });

  test('is over when the server refuses a token that was just renewed', async () => {
    const { server, session, world, renewals, ended } = prepared();
    session.start();
    for (const token of ['two', 'three']) {
      world.socket.open();
      const { ref } = await server.one('hello');
      renewals.push(tokensOf(token));
      await server.say({ type: 'error', ref, code: 'notSignedIn', message: 'x' });
    }
    expect(ended.times).toBe(1);
    expect(session.connection.value.kind).toBe('stopped');
  });

  test('stops for an account that is no staff, and says so', async () => {
    const { server, session, world } = prepared();
    session.start();
    world.socket.open();
    const { ref } = await server.one('hello');
    await server.say({ type: 'error', ref, code: 'notStaff', message: 'x' });
    expect(session.connection.value).toEqual({ kind: 'stopped', reason: 'notStaff' });
  });

  test('ends its line with the sign-in', async () => {
    const { state, session, open } = prepared();
    await open();
    state.value = { kind: 'ended' };
    await settled();
    expect(session.connection.value.kind).toBe('stopped');
  });
});

describe('the status', () => {
  const asStaff = (status: Colleague['status'], since = 1, awayUntil?: number): Colleague => ({
    ...DANA,
    departmentIds: ['reference'],
    status,
    since,
    ...(awayUntil === undefined ? {} : { awayUntil }),
  });
  /** Chooses a status, and the server takes it. */
  async function chosen(
    { server, session }: ReturnType<typeof prepared>,
    status: Colleague['status'],
    minutes?: number,
  ) {
    const choosing = session.setStatus(status, minutes);
    const { ref, awayMinutes } = await server.one('setStatus');
    const end = awayMinutes === undefined ? {} : { awayUntil: session.now() + awayMinutes * MINUTE };
    await server.say({ type: 'statusSet', ref, status, ...end, lastIn: ['reference'] });
    return await choosing;
  }

  test('that another tab chose holds here too, with its end', async () => {
    const { server, session, open } = prepared();
    await open();
    const awayUntil = session.now() + MINUTE;
    await server.say({ type: 'staff', at: session.now(), staff: [asStaff('away', 2, awayUntil)] });
    expect(session.own.value).toEqual({ status: 'away', awayUntil });
    await server.say({ type: 'staff', at: session.now(), staff: [asStaff('away', 3, awayUntil + MINUTE)] });
    expect(session.own.value).toEqual({ status: 'away', awayUntil: awayUntil + MINUTE });
  });

  test('is the server’s on arrival: a page without a line can’t know better', async () => {
    const { world, session, welcome } = prepared();
    session.start();
    world.socket.open();
    await welcome([asStaff('available')]);
    expect(session.status.value).toBe('available');
  });

  test('that was just chosen isn’t taken back by an older list', async () => {
    const { server, session, open } = prepared();
    await open();
    void session.setStatus('available');
    await server.one('setStatus');
    await server.say({ type: 'staff', at: session.now(), staff: [asStaff('offline')] });
    expect(session.status.value).toBe('available');
  });

  test('T10: of the lists of staff the newest holds, in whichever order they arrive', async () => {
    const { server, session, open } = prepared();
    await open();
    const at = session.now();
    await server.say({
      type: 'staff',
      at: at + 2,
      staff: [asStaff('available'), { ...asStaff('available'), id: 'ken' }],
    });
    await server.say({ type: 'staff', at: at + 1, staff: [asStaff('available')] });
    expect(session.staff.value.map(({ id }) => id)).toEqual([DANA.id, 'ken']);
  });

  test('stays when a list that was overtaken by a newer one comes late', async () => {
    const house = prepared();
    const { server, session, open } = house;
    await open();
    await server.say({ type: 'staff', at: session.now(), staff: [asStaff('offline', 1)] });
    await chosen(house, 'available');
    await server.say({ type: 'staff', at: session.now(), staff: [asStaff('offline', 1)] });
    expect(session.status.value).toBe('available');
    await server.say({ type: 'staff', at: session.now(), staff: [asStaff('available', 2)] });
    await server.say({ type: 'staff', at: session.now(), staff: [asStaff('offline', 1)] });
    expect(session.status.value).toBe('available');
    await server.say({ type: 'staff', at: session.now(), staff: [asStaff('offline', 3)] });
    expect(session.status.value).toBe('offline');
  });

  test('goes back when the server refuses it', async () => {
    const { server, session, open } = prepared();
    await open();
    const choosing = session.setStatus('away', 5);
    const { ref } = await server.one('setStatus');
    await server.say({ type: 'error', ref, code: 'notAllowed', message: 'You may not do this.' });
    expect(await choosing).toEqual({ outcome: 'refused', message: 'You may not do this.' });
    expect(session.own.value).toEqual({ status: 'offline' });
  });

  test('that was chosen without a line is said as soon as there is one', async () => {
    const { world, server, session, open, welcome } = prepared();
    await open();
    world.socket.fall();
    expect(await session.setStatus('away', 10)).toEqual({ outcome: 'unsaid' });
    world.pass(2_500);
    world.socket.open();
    await welcome([asStaff('available')]);
    expect(await server.one('setStatus')).toMatchObject({ status: 'away', awayMinutes: 10 });
    expect(session.status.value).toBe('away');
  });

  test('A33 of an operator who is away is kept with its end, over a reload and a lost line', async () => {
    const house = prepared();
    await house.open();
    expect(await chosen(house, 'away', 10)).toEqual({ outcome: 'set', lastIn: ['reference'] });
    const awayUntil = house.session.now() + 10 * MINUTE;
    const { world, server, session } = prepared(house.storage);
    session.start();
    world.socket.open();
    expect(await server.one('hello')).toMatchObject({ status: 'away', awayUntil });
  });

  test('A33 comes off by itself at its end, with a heartbeat at that moment', async () => {
    const house = prepared();
    const { world, server, session, open } = house;
    await open();
    let times = 0;
    session.cameBack.listen(() => {
      times += 1;
    });
    await chosen(house, 'away', 1);
    for (const _ of ['first', 'second', 'third']) {
      world.pass(20_000);
      expect(session.status.value).toBe('away');
      await server.say({ type: 'staff', at: session.now(), staff: [] });
    }
    world.socket.written.length = 0;
    world.pass(500);
    expect(session.own.value).toEqual({ status: 'available' });
    expect(world.socket.frames).toContainEqual({ action: 'ping' });
    expect(times).toBe(1);
    await server.say({ type: 'staff', at: session.now(), staff: [asStaff('away', 1, session.now() - 500)] });
    expect(session.status.value).toBe('available');
  });

  test('A33 that ended while the page was gone is available at once', async () => {
    const storage = kept();
    storage.setItem('carrel.status', '{"status":"away","awayUntil":5}');
    const { world, server, session } = prepared(storage);
    session.start();
    world.socket.open();
    const hello = await server.one('hello');
    expect([hello.status, hello.awayUntil]).toEqual(['available', undefined]);
  });

  test('D8 is as old as its choice, over a lost line, a reload and an end of being away', async () => {
    const house = prepared();
    const { world, server, session, storage, open } = house;
    await open();
    const choice = session.now();
    await chosen(house, 'away', 1);
    world.pass(30_000);
    await server.say({ type: 'staff', at: session.now(), staff: [] });
    world.pass(30_500);
    expect(session.status.value).toBe('available');
    const end = choice + MINUTE;
    await server.say({ type: 'staff', at: session.now(), staff: [asStaff('available', end)] });
    expect(storage.getItem('carrel.statusChosenAt')).toBe(String(choice));

    const again = prepared(storage);
    again.session.start();
    again.world.socket.open();
    expect(await again.server.one('hello')).toMatchObject({ status: 'available', since: choice });
  });

  test('D8 that another tab chose is as old as that', async () => {
    const { server, session, storage, open } = prepared();
    await open();
    await server.say({ type: 'staff', at: session.now(), staff: [asStaff('available', 42)] });
    expect(storage.getItem('carrel.statusChosenAt')).toBe('42');
  });
});
