// The ways onto a page: corners and colours, within the page, links, the API, hard hosts, and a window of its own.
import type { BrowserContext, FrameLocator, Locator, Page } from 'playwright-core';
import { until } from '../support/browser-waiting.ts';
import { panelOf, WIDGET_MS, widgetInBrowser } from '../support/browser-widget.ts';
import type { FakeLibrary } from '../support/fake-library.ts';

const built = widgetInBrowser();
let library: FakeLibrary;
let context: BrowserContext;
let page: Page;
let complaints: string[];

beforeEach(async () => {
  ({ library, context, page, complaints } = await built.arrive());
  await page.addInitScript(() => {
    Object.assign(globalThis, { shifts: 0 });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries())
        if ('value' in entry) Reflect.set(globalThis, 'shifts', entry.value);
    }).observe({ type: 'layout-shift', buffered: true });
  });
});

const text = '<p>Words of the library, for reading.</p>'.repeat(30);
const snippet = (options = 'data-widget="reference"') =>
  `<script async src="${library.siteOrigin}/loader.js" ${options}></script>`;

async function visit(body: string, more: { style?: string; script?: string } = {}): Promise<void> {
  library.ownPage = { body, ...more };
  await page.goto(library.pageAddress);
}

const button = (name: string | RegExp = 'Ask a librarian'): Locator => page.getByRole('button', { name });
const panel = (within = ''): FrameLocator => panelOf(page, within);
const question = (within = ''): Locator => panel(within).getByLabel('Your question');
const shifts = () => page.evaluate(() => Number(Reflect.get(globalThis, 'shifts')));
const colorsOf = (locator: Locator) =>
  locator.evaluate((element) => {
    const { color, backgroundColor } = getComputedStyle(element);
    return [color, backgroundColor];
  });
const edgesOf = async (locator: Locator) => {
  const { x, y, width, height } = (await locator.boundingBox())!;
  const view = page.viewportSize()!;
  return { left: x, top: y, right: view.width - x - width, bottom: view.height - y - height };
};

async function ask(words: string, within = ''): Promise<void> {
  await question(within).fill(words);
  await panel(within).getByRole('button', { name: 'Start chat' }).click();
  await panel(within).getByText('You are in line').waitFor();
}

describe('the button', () => {
  test.each([
    ['bottom-end', 'bottom', 'right'],
    ['bottom-start', 'bottom', 'left'],
    ['top-end', 'top', 'right'],
    ['top-start', 'top', 'left'],
  ] as const)(
    'E1 stands in the corner %s, and its panel with it',
    async (corner, block, inline) => {
      await visit(text + snippet(`data-widget="reference" data-corner="${corner}"`));
      expect(await edgesOf(button())).toMatchObject({ [block]: 16, [inline]: 16 });
      await button().click();
      await question().waitFor();
      expect(await edgesOf(page.locator('carrel-chat iframe'))).toMatchObject({ [block]: 16, [inline]: 16 });
      expect({ complaints, shifts: await shifts() }).toEqual({ complaints: [], shifts: 0 });
    },
    WIDGET_MS,
  );

  test(
    'E1 in writing from right to left start is on the right',
    async () => {
      library.language = 'ar" dir="rtl';
      await visit(text + snippet('data-widget="reference" data-corner="bottom-start"'));
      expect(await edgesOf(page.locator('carrel-chat').getByRole('button'))).toMatchObject({ right: 16 });
    },
    WIDGET_MS,
  );

  test(
    'E2 takes the library’s colours, and finds a text colour that can be read',
    async () => {
      await visit(text + snippet('data-color="#7c2d3e" data-label="Chat with us" data-icon="question"'));
      expect(await colorsOf(button('Chat with us'))).toEqual(['rgb(255, 255, 255)', 'rgb(124, 45, 62)']);
      expect(complaints).toEqual([]);
    },
    WIDGET_MS,
  );

  test.each(['data-color="#ccc" data-text-color="white"', 'data-color="red;}" ', 'data-text-color="#000"'])(
    'E2 keeps its own colours rather than %s, and says so to who sets up the page',
    async (options) => {
      await visit(text + snippet(options));
      expect(await colorsOf(button())).toEqual(['rgb(255, 255, 255)', 'rgb(15, 90, 92)']);
      expect(complaints).toHaveLength(1);
      expect(complaints[0]).toMatch(/^Carrel: .* The default is used\.$/u);
    },
    WIDGET_MS,
  );

  test(
    'E3 can be a sign alone, which still has a name, or words alone, or not there at all',
    async () => {
      await visit(text + snippet('data-label=""'));
      expect((await button().boundingBox())!.width).toBeLessThan(60);
      await visit(text + snippet('data-icon="none"'));
      await button().waitFor();
      expect(await button().locator('u').isVisible()).toBe(false);
      await visit(`<p id="done">Read</p>${snippet('data-button="none"')}`);
      await page.waitForFunction(() => document.querySelector('carrel-chat') !== null);
      expect(await page.getByRole('button').count()).toBe(0);
    },
    WIDGET_MS,
  );
});

describe('within the page', () => {
  const style = '#chat { block-size: 600px; max-inline-size: 480px }';

  test(
    'E4 the panel fills its element, which keeps its size, and has no way to be closed',
    async () => {
      await visit(
        `<div id="chat"><a href="/x">Chat</a></div><p>Below</p>${text}${snippet('data-target="#chat"')}`,
        {
          style,
        },
      );
      await ask('Hello?', '#chat');
      const [frame, element] = await Promise.all([
        page.locator('carrel-chat iframe').boundingBox(),
        page.locator('#chat').boundingBox(),
      ]);
      expect(frame).toEqual(element);
      expect(await panel().getByRole('button', { name: 'Close the chat panel' }).count()).toBe(0);
      expect(await page.getByRole('link', { name: 'Chat' }).count()).toBe(0);
      expect({ complaints, shifts: await shifts() }).toEqual({ complaints: [], shifts: 0 });
    },
    WIDGET_MS,
  );

  test(
    'E4 a panel far below is fetched when the patron comes near',
    async () => {
      await visit(`${text.repeat(4)}<div id="chat"></div>${snippet('data-target="#chat"')}`, { style });
      await page.waitForFunction(() => document.querySelector('#chat carrel-chat') !== null);
      await page.waitForTimeout(300);
      expect(page.frames()).toHaveLength(1);
      await page.locator('#chat').evaluate((element) => element.scrollIntoView());
      await question('#chat').waitFor();
    },
    WIDGET_MS,
  );

  test(
    'E4 an element that is not there leaves the button in the corner',
    async () => {
      await visit(text + snippet('data-target="#nowhere"'));
      await button().waitFor();
      expect(complaints.join()).toContain('there is no #nowhere');
    },
    WIDGET_MS,
  );

  test(
    'E4 a page that makes its elements later mounts the panel itself',
    async () => {
      const script = `(window.carrel ??= []).push((carrel) => {
        const made = document.createElement('section');
        made.id = 'chat';
        document.body.append(made);
        carrel.mount(made, { widget: 'law' });
      });`;
      await visit(snippet('data-widget="reference"'), { style, script });
      await question('#chat').waitFor();
      await button().waitFor();
    },
    WIDGET_MS,
  );
});

describe('links and the API', () => {
  const link = () =>
    `<p><a href="${library.siteOrigin}/panel.html?widget=law" data-carrel="law">Ask the law library</a></p>`;

  test(
    'E5 a link opens the chat in place, and the focus goes back to it',
    async () => {
      await visit(link() + text + snippet('data-button="none"'));
      await page.waitForFunction(() => 'carrel' in window);
      await page.getByRole('link').click();
      await question().waitFor();
      expect(page.frames()[1]?.url()).toContain('widget=law');
      await panel().getByRole('button', { name: 'Close the chat panel' }).click();
      await until(
        'the focus on the link',
        () => page.getByRole('link').evaluate((element) => element.matches(':focus')),
        Boolean,
      );
      // A click that asks the browser for a new tab is left to the browser.
      const isTaken = page.evaluate(
        () =>
          new Promise((resolve) => {
            addEventListener('click', (event) => {
              resolve(event.defaultPrevented);
              event.preventDefault();
            });
          }),
      );
      await page.getByRole('link').click({ modifiers: ['Control'] });
      expect(await isTaken).toBe(false);
      expect(await page.locator('carrel-chat iframe').isVisible()).toBe(false);
    },
    WIDGET_MS,
  );

  test(
    'E5 without the loader the link leads to the chat as a page of its own',
    async () => {
      await visit(link());
      await page.getByRole('link').click();
      await page.getByLabel('Your question').fill('Hello?');
      await page.getByRole('button', { name: 'Start chat' }).click();
      await page.getByText('You are in line').waitFor();
      expect(await page.getByRole('button', { name: 'Open in a window of its own' }).count()).toBe(0);
    },
    WIDGET_MS,
  );

  test(
    'E6 the page opens and closes the chat and hears of it, but nothing that anybody wrote',
    async () => {
      const script = `window.heard = [];
        window.carrel ??= [];
        carrel.push((carrel) => {
          for (const event of ['ready', 'open', 'close', 'chatstarted', 'chatended', 'unread'])
            carrel.on(event, (detail) => heard.push([event, detail]));
          window.off = carrel.on('open', () => heard.push('again'));
        });`;
      await visit(text + snippet(), { script });
      await button().waitFor();
      await page.evaluate('carrel.open()');
      await ask('My secret question');
      library.joins('Dana');
      await panel().getByText('Dana joined').waitFor();
      await page.evaluate('off(); carrel.close()');
      library.says('Dana', 'A secret answer');
      await button('Chat with Dana, 1 new message').click();
      library.ends('Dana');
      await panel().getByText('This chat has ended').waitFor();
      const heard = () => page.evaluate(() => JSON.stringify(Reflect.get(window, 'heard')));
      await until('the end', heard, (all) => all.includes('chatended'));
      const widget = 'reference';
      expect(JSON.parse(await heard())).toEqual([
        ['ready', { widget }],
        ['open', { widget }],
        'again',
        ['chatstarted', { widget }],
        ['close', { widget }],
        ['unread', { widget, unread: 1 }],
        ['open', { widget }],
        ['unread', { widget, unread: 0 }],
        ['chatended', { widget }],
      ]);
      expect(complaints).toEqual([]);
    },
    WIDGET_MS,
  );

  test(
    'E7 widgets of one page know nothing of each other, and a script that comes twice adds nothing',
    async () => {
      await visit(
        text +
          snippet() +
          snippet() +
          snippet('data-widget="law" data-corner="bottom-start" data-label="Ask the law library"'),
      );
      await button('Ask the law library').click();
      await ask('A question of law');
      await button().waitFor();
      expect(await page.locator('carrel-chat').count()).toBe(2);
      await page.reload();
      await panel().getByText('A question of law').waitFor();
      await button().waitFor();
    },
    WIDGET_MS,
  );
});

describe('hard hosts', () => {
  test.each([
    ['the head', 'document.head'],
    [
      'a shadow root',
      "document.body.appendChild(document.createElement('div')).attachShadow({ mode: 'open' })",
    ],
  ])(
    'E8 a script that is put into %s by code finds its options',
    async (_, place) => {
      const script = `const loader = document.createElement('script');
        loader.src = '${library.siteOrigin}/loader.js';
        loader.dataset.widget = 'law';
        loader.dataset.label = 'Ask the law library';
        ${place}.append(loader);`;
      await visit(text, { script });
      await button('Ask the law library').click();
      await question().waitFor();
      expect(page.frames()[1]?.url()).toContain('widget=law');
      expect(complaints).toEqual([]);
    },
    WIDGET_MS,
  );

  test(
    'E9 styles that spoil everything else leave the widget as it is, and the page as it was',
    async () => {
      await visit(text + snippet());
      const plain = async () => [await button().boundingBox(), await colorsOf(button())];
      const before = await plain();
      const style = `* { all: unset !important; font-size: 40px !important; }
        carrel-chat, iframe, :not(:defined) { display: none !important; visibility: hidden !important; }
        button { color: red !important; transform: rotate(9deg) !important; }`;
      await visit(text + snippet(), { style });
      expect(await plain()).toEqual(before);
      await button().click();
      await question().waitFor();
      expect((await page.locator('carrel-chat iframe').boundingBox())!.width).toBe(384);
      expect(await shifts()).toBe(0);
    },
    WIDGET_MS,
  );

  test(
    'E9 nothing is left on the page but one name and one element',
    async () => {
      const script = 'window.before = new Set([...Object.getOwnPropertyNames(window), "carrel"]);';
      await visit(`${text}<script src="/page.js"></script>${snippet('data-corner="top-end"')}`, { script });
      await button().click();
      await question().waitFor();
      const left = await page.evaluate(() => {
        const before: unknown = Reflect.get(window, 'before');
        const known = before instanceof Set ? before : new Set();
        return {
          names: Object.getOwnPropertyNames(window).filter(
            (name) => !known.has(name) && !/^\d+$/u.test(name),
          ),
          styles: document.adoptedStyleSheets.length + document.querySelectorAll('style').length,
          last: document.body.lastElementChild?.localName,
        };
      });
      expect(left).toEqual({ names: [], styles: 0, last: 'carrel-chat' });
    },
    WIDGET_MS,
  );
});

describe('a window of its own', () => {
  const popOut = async (): Promise<Page> => {
    const [window] = await Promise.all([
      context.waitForEvent('page'),
      panel().getByRole('button', { name: 'Open in a window of its own' }).click(),
    ]);
    return window;
  };

  test.each(['127.0.0.1', 'localhost'])(
    'E10 the chat goes to it from a page on %s and back, without its secret in an address or on the page',
    async (host) => {
      library.pageHost = host;
      const script = 'window.told = []; addEventListener("message", ({ data }) => told.push(data));';
      await visit(text + snippet(), { script });
      await button().click();
      await ask('Hello?');
      library.joins('Dana');
      const own = await popOut();
      await own.getByText('Dana joined').waitFor();
      await panel().getByRole('heading', { name: 'The chat is in a window of its own' }).waitFor();
      await own.getByRole('textbox').fill('From the window');
      await own.getByRole('textbox').press('Enter');
      await own.getByText(/^Sent/u).last().waitFor();
      const { token } = library.chat;
      const open = context.pages().flatMap((each) => each.frames().map((frame) => frame.url()));
      expect(open.join()).not.toContain(token);
      if (host === '127.0.0.1') {
        expect(await page.evaluate(() => JSON.stringify(Reflect.get(window, 'told')))).not.toContain(token);
      }
      await own.getByRole('textbox').fill('Not sent yet');
      await panel().getByRole('button', { name: 'Bring the chat back' }).click();
      await panel().getByText('From the window').waitFor();
      await until('the window to close', async () => own.isClosed(), Boolean);
      await panel().getByRole('textbox').fill('Back again');
      await panel().getByRole('textbox').press('Enter');
      await panel().getByText('Back again').waitFor();
      await until(
        'two messages',
        async () => library.chat.entries.length,
        (count) => count === 4,
      );
    },
    WIDGET_MS,
  );

  test(
    'E10 closing the window brings the chat back, and a half-written question goes along both ways',
    async () => {
      library.pageHost = 'localhost';
      await visit(text + snippet());
      await button().click();
      await question().fill('Half a ques');
      const own = await popOut();
      await until(
        'the draft',
        () => own.getByLabel('Your question').inputValue(),
        (value) => value === 'Half a ques',
      );
      await own.getByLabel('Your question').fill('A whole question');
      await own.getByRole('button', { name: 'Close the chat panel' }).click();
      await until(
        'the draft',
        () => question().inputValue(),
        (value) => value === 'A whole question',
      );
    },
    WIDGET_MS,
  );

  test(
    'E10 a window that did not open leaves the chat where it is',
    async () => {
      await visit(text + snippet());
      await button().click();
      await ask('Hello?');
      await page.frames()[1]?.evaluate(() => {
        window.open = () => null;
      });
      await panel().getByRole('button', { name: 'Open in a window of its own' }).click();
      await panel().getByText('You are in line').waitFor();
    },
    WIDGET_MS,
  );
});
