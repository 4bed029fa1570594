// The button tells whether somebody is there: what it reads, when, by whose clock, and that nothing on the page moves.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { buildWidget } from '../../frontend/build.ts';
import type { WidgetAvailability } from '../../lambdas/protocol/availability.ts';
import { launchBrowser } from '../support/browser-chromium.ts';
import { until } from '../support/browser-waiting.ts';
import { FakeLibrary } from '../support/fake-library.ts';

const OPEN_MS = 60_000;
const dist = mkdtempSync(join(tmpdir(), 'carrel-availability-'));
let browser: Browser;
let library: FakeLibrary;
let context: BrowserContext;
let page: Page;
let complaints: string[];
/** What the site answers, by times from now on (ms); `garbage` is no such file. */
let ends: { available: number; onDuty: number } | 'garbage';
let reads: number;

beforeAll(async () => {
  [browser] = await Promise.all([launchBrowser([]), buildWidget({ outdir: dist, minify: true })]);
}, OPEN_MS);

afterAll(async () => {
  await browser.close();
  rmSync(dist, { recursive: true, force: true });
}, OPEN_MS);

beforeEach(async () => {
  library = await FakeLibrary.open(dist);
  context = await browser.newContext({ reducedMotion: 'reduce', locale: 'en-CA' });
  page = await context.newPage();
  complaints = [];
  ends = { available: 60_000, onDuty: 60_000 };
  reads = 0;
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.addInitScript(() => {
    Object.assign(globalThis, { shifts: 0 });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries())
        if ('value' in entry) Reflect.set(globalThis, 'shifts', entry.value);
    }).observe({ type: 'layout-shift', buffered: true });
  });
  await page.route('**/availability.json', async (route) => {
    reads += 1;
    await route.fulfill({
      headers: {
        'access-control-allow-origin': '*',
        'access-control-expose-headers': 'Date, Age',
        'content-type': 'application/json',
        date: new Date().toUTCString(),
      },
      body: ends === 'garbage' ? '<html>' : JSON.stringify({ widgets: { reference: timesOf(ends) } }),
    });
  });
});

afterEach(async () => {
  await context.close();
  await library.close();
});

function timesOf({ available, onDuty }: { available: number; onDuty: number }): WidgetAvailability {
  return { availableUntil: Date.now() + available, onDutyUntil: Date.now() + onDuty };
}

const button = (name: string): Locator => page.getByRole('button', { name, exact: true });
const ONLINE = 'Ask a librarian';
const AWAY = 'Ask a librarian, replies may take a while';
const OFFLINE = 'Leave a question';
const state = () => page.locator('carrel-chat').getAttribute('data-availability');
const shifts = () => page.evaluate(() => Number(Reflect.get(globalThis, 'shifts')));
const visit = () => page.goto(library.pageAddress);

test(
  'A20, A22, A26 the button follows from online to away to offline and back, and nothing moves',
  async () => {
    await visit();
    await until('the first state', state, (now) => now === 'online');
    await button(ONLINE).waitFor();
    const box = await button(ONLINE).boundingBox();
    ends = { available: 0, onDuty: 60_000 };
    await button(AWAY).waitFor({ timeout: 10_000 });
    expect(await button(AWAY).innerText()).toBe('Ask a librarian');
    expect(await button(AWAY).boundingBox()).toEqual(box);
    ends = { available: 0, onDuty: 0 };
    await button(OFFLINE).waitFor({ timeout: 10_000 });
    expect(await button(OFFLINE).boundingBox()).toEqual(box);
    ends = { available: 60_000, onDuty: 60_000 };
    await button(ONLINE).waitFor({ timeout: 10_000 });
    expect({ complaints, shifts: await shifts() }).toEqual({ complaints: [], shifts: 0 });
  },
  OPEN_MS,
);

test(
  'A20 times that nobody renews run out by themselves, though the file can’t be read any more',
  async () => {
    ends = { available: 2_000, onDuty: 4_000 };
    await visit();
    await until('the first state', state, (now) => now === 'online');
    await page.unroute('**/availability.json');
    await page.route('**/availability.json', (route) => route.abort());
    await button(AWAY).waitFor({ timeout: 5_000 });
    await button(OFFLINE).waitFor({ timeout: 5_000 });
  },
  OPEN_MS,
);

test.each(['2001-01-01T00:00:00Z', '2099-01-01T00:00:00Z'])(
  'A21 a patron’s clock that says %s changes nothing',
  async (time) => {
    await page.clock.setFixedTime(time);
    ends = { available: 0, onDuty: 60_000 };
    await visit();
    await button(AWAY).waitFor();
    ends = { available: 0, onDuty: 0 };
    await button(OFFLINE).waitFor({ timeout: 10_000 });
    ends = { available: 60_000, onDuty: 60_000 };
    await button(ONLINE).waitFor({ timeout: 10_000 });
  },
  OPEN_MS,
);

test(
  'A22 a page that nobody looks at fetches nothing, and reads at once when it is looked at again',
  async () => {
    await page.clock.install();
    await visit();
    await until('the first state', state, (now) => now === 'online');
    const setHidden = (hidden: boolean) =>
      page.evaluate((isHidden) => {
        Object.defineProperty(document, 'hidden', { value: isHidden, configurable: true });
        document.dispatchEvent(new Event('visibilitychange'));
      }, hidden);
    await setHidden(true);
    const before = reads;
    ends = { available: 0, onDuty: 0 };
    await page.clock.runFor(600_000);
    expect([reads, await state()]).toEqual([before, 'online']);
    await setHidden(false);
    await button(OFFLINE).waitFor({ timeout: 2_000 });
    expect(reads).toBe(before + 1);
  },
  OPEN_MS,
);

test(
  'A23 widgets of one page share a reading, and the page hears of each',
  async () => {
    const script = `window.heard = [];
      window.carrel ??= [];
      carrel.push((carrel) => carrel.on('availability', (detail) => heard.push(detail)));`;
    const snippet = (name: string, more = '') =>
      `<script async src="${library.siteOrigin}/loader.js" data-widget="${name}" ${more}></script>`;
    const body = snippet('reference') + snippet('law', 'data-corner="bottom-start"');
    library.ownPage = { body, script };
    await visit();
    await button(OFFLINE).waitFor();
    await button(ONLINE).waitFor();
    const heard = () => page.evaluate(() => JSON.stringify(Reflect.get(window, 'heard')));
    const all = await until('both', heard, (text) => text.includes('law') && text.includes('reference'));
    expect(JSON.parse(all ?? (await heard()))).toEqual(
      expect.arrayContaining([
        { widget: 'reference', availability: 'online' },
        { widget: 'law', availability: 'offline' },
      ]),
    );
    expect(reads).toBe(1);
  },
  OPEN_MS,
);

test(
  'A24 what is no such file leaves the widget offline, without a word in the console',
  async () => {
    ends = 'garbage';
    await visit();
    await button(OFFLINE).waitFor();
    expect(complaints).toEqual([]);
  },
  OPEN_MS,
);

test(
  'A25 a page whose policy forbids the reading has the button all the same, and asks no more',
  async () => {
    library.mayRead = false;
    await page.clock.install();
    await visit();
    await until('the state', state, (now) => now === 'unknown');
    const said = complaints.length;
    await page.clock.runFor(120_000);
    expect([reads, complaints.length]).toEqual([0, said]);
    expect(complaints.filter((line) => !line.includes('Content Security Policy'))).toEqual([]);
    await button(ONLINE).click();
    await page.frameLocator('carrel-chat iframe').getByLabel('Your question').waitFor();
  },
  OPEN_MS,
);

test(
  'A27 coming near the button prepares what its use needs; without it, the button says so and tries again',
  async () => {
    const fetched: string[] = [];
    page.on('request', (request) => fetched.push(new URL(request.url()).pathname));
    await page.route('**/frame.js*', (route) => route.abort());
    await visit();
    await button(ONLINE).waitFor();
    expect(fetched).not.toContain('/frame.js');
    await button(ONLINE).hover();
    const failed = button('Chat can’t be reached. Try again');
    await failed.waitFor();
    expect(fetched).toContain('/frame.js');
    await page.unroute('**/frame.js*');
    await failed.click();
    await page.frameLocator('carrel-chat iframe').getByLabel('Your question').waitFor();
  },
  OPEN_MS,
);
