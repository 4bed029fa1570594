// Signed off after closing: stored on all connections, told to the operator's pages, to colleagues and to patrons' pages.
import { ConnectionStore } from '../../lambdas/store/connection-store.ts';
import type { Written } from '../../lambdas/store/table-client.ts';
import { DEFAULT_SETTINGS } from '../../lambdas/protocol/department-settings.ts';
import { PROTOCOL_VERSION } from '../../lambdas/protocol/limits.ts';
import type { OpeningHours } from '../../lambdas/protocol/opening-hours.ts';
import type { Library } from '../support/library.ts';
import { libraries } from '../support/libraries.ts';

const open = libraries();
const MINUTE = 60_000;
/** A Monday, 17:00 in Toronto, at which the department closes. */
const CLOSING = Date.parse('2031-06-02T21:00Z');
const DUE = CLOSING + 15 * MINUTE;

const span = [{ from: '09:00', to: '17:00' }];
const hours: OpeningHours = [span, span, span, span, span, [], []];

/** Ada and Ben are on duty since the afternoon; the department has hours. */
async function afternoon(parts?: Parameters<typeof open>[0]): Promise<Library> {
  const library = await open(parts);
  library.now = CLOSING - 60 * MINUTE;
  for (const id of ['ada', 'ben']) await library.operator(id);
  await library.operator('cora', { groups: ['coordinators'], status: 'offline' });
  const settings = { ...DEFAULT_SETTINGS, newOperatorsJoin: true, hours };
  const department = { id: 'reference', name: 'Reference', settings, version: 1 };
  await library.asks('o-cora', { action: 'saveDepartment', department }, 'saved');
  return library;
}

/** Time passes, and everybody's heartbeats have come. */
async function until(library: Library, now: number, ...ids: string[]): Promise<void> {
  library.now = now;
  for (const id of ids) await library.says(id, { action: 'ping' });
  library.sockets.forget();
}

const statuses = async (library: Library) =>
  new Map((await library.service.connections.staff()).map((each) => [each.connectionId, each.status]));

test('D8, D9: who is idle after closing is signed off on all pages, and everybody is told', async () => {
  const library = await afternoon();
  await library.operator('ada', { connectionId: 'o-tab' });
  await until(library, DUE - 1, 'o-ada', 'o-tab', 'o-ben', 'o-cora');
  await library.checks();
  expect(library.sockets.of('o-ada', 'signedOff')).toEqual([]);
  expect(library.availability).toBe('online');

  library.now = DUE;
  await library.checks();

  expect(await statuses(library)).toEqual(
    new Map(['o-ada', 'o-ben', 'o-cora', 'o-tab'].map((id) => [id, 'offline'])),
  );
  for (const to of ['o-ada', 'o-tab', 'o-ben'])
    expect(library.sockets.of(to, 'signedOff')).toEqual([{ type: 'signedOff', closedAt: CLOSING }]);
  expect(library.sockets.of('o-cora', 'signedOff')).toEqual([]);
  expect(library.sockets.of('o-cora', 'staff').at(-1)?.staff).toMatchObject([
    { id: 'ada', status: 'offline', since: DUE },
    { id: 'ben', status: 'offline', since: DUE },
    { id: 'cora' },
  ]);
  expect(library.availability).toBe('offline');

  library.sockets.forget();
  await library.checks();
  expect(library.sockets.all('o-ada')).toEqual([]);
});

test('D8: who is in a chat stays, until that is over; what is offered to the others is open', async () => {
  const library = await afternoon();
  const { chatId } = await library.patronAsks('one');
  await library.claims('o-ada', chatId);
  await until(library, DUE, 'o-ada', 'o-ben', 'o-cora');
  const { chatId: late } = await library.patronAsks('late');
  expect((await library.service.chats.readHead(late))?.state).toBe('waiting');

  await library.checks();
  expect((await statuses(library)).get('o-ada')).toBe('available');
  expect((await statuses(library)).get('o-ben')).toBe('offline');
  // Ada is the only one left to offer it to.
  expect(await library.service.chats.readHead(late)).toMatchObject({ offeredTo: { id: 'ada' } });

  await library.asks('o-ada', { action: 'endChat', chatId }, 'done');
  await library.checks();
  expect((await statuses(library)).get('o-ada')).toBe('offline');
});

test('D8: who chose the status after closing stays, over a lost line too', async () => {
  const library = await afternoon();
  await until(library, CLOSING + MINUTE, 'o-ada', 'o-ben', 'o-cora');
  await library.asks('o-ada', { action: 'setStatus', status: 'available' }, 'statusSet');
  await library.disconnects('o-ada');
  const hello = { action: 'hello', as: 'operator', version: PROTOCOL_VERSION, accessToken: 'token-ada' };
  await library.asks('o-back', { ...hello, status: 'available', since: CLOSING + MINUTE }, 'welcome');
  await until(library, DUE, 'o-back', 'o-ben', 'o-cora');

  await library.checks();

  expect((await statuses(library)).get('o-back')).toBe('available');
  expect((await statuses(library)).get('o-ben')).toBe('offline');
});

test('D8: a page that only comes back after closing has chosen nothing by that', async () => {
  const library = await afternoon();
  await library.disconnects('o-ada');
  library.now = CLOSING + 5 * MINUTE;
  const hello = { action: 'hello', as: 'operator', version: PROTOCOL_VERSION, accessToken: 'token-ada' };
  const since = CLOSING - 60 * MINUTE;
  const welcome = await library.asks('o-back', { ...hello, status: 'available', since }, 'welcome');
  expect(welcome).toMatchObject({
    staff: expect.arrayContaining([expect.objectContaining({ id: 'ada', since })]),
  });
  await until(library, DUE, 'o-back');

  await library.checks();

  expect((await statuses(library)).get('o-back')).toBe('offline');
});

test('D8: nobody says that they chose a status at a time that is yet to come', async () => {
  const library = await afternoon();
  const hello = { action: 'hello', as: 'operator', version: PROTOCOL_VERSION, accessToken: 'token-ada' };
  await library.disconnects('o-ada');
  await library.asks('o-back', { ...hello, status: 'available', since: DUE }, 'welcome');
  const own = (await library.service.connections.staff()).find((each) => each.operatorId === 'ada');
  expect(own?.since).toBe(library.now);
});

test('D8: a status that is chosen at the same moment stays', async () => {
  class Overtaken extends ConnectionStore {
    override async signOff(...args: Parameters<ConnectionStore['signOff']>): Promise<Written> {
      const [{ connectionId }] = args;
      await this.setStatus(connectionId, { status: 'away', since: DUE });
      return super.signOff(...args);
    }
  }
  const library = await afternoon({ connections: ({ table }) => new Overtaken(table) });
  await until(library, DUE, 'o-ada');

  await library.checks();

  expect((await statuses(library)).get('o-ada')).toBe('away');
  expect(library.sockets.all('o-ada')).toEqual([]);
});
