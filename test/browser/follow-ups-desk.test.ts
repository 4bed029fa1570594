// Follow-ups at the dashboard: a chat is turned into one; coordinators read, send again, close and open again.
import type { Locator, Page } from 'playwright-core';
import type { BrowserHouse } from '../support/browser-house.ts';
import { PHONE, type Scene } from '../support/browser-scene.ts';
import { untilEqual } from '../support/browser-waiting.ts';
import { failed, StandInFollowUps, waitingFor } from '../support/stand-in-follow-ups.ts';
import { hasFocus, pressUntil } from './focus.ts';
import { axeFindings, lookAs, sidewaysFindings } from './looking.ts';
import { Operator } from './operator.ts';
import { playInOneHouse } from './playing.ts';
import { startPatron } from './wire-people.ts';

const LONG = 'a-library-with-a-very-long-name.'.repeat(5);

const play = playInOneHouse();

const list = (page: Page): Locator => page.getByRole('region', { name: 'Follow-ups to choose from' });
const listed = (page: Page, number: number): Locator =>
  list(page).getByRole('link', { name: new RegExp(`^${number} `, 'u') });
const pane = (page: Page): Locator => page.getByRole('region', { name: 'Follow-up', exact: true });
const heading = (page: Page, number: number): Locator =>
  pane(page).getByRole('heading', { name: new RegExp(`^No\\. ${number},`, 'u') });

/** A coordinator whose follow-ups are these. */
async function coordinator(scene: Scene, house: BrowserHouse, standIn: StandInFollowUps): Promise<Operator> {
  return await Operator.signIn(scene, house, 'Priya', {
    onDuty: false,
    prepare: (context) => standIn.install(context),
  });
}

play('F10 operators have no follow-ups screen, and are told so by its address', async (scene, house) => {
  const dana = await Operator.signIn(scene, house, 'Dana', { onDuty: false });
  await dana.screenLink('Transcripts').waitFor();
  expect(await dana.screenLink('Follow-ups').count()).toBe(0);
  await dana.page.goto(`${house.runner.addresses.dashboard}#/follow-ups`);
  await dana.page.getByText('Only coordinators and administrators see the follow-ups').waitFor();
});

play(
  'F7 F11 F12 an operator turns a chat into a follow-up and ends it; a coordinator closes it and opens it again',
  async (scene, house) => {
    const [dana, priya] = await Promise.all([
      Operator.signIn(scene, house, 'Dana'),
      Operator.signIn(scene, house, 'Priya', { onDuty: false }),
    ]);
    await startPatron(scene, house, { name: 'Rosa M.', text: 'Where are the minutes of the senate?' });
    await dana.claim('Rosa M.');
    const { page } = dana;
    await page.keyboard.press('Alt+u');
    const form = page.getByRole('dialog', { name: 'Turn the chat with Rosa M. into a follow-up' });
    const email = form.getByRole('textbox', { name: 'The patron’s email address' });
    await hasFocus(page, /email address/u);
    await page.keyboard.type('rosa');
    await page.keyboard.press('Enter');
    await form.getByText('The address has no @ yet.').waitFor();
    await hasFocus(page, /email address/u);
    await email.fill('rosa@example.org');
    await page.keyboard.press('Tab');
    await hasFocus(page, /Note for whoever answers/u);
    await page.keyboard.type('She needs them by Friday.');
    await form.getByRole('checkbox', { name: 'And end the chat' }).check();
    await form.getByRole('button', { name: 'Make it a follow-up' }).dblclick();
    const done = page.getByRole('dialog', { name: /^It is follow-up no\. \d+$/u });
    await done.getByText('The chat has ended.').waitFor();
    const number = Number(/\d+/u.exec((await done.getByRole('heading').textContent()) ?? '')?.[0]);
    await dana.hears(new RegExp(`follow-up number ${number}`, 'u'));
    await done.getByRole('button', { name: 'Done' }).click();
    await dana.listed('Rosa M.').waitFor({ state: 'detached' });

    await dana.goTo('Transcripts');
    const found = page.getByRole('region', { name: 'Find transcripts' });
    await found.getByRole('link', { name: new RegExp(`Rosa M\\..*follow-up no\\. ${number}`, 'su') }).click();
    await page.getByText(`turned into follow-up no. ${number} by you`).waitFor();

    await priya.goTo('Follow-ups');
    const hers = list(priya.page).getByRole('link', { name: /Rosa M\./u });
    await untilEqual('one follow-up', () => hers.count(), 1);
    await listed(priya.page, number).click();
    await heading(priya.page, number).waitFor();
    await pane(priya.page).getByText('Where are the minutes of the senate?').waitFor();
    await pane(priya.page).getByText('She needs them by Friday.').waitFor();
    await pane(priya.page).getByText('Made from a chat by Dana Whitfield').waitFor();
    await untilEqual(
      'both mails sent',
      () =>
        pane(priya.page)
          .getByText(/^Sent at/u)
          .count(),
      2,
    );
    await pane(priya.page).getByRole('button', { name: 'Send again: confirmation to the patron' }).click();
    await priya.hears(/It will be sent shortly\./u);
    await untilEqual(
      'both mails sent',
      () =>
        pane(priya.page)
          .getByText(/^Sent at/u)
          .count(),
      2,
    );
    await pane(priya.page).getByRole('link', { name: 'Read its transcript' }).click();
    await priya.page.getByRole('heading', { name: 'Rosa M.' }).waitFor();
    await priya.page.goBack();

    await pane(priya.page).getByRole('button', { name: 'Close follow-up' }).click();
    await priya.hears(new RegExp(`No\\. ${number} is closed`, 'u'));
    await listed(priya.page, number).waitFor({ state: 'detached' });
    await pane(priya.page).getByRole('button', { name: 'Undo' }).click();
    await listed(priya.page, number).waitFor();
    await pane(priya.page).getByRole('button', { name: 'Close follow-up' }).click();
    await listed(priya.page, number).waitFor({ state: 'detached' });
    await list(priya.page).getByRole('radio', { name: 'Closed' }).check();
    await listed(priya.page, number).click();
    await pane(priya.page)
      .getByText(/by Priya/u)
      .waitFor();
    await pane(priya.page).getByRole('button', { name: 'Open again' }).click();
    await priya.hears(new RegExp(`No\\. ${number} is open again`, 'u'));
    await listed(priya.page, number).waitFor({ state: 'detached' });
  },
);

play('F8 F12 a mail that failed catches the eye, and is sent again', async (scene, house) => {
  const standIn = new StandInFollowUps();
  standIn.leave({ patronName: 'Amina' });
  const { number } = standIn.leave({
    patronName: 'Leo Park',
    mails: [failed('library', 'ask@northfield.example'), waitingFor('patron', 'leo@example.org')],
  });
  standIn.leave({ patronName: 'Jo' });
  const priya = await coordinator(scene, house, standIn);
  const { page } = priya;
  await page.getByRole('link', { name: 'Follow-ups 1 failed' }).click();
  await list(page)
    .getByRole('checkbox', { name: /^Failed only/u })
    .check();
  await untilEqual('only the failed one', () => list(page).getByRole('link').count(), 1);
  await listed(page, number).click();
  await pane(page)
    .getByText(/^An address is not verified with the mail service\..* Tried 2 times\.$/u)
    .waitFor();
  await pane(page)
    .getByText(/^Waiting: next try at/u)
    .waitFor();
  standIn.outcome = 'failed';
  const again = pane(page).getByRole('button', { name: 'Send again: to the library' });
  await again.click();
  await pane(page).getByText('It could not be sent this time either.').waitFor();
  standIn.outcome = 'sent';
  await again.click();
  await priya.hears(/Sent to ask@northfield\.example\./u);
  await pane(page)
    .getByText(/^Sent at/u)
    .waitFor();
  await list(page).getByText('No mail has failed here.').waitFor();
  expect(await priya.screenLink('Follow-ups').textContent()).toBe('Follow-ups');
});

play('the keyboard alone goes through the follow-ups', async (scene, house) => {
  const standIn = new StandInFollowUps();
  const [first, second] = [standIn.leave({ patronName: 'Amina' }), standIn.leave({ patronName: 'Jo' })];
  const priya = await coordinator(scene, house, standIn);
  const { page } = priya;
  const { keyboard: keys } = page;
  await keys.press('Alt+g');
  await listed(page, second.number).waitFor();
  await pressUntil(page, 'Tab', new RegExp(`^${second.number}`, 'u'), 12);
  await keys.press('Enter');
  await hasFocus(page, new RegExp(`^No\\. ${second.number}`, 'u'));
  await keys.press('Alt+ArrowDown');
  await hasFocus(page, new RegExp(`^No\\. ${first.number}`, 'u'));
  await keys.press('Alt+x');
  await priya.hears(new RegExp(`No\\. ${first.number} is closed`, 'u'));
  await keys.press('Alt+x');
  await priya.hears(new RegExp(`No\\. ${first.number} is open again`, 'u'));
  await pressUntil(page, 'Tab', /^Close follow-up$/u, 6);
  await keys.press('Enter');
  await hasFocus(page, /^Open again$/u);
  await pressUntil(page, 'Shift+Tab', /^Undo$/u, 6);
  await keys.press('Enter');
  await hasFocus(page, /^Follow-up$/u);
  await listed(page, first.number).waitFor();
});

play('F10 on a phone the list leads to one and back, and a reload stays there', async (scene, house) => {
  const standIn = new StandInFollowUps();
  for (let each = 0; each < 12; each += 1) standIn.leave({ patronName: `Patron ${each}` });
  standIn.leave({
    question: `${'w'.repeat(400)} ${'هل يمكنني تجديد الكتب عبر الإنترنت؟ '.repeat(90)}`,
    email: `${'x'.repeat(64)}@${LONG}example.org`,
    page: { address: `https://northfield.example/${'deep/'.repeat(80)}`, title: 'T'.repeat(180) },
    note: 'n'.repeat(900),
  });
  const priya = await coordinator(scene, house, standIn);
  const { page } = priya;
  await page.setViewportSize(PHONE);
  await priya.goTo('Follow-ups');
  await untilEqual('the first page', () => list(page).getByRole('link').count(), 10);
  await list(page).getByRole('button', { name: 'Load more' }).click();
  await untilEqual('all of them', () => list(page).getByRole('link').count(), 13);
  await listed(page, 1001).click();
  await heading(page, 1001).waitFor();
  expect(await list(page).isVisible()).toBe(false);
  await page.reload();
  await heading(page, 1001).waitFor();
  await pane(page).getByRole('button', { name: 'Back to the list' }).click();
  await listed(page, 1013).click();
  await heading(page, 1013).waitFor();
  const found: string[] = [];
  for (const width of [320, 390, 1280]) {
    for (const scheme of ['light', 'dark'] as const) {
      await lookAs(page, { width, scheme });
      found.push(...(await axeFindings(page)), ...(await sidewaysFindings(page)));
    }
  }
  expect(found).toEqual([]);
});
