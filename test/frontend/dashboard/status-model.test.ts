// Going away and coming back: what the operator reads and hears, and when they are the last one.
import { signal } from '@preact/signals';
import { Session } from '../../../frontend/dashboard/session.ts';
import type { SignInState } from '../../../frontend/dashboard/sign-in/sign-in.ts';
import { StatusModel } from '../../../frontend/dashboard/status/status-model.ts';
import { LibraryTime } from '../../../frontend/ui/time-words.ts';
import type { Colleague } from '../../../lambdas/protocol/operator-frames.ts';
import { FakeSurroundings } from '../../support/fake-surroundings.ts';
import { dana, KEN, reference } from './desk-builders.ts';
import { FakeServer } from './fake-server.ts';
import { kept } from './kept-items.ts';

const MINUTE = 60_000;
const ACCESS = 'access';

async function prepared(...staff: Colleague[]) {
  const world = new FakeSurroundings();
  const server = new FakeServer(world);
  const tokens = { accessToken: 'access', expiresAt: Number.MAX_SAFE_INTEGER };
  const signIn = {
    state: signal<SignInState>({ kind: 'signedIn', tokens }),
    current: async () => tokens,
    renew: async () => undefined,
    end: () => undefined,
  };
  const session = new Session({ socket: 'wss://x.example', signIn, surroundings: world, storage: kept() });
  const storage = kept();
  const said: string[] = [];
  const time = signal(world.now());
  const status = new StatusModel({
    session,
    surroundings: world,
    clock: { time },
    time: new LibraryTime('UTC'),
    storage,
    say: (sentence) => said.push(sentence),
    departmentName: (id) => (id === ACCESS ? 'Access' : 'Reference'),
  });
  session.start();
  world.socket.open();
  const { ref } = await server.one('hello');
  await server.say({
    type: 'welcome',
    ref,
    serverTime: world.now(),
    signedInUntil: 0,
    staff,
    operator: { ...dana, departmentIds: ['reference', ACCESS] },
    departments: [reference],
  });
  const goes = async (
    wanted: Colleague['status'],
    minutes?: number,
    lastIn: string[] = [],
  ): Promise<void> => {
    const going = status.go(wanted, minutes);
    const asked = await server.one('setStatus');
    const end = minutes === undefined ? {} : { awayUntil: world.now() + minutes * MINUTE };
    await server.say({ type: 'statusSet', ref: asked.ref, status: wanted, ...end, lastIn });
    await going;
  };
  return { world, server, session, status, said, time, goes, storage };
}

const ken = (status: Colleague['status'], more: Partial<Colleague> = {}): Colleague => ({
  ...KEN,
  departmentIds: ['reference'],
  status,
  since: 1,
  ...more,
});

describe('A31 the last one available', () => {
  test('is told so before going away, for each department in which nobody else is', async () => {
    const { status, server } = await prepared(ken('available'));
    expect(status.aloneIn.value).toBe('Access');
    await server.say({ type: 'staff', at: Number.MAX_SAFE_INTEGER, staff: [ken('away')] });
    expect(status.aloneIn.value).toBe('Reference and Access');
    await server.say({
      type: 'staff',
      at: Number.MAX_SAFE_INTEGER,
      staff: [ken('available', { departmentIds: ['reference', ACCESS] })],
    });
    expect(status.aloneIn.value).toBeUndefined();
  });

  test('has company again when a colleague’s time away is over', async () => {
    const { status, time, world } = await prepared(ken('away', { awayUntil: 1_000_000 + MINUTE }));
    expect(status.aloneIn.value).toBe('Reference and Access');
    time.value = world.now() + MINUTE;
    expect(status.aloneIn.value).toBe('Access');
  });

  test('who goes away reads and hears what the server says, until a newer list says otherwise', async () => {
    const { status, said, goes, server } = await prepared(ken('available'));
    await goes('available');
    expect(status.unattended.value).toBeUndefined();
    await goes('away', undefined, ['reference']);
    expect(status.unattended.value).toBe('Reference');
    expect(said.at(-1)).toBe(
      'Nobody is available in Reference now: patrons read that the operator is away and can leave their question by email.',
    );
    await server.say({
      type: 'staff',
      at: Number.MAX_SAFE_INTEGER,
      staff: [ken('available', { departmentIds: ['reference', ACCESS] })],
    });
    expect(status.unattended.value).toBeUndefined();
    await goes('available');
    expect(status.unattended.value).toBeUndefined();
  });
});

describe('A30 a status', () => {
  test('is said when it is chosen, with its end', async () => {
    const { said, goes } = await prepared(ken('available', { departmentIds: ['reference', ACCESS] }));
    await goes('available');
    await goes('away');
    await goes('away', 10);
    await goes('offline');
    expect(said).toEqual([
      'You are available.',
      'You are away until you come back.',
      'You are away. Back at 00:26.',
      'You are offline.',
    ]);
  });

  test('that is refused is told, and stays told until it is dismissed or another is chosen', async () => {
    const { status, said, server, goes } = await prepared();
    const going = status.go('available');
    const { ref } = await server.one('setStatus');
    await server.say({ type: 'error', ref, code: 'notAllowed', message: 'You may not do this.' });
    await going;
    expect(status.notice.value).toEqual({ kind: 'urgent', text: 'You may not do this.' });
    expect(said).toEqual(['You may not do this.']);
    await goes('offline');
    expect(status.notice.value).toBeUndefined();
  });

  test('A33 that comes off by itself is told quietly, and the word goes by itself', async () => {
    const { status, session, said, world, goes } = await prepared(ken('available'));
    await goes('away', 5);
    world.pass(5 * MINUTE + 500);
    expect(session.status.value).toBe('available');
    expect(status.notice.value).toEqual({
      kind: 'plain',
      text: 'You are available again: your time away is over.',
    });
    expect(said.at(-1)).toBe('You are available again: your time away is over.');
    world.pass(MINUTE);
    expect(status.notice.value).toBeUndefined();
  });
});

describe('A32 one key', () => {
  test('opens the choices of going away, and comes back from it', async () => {
    const { status, server, session, goes } = await prepared();
    await goes('available');
    expect(status.awayOrBack()).toBe(true);
    expect(status.menuWanted.value).toBe(true);
    expect(session.status.value).toBe('available');
    await goes('away');
    expect(status.awayOrBack()).toBe(true);
    expect(await server.one('setStatus')).toMatchObject({ status: 'available' });
  });
});

describe('D10 signed off after closing', () => {
  /** On duty, and signed off by the server a quarter of an hour after closing. */
  async function signedOff() {
    const house = await prepared();
    await house.goes('available');
    const closedAt = house.session.now() - 15 * MINUTE;
    await house.server.say({ type: 'signedOff', closedAt });
    const off = ken('offline', { id: dana.id, since: house.session.now() });
    await house.server.say({ type: 'staff', at: house.session.now(), staff: [off] });
    return { ...house, closedAt };
  }

  test('says when, and which departments closed, aloud too', async () => {
    const { status, session, said } = await signedOff();
    expect(session.status.value).toBe('offline');
    const words = 'Signed off at 00:16: Reference and Access have been closed since 00:01.';
    expect(status.signedOffWords).toBe(words);
    expect(said).toContain(words);
  });

  test('stays over a reload, until it is dismissed', async () => {
    const { status, storage, closedAt } = await signedOff();
    expect(storage.getItem('carrel.signedOff')).toContain(String(closedAt));
    status.signedOff.dismiss();
    expect(status.signedOffWords).toBeUndefined();
    expect(storage.getItem('carrel.signedOff')).toBeNull();
  });

  test('goes when the operator is back on duty, here or in another tab', async () => {
    const here = await signedOff();
    await here.goes('away');
    expect(here.status.signedOffWords).toBeUndefined();

    const { status, server, session } = await signedOff();
    const back = ken('available', { id: dana.id, since: session.now() + 1 });
    await server.say({ type: 'staff', at: session.now() + 1, staff: [back] });
    expect(status.signedOffWords).toBeUndefined();
  });
});
