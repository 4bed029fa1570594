// The chat's own views and their words: fetched when a patron begins to write, again and again if need be.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { buildWidget } from '../../frontend/build.ts';
import { launchBrowser } from '../support/browser-chromium.ts';
import { FakeLibrary } from '../support/fake-library.ts';

const OPEN_MS = 60_000;
const dist = mkdtempSync(join(tmpdir(), 'carrel-later-'));
let browser: Browser;
let library: FakeLibrary;
let context: BrowserContext;
let page: Page;
let fetched: string[];

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
  fetched = [];
  page.on('request', (request) => fetched.push(new URL(request.url()).pathname.replace(/-[A-Z0-9]{8}/u, '')));
});

afterEach(async () => {
  await context.close();
  await library.close();
});

const openPanel = () => page.goto(`${library.siteOrigin}/panel.html`);

test(
  'L2 who only opens the form fetches no more than it needs',
  async () => {
    await openPanel();
    await page.getByText('We keep the conversation for 30 days.').waitFor();
    expect(fetched).toContain('/en.js');
    expect(fetched.filter((path) => path.includes('later'))).toEqual([]);
    const words = page.waitForRequest(/en-later/u);
    await page.getByLabel('Your question').fill('H');
    await words;
    expect(fetched).toContain('/later.js');
  },
  OPEN_MS,
);

test.each(['later', 'en-later'])(
  'L2 no view is drawn without its words, and what could not be fetched (%s) is fetched again',
  async (name) => {
    const pattern = new RegExp(`/${name}-[A-Z0-9]{8}\\.js`, 'u');
    await page.route(pattern, (route) => route.abort());
    await openPanel();
    const failed = page.waitForEvent('requestfailed', (request) => pattern.test(request.url()));
    await page.getByLabel('Your question').fill('Hello?');
    await failed;
    await page.getByRole('button', { name: 'Start chat' }).click();
    await page.getByLabel('Your question').waitFor({ state: 'detached' });
    expect(await page.getByRole('textbox').count()).toBe(0);
    await page.unroute(pattern);
    await page.getByRole('heading', { name: 'You are in line' }).waitFor();
    expect(await page.getByRole('textbox').getAttribute('placeholder')).toBe('Add to your question');
  },
  OPEN_MS,
);

test(
  'C2 a question that is asked before what sends it could be fetched outlives a reload, and is asked once',
  async () => {
    const pattern = /\/later-[A-Z0-9]{8}\.js/u;
    await page.route(pattern, (route) => route.abort());
    await openPanel();
    await page.getByText('We keep the conversation for 30 days.').waitFor();
    await page.getByLabel('Your question').fill('Are you open?');
    await page.getByRole('button', { name: 'Start chat' }).dblclick();
    await page.getByLabel('Your question').waitFor({ state: 'detached' });
    expect(library.chats).toHaveLength(0);
    await page.unroute(pattern);
    await page.reload();
    await page.getByRole('heading', { name: 'You are in line' }).waitFor();
    expect(library.chats).toHaveLength(1);
    expect(library.chat.entries).toMatchObject([{ text: 'Are you open?' }]);
  },
  OPEN_MS,
);

test(
  'L7 the library’s own words stand in the later views too',
  async () => {
    library.texts = { waitingTitle: 'Just a moment', startChat: 'Go' };
    await openPanel();
    await page.getByLabel('Your question').fill('Hello?');
    await page.getByRole('button', { name: 'Go' }).click();
    await page.getByText('Just a moment').waitFor();
  },
  OPEN_MS,
);
