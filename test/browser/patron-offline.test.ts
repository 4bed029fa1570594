// Nobody at the desk: what patrons read while everybody is away or gone, and the question that they leave instead.
import type { FrameLocator, Locator, Page } from 'playwright-core';
import { type Arrival, panelOf, WIDGET_MS, widgetInBrowser } from '../support/browser-widget.ts';
import { until } from '../support/browser-waiting.ts';
import { axeFindings, lookAs, sidewaysFindings } from './looking.ts';

const AWAY_MESSAGE =
  "chat is online but the operator is temporarily away. If you don't want to wait, you can submit your question for email follow-up.";
/** A change shows within this time (ms). */
const SOON_MS = 10_000;
/** A library counts as unreachable after some time (ms) of vain tries. */
const GIVE_UP_MS = 40_000;

const widget = widgetInBrowser();
let arrival: Arrival;
let page: Page;

beforeEach(async () => {
  arrival = await widget.arrive({ locale: 'en-GB' });
  ({ page } = arrival);
}, WIDGET_MS);

const panel = (): FrameLocator => panelOf(page);
const main = (): Locator => panel().getByRole('main');
const question = (): Locator => panel().getByRole('textbox', { name: 'Your question' });
const email = (): Locator => panel().getByRole('textbox', { name: 'Your email address' });
const button = (name: string): Locator => panel().getByRole('button', { name });
const heading = (name: string | RegExp): Locator => panel().getByRole('heading', { name });

const is = (availability: 'online' | 'away' | 'offline'): void => {
  const soon = Date.now() + 3_600_000;
  arrival.library.availability = {
    availableUntil: availability === 'online' ? soon : 0,
    onDutyUntil: availability === 'offline' ? 0 : soon,
  };
};

async function open(): Promise<void> {
  await page.goto(arrival.library.pageAddress);
  await page.locator('carrel-chat').getByRole('button').click();
  await question().waitFor();
}

async function ask(text: string): Promise<void> {
  await open();
  await question().fill(text);
  await button('Start chat').click();
  await heading('You are in line').waitFor();
}

async function leave(address = 'rosa@example.org'): Promise<void> {
  await email().fill(address);
  await button('Send my question').click();
}

const focused = (): Promise<string | null> => panel().locator(':focus').getAttribute('id');

describe('away', () => {
  test(
    'A41 A42: the message comes soon after everybody went away and goes when one is back, everywhere',
    async () => {
      await open();
      await question().fill('May I renew a book?');
      const message = main().getByText(AWAY_MESSAGE, { exact: true });
      is('away');
      await message.waitFor({ timeout: SOON_MS });
      expect(
        await message.evaluate((element) => getComputedStyle(element, '::first-letter').textTransform),
      ).toBe('uppercase');
      await until(
        'it to be said once',
        () => panel().locator('#announcer').textContent(),
        (said) => said === AWAY_MESSAGE,
      );
      expect(await question().inputValue()).toBe('May I renew a book?');
      is('online');
      await message.waitFor({ state: 'detached', timeout: SOON_MS });
      await button('Start chat').click();
      await heading('You are in line').waitFor();
      is('away');
      await message.waitFor({ timeout: SOON_MS });
      arrival.library.joins('Dana');
      await panel().getByText('Dana joined').first().waitFor();
      expect(await message.isVisible()).toBe(true);
      is('online');
      await message.waitFor({ state: 'detached', timeout: SOON_MS });
    },
    WIDGET_MS,
  );

  test(
    'F40 F41: the question goes along to the form and back, and is left once',
    async () => {
      is('away');
      await open();
      await question().fill('May I renew a book?');
      await panel()
        .getByRole('textbox', { name: /^Your name/u })
        .fill('Rosa');
      await button('Submit my question by email').click();
      expect(await question().inputValue()).toBe('May I renew a book?');
      await until('the address to have the focus', focused, (id) => id === 'email');
      await question().fill('May I renew two books?');
      await button('Back to the chat').click();
      expect(await question().inputValue()).toBe('May I renew two books?');
      await until('the question to have the focus', focused, (id) => id === 'question');
      await button('Submit my question by email').click();
      await leave();
      await heading('We got your question, no. 1042.').waitFor();
      await main().getByText('The answer comes to rosa@example.org.').waitFor();
      expect(arrival.library.followUps).toMatchObject([
        {
          from: 'away',
          question: 'May I renew two books?',
          email: 'rosa@example.org',
          patronName: 'Rosa',
          language: 'en',
        },
      ]);
      await button('Ask another question').click();
      expect([await question().inputValue(), await email().inputValue()]).toEqual(['', 'rosa@example.org']);
    },
    WIDGET_MS,
  );
});

describe('offline', () => {
  test(
    'A43 A44: the form stands in the place of the chat, with the next opening, until somebody comes',
    async () => {
      is('offline');
      const days = (count: number) => new Date().setHours(24 * count + 9, 0, 0, 0);
      arrival.library.opening = { openNow: false, opensAt: days(2) };
      await open();
      await heading('Nobody is here right now').waitFor();
      const weekday = new Intl.DateTimeFormat('en-GB', { weekday: 'long' }).format(days(2));
      await main().getByText(`Opens ${weekday} at 9:00`).waitFor();
      expect(await button('Start chat').count()).toBe(0);
      expect(await button('Back to the chat').count()).toBe(0);
      is('online');
      await button('Start chat').waitFor({ timeout: SOON_MS });
      is('offline');
      await button('Send my question').waitFor({ timeout: SOON_MS });
      await question().fill('Is the Hill Library open?');
      is('online');
      await main().getByText('Somebody is here now.').waitFor({ timeout: SOON_MS });
      await button('Back to the chat').click();
      expect(await question().inputValue()).toBe('Is the Hill Library open?');
      await button('Start chat').click();
      await heading('You are in line').waitFor();
    },
    WIDGET_MS,
  );

  test(
    'A44: a chat that goes on stays, with a line and the offer; what is left from it belongs to it',
    async () => {
      await ask('May I renew a book?');
      arrival.library.joins('Dana');
      await panel().getByText('Dana joined').first().waitFor();
      await panel().getByRole('textbox', { name: 'Write a message' }).fill('And a film?');
      is('offline');
      await main().getByText('Your chat stays open').waitFor({ timeout: SOON_MS });
      await button('Submit my question by email').click();
      expect(await question().inputValue()).toBe('May I renew a book?\n\nAnd a film?');
      await leave();
      await heading('We got your question, no. 1042.').waitFor();
      await button('Back to the chat').click();
      await main().getByText('Your question was also left for an answer by email, no. 1042').waitFor();
      expect(await button('Submit my question by email').count()).toBe(0);
      expect(await panel().getByRole('textbox', { name: 'Write a message' }).inputValue()).toBe(
        'And a film?',
      );
      expect(arrival.library.followUps).toMatchObject([
        { from: 'offline', chat: { chatId: arrival.library.chat.chatId } },
      ]);
    },
    WIDGET_MS,
  );
});

test(
  'F41: an ended chat’s question may be left, too, and belongs to the chat',
  async () => {
    await ask('May I renew a book?');
    arrival.library.joins('Dana');
    arrival.library.ends('Dana');
    await button('Submit my question by email').click();
    expect(await question().inputValue()).toBe('May I renew a book?');
    await leave();
    await heading('We got your question, no. 1042.').waitFor();
    await button('Back to the chat').click();
    await heading('This chat has ended').waitFor();
    expect(await button('Submit my question by email').count()).toBe(0);
    expect(arrival.library.followUps).toMatchObject([
      { from: 'ended', chat: { chatId: arrival.library.chat.chatId } },
    ]);
  },
  WIDGET_MS,
);

test(
  'A45: a chat that has waited too long is offered an answer by email, by the server’s time and after a reload too',
  async () => {
    arrival.library.waitingOfferSeconds = 45;
    await page.clock.install();
    await ask('May I renew a book?');
    await page.clock.fastForward(40_000);
    expect(await button('Submit my question by email').count()).toBe(0);
    const [first] = arrival.library.chat.entries;
    arrival.library.chat.entries[0] = { ...first!, at: first!.at - 46_000 };
    await page.reload();
    await main().getByText('without losing your place in line').waitFor();
    await button('Submit my question by email').click();
    await leave();
    await heading('We got your question, no. 1042.').waitFor();
    await button('Back to the chat').click();
    await heading('You are in line').waitFor();
    await main().getByText('Your question was also left for an answer by email, no. 1042').waitFor();
    expect(arrival.library.followUps).toMatchObject([{ from: 'waiting', question: 'May I renew a book?' }]);
  },
  WIDGET_MS,
);

describe('a library that can’t be reached', () => {
  test(
    'A46 F44: the question is kept over a reload, and sent once as soon as there is a connection',
    async () => {
      await open();
      arrival.library.cutOff();
      await heading('We can’t reach the library’s chat').waitFor({ timeout: GIVE_UP_MS });
      const mail = main().getByRole('link', { name: 'Or write to ask@library.example yourself' });
      await question().fill('May I renew a book & a film?');
      expect(await mail.getAttribute('href')).toBe(
        'mailto:ask@library.example?subject=Ask%20a%20librarian&body=May%20I%20renew%20a%20book%20%26%20a%20film%3F',
      );
      await leave();
      await main().getByText('Kept on this device; sent when you are connected').waitFor();
      await page.reload();
      await main().getByText('Kept on this device; sent when you are connected').waitFor();
      expect(arrival.library.followUps).toEqual([]);
      arrival.library.letIn();
      await button('Try now').click();
      await heading('We got your question, no. 1042.').waitFor();
      expect(arrival.library.followUps).toMatchObject([
        { from: 'unreachable', question: 'May I renew a book & a film?' },
      ]);
    },
    WIDGET_MS,
  );
});

describe('the form', () => {
  beforeEach(() => is('offline'));

  test(
    'F42 F43: says at the field what is wrong, in words that tell what to do, and keeps what was written',
    async () => {
      await open();
      await button('Send my question').click();
      await main().getByText('Write your question here.').waitFor();
      await until('the question to have the focus', focused, (id) => id === 'question');
      await question().fill('May I renew a book?');
      await leave('rosa');
      await main().getByText('That address has no @ yet.').waitFor();
      await until('the address to have the focus', focused, (id) => id === 'email');
      await email().fill('rosa@example');
      await main().getByText('That address is not complete').waitFor();
      await email().fill('rosa@example.org');
      expect(await main().getByText('That address').count()).toBe(0);
      arrival.library.refusals.push('tooMany', 'busy');
      await leave();
      await main().getByText('Yours is still here: please send it after').waitFor();
      await leave();
      await main().getByText('please try again in a moment').waitFor();
      await page.reload();
      await button('Send my question').waitFor();
      expect(await question().inputValue()).toBe('May I renew a book?');
      expect(await email().inputValue()).toBe('rosa@example.org');
      await leave();
      await heading('We got your question, no. 1042.').waitFor();
    },
    WIDGET_MS,
  );

  test(
    'F44: sent twice, or sent again after a lost answer, it is one',
    async () => {
      await open();
      await question().fill('May I renew a book?');
      await email().fill('rosa@example.org');
      arrival.library.isForgetful = true;
      await button('Send my question').dblclick();
      await until(
        'it to arrive',
        () => arrival.library.followUps.length,
        (count) => count > 0,
      );
      arrival.library.isForgetful = false;
      arrival.library.drop();
      await heading('We got your question, no. 1042.').waitFor();
      expect(arrival.library.followUps).toHaveLength(1);
    },
    WIDGET_MS,
  );

  test(
    'F45: a field that people can’t reach keeps robots out; a person whose browser filled it in sends again',
    async () => {
      await open();
      const trap = panel().locator('input[name=website]');
      expect(await panel().getByRole('textbox').count()).toBe(3);
      await question().fill('May I renew a book?');
      await trap.evaluate((input: HTMLInputElement) => {
        input.value = 'https://pills.example';
      });
      await leave();
      await main().getByText('a field that only robots see').waitFor();
      expect(arrival.library.followUps).toEqual([]);
      await leave();
      await heading('We got your question, no. 1042.').waitFor();
    },
    WIDGET_MS,
  );

  test.each(['en', 'ar'])(
    'F46: axe finds nothing, and nothing sticks out, on a narrow screen: %s',
    async (language) => {
      arrival.library.language = language;
      arrival.library.opening = { opensAt: Date.now() + 3 * 86_400_000 };
      await page.goto(arrival.library.pageAddress);
      await page.locator('carrel-chat').getByRole('button').click();
      const fields = panel().getByRole('textbox');
      await fields.first().waitFor();
      const findings: string[] = [];
      const look = async () => {
        for (const scheme of ['light', 'dark'] as const) {
          await lookAs(page, { width: 320, scheme });
          findings.push(...(await axeFindings(page)), ...(await sidewaysFindings(page)));
        }
      };
      await look();
      await panel().locator('button[type=submit]').click();
      await panel().locator('.wrong').first().waitFor();
      await look();
      await fields.nth(0).fill('Is'.repeat(300));
      await fields.nth(1).fill(`${'long.'.repeat(12)}address@library.example.org`);
      await panel().locator('button[type=submit]').click();
      await panel().locator('.received').waitFor();
      await look();
      expect(findings.filter((finding) => finding.includes('carrel-chat') || !finding.includes('|'))).toEqual(
        [],
      );
    },
    WIDGET_MS,
  );
});
