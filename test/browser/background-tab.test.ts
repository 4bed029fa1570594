// An operator's dashboard out of sight, in a browser that slows hidden pages' timers down: they stay on duty.
import type { Page } from 'playwright-core';
import { BrowserRunner } from '../support/browser-runner.ts';
import { until, untilEqual } from '../support/browser-waiting.ts';
import { Desk } from '../support/desk.ts';
import { signIn } from '../support/sign-in.ts';
import { SleepyBrowser } from '../support/sleepy-browser.ts';
import { HEARTBEAT_MS } from '../../lambdas/protocol/limits.ts';

const OPEN_MS = 120_000;
const TWO_BEATS_MS = 2 * HEARTBEAT_MS + 5_000;
let runner: BrowserRunner;
let browser: SleepyBrowser;

beforeAll(async () => {
  [runner, browser] = await Promise.all([BrowserRunner.start(), SleepyBrowser.launch()]);
}, OPEN_MS);

afterAll(async () => {
  await browser?.close();
  await runner?.stop();
}, OPEN_MS);

declare global {
  interface Window {
    /** When the page's own timer rang that should ring four times a second (ms since 1970). */
    rings: number[];
    /** When the heartbeat's worker rang that was asked to ring every 5 s. */
    workerRings: number[];
  }
}

const WORKER_EVERY_MS = 5_000;

function ringFourTimesASecond(): void {
  window.rings = [];
  setInterval(() => window.rings.push(Date.now()), 250);
}

const ringsOf = (page: Page) => page.evaluate(() => window.rings);
const visibilityOf = (page: Page) => page.evaluate(() => document.visibilityState);

/** When heartbeats went over the wire, and when they were answered. */
function heartbeats(page: Page) {
  const sent: number[] = [];
  const answered: number[] = [];
  page.on('websocket', (socket) => {
    socket.on('framesent', ({ payload }) => {
      if (String(payload) === '{"action":"ping"}') sent.push(Date.now());
    });
    socket.on('framereceived', ({ payload }) => {
      if (String(payload).includes('"pong"')) answered.push(Date.now());
    });
  });
  return { sent, answered };
}

async function openDesk(): Promise<{ page: Page; beats: ReturnType<typeof heartbeats> }> {
  const { username, password } = runner.person('Dana');
  const page = await browser.context.newPage();
  const beats = heartbeats(page);
  await page.goto(runner.addresses.dashboard);
  const email = page.getByRole('textbox', { name: 'Email' });
  const goAvailable = page.getByRole('button', { name: 'Go available' });
  await email.or(goAvailable).waitFor();
  // The second time the issuer still knows who it is.
  if (await email.isVisible()) {
    await email.fill(username);
    await page.getByRole('textbox', { name: 'Password' }).fill(password);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  }
  await goAvailable.click();
  await page.getByRole('button', { name: 'Your status: Available' }).waitFor();
  return { page, beats };
}

test(
  'A38 an operator stays on duty while the dashboard is out of sight and its page’s timers are slowed down',
  async () => {
    const { page, beats } = await openDesk();
    await page.evaluate(ringFourTimesASecond);
    await browser.minimize(page);
    await untilEqual('the page out of sight', () => visibilityOf(page), 'hidden');
    const since = Date.now();

    const sent = () => beats.sent.filter((at) => at > since);
    const [first, second] = await until('two heartbeats', sent, ({ length }) => length >= 2, TWO_BEATS_MS);
    const from = first ?? Number.NaN;
    const to = second ?? Number.NaN;
    expect(to - from).toBeLessThan(HEARTBEAT_MS + 2_000);
    // 80, if its timers were not slowed down to one a second.
    const rings = (await ringsOf(page)).filter((at) => at > from && at <= to);
    expect(rings.length).toBeLessThan(HEARTBEAT_MS / 1_000 + 5);
    await until(
      'the answer',
      () => beats.answered.at(-1) ?? 0,
      (at) => at >= to,
    );

    const { username, password } = runner.person('Ken');
    const { socket, signIn: at } = runner.addresses;
    const ken = await Desk.open(socket, await signIn(at, username, password));
    const dana = ken.welcome.staff.find(({ name }) => name.startsWith('Dana'));
    await ken.wire.socket.close();
    expect(dana?.status).toBe('available');
    expect(await visibilityOf(page)).toBe('hidden');
    await page.close();
  },
  OPEN_MS,
);

test(
  'A38 the heartbeat’s worker keeps time where the page’s timers ring once a minute',
  async () => {
    const { page: desk } = await openDesk();
    const worker = desk.workers()[0]?.url() ?? '';
    await desk.close();
    const page = await browser.context.newPage();
    // A page of the dashboard's origin without the dashboard: nothing on it keeps the browser from the worst.
    await page.goto(new URL('config.json', runner.addresses.dashboard).href);
    await page.evaluate(ringFourTimesASecond);
    await page.evaluate(
      ([url, ms]) => {
        window.workerRings = [];
        const heartbeat = new Worker(url);
        heartbeat.addEventListener('message', ({ data: id }) => {
          window.workerRings.push(Date.now());
          heartbeat.postMessage({ id, ms });
        });
        heartbeat.postMessage({ id: 1, ms });
      },
      [worker, WORKER_EVERY_MS] as const,
    );
    await browser.minimize(page);
    await untilEqual('the page out of sight', () => visibilityOf(page), 'hidden');

    const [last] = await until(
      'the page’s timer asleep while the worker rang three times',
      async () => {
        const asleepSince = (await ringsOf(page)).at(-1) ?? 0;
        const workerRings = await page.evaluate(() => window.workerRings);
        return [asleepSince, workerRings.filter((at) => at > asleepSince)] as const;
      },
      ([, since]) => since.length >= 3,
      60_000,
    );
    const { workerRings } = await page.evaluate(() => ({ workerRings: window.workerRings }));
    const gaps = workerRings.slice(1).map((at, index) => at - (workerRings[index] ?? at));
    expect(Math.max(...gaps)).toBeLessThan(WORKER_EVERY_MS + 1_500);
    expect((workerRings.at(-1) ?? 0) - last).toBeGreaterThan(2 * WORKER_EVERY_MS);
    await page.close();
  },
  OPEN_MS,
);
