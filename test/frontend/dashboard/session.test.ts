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

const tokensOf = (accessToken: string): Tokens => ({ accessToken, expiresAt: Number.MAX_SAFE_INTEGER });

function prepared() {
  const world = new FakeSurroundings();
  const server = new FakeServer(world);
  const state = signal<SignInState>({ kind: 'signedIn', tokens: tokensOf('one') });
  const renewals: (Tokens | undefined)[] = [];
  const ended = { times: 0 };
  const session = new Session({
    socket: 'wss://desk.example',
    surroundings: world,
    storage: kept(),
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
  const welcome = async (): Promise<void> => {
    const { ref } = await server.one('hello');
    await server.say({
      type: 'welcome',
      ref,
      serverTime: world.now() + 7_000,
      signedInUntil: 0,
      staff: [],
      operator: dana,
      departments: [reference],
    });
  };
  const open = async (): Promise<void> => {
    session.start();
    world.socket.open();
    await welcome();
  };
  return { world, server, state, session, renewals, ended, open, welcome };
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
  const asStaff = (status: Colleague['status'], since = 1): Colleague => ({
    ...DANA,
    departmentIds: ['reference'],
    status,
    since,
  });

  test('that another tab chose holds here too, and the server hears it for this connection', async () => {
    const { server, session, open } = prepared();
    await open();
    await server.say({ type: 'staff', staff: [asStaff('available')] });
    expect(session.status.value).toBe('available');
    expect((await server.one('setStatus')).status).toBe('available');
  });

  test('that was just chosen isn’t taken back by an older list', async () => {
    const { server, session, open } = prepared();
    await open();
    void session.setStatus('available');
    await server.one('setStatus');
    await server.say({ type: 'staff', staff: [asStaff('offline')] });
    expect(session.status.value).toBe('available');
  });

  test('stays when a list that was overtaken by a newer one comes late', async () => {
    const { server, session, open } = prepared();
    await open();
    await server.say({ type: 'staff', staff: [asStaff('offline', 1)] });
    void session.setStatus('available');
    const { ref } = await server.one('setStatus');
    await server.say({ type: 'statusSet', ref, status: 'available', lastIn: [] });
    await server.say({ type: 'staff', staff: [asStaff('offline', 1)] });
    expect(session.status.value).toBe('available');
    await server.say({ type: 'staff', staff: [asStaff('available', 2)] });
    await server.say({ type: 'staff', staff: [asStaff('offline', 1)] });
    expect(session.status.value).toBe('available');
    await server.say({ type: 'staff', staff: [asStaff('offline', 3)] });
    expect(session.status.value).toBe('offline');
  });
});
