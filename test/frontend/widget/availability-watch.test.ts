// When the availability file is read, whose clock counts, and what is told of it: with a fake clock and a fake page.
import { availabilityWatch, type ShownAvailability } from '../../../frontend/widget/availability-watch.ts';
import type { WidgetAvailability } from '../../../lambdas/protocol/availability.ts';

const FILE = 'https://chat.example/availability.json';
const SERVER = Date.parse('2025-03-03T10:00:00Z');

class FakePage extends EventTarget {
  hidden = false;
  setHidden(hidden: boolean): void {
    this.hidden = hidden;
    this.dispatchEvent(new Event('visibilitychange'));
  }
}

interface Site {
  times: WidgetAvailability;
  age: number;
  hasDate: boolean;
  answer: 'file' | 'garbage' | 'nothing';
  reads: number;
}

/** The patron's clock is years off. */
function prepared(change: Partial<Site> = {}) {
  const page = new FakePage();
  const began = performance.now();
  const serverTime = () => SERVER + performance.now() - began;
  const site: Site = {
    times: { availableUntil: SERVER + 60_000, onDutyUntil: SERVER + 120_000 },
    age: 0,
    hasDate: true,
    answer: 'file',
    reads: 0,
    ...change,
  };
  const get: typeof fetch = async () => {
    site.reads += 1;
    if (site.answer === 'nothing') throw new TypeError('Failed to fetch');
    const date = new Date(serverTime() - site.age * 1_000).toUTCString();
    const body =
      site.answer === 'garbage' ? '<html>' : JSON.stringify({ widgets: { reference: site.times } });
    const headers = { ...(site.hasDate && { date }), ...(site.age > 0 && { age: `${site.age}` }) };
    return new Response(body, { headers });
  };
  const watch = availabilityWatch(FILE, get, page);
  const told: ShownAvailability[] = [];
  watch('reference', (state) => told.push(state));
  const pass = (ms: number) => jest.advanceTimersByTimeAsync(ms);
  return { page, site, watch, told, pass };
}

beforeEach(() => {
  jest.useFakeTimers({ now: new Date('2019-01-01T00:00:00Z') });
});
afterEach(() => {
  jest.useRealTimers();
});

test('A20, A21: from online to away to offline as the times pass, by the server’s clock alone', async () => {
  const { told, pass, site } = prepared();
  await pass(0);
  expect(told).toEqual(['online']);
  site.answer = 'nothing';
  await pass(61_000);
  expect(told).toEqual(['online', 'away']);
  await pass(60_000);
  expect(told).toEqual(['online', 'away', 'offline']);
});

test('A21: an answer that a cache has kept counts from when it was made', async () => {
  const times = { availableUntil: SERVER + 5_000, onDutyUntil: SERVER + 5_000 };
  const { told, pass } = prepared({ age: 90, times });
  await pass(4_000);
  expect(told).toEqual(['online']);
  await pass(2_500);
  expect(told).toEqual(['online', 'offline']);
});

test('A21: without the server’s time the own clock has to do', async () => {
  const times = { availableUntil: Date.now() + 3_000, onDutyUntil: 0 };
  const { told, pass } = prepared({ hasDate: false, times });
  await pass(2_000);
  expect(told).toEqual(['online']);
  await pass(2_000);
  expect(told).toEqual(['online', 'offline']);
});

test('A22: a change shows within 10 seconds', async () => {
  const { site, told, pass } = prepared();
  await pass(500);
  site.times = { availableUntil: 0, onDutyUntil: SERVER + 120_000 };
  await pass(8_000);
  expect(told).toEqual(['online', 'away']);
});

test('A22: a page that nobody looks at reads nothing, and reads at once when it is looked at', async () => {
  const { site, page, pass, told } = prepared();
  await pass(0);
  page.setHidden(true);
  await pass(600_000);
  expect([site.reads, told]).toEqual([1, ['online']]);
  site.times = { availableUntil: SERVER + 700_000, onDutyUntil: SERVER + 700_000 };
  page.setHidden(false);
  await pass(0);
  expect([site.reads, told]).toEqual([2, ['online']]);
});

test('A23: all widgets of a page share what is read, also one that comes later', async () => {
  const { site, watch, pass } = prepared();
  const law: ShownAvailability[] = [];
  watch('law', (state) => law.push(state));
  await pass(0);
  const late: ShownAvailability[] = [];
  watch('reference', (state) => late.push(state));
  expect([site.reads, law, late]).toEqual([1, ['offline'], ['online']]);
});

test.each(['nothing', 'garbage'] as const)(
  'A24: with %s for an answer the widget is offline, and asks again only after 30 seconds',
  async (answer) => {
    const { site, told, pass } = prepared({ answer });
    await pass(29_000);
    expect([site.reads, told]).toEqual([1, ['offline']]);
    site.answer = 'file';
    await pass(2_000);
    expect([site.reads, told]).toEqual([2, ['offline', 'online']]);
  },
);

test('A25: where the page forbids the reading, nothing is known and nothing is tried again', async () => {
  const { site, page, told, pass } = prepared({ answer: 'nothing' });
  page.dispatchEvent(Object.assign(new Event('securitypolicyviolation'), { blockedURI: FILE }));
  await pass(120_000);
  expect([site.reads, told]).toEqual([1, ['unknown']]);
});
