// Before and after a chat: what is kept, and then the rating and the conversation to take along.
import type { FrameLocator, Page } from 'playwright-core';
import { panelOf, WIDGET_MS, widgetInBrowser } from '../support/browser-widget.ts';
import { until } from '../support/browser-waiting.ts';
import type { FakeLibrary } from '../support/fake-library.ts';
import { axeFindings, lookAs, sidewaysFindings } from './looking.ts';

const built = widgetInBrowser();
let library: FakeLibrary;
let page: Page;
let complaints: string[];

const panel = (): FrameLocator => panelOf(page);
const button = (name: string) => panel().getByRole('button', { name, exact: true });

beforeEach(async () => {
  ({ library, page, complaints } = await built.arrive());
  await page.goto(library.pageAddress);
  await page.getByRole('button', { name: 'Ask a librarian' }).click();
}, WIDGET_MS);

afterEach(() => {
  expect(complaints).toEqual([]);
});

async function chatAndEnd(chat: FrameLocator | Page = panel()): Promise<void> {
  await chat.getByLabel('Your question').fill('Where are the maps?');
  await chat.getByRole('button', { name: 'Start chat' }).click();
  await chat.getByText('You are in line').waitFor();
  library.joins('Dana');
  library.says('Dana', 'On the second floor.');
  await chat.getByText('On the second floor.').waitFor();
  library.ends('Dana');
  await chat.getByRole('heading', { name: 'This chat has ended' }).waitFor();
}

const heard = (action: string) => library.heard.filter((frame) => frame.action === action);

test(
  'B20: before asking, a line says how long a chat is kept, and leads to what that is',
  async () => {
    library.privacyAddress = 'https://library.example/privacy';
    // The panel comes back on the next page only if it was there on this one.
    await panel().getByLabel('Your question').waitFor();
    await page.reload();
    await panel().getByText('We keep the conversation for 30 days.').waitFor();
    await button('What we keep').click();
    const sheet = panel().getByRole('dialog', { name: 'What we keep of a chat' });
    await sheet.getByText('All of it is deleted 30 days after the chat began.').waitFor();
    const link = sheet.getByRole('link', { name: 'The library’s page on privacy' });
    expect(await link.getAttribute('href')).toBe('https://library.example/privacy');
    await page.keyboard.press('Escape');
    await sheet.waitFor({ state: 'hidden' });
    expect(await button('What we keep').evaluate((element) => element === document.activeElement)).toBe(true);
  },
  WIDGET_MS,
);

test(
  'B21: a choice of four is the rating, and a comment may follow it',
  async () => {
    await chatAndEnd();
    expect(await panel().getByRole('radio').count()).toBe(4);
    await panel().getByRole('radio', { name: 'Not really' }).focus();
    await page.keyboard.press('ArrowRight');
    await panel().getByText('Thank you for telling us.').waitFor();
    await panel()
      .getByRole('textbox', { name: /Anything to add/u })
      .fill('  The map was older than I need.  ');
    await button('Send').click();
    await button('Send').waitFor({ state: 'hidden' });
    const { chatId, token } = library.chat;
    expect(heard('rateChat')).toEqual([
      expect.objectContaining({ chatId, token, rating: { score: 2 } }),
      expect.objectContaining({ rating: { score: 2, comment: 'The map was older than I need.' } }),
    ]);
  },
  WIDGET_MS,
);

test(
  'B22: the conversation goes to an address that will do, and to no other',
  async () => {
    await chatAndEnd();
    await button('Email').click();
    const field = panel().getByRole('textbox', { name: 'Your email address' });
    for (const [wrong, said] of [
      ['', 'Write your email address here.'],
      ['rosa', 'That address has no @ yet.'],
      ['rosa@example', 'That address is not complete. It should look like name@example.org.'],
    ] as const) {
      await field.fill(wrong);
      await button('Send').click();
      await panel().getByText(said).waitFor();
    }
    expect(heard('mailTranscript')).toEqual([]);
    await field.fill(' rosa@example.org ');
    await button('Send').dblclick();
    await panel().getByText('The chat is on its way to rosa@example.org.').waitFor();
    expect(heard('mailTranscript')).toEqual([
      expect.objectContaining({ email: 'rosa@example.org', language: 'en', token: library.chat.token }),
    ]);
    // Focus is back where it came from, so that the keyboard goes on from there.
    expect(await button('Email').evaluate((element) => element === document.activeElement)).toBe(true);
  },
  WIDGET_MS,
);

test(
  'B22: what could not be sent is said, and kept to try again',
  async () => {
    await chatAndEnd();
    library.refuses = 'tooMany';
    await button('Email').click();
    await panel().getByRole('textbox', { name: 'Your email address' }).fill('rosa@example.org');
    await button('Send').click();
    await panel().getByText('This chat has been sent as often as it can be.').waitFor();
    library.refuses = 'busy';
    await button('Send').click();
    await panel().getByText('That could not be sent. Please try again.').waitFor();
    library.refuses = undefined;
    await button('Send').click();
    await panel().getByText('The chat is on its way to rosa@example.org.').waitFor();
  },
  WIDGET_MS,
);

test(
  'B23: the conversation is copied as text',
  async () => {
    await chatAndEnd();
    await button('Copy').click();
    await panel().getByText('Copied.').waitFor();
    // Pasted into the page's own search field, as a patron would paste it into their notes.
    await page.evaluate(() => document.body.prepend(document.createElement('textarea')));
    await page.locator('body > textarea').focus();
    await page.keyboard.press('Control+V');
    const pasted = () => page.locator('body > textarea').inputValue();
    await until('the conversation', pasted, (text) => text.includes('Dana: On the second floor.'));
    expect(await pasted()).toContain('You: Where are the maps?');
  },
  WIDGET_MS,
);

test(
  'B23: on paper stands the conversation with its heading, and nothing that only a screen can do',
  async () => {
    // Printing a frame prints its document alone, as if it were the page.
    await page.goto(`${library.siteOrigin}/panel.html?widget=reference`);
    await chatAndEnd(page);
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByText('On the second floor.', { exact: true }).isVisible()).toBe(true);
    expect(await page.locator('.only-printed').isVisible()).toBe(true);
    for (const name of ['Copy', 'Start a new chat']) {
      expect(await page.getByRole('button', { name, exact: true, includeHidden: true }).isVisible()).toBe(
        false,
      );
    }
    expect(await page.locator('h1').isVisible()).toBe(false);
  },
  WIDGET_MS,
);

test(
  'B24: what comes after can be used by everybody, and a new chat begins from it',
  async () => {
    await chatAndEnd();
    await button('Email').click();
    const found: string[] = [];
    for (const width of [1280, 390]) {
      for (const scheme of ['light', 'dark'] as const) {
        await lookAs(page, { width, scheme });
        found.push(...(await axeFindings(page)).filter((finding) => finding.includes('carrel-chat')));
      }
    }
    await lookAs(page, { width: 320, scheme: 'light' });
    found.push(...(await sidewaysFindings(page)));
    expect(found).toEqual([]);
    await button('Start a new chat').click();
    await panel().getByLabel('Your question').waitFor();
  },
  WIDGET_MS,
);
