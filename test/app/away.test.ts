// Away: on duty, but not at the desk; with an end it comes off by itself, and it is one status on all pages.
import type { StaffConnection } from '../../lambdas/domain/staff.ts';
import { PROTOCOL_VERSION, STAFF_LEASE_MS } from '../../lambdas/protocol/limits.ts';
import { ConnectionStore } from '../../lambdas/store/connection-store.ts';
import type { Written } from '../../lambdas/store/table-client.ts';
import { START } from '../support/chat-views.ts';
import type { Library } from '../support/library.ts';
import { libraries } from '../support/libraries.ts';

const open = libraries();
const MINUTE = 60_000;

const goes = (library: Library, connectionId: string, status: string, awayMinutes?: number) =>
  library.asks(
    connectionId,
    { action: 'setStatus', status, ...(awayMinutes !== undefined && { awayMinutes }) },
    'statusSet',
  );

const lastStaff = (library: Library, connectionId: string) =>
  library.sockets.of(connectionId, 'staff').at(-1)?.staff;

const helloAs = (library: Library, id: string, more: object) =>
  library.asks(
    `o-${id}-back`,
    { action: 'hello', as: 'operator', version: PROTOCOL_VERSION, accessToken: `token-${id}`, ...more },
    'welcome',
  );

/** Time passes, with every heartbeat in time. */
async function beats(library: Library, until: number, ...connectionIds: string[]): Promise<void> {
  for (; library.now < until; library.now = Math.min(until, library.now + STAFF_LEASE_MS / 3)) {
    for (const connectionId of connectionIds) await library.says(connectionId, { action: 'ping' });
  }
  for (const connectionId of connectionIds) await library.says(connectionId, { action: 'ping' });
}

test('A1, A5: colleagues see who is away and until when', async () => {
  const library = await open();
  await library.operator('ada');
  await library.operator('ben');

  const answer = await goes(library, 'o-ada', 'away', 10);

  expect(answer).toMatchObject({ status: 'away', awayUntil: START + 10 * MINUTE, lastIn: [] });
  expect(lastStaff(library, 'o-ben')).toMatchObject([
    { id: 'ada', status: 'away', awayUntil: START + 10 * MINUTE },
    { id: 'ben', status: 'available' },
  ]);
});

test('A2: chats come in to whoever is away, to be claimed', async () => {
  const library = await open();
  await library.operator('ada');
  await goes(library, 'o-ada', 'away');
  library.sockets.forget();

  const { chatId } = await library.patronAsks('one');

  expect(library.sockets.of('o-ada', 'chatChanged')).toMatchObject([{ chat: { chatId, state: 'waiting' } }]);
  expect((await library.claims('o-ada', chatId)).chat.state).toBe('active');
});

test('A7: the last to go away is told in which departments; a new end is no news', async () => {
  const library = await open();
  await library.operator('ada');
  await library.operator('ben');
  await goes(library, 'o-ben', 'away');

  expect((await goes(library, 'o-ada', 'away')).lastIn).toEqual(['reference']);
  expect((await goes(library, 'o-ada', 'away', 5)).lastIn).toEqual([]);
});

test('A5: away with an end comes off by itself: it is stored and everybody is told, once', async () => {
  const library = await open();
  await library.operator('ada');
  await library.operator('ada', { connectionId: 'o-tab' });
  await library.operator('ben');
  await goes(library, 'o-ada', 'away', 5);
  const end = START + 5 * MINUTE;
  await beats(library, end - 2_000, 'o-ada', 'o-tab', 'o-ben');
  expect(lastStaff(library, 'o-ben')).toMatchObject([{ status: 'away' }, { status: 'available' }]);
  library.sockets.forget();

  library.now = end;
  for (const connectionId of ['o-ada', 'o-tab', 'o-ben'])
    await library.says(connectionId, { action: 'ping' });

  expect(library.sockets.of('o-ben', 'staff')).toHaveLength(1);
  expect(lastStaff(library, 'o-ben')).toMatchObject([
    { id: 'ada', status: 'available', since: end },
    { status: 'available' },
  ]);
  const stored = await library.service.connections.staff();
  expect(stored.map(({ status, awayUntil }) => [status, awayUntil])).toEqual([
    ['available', undefined],
    ['available', undefined],
    ['available', undefined],
  ]);
});

test('A5: a heartbeat that comes a moment before the end, by a clock that is ahead, ends it', async () => {
  const library = await open();
  await library.operator('ada');
  await goes(library, 'o-ada', 'away', 1);
  library.now = START + MINUTE - 900;

  await library.says('o-ada', { action: 'ping' });

  expect(lastStaff(library, 'o-ada')).toMatchObject([{ status: 'available', since: START + MINUTE }]);
  expect(library.availability).toBe('online');
});

test('A5: a status that was chosen meanwhile is not overwritten by the end of being away', async () => {
  const library = await open();
  await library.operator('ada');
  await goes(library, 'o-ada', 'away', 1);
  await goes(library, 'o-ada', 'offline');
  library.now = START + MINUTE;

  await library.says('o-ada', { action: 'ping' });

  expect(await library.service.connections.staff()).toMatchObject([{ status: 'offline' }]);
});

test('A6: away is kept over a lost line, with its end; a second page has the same status', async () => {
  const library = await open();
  await library.operator('ada');
  await goes(library, 'o-ada', 'away', 30);
  const awayUntil = START + 30 * MINUTE;

  await library.operator('ada', { connectionId: 'o-tab' });
  expect(lastStaff(library, 'o-ada')).toMatchObject([{ status: 'away', awayUntil }]);
  await library.disconnects('o-ada');
  await library.disconnects('o-tab');
  await helloAs(library, 'ada', { status: 'away', awayUntil });

  expect(await library.service.connections.staff()).toMatchObject([{ status: 'away', awayUntil }]);
});

test('A6: a status that is chosen on another page during a hello holds on the new connection too', async () => {
  let meanwhile: (() => Promise<unknown>) | undefined;
  class Interrupted extends ConnectionStore {
    override async addStaff(connection: StaffConnection, now: number): Promise<Written> {
      const choose = meanwhile;
      meanwhile = undefined;
      await choose?.();
      return super.addStaff(connection, now);
    }
  }
  const library = await open({ connections: ({ table }) => new Interrupted(table) });
  await library.operator('ada');
  await goes(library, 'o-ada', 'away', 30);
  library.now += 1_000;
  meanwhile = () => goes(library, 'o-ada', 'offline');

  await library.operator('ada', { connectionId: 'o-tab' });

  const stored = await library.service.connections.staff();
  expect(stored.map(({ status, awayUntil }) => [status, awayUntil])).toEqual([
    ['offline', undefined],
    ['offline', undefined],
  ]);
});

test('A6: nobody signs in as away for longer than they could have said', async () => {
  const library = await open();
  library.people.set('token-ben', { id: 'ben', groups: ['operators'], until: START + 1_000 * MINUTE });

  await helloAs(library, 'ben', { status: 'away', awayUntil: START + 999 * MINUTE });

  expect(await library.service.connections.staff()).toMatchObject([{ awayUntil: START + 240 * MINUTE }]);
});

test('T10: of two who change their status at once, each list that comes last shows both', async () => {
  const library = await open();
  await library.operator('ada');
  await library.operator('ben');
  library.sockets.forget();

  await Promise.all([goes(library, 'o-ada', 'away'), goes(library, 'o-ben', 'offline')]);

  for (const connectionId of ['o-ada', 'o-ben']) {
    expect(lastStaff(library, connectionId)).toMatchObject([
      { id: 'ada', status: 'away' },
      { id: 'ben', status: 'offline' },
    ]);
  }
});
