// Going away and coming back at the desk: what the operator, their colleagues and their patrons' chats have of it.
import type { Page } from 'playwright-core';
import { PHONE } from '../support/browser-scene.ts';
import { untilEqual } from '../support/browser-waiting.ts';
import { hasFocus, pressUntil } from './focus.ts';
import { axeFindings, lookAs, sidewaysFindings } from './looking.ts';
import { Operator } from './operator.ts';
import { playInOneHouse } from './playing.ts';
import { openDesk, startPatron } from './wire-people.ts';

const play = playInOneHouse();

const menuOf = (page: Page) => page.locator('.statuses');
const signOf = async (colleague: ReturnType<Operator['colleague']>) =>
  await colleague.locator('.dot').evaluate((dot) => {
    const { backgroundImage, borderTopColor, backgroundColor } = getComputedStyle(dot);
    return { isHalf: backgroundImage.startsWith('linear-gradient'), borderTopColor, backgroundColor };
  });

play(
  'A30 A34 colleagues see somebody go away, by colour, shape and word, and come back',
  async (scene, house) => {
    const [dana, ken] = await Promise.all([
      Operator.signIn(scene, house, 'Dana'),
      Operator.signIn(scene, house, 'Ken'),
    ]);
    const atKens = ken.colleague('Dana Whitfield');
    await atKens.getByText('Available').waitFor();
    expect(await signOf(atKens)).toMatchObject({ isHalf: false, backgroundColor: 'rgb(31, 111, 60)' });
    const order = () => ken.page.locator('.staff').getByRole('listitem').allInnerTexts();
    const before = (await order()).map((line) => line.split('\n')[0]);

    await dana.goAway();
    await atKens.getByText('Away', { exact: false }).waitFor();
    expect(await signOf(atKens)).toMatchObject({ isHalf: true, borderTopColor: 'rgb(185, 127, 0)' });
    expect(await atKens.innerText()).toMatch(/since \w+/u);
    expect((await order()).map((line) => line.split('\n')[0])).toEqual(before);

    // Chats still come in, and are called out.
    const asked = await startPatron(scene, house, { name: 'Uma', text: 'Do you have a quiet room?' });
    await dana.claimButton('Uma').waitFor();
    await dana.hears(/New chat waiting in Reference, from Uma/u);
    await asked.patron.end();

    await dana.statusBar.getByRole('button', { name: 'I am back' }).click();
    await dana.status('Available').waitFor();
    await hasFocus(dana.page, /./u);
    await atKens.getByText('Available').waitFor();
  },
);

play('A31 the last one is told before and after, and may take it back', async (scene, house) => {
  const [dana, ken] = await Promise.all([
    Operator.signIn(scene, house, 'Dana'),
    Operator.signIn(scene, house, 'Ken'),
  ]);
  await dana.colleague('Ken Ito').getByText('Available').waitFor();
  await ken.goAway('30 min');
  await dana
    .colleague('Ken Ito')
    .getByText(/^Away · back \d\d:\d\d/u)
    .waitFor();
  await dana.page.getByRole('button', { name: /^Your status:/u }).click();
  await menuOf(dana.page).getByRole('button', { name: /^Away/u }).click();
  await menuOf(dana.page)
    .getByText(/You are the last one available in Reference\./u)
    .waitFor();
  await menuOf(dana.page).getByRole('button', { name: 'Until I am back' }).click();
  await dana.statusBar.getByText(/Nobody is available in Reference now/u).waitFor();
  await dana.hears(/You are away until you come back\..*Nobody is available in Reference now/su);
  await ken.statusBar.getByText(/Nobody is available in Reference now/u).waitFor();
  await dana.statusBar.getByRole('button', { name: 'I am back' }).click();
  await dana.status('Available').waitFor();
  await ken.statusBar.getByText('New chats still come in').waitFor();
});

play('A33 away comes off by itself at its end, also after a reload', async (scene, house) => {
  const dana = await Operator.signIn(scene, house, 'Dana');
  const { page } = dana;
  await page.getByRole('button', { name: /^Your status:/u }).click();
  const menu = menuOf(page);
  await menu.getByRole('button', { name: /^Away/u }).click();
  const own = menu.getByRole('spinbutton', { name: 'Another number of minutes' });
  await own.fill('0');
  await own.press('Enter');
  await menu.getByText('Give a whole number of minutes, from 1 to 240.').waitFor();
  await own.fill('1');
  await own.press('Enter');
  await page.getByRole('button', { name: /^Your status: Away · back \d\d:\d\d/u }).waitFor();
  await page.reload();
  await page.getByRole('button', { name: /^Your status: Away · back \d\d:\d\d/u }).waitFor();

  const ken = await Operator.signIn(scene, house, 'Ken', { onDuty: false });
  await ken
    .colleague('Dana Whitfield')
    .getByText(/^Away · back/u)
    .waitFor();
  await dana.status('Available').waitFor({ timeout: 70_000 });
  await dana.statusBar.getByText('You are available again: your time away is over.').waitFor();
  await dana.hears(/You are available again/u);
  await ken.colleague('Dana Whitfield').getByText('Available').waitFor();
});

play('A32 with the keyboard alone', async (scene, house) => {
  const dana = await Operator.signIn(scene, house, 'Dana');
  const { page } = dana;
  const { keyboard: keys } = page;
  await keys.press('Alt+l');
  await keys.press('Alt+a');
  await hasFocus(page, /^Until I am back$/u);
  await keys.press('Escape');
  await menuOf(page).waitFor({ state: 'hidden' });
  await keys.press('Alt+a');
  await hasFocus(page, /^Until I am back$/u);
  await pressUntil(page, 'Tab', /^10 min$/u, 3);
  await keys.press('Enter');
  await page.getByRole('button', { name: /^Your status: Away · back/u }).waitFor();
  await hasFocus(page, /^Your status: Away/u);
  await dana.hears(/You are away\. Back at \d\d:\d\d\./u);
  await keys.press('Alt+a');
  await dana.status('Available').waitFor();
  await dana.hears(/You are available\./u);
  await keys.press('Enter');
  await pressUntil(page, 'Tab', /^Away/u, 3);
  await keys.press('Enter');
  await hasFocus(page, /^Until I am back$/u);
  await keys.press('Enter');
  await dana.status('Away').waitFor();
  await keys.press('?');
  await page.getByRole('dialog').getByText('Go away for a while, or come back').waitFor();
});

play('A30 on a phone', async (scene, house) => {
  const dana = await Operator.signIn(scene, house, 'Dana', {
    browser: { viewport: PHONE, hasTouch: true, isMobile: true },
  });
  const { page } = dana;
  await page.getByRole('button', { name: /^Your status:/u }).tap();
  await menuOf(page).getByRole('button', { name: /^Away/u }).tap();
  const found = async () => [...(await sidewaysFindings(page)), ...(await axeFindings(page))];
  expect(await found()).toEqual([]);
  const menu = await menuOf(page).boundingBox();
  expect(menu?.x).toBeGreaterThanOrEqual(0);
  expect((menu?.x ?? 0) + (menu?.width ?? 0)).toBeLessThanOrEqual(PHONE.width);
  await menuOf(page).getByRole('button', { name: '15 min' }).tap();
  await page.getByRole('button', { name: /^Your status: Away · back/u }).waitFor();
  expect(await found()).toEqual([]);
  const patron = await startPatron(scene, house, { name: 'Vic', text: 'Where is the lift?' });
  await dana.claim('Vic');
  // The header makes room for the chat; the way back stays.
  await dana.statusBar.getByRole('button', { name: 'I am back' }).tap();
  await dana.statusBar.waitFor({ state: 'detached' });
  await patron.patron.end();
});

play('A36 A37 a coordinator writes the opening hours', async (scene, house) => {
  const priya = await Operator.signIn(scene, house, 'Priya', { onDuty: false });
  const { page } = priya;
  await page.goto(`${house.runner.addresses.dashboard}#/settings/departments/reference`);
  const hours = page.getByRole('group', { name: 'Opening hours' });
  await hours.getByText('No hours are given').waitFor();
  await hours.getByRole('checkbox', { name: /^Monday/u }).check();
  await hours.getByLabel('Monday, to', { exact: true }).fill('12:00');
  await hours.getByRole('button', { name: 'Add times on Monday' }).click();
  await hasFocus(page, /^Monday, times 2, from$/u);
  await hours.getByLabel('Monday, times 2, from').fill('18:00');
  await hours.getByLabel('Monday, times 2, to').fill('17:00');
  const save = page.getByRole('button', { name: 'Save' });
  await save.click();
  await hours.getByText('Monday 18:00–17:00 ends before it begins.').waitFor();
  await hasFocus(page, /^Monday, from$/u);
  await hours.getByLabel('Monday, times 2, to').fill('00:00');
  await hours.getByRole('button', { name: 'Copy Monday to Tuesday–Friday' }).click();
  await hours.getByText('Mon–Fri 09:00–12:00 and 18:00–24:00, Sat–Sun closed').waitFor();
  await page.getByRole('spinbutton', { name: 'Offer an answer by email after' }).fill('60');
  await save.click();
  await page.getByText('Saved', { exact: true }).waitFor();
  await page.reload();
  await hours.getByText('Mon–Fri 09:00–12:00 and 18:00–24:00, Sat–Sun closed').waitFor();
  await untilEqual('the seconds', () => page.getByLabel('Offer an answer').inputValue(), '60');
  for (const day of ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday']) {
    await hours.getByRole('checkbox', { name: new RegExp(`^${day}`, 'u') }).uncheck();
  }
  await page.getByRole('spinbutton', { name: 'Offer an answer by email after' }).fill('45');
  await save.click();
  await page.getByText('Saved', { exact: true }).waitFor();
});

play('A31 A34 long names and Arabic ones fit, in either writing direction', async (scene, house) => {
  const dana = await Operator.signIn(scene, house, 'Dana');
  const { page } = dana;
  const priya = await openDesk(scene, house, 'Priya');
  const names = {
    access: 'خدمات الإعارة والوصول إلى المجموعات الخاصة',
    special: 'Sondersammlungen-und-Handschriftenabteilung'.repeat(2).slice(0, 80),
  };
  const { departments } = await priya.wire.ask({ action: 'readSettings' }, 'settings');
  const [{ settings } = { settings: undefined }] = departments;
  for (const [id, name] of Object.entries(names)) {
    await priya.wire.ask(
      { action: 'saveDepartment', department: { id, name, settings, version: 0 } },
      'saved',
    );
  }
  const { operators } = await priya.wire.ask({ action: 'readOperators' }, 'operators');
  const own = operators.find(({ name }) => name === 'Dana Whitfield');
  const belong = async (departmentIds: readonly string[], version = 0) =>
    await priya.wire.ask({ action: 'saveMembership', operatorId: own?.id, departmentIds, version }, 'saved');
  const moved = await belong(['reference', ...Object.keys(names)], own?.version);
  await dana
    .colleague('You')
    .getByText(/Sondersammlungen/u)
    .first()
    .waitFor();
  await page.keyboard.press('Alt+a');
  await menuOf(page)
    .getByText(/You are the last one available in.*خدمات/u)
    .waitFor();

  const found: string[] = [];
  for (const direction of ['ltr', 'rtl']) {
    await page.evaluate((dir) => {
      document.documentElement.dir = dir;
    }, direction);
    for (const width of [320, 390, 1280]) {
      await lookAs(page, { width, scheme: 'light' });
      for (const finding of await sidewaysFindings(page)) found.push(`${direction}, ${width}: ${finding}`);
    }
  }
  await menuOf(page).getByRole('button', { name: 'Until I am back' }).click();
  await dana.statusBar.getByText(/Nobody is available in.*خدمات/u).waitFor();
  await lookAs(page, { width: 320, scheme: 'light' });
  found.push(...(await sidewaysFindings(page)));
  expect(found).toEqual([]);
  await belong(['reference'], moved.version);
});
