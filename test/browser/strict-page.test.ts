// The widget on pages that make it hard: a strict policy, blocked storage, a site that is down or says no.
import type { FrameLocator, Page } from 'playwright-core';
import { panelOf, WIDGET_MS, widgetInBrowser } from '../support/browser-widget.ts';
import type { FakeLibrary } from '../support/fake-library.ts';
import { axeFindings } from './looking.ts';

const built = widgetInBrowser();
let library: FakeLibrary;
let page: Page;
let complaints: string[];

beforeEach(async () => {
  ({ library, page, complaints } = await built.arrive());
});

const panel = (): FrameLocator => panelOf(page);

async function ask(question: string): Promise<void> {
  await page.getByRole('button', { name: 'Ask a librarian' }).click();
  await panel().getByLabel('Your question').fill(question);
  await panel().getByRole('button', { name: 'Start chat' }).click();
  await panel().getByRole('main').getByText('You are in line').waitFor();
}

test(
  'a strict content security policy is no hindrance, and axe finds nothing in any state',
  async () => {
    await page.goto(library.pageAddress);
    await page.getByRole('button', { name: 'Ask a librarian' }).click();
    await panel().getByRole('button', { name: 'Start chat' }).click();
    await panel().getByRole('main').getByText('Write your question here').waitFor();
    const findings = await axeFindings(page);
    await panel().getByLabel('Your question').fill('Hello?');
    await panel().getByRole('button', { name: 'Start chat' }).click();
    await panel().getByRole('main').getByText('You are in line').waitFor();
    findings.push(...(await axeFindings(page)));
    library.joins('Dana');
    library.says('Dana', 'See https://example.org.');
    library.writes('Dana');
    await panel().getByRole('main').getByText('Dana is writing…').waitFor();
    await panel().getByRole('textbox').fill('refuse this');
    await panel().getByRole('textbox').press('Enter');
    await panel().getByRole('main').getByText('Not sent.').waitFor();
    findings.push(...(await axeFindings(page)));
    library.ends('Dana');
    await panel().getByRole('button', { name: 'Start a new chat' }).waitFor();
    findings.push(...(await axeFindings(page)));
    const ours = findings.filter((finding) => finding.includes('carrel-chat'));
    expect({ ours, complaints }).toEqual({ ours: [], complaints: [] });
  },
  WIDGET_MS,
);

test(
  'a library page of another site, whose browser blocks its storage, still finds the chat again',
  async () => {
    library.pageHost = 'localhost';
    // Browsers differ in what they block by themselves: here none keeps anything for a frame of another site.
    await page.addInitScript(() => {
      if (window.parent === window) return;
      for (const name of ['localStorage', 'sessionStorage']) {
        Object.defineProperty(window, name, {
          get: () => {
            throw new DOMException('Access is denied for this document.', 'SecurityError');
          },
        });
      }
    });
    await page.goto(library.pageAddress);
    await ask('Hello?');
    library.joins('Dana');
    library.says('Dana', 'Hello, I am here.');
    await panel().getByRole('main').getByText('Hello, I am here.').waitFor();
    await page.reload();
    await panel().getByRole('main').getByText('Hello, I am here.').waitFor();
    await panel().getByRole('textbox').fill('So am I.');
    await panel().getByRole('textbox').press('Enter');
    await panel().getByRole('main').getByText(/^Sent/).last().waitFor();
    const texts = library.chat.entries.flatMap((entry) => (entry.kind === 'message' ? [entry.text] : []));
    expect(texts).toEqual(['Hello?', 'Hello, I am here.', 'So am I.']);
  },
  WIDGET_MS,
);

test(
  'a closed panel counts what comes, and Escape gives the focus back to the button',
  async () => {
    await page.goto(library.pageAddress);
    await ask('Hello?');
    library.joins('Dana');
    await panel().getByRole('main').getByText('Dana joined').waitFor();
    await page.keyboard.press('Escape');
    const button = page.getByRole('button', { name: 'Chat with Dana' });
    await button.waitFor();
    expect(await button.evaluate((element) => element.matches(':focus'))).toBe(true);
    library.says('Dana', 'One');
    library.says('Dana', 'Two');
    await page.getByRole('button', { name: 'Chat with Dana, 2 new messages' }).waitFor();
    await page.keyboard.press('Enter');
    await panel().getByRole('main').getByText('Two').waitFor();
    expect(await panel().locator(':focus').getAttribute('id')).toBe('message');
  },
  WIDGET_MS,
);

test(
  'who reads further up is not pulled down by what is new, but told of it',
  async () => {
    await page.goto(library.pageAddress);
    await ask('Hello?');
    library.joins('Dana');
    for (let number = 1; number <= 300; number += 1) library.says('Dana', `Number ${number}`);
    await panel().getByRole('main').getByText('Number 300', { exact: true }).waitFor();
    const log = panel().getByRole('region', { name: 'Conversation' });
    const top = await log.evaluate((element) => {
      element.scrollTop -= 2_000;
      return element.scrollTop;
    });
    await page.waitForTimeout(100);
    library.says('Dana', 'Something new');
    library.says('Dana', 'And more');
    const newest = panel().getByRole('button', { name: '2 new messages' });
    await newest.waitFor();
    expect(await log.evaluate((element) => element.scrollTop)).toBe(top);
    await newest.click();
    expect(await panel().getByRole('main').getByText('And more', { exact: true }).isVisible()).toBe(true);
    expect(await newest.count()).toBe(0);
  },
  WIDGET_MS,
);

test(
  'a page that may not show the chat is told so, and the patron gets out of it',
  async () => {
    library.pageOrigins = ['https://library.example'];
    await page.goto(library.pageAddress);
    await page.getByRole('button', { name: 'Ask a librarian' }).click();
    await panel().getByRole('heading', { name: 'This chat is not available here' }).waitFor();
    await panel().getByRole('button', { name: 'Close the chat panel' }).click();
    await page.getByRole('button', { name: 'Ask a librarian' }).waitFor();
    expect(library.heard).toEqual([]);
  },
  WIDGET_MS,
);

test(
  'a widget site that does not answer leaves no dead panel over the page',
  async () => {
    await page.clock.install();
    await page.goto(library.pageAddress);
    await page.route('**/panel.html*', (route) => route.abort());
    await page.getByRole('button', { name: 'Ask a librarian' }).click();
    await page.clock.fastForward(12_000);
    await page.getByRole('button', { name: 'Chat can’t be reached. Try again' }).waitFor();
    await page.unroute('**/panel.html*');
    await page.getByRole('button', { name: 'Chat can’t be reached. Try again' }).click();
    await panel().getByLabel('Your question').waitFor();
  },
  WIDGET_MS,
);
