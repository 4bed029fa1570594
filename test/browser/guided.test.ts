// Guided mode as a patron has it: the way there, pages beside the chat, and that they learn nothing of it.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, FrameLocator, Page } from 'playwright-core';
import { buildWidget } from '../../frontend/build.ts';
import { launchBrowser } from '../support/browser-chromium.ts';
import { PHONE } from '../support/browser-scene.ts';
import { until } from '../support/browser-waiting.ts';
import { FakeLibrary } from '../support/fake-library.ts';

const OPEN_MS = 60_000;
const dist = mkdtempSync(join(tmpdir(), 'carrel-guided-'));
let browser: Browser;
let library: FakeLibrary;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  [browser] = await Promise.all([launchBrowser([]), buildWidget({ outdir: dist, minify: true })]);
}, OPEN_MS);

afterAll(async () => {
  await browser.close();
  rmSync(dist, { recursive: true, force: true });
}, OPEN_MS);

beforeEach(async () => {
  library = await FakeLibrary.open(dist);
  library.pageHost = 'localhost';
  context = await browser.newContext({ reducedMotion: 'reduce', locale: 'en-CA' });
  page = await context.newPage();
});

afterEach(async () => {
  await context.close();
  await library.close();
});

const panel = (): FrameLocator => page.frameLocator('carrel-chat iframe');
const at = (path: string): string => new URL(path, library.pageAddress).href;
/** The page beside the chat. */
const beside = (guided: Page): FrameLocator => guided.frameLocator('iframe');
const showsPage = (guided: Page, path: string) =>
  until(
    `${path} beside the chat`,
    () => guided.frames().map((frame) => frame.url()),
    (urls) => urls.includes(at(path)),
  );
const isNarrow = { viewport: PHONE };

async function openGuided(): Promise<Page> {
  const [guided] = await Promise.all([
    context.waitForEvent('page'),
    panel().getByRole('button', { name: 'Open beside the page' }).click(),
  ]);
  return guided;
}

async function visit(): Promise<void> {
  await page.goto(library.pageAddress);
  await page.getByRole('button', { name: 'Ask a librarian' }).click();
  await panel().getByLabel('Your question').waitFor();
}

/** A patron in a chat with Dana, in guided mode. */
async function guidedTalk(): Promise<Page> {
  await visit();
  await panel().getByLabel('Your question').fill('Where are the maps?');
  await panel().getByRole('button', { name: 'Start chat' }).click();
  await panel().getByText('You are in line').waitFor();
  library.joins('Dana');
  await panel().getByText('Dana joined').waitFor();
  const guided = await openGuided();
  await guided.getByText('Dana joined').waitFor();
  await showsPage(guided, '/catalogue/heat');
  return guided;
}

describe('the way there and back', () => {
  test(
    'G5 the chat goes beside the page that the patron was on, and comes back when that is closed',
    async () => {
      const guided = await guidedTalk();
      await panel().getByRole('heading', { name: 'The chat is in a window of its own' }).waitFor();
      await guided.getByRole('textbox').fill('From here');
      await guided.getByRole('textbox').press('Enter');
      await guided.getByText(/^Sent/u).last().waitFor();
      await guided.close({ runBeforeUnload: true });
      await panel().getByText('From here').waitFor();
    },
    OPEN_MS,
  );

  test(
    'G5 a reload stays in the chat, at the page that was open, also when the library’s page is gone',
    async () => {
      const guided = await guidedTalk();
      library.says('Dana', `See ${at('/maps')}`);
      await guided.getByRole('link', { name: at('/maps') }).click();
      await showsPage(guided, '/maps');
      await guided.getByRole('textbox').fill('Half a mess');
      await guided.reload();
      await guided.getByText('Dana joined').waitFor();
      await showsPage(guided, '/maps');
      await page.close();
      await guided.reload();
      await guided.getByText('Dana joined').waitFor();
      expect(await guided.getByRole('textbox').inputValue()).toBe('Half a mess');
      await guided.getByRole('button', { name: 'Back to the page before' }).click();
      await showsPage(guided, '/catalogue/heat');
    },
    OPEN_MS,
  );

  test(
    'G5 opened without a chat it can begin one, and says what it is for',
    async () => {
      const guided = await context.newPage();
      await guided.goto(`${library.siteOrigin}/guided.html?widget=reference`);
      await guided.getByRole('heading', { name: 'Pages open here' }).waitFor();
      await guided.getByLabel('Your question').fill('Anybody here?');
      await guided.getByRole('button', { name: 'Start chat' }).click();
      await guided.getByText('You are in line').waitFor();
    },
    OPEN_MS,
  );

  test(
    'G5 a browser that opens no tab is got around by a link',
    async () => {
      await visit();
      await panel().getByLabel('Your question').fill('Half a ques');
      await page.frames()[1]?.evaluate(() => {
        window.open = () => null;
      });
      await panel().getByRole('button', { name: 'Open beside the page' }).click();
      await panel().getByRole('heading', { name: 'Your browser blocked the new tab' }).waitFor();
      await panel().getByRole('button', { name: 'Back to the chat' }).click();
      expect(await panel().getByLabel('Your question').inputValue()).toBe('Half a ques');
      await panel().getByRole('button', { name: 'Open beside the page' }).click();
      const [guided] = await Promise.all([
        context.waitForEvent('page'),
        panel().getByRole('link', { name: 'Open beside the page' }).click(),
      ]);
      await until(
        'the draft',
        () => guided.getByLabel('Your question').inputValue(),
        (value) => value === 'Half a ques',
      );
    },
    OPEN_MS,
  );
});

describe('pages', () => {
  test(
    'G6 a page that an operator shows opens by itself, is told, and stands in the log',
    async () => {
      const guided = await guidedTalk();
      await guided.evaluate(() => {
        const region = document.getElementById('announcer');
        Object.assign(window, { told: [] });
        new MutationObserver(() => {
          const told: unknown = Reflect.get(window, 'told');
          if (Array.isArray(told)) told.push(region?.textContent);
        }).observe(region ?? document, { subtree: true, childList: true, characterData: true });
      });
      library.offers('Dana', { kind: 'page', address: at('/maps?floor=2') });
      await showsPage(guided, '/maps?floor=2');
      const told = () => guided.evaluate(() => String(Reflect.get(window, 'told')));
      await until('to hear of it', told, (words) => words.includes('Dana shows you a page: localhost'));
      library.says('Dana', 'And this?');
      await guided.getByText('And this?').waitFor();
      expect(library.requests.filter(({ url }) => url === '/maps?floor=2')).toHaveLength(1);
      await guided.getByRole('button', { name: 'Back to the page before' }).click();
      await showsPage(guided, '/catalogue/heat');
      await guided.getByRole('link', { name: 'Open', exact: true }).click();
      await showsPage(guided, '/maps?floor=2');
    },
    OPEN_MS,
  );

  test(
    'G6 in the panel it is a card, from which it opens beside the chat; guided mode is a button',
    async () => {
      await visit();
      await panel().getByLabel('Your question').fill('Where are the maps?');
      await panel().getByRole('button', { name: 'Start chat' }).click();
      await panel().getByText('You are in line').waitFor();
      library.joins('Dana');
      library.offers('Dana', { kind: 'guided' }, 'Shall we look together?');
      await panel().getByText('Shall we look together?').waitFor();
      await panel().getByRole('button', { name: 'Continue in guided mode' }).waitFor();
      library.offers('Dana', { kind: 'page', address: at('/maps') });
      await panel().getByText('Dana shows you a page').waitFor();
      expect(await panel().getByRole('link', { name: 'Open', exact: true }).getAttribute('href')).toBe(
        at('/maps'),
      );
      const [guided] = await Promise.all([
        context.waitForEvent('page'),
        panel().getByRole('button', { name: 'Open beside the chat' }).click(),
      ]);
      await showsPage(guided, '/maps');
      expect(await guided.getByRole('button', { name: /beside|guided/u }).count()).toBe(0);
    },
    OPEN_MS,
  );

  test(
    'G6 an address with a password opens nowhere, and nothing of the widget’s own in the frame',
    async () => {
      const guided = await guidedTalk();
      library.offers('Dana', { kind: 'page', address: 'https://dana:secret@l.example/' }, 'Odd');
      await guided.getByText('Odd').waitFor();
      await showsPage(guided, '/catalogue/heat');
      library.offers('Dana', { kind: 'page', address: `${library.siteOrigin}/panel.html` });
      await guided.getByRole('heading', { name: 'This page can’t be shown here' }).waitFor();
      expect(guided.frames()).toHaveLength(1);
    },
    OPEN_MS,
  );

  test(
    'G7 a page that refuses frames opens in a tab, or gives a link; the chat stays',
    async () => {
      library.framings = { '/bank': 'no' };
      const guided = await guidedTalk();
      library.says('Dana', `See ${at('/bank')}`);
      const link = guided.getByRole('link', { name: at('/bank') });
      const [tab] = await Promise.all([context.waitForEvent('page'), link.click()]);
      await tab.waitForURL(at('/bank'));
      expect(await tab.evaluate(() => [window.opener, document.referrer])).toEqual([null, '']);
      await guided.getByText('It opened in a tab of its own.').waitFor();
      await guided.evaluate(() => {
        window.open = () => null;
      });
      library.offers('Dana', { kind: 'page', address: at('/bank') });
      await guided.getByText('Open it in a tab of its own.').waitFor();
      const open = guided.locator('.page-words').getByRole('link', { name: 'Open in a tab' });
      expect(await open.getAttribute('href')).toBe(at('/bank'));
      await guided.getByRole('textbox').waitFor();
    },
    OPEN_MS,
  );

  test(
    'G7 where it is not known the way out stands beside it, where it is known it does not',
    async () => {
      library.framings = { '/maps': 'yes' };
      const guided = await guidedTalk();
      await guided.getByText('Does the page stay empty?').waitFor();
      library.offers('Dana', { kind: 'page', address: at('/maps') });
      await showsPage(guided, '/maps');
      await guided.getByText('Does the page stay empty?').waitFor({ state: 'detached' });
    },
    OPEN_MS,
  );
});

describe('the secret', () => {
  test(
    'G4 a framed page finds no way to the chat, its windows or its storage, and no referrer leads there',
    async () => {
      library.ownPage = { body: '<p>A curious page</p>' };
      await page.goto(library.pageAddress);
      library.ownPage = undefined;
      const guided = await guidedTalk();
      const { token, chatId } = library.chat;
      const framed = guided.frames()[1];
      const found = await framed?.evaluate(() => {
        const tried = (look: () => unknown): string => {
          try {
            return String(look());
          } catch (error) {
            return error instanceof DOMException ? error.name : 'failed';
          }
        };
        return {
          document: tried(() => window.parent.document),
          storage: tried(() => window.parent.localStorage),
          address: tried(() => window.parent.location.href),
          opener: tried(() => window.opener),
          panel: tried(() => window.parent.opener?.document),
          referrer: document.referrer,
          own: JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage)]),
          leaving: tried(() => {
            window.top!.location.href = 'about:blank';
          }),
          button: document.querySelector('carrel-chat') !== null,
        };
      });
      expect(found).toMatchObject({
        document: 'SecurityError',
        storage: 'SecurityError',
        address: 'SecurityError',
        opener: 'null',
        panel: 'SecurityError',
        referrer: '',
        leaving: 'SecurityError',
        // The page's own button stays away beside the chat.
        button: false,
      });
      expect(JSON.stringify(found)).not.toContain(token);
      // What it says to the windows around it is not heard, and answers nothing.
      const heard = framed?.evaluate(
        () =>
          new Promise((resolve) => {
            addEventListener('message', ({ data }) => resolve(data));
            for (const each of [window.parent, window.parent.opener])
              each?.postMessage({ says: 'ready' }, '*');
            setTimeout(() => resolve('nothing'), 700);
          }),
      );
      expect(await heard).toBe('nothing');
      await guided.getByText('Dana joined').waitFor();
      const asked = library.requests.filter(({ url }) => !/page\.(css|js)$/u.test(url));
      const secrets = [token, chatId, 'guided.html'];
      expect(
        asked.filter(({ url, referrer = '' }) => secrets.some((each) => `${url} ${referrer}`.includes(each))),
      ).toEqual([]);
      expect(asked.at(-1)).toEqual({ url: '/catalogue/heat', referrer: undefined });
      const open = context.pages().flatMap((each) => each.frames().map((frame) => frame.url()));
      expect(open.join()).not.toContain(token);
    },
    OPEN_MS,
  );
});

describe('on a phone', () => {
  test(
    'G8 chat and page take turns, and the chat counts what is unread meanwhile',
    async () => {
      await context.close();
      context = await browser.newContext({ reducedMotion: 'reduce', locale: 'en-CA', ...isNarrow });
      page = await context.newPage();
      const guided = await guidedTalk();
      const chat = guided.getByRole('button', { name: /^Chat/u });
      const toPage = guided.getByRole('button', { name: 'Page', exact: true });
      expect(await chat.getAttribute('aria-pressed')).toBe('true');
      expect(await guided.locator('iframe').isVisible()).toBe(false);
      library.says('Dana', `See ${at('/maps')}`);
      await guided.getByRole('link', { name: at('/maps') }).click();
      await showsPage(guided, '/maps');
      expect(await toPage.getAttribute('aria-pressed')).toBe('true');
      await beside(guided).getByRole('heading', { name: 'Urban heat islands' }).waitFor();
      expect(await guided.getByRole('textbox').isVisible()).toBe(false);
      library.says('Dana', 'Do you see it?');
      await guided.getByRole('button', { name: /^Chat\s?, 1 new message$/u }).waitFor();
      await chat.click();
      await guided.getByText('Do you see it?', { exact: true }).waitFor();
      expect(await chat.textContent()).toBe('Chat');
    },
    OPEN_MS,
  );

  test(
    'H82 a question beside a page counts as something to read, and is answered at the chat’s side',
    async () => {
      await context.close();
      context = await browser.newContext({ reducedMotion: 'reduce', locale: 'en-CA', ...isNarrow });
      page = await context.newPage();
      const guided = await guidedTalk();
      await guided.getByRole('button', { name: 'Page', exact: true }).click();
      library.offersTransfer('Dana', 'Tomas', { asks: true });
      await guided.getByRole('button', { name: /^Chat\s?, 1 new message$/u }).click();
      const question = guided.getByRole('group', { name: 'May Tomas take over this chat?' });
      await question.getByRole('button', { name: 'Yes' }).click();
      await question.waitFor({ state: 'detached' });
      library.takesOver('Tomas', 'Dana');
      await guided.getByRole('heading', { level: 1, name: 'Tomas' }).waitFor();
      await guided.getByText('Tomas has taken over from Dana').first().waitFor();
    },
    OPEN_MS,
  );
});
