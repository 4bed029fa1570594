// What a patron sees of a chat that is handed over: who is there, and the question whether a colleague may take over.
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
const heading = (name: string) => panel().getByRole('heading', { level: 1, name, exact: true });
const question = (other = 'Tomas') =>
  panel().getByRole('group', { name: `May ${other} take over this chat?` });
const field = () => panel().getByRole('textbox', { name: 'Write a message' });
const hasFocus = (locator: ReturnType<typeof field>) =>
  locator.evaluate((element) => element === document.activeElement);
/** How much of the log (px) is below what is to be seen of it. */
const belowTheFold = () =>
  panel()
    .getByRole('region', { name: 'Conversation' })
    .evaluate(({ scrollHeight, scrollTop, clientHeight }) =>
      Math.max(0, Math.round(scrollHeight - scrollTop - clientHeight - 1)),
    );
const answers = () =>
  library.heard.flatMap((frame) => (frame.action === 'answerTransfer' ? [frame.agrees] : []));

beforeEach(async () => {
  ({ library, page, complaints } = await built.arrive());
  await page.goto(library.pageAddress);
  await page.getByRole('button', { name: 'Ask a librarian' }).click();
  await panel().getByLabel('Your question').fill('Where are the maps?');
  await button('Start chat').click();
  await panel().getByText('You are in line').waitFor();
  library.joins('Ana');
  library.says('Ana', 'Let me look.');
  await heading('Ana').waitFor();
  await panel().getByText('Let me look.').waitFor();
}, WIDGET_MS);

afterEach(() => {
  expect(complaints).toEqual([]);
});

test(
  'H80, H81: who takes over and who leaves stands in the chat, and at its head',
  async () => {
    library.offersTransfer('Ana', 'Tomas');
    await panel().getByText('Ana would like Tomas to take over, and stays with you until then').waitFor();
    expect(await question().count()).toBe(0);
    library.tells('transferEnded', 'Ana');
    await panel().getByText('Ana stays with you', { exact: true }).waitFor();
    await heading('Ana').waitFor();
    library.offersTransfer('Ana', 'Tomas');
    library.takesOver('Tomas', 'Ana', true);
    await panel().getByText('Tomas has taken over from Ana, who stays in the chat').waitFor();
    await heading('Ana and Tomas').waitFor();
    library.tells('left', 'Ana');
    await panel().getByText('Ana has left the chat').waitFor();
    await heading('Tomas').waitFor();
    await page.reload();
    await heading('Tomas').waitFor();
    expect(
      await panel()
        .getByText(/has taken over|has left/u)
        .count(),
    ).toBe(2);
  },
  WIDGET_MS,
);

test(
  'H82: the question stands above the field and takes neither focus nor words; a yes takes it away in every tab',
  async () => {
    const second = await page.context().newPage();
    await second.goto(library.pageAddress);
    await second.getByRole('button', { name: 'Ask a librarian' }).click();
    await panelOf(second).getByText('Let me look.', { exact: true }).waitFor();
    const there = panelOf(second).getByRole('group', { name: 'May Tomas take over this chat?' });
    await page.bringToFront();
    await field().pressSequentially('The ones of 19');
    library.offersTransfer('Ana', 'Tomas', { asks: true });
    await question().getByText('If not, Ana stays with you.').waitFor();
    await there.waitFor();
    await field().pressSequentially('23');
    expect(await field().inputValue()).toBe('The ones of 1923');
    const said = panel().locator('#announcer');
    await until(
      'the question to be said',
      () => said.textContent(),
      (words) => words?.includes('May Tomas take over this chat?') === true,
    );

    // One key back from the field: the answers, no first and yes before it.
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Shift+Tab');
    expect(await hasFocus(button('Yes'))).toBe(true);
    await page.keyboard.press('Enter');

    await question().waitFor({ state: 'detached' });
    await there.waitFor({ state: 'detached' });
    expect(answers()).toEqual([true]);
    await panel().getByText('You said yes').first().waitFor();
    expect(await hasFocus(field())).toBe(true);
    expect(await field().inputValue()).toBe('The ones of 1923');
    library.takesOver('Tomas', 'Ana');
    await heading('Tomas').waitFor();
  },
  WIDGET_MS,
);

test(
  'H82: a no leaves the chat with whoever has it',
  async () => {
    library.offersTransfer('Ana', 'Tomas', { asks: true });
    await question().getByRole('button', { name: 'No' }).click();
    await question().waitFor({ state: 'detached' });
    expect(answers()).toEqual([false]);
    await panel().getByText('Ana stays with you', { exact: true }).waitFor();
    await heading('Ana').waitFor();
  },
  WIDGET_MS,
);

test(
  'H82: the question outlives a reload and a lost connection; an answer that failed is said and may be given again',
  async () => {
    library.says('Ana', 'A long answer. '.repeat(80));
    library.offersTransfer('Ana', 'Tomas', { asks: true });
    await question().waitFor();
    expect(await belowTheFold()).toBe(0);
    await page.reload();
    await question().waitFor();
    library.refuses = 'busy';
    await question().getByRole('button', { name: 'Yes' }).click();
    await question().getByRole('alert').getByText('That could not be sent. Please try again.').waitFor();
    expect(await belowTheFold()).toBe(0);
    library.refuses = undefined;
    library.cutOff();
    await panel().getByText('The connection has dropped').or(button('Try now')).first().waitFor();
    library.letIn();
    await button('Try now').click();
    await button('Try now').waitFor({ state: 'detached' });
    await question().getByRole('button', { name: 'Yes' }).click();
    await question().waitFor({ state: 'detached' });
    expect(answers()).toEqual([true, true]);
  },
  WIDGET_MS,
);

test(
  'H82: the question goes when the chat is taken, is over or has ended, and a late answer is no trouble',
  async () => {
    library.offersTransfer('Ana', 'Tomas', { asks: true });
    await question().waitFor();
    library.tells('transferEnded', 'Ana');
    await question().waitFor({ state: 'detached' });
    library.offersTransfer('Ana', 'Law Library', { asks: true });
    await question('Law Library').waitFor();
    library.refuses = 'noSuchRequest';
    await question('Law Library').getByRole('button', { name: 'Yes' }).press('Enter');
    await question('Law Library').waitFor({ state: 'detached' });
    expect(await hasFocus(field())).toBe(true);
    expect(await panel().getByRole('alert').count()).toBe(0);
    library.offersTransfer('Ana', 'Maya', { asks: true });
    await question('Maya').waitFor();
    library.ends('Ana');
    await question('Maya').waitFor({ state: 'detached' });
  },
  WIDGET_MS,
);

test(
  'H83: nobody took the chat in time: the question goes, and the chat says who stays',
  async () => {
    library.offersTransfer('Ana', 'Tomas', { asks: true, lasts: 1_500 });
    await question().waitFor();
    await question().waitFor({ state: 'detached' });
    await panel().getByText('Ana stays with you', { exact: true }).waitFor();
    await page.reload();
    await panel().getByText('Ana stays with you', { exact: true }).waitFor();
    expect(await question().count()).toBe(0);
  },
  WIDGET_MS,
);

test(
  'H82: a closed panel’s button counts the question as something to read',
  async () => {
    await button('Close the chat panel').click();
    await page.getByRole('button', { name: 'Chat with Ana', exact: true }).waitFor();
    library.offersTransfer('Ana', 'Tomas', { asks: true });
    await page.getByRole('button', { name: 'Chat with Ana, 1 new message' }).click();
    await question().waitFor();
  },
  WIDGET_MS,
);

test(
  'H85: long names break nothing, and axe finds nothing, in either scheme and direction, at 320 px and wide',
  async () => {
    const long = 'Wolfeschlegelsteinhausenbergerdorff'.repeat(3).slice(0, 80);
    library.joins(long);
    library.offersTransfer(long, long, { asks: true });
    await question(long).waitFor();
    for (const direction of ['ltr', 'rtl']) {
      for (const frame of page.frames()) {
        await frame.evaluate((dir) => {
          document.documentElement.dir = dir;
        }, direction);
      }
      for (const width of [320, 390, 1280]) {
        for (const scheme of ['light', 'dark'] as const) {
          await lookAs(page, { width, scheme });
          expect(await sidewaysFindings(page)).toEqual([]);
          // The fake library's page has no landmarks.
          const found = await axeFindings(page);
          expect(found.filter((finding) => finding.includes('carrel-chat'))).toEqual([]);
        }
      }
    }
    // As much as there is of a desktop at 400 %: the field and both answers are to be had.
    await page.setViewportSize({ width: 320, height: 256 });
    for (const each of [button('No'), field(), button('Send'), button('End chat'), button('Yes')])
      await each.click({ trial: true });
  },
  WIDGET_MS,
);
