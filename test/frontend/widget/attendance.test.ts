// Whether anybody is there: welcome and file, by the server's clock; ends, failures, a panel that nobody looks at.
import type { Service } from '../../../frontend/widget/chat-state.ts';
import {
  Attendance,
  type AttendanceState,
  READ_EVERY_MS,
  type ReadFile,
} from '../../../frontend/widget/attendance.ts';
import { Store } from '../../../frontend/widget/store.ts';
import { FakeSurroundings, settled } from '../../support/fake-surroundings.ts';

/** The server's clock, where the patron's says 1,000,000. */
const SERVER_NOW = 90_000_000;

const LOOKED_AT = { isShown: true, isVisible: true };

interface Times {
  readonly availableUntil: number;
  readonly onDutyUntil: number;
}

function panel() {
  const world = new FakeSurroundings();
  const store = new Store<AttendanceState>({ availability: undefined });
  const site = { times: undefined as Times | undefined, age: '0', reads: 0 };
  const startedAt = world.now();
  const serverNow = () => SERVER_NOW + world.now() - startedAt;
  const read = async (): Promise<ReadFile> => {
    site.reads += 1;
    if (site.times === undefined) throw new Error('no network');
    const date = new Date(serverNow() - Number(site.age) * 1_000).toUTCString();
    const headers = new Headers({ date, age: site.age });
    return { ok: true, headers, json: async () => ({ widgets: { reference: site.times } }) };
  };
  const attendance = new Attendance({
    widgetId: 'reference',
    store,
    read,
    surroundings: world,
  });
  const welcome = (availability: Times): Service => ({
    type: 'welcome',
    ref: 'h1',
    serverTime: serverNow(),
    widget: { id: 'reference', title: '', promise: '' },
    department: { id: 'reference', name: 'Reference' },
    transcriptDays: 30,
    availability,
    waitingOfferSeconds: 45,
    askAddress: '',
  });
  const pass = async (ms: number) => {
    world.pass(ms);
    await settled();
  };
  return { world, store, site, attendance, welcome, pass };
}

const until = (availableUntil: number, onDutyUntil = availableUntil): Times => ({
  availableUntil,
  onDutyUntil,
});

describe('the availability that the panel knows', () => {
  test('A40: comes with the welcome, before the file was read', () => {
    const { attendance, store, welcome } = panel();
    attendance.follow(welcome(until(0, SERVER_NOW + 60_000)), LOOKED_AT);
    expect(store.state.availability).toBe('away');
  });

  test('A40: is read at once and every 6 s while the panel is looked at, and not otherwise', async () => {
    const { attendance, store, site, pass } = panel();
    site.times = until(SERVER_NOW + 60_000);
    attendance.follow(undefined, { isShown: true, isVisible: false });
    await pass(READ_EVERY_MS);
    expect(site.reads).toBe(0);
    attendance.follow(undefined, LOOKED_AT);
    await settled();
    expect([site.reads, store.state.availability]).toEqual([1, 'online']);
    site.times = until(0, SERVER_NOW + 60_000);
    await pass(READ_EVERY_MS);
    expect([site.reads, store.state.availability]).toEqual([2, 'away']);
    attendance.follow(undefined, { isShown: false, isVisible: true });
    await pass(10 * READ_EVERY_MS);
    expect(site.reads).toBe(2);
  });

  test('A40: goes by the server’s clock, with the time that a cache had the file', async () => {
    const { attendance, store, site } = panel();
    site.age = '2';
    site.times = until(SERVER_NOW - 1_000, SERVER_NOW + 1_000);
    attendance.follow(undefined, LOOKED_AT);
    await settled();
    expect([store.state.availability, attendance.now()]).toEqual(['away', SERVER_NOW]);
  });

  test('A40: ends when its time has come, also when the file can’t be read any more', async () => {
    const { attendance, store, site, pass } = panel();
    site.times = until(SERVER_NOW + 10_000, SERVER_NOW + 20_000);
    attendance.follow(undefined, LOOKED_AT);
    await settled();
    site.times = undefined;
    await pass(9_999);
    expect(store.state.availability).toBe('online');
    await pass(1);
    expect(store.state.availability).toBe('away');
    await pass(10_000);
    expect(store.state.availability).toBe('offline');
  });

  test('A40: a panel that comes back into view asks before it believes an end that has passed', async () => {
    const { attendance, store, site, pass } = panel();
    site.times = until(SERVER_NOW + 10_000);
    attendance.follow(undefined, LOOKED_AT);
    await settled();
    attendance.follow(undefined, { isShown: true, isVisible: false });
    await pass(600_000);
    expect(store.state.availability).toBe('online');
    site.times = until(SERVER_NOW + 700_000);
    const states: unknown[] = [];
    store.listen(({ availability }) => states.push(availability));
    attendance.follow(undefined, LOOKED_AT);
    await settled();
    expect([states, store.state.availability]).toEqual([[], 'online']);
  });
});
