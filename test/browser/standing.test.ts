// On and off duty at the desk: there for colleagues only, open chats on the way out, one's own limit, signed off.
import type { BrowserContext } from 'playwright-core';
import { PHONE } from '../support/browser-scene.ts';
import type { OpeningHours } from '../../lambdas/protocol/opening-hours.ts';
import { openAt } from './canned-people.ts';
import { hasFocus, pressUntil } from './focus.ts';
import { axeFindings, lookAs, sidewaysFindings } from './looking.ts';
import { Operator } from './operator.ts';
import { playInOneHouse } from './playing.ts';
import { wasSignedOff } from './tour-of-standing.ts';
import { startPatron } from './wire-people.ts';

const play = playInOneHouse();

/** The scheduled check runs every minute. */
const CHECKED_MS = 75_000;

play('D1 D2 internal only takes no patrons, and talks with colleagues', async (scene, house) => {
  const [dana, ken] = await Promise.all([
    Operator.signIn(scene, house, 'Dana'),
    Operator.signIn(scene, house, 'Ken', { onDuty: false }),
  ]);
  await ken.choose('Internal only');
  const atDanas = dana.colleague('Ken Ito');
  await atDanas.getByText('Internal only').waitFor();
  const sign = await atDanas.locator('.dot').evaluate((dot) => {
    const { borderRadius, borderTopColor, backgroundClip } = getComputedStyle(dot);
    return { borderRadius, borderTopColor, backgroundClip };
  });
  expect(sign).toEqual({
    borderRadius: '3px',
    borderTopColor: 'rgb(61, 95, 148)',
    backgroundClip: 'content-box',
  });
  await ken.page.getByRole('heading', { name: 'You are there for colleagues only' }).waitFor();

  await startPatron(scene, house, { name: 'Uma', text: 'Do you have a quiet room?' });
  await dana.hears(/New chat waiting in Reference, from Uma, offered to you/u);
  await ken.claimButton('Uma').waitFor();
  expect(await ken.page.evaluate(() => window.readAloud.join('\n'))).not.toMatch(/New chat/u);

  await dana.openRoom('Ken Ito');
  await dana.say('Ken Ito', 'Are you there?');
  await ken.hears(/Dana Whitfield, to you: Are you there\?/u);
  await ken.openRoom('Dana Whitfield');
  await ken.say('Dana Whitfield', 'Yes, for you');
  await dana.roomLog('Ken Ito').getByText('Yes, for you').waitFor();
});

play('D3 D4 who signs off is asked about open chats, by keyboard too', async (scene, house) => {
  const dana = await Operator.signIn(scene, house, 'Dana');
  const { page } = dana;
  const { keyboard: keys } = page;
  const rosa = await startPatron(scene, house, { name: 'Rosa M.', text: 'Where is the map room?' });
  await startPatron(scene, house, { name: 'Bo', text: 'Is there a scanner?' });
  await dana.claim('Rosa M.');
  await dana.claim('Bo');
  const dialog = page.getByRole('dialog', { name: 'You have 2 open chats' });
  const toOffline = async (): Promise<void> => {
    await page.getByRole('button', { name: /^Your status:/u }).focus();
    await keys.press('Enter');
    await pressUntil(page, 'Tab', /^Offline/u, 6);
    await keys.press('Enter');
    await dialog.waitFor();
    await hasFocus(page, /^Stay$/u);
  };

  await toOffline();
  for (const width of [320, 390, 1280]) {
    for (const scheme of ['light', 'dark'] as const) {
      await lookAs(page, { width, scheme });
      expect([...(await sidewaysFindings(page)), ...(await axeFindings(page))]).toEqual([]);
    }
  }
  await keys.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  await hasFocus(page, /^Your status: Available/u);
  await dana.status('Available').waitFor();

  await toOffline();
  await dialog.getByRole('button', { name: 'Go to it (the chat with Rosa M.)' }).press('Enter');
  await dana.composer('Rosa M.').waitFor();
  await hasFocus(page, /^Write to Rosa M\./u);
  await dana.status('Available').waitFor();
  await dana.end('Rosa M.');

  await page.getByRole('button', { name: /your account and alerts$/u }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  const one = page.getByRole('dialog', { name: 'You have 1 open chat' });
  await one.getByRole('button', { name: 'Sign out and keep it' }).waitFor();
  await one.getByRole('button', { name: 'Stay' }).click();

  await page.getByRole('button', { name: /^Your status:/u }).click();
  await dana.menu.getByRole('button', { name: /^Internal only/u }).click();
  await one.getByRole('button', { name: 'Sign off and keep it' }).click();
  await dana.status('Internal only').waitFor();
  await dana.openChat('Bo');
  await dana.say('Bo', 'Beside the printers.');
  await dana.sees('Bo', 'Beside the printers.');
  await rosa.patron.wire.expect('entry', ({ entry }) => entry.kind === 'ended');
});

play('D5 one’s own number of chats at once, which colleagues and other tabs see', async (scene, house) => {
  const [dana, ken] = await Promise.all([
    Operator.signIn(scene, house, 'Dana'),
    Operator.signIn(scene, house, 'Ken'),
  ]);
  const limit = dana.menu.getByRole('combobox', { name: 'Chats at once, at most' });
  await dana.page.getByRole('button', { name: /^Your status:/u }).click();
  await limit.selectOption('1');
  await dana.hears(/You are offered at most 1 chat at once\./u);
  expect(await axeFindings(dana.page)).toEqual([]);
  await dana.page.keyboard.press('Escape');
  await startPatron(scene, house, { name: 'Uma', text: 'Do you have a quiet room?' });
  await dana.claim('Uma');
  await ken.colleague('Dana Whitfield').getByText('Full').waitFor();

  await dana.page.reload();
  await dana.page.getByRole('button', { name: /^Your status:/u }).click();
  expect(await limit.inputValue()).toBe('1');
  await limit.selectOption('');
  await ken.colleague('Dana Whitfield').getByText('Full').waitFor({ state: 'detached' });
});

play('D10 the word about being signed off stays until it is dismissed', async (scene, house) => {
  const dana = await Operator.signIn(scene, house, 'Dana', {
    onDuty: false,
    prepare: wasSignedOff,
    browser: { viewport: PHONE },
  });
  const { page, statusBar } = dana;
  await statusBar.getByText(/^Signed off at .*: Reference closed at .*\d\d:\d\d\.$/u).waitFor();
  for (const scheme of ['light', 'dark'] as const) {
    await lookAs(page, { width: PHONE.width, scheme });
    expect([...(await sidewaysFindings(page)), ...(await axeFindings(page))]).toEqual([]);
  }
  await statusBar.getByRole('button', { name: 'Dismiss' }).press('Enter');
  await statusBar.waitFor({ state: 'detached' });
  await hasFocus(page, /./u);
});

/** A tab that has been on duty since long ago, and whose connection is made anew. */
async function leftOpen(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    if (origin === 'null' || sessionStorage.getItem('carrel.statusChosenAt') !== null) return;
    sessionStorage.setItem('carrel.status', '{"status":"available"}');
    sessionStorage.setItem('carrel.statusChosenAt', '1');
  });
}

/** Hours that are over by now, or were yesterday. */
function closedNow(): OpeningHours {
  const isMorning = new Date().getUTCHours() % 24 < 12;
  const span = [isMorning ? { from: '13:00', to: '13:01' } : { from: '00:00', to: '00:01' }];
  return [span, span, span, span, span, span, span];
}

play('D8 D9 D10 a dashboard that was left open is signed off after closing', async (scene, house) => {
  await openAt(scene, house, closedNow());
  const dana = await Operator.signIn(scene, house, 'Dana', { onDuty: false, prepare: leftOpen });
  await dana.status('Available').waitFor();
  const ken = await Operator.signIn(scene, house, 'Ken');
  await ken.colleague('Dana Whitfield').getByText('Available').waitFor();

  await dana.status('Offline').waitFor({ timeout: CHECKED_MS });
  await dana.statusBar.getByText(/^Signed off at \d\d:\d\d: Reference closed at/u).waitFor();
  await dana.hears(/Signed off at \d\d:\d\d: Reference closed at/u);
  await ken.colleague('Dana Whitfield').getByText('Offline').waitFor();
  await ken.status('Available').waitFor();

  await dana.statusBar.getByRole('button', { name: 'Go available' }).click();
  await dana.status('Available').waitFor();
  await dana.statusBar.waitFor({ state: 'detached' });
});
