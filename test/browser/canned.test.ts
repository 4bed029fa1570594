// Canned messages in browsers: found and taken in the composer, written on their screen, in and out as files.
import { readFile } from 'node:fs/promises';
import type { Locator, Page } from 'playwright-core';
import { PHONE } from '../support/browser-scene.ts';
import { until, untilEqual } from '../support/browser-waiting.ts';
import { emptyAfterwards, HOURS, HOURS_IN_WORDS, keepCanned, openAt, REFERENCE } from './canned-people.ts';
import { axeFindings, lookAs, sidewaysFindings } from './looking.ts';
import { Operator } from './operator.ts';
import { playInOneHouse } from './playing.ts';
import { startPatron } from './wire-people.ts';

const play = playInOneHouse();

const SHARED = {
  'Opening hours': 'Hello {patron}, {operator} here. {department} is open {hours}.',
  Holds: 'Your book is on the hold shelf, by the name that you gave.',
};

const listIn = (page: Page): Locator => page.getByRole('listbox', { name: 'Canned messages' });
const isActive = (option: Locator) =>
  option.evaluate((element) => document.activeElement?.getAttribute('aria-activedescendant') === element.id);

play('N10 N11 N12 a few letters find it, keys take it, and it is edited and sent', async (scene, house) => {
  await openAt(scene, house, HOURS);
  await emptyAfterwards(scene, house, 'Priya', REFERENCE);
  await keepCanned(scene, house, 'Priya', SHARED, REFERENCE);
  const dana = await Operator.signIn(scene, house, 'Dana');
  const { page } = dana;
  const { patron } = await startPatron(scene, house, { name: 'Rosa', text: 'When are you open?' });
  await dana.claim('Rosa');
  const field = dana.composer('Rosa');
  const list = listIn(page);

  // They are read some time after the sign-in.
  await field.press('/');
  await list.getByRole('option', { name: /^Opening hours/u }).waitFor();
  await field.pressSequentially('ho');
  await untilEqual('the list', () => list.getByRole('option').locator('b').allInnerTexts(), [
    'Holds',
    'Opening hours',
  ]);
  await dana.hears(/2 canned messages\. Arrow keys choose/u);
  expect(await field.evaluate((element) => element === document.activeElement)).toBe(true);
  expect(await field.getAttribute('aria-controls')).toBe(await list.getAttribute('id'));
  expect(await isActive(list.getByRole('option', { name: /^Holds/u }))).toBe(true);
  expect(await axeFindings(page)).toEqual([]);
  await field.press('ArrowDown');
  await until('the arrow', () => isActive(list.getByRole('option', { name: /^Opening hours/u })), Boolean);
  await field.press('Enter');
  const filled = `Hello Rosa, Dana here. Reference is open ${HOURS_IN_WORDS}.`;
  await untilEqual('the field', () => field.inputValue(), filled);
  await list.waitFor({ state: 'detached' });
  await dana.hears(/“Opening hours” is in the field/u);

  await field.pressSequentially(' See you!');
  await field.press('Enter');
  await dana.sees('Rosa', `${filled} See you!`);
  const entry = await patron.wire.expect(
    'entry',
    ({ entry: each }) => each.kind === 'message' && each.text !== '',
  );
  expect(entry.entry).toMatchObject({ text: `${filled} See you!` });

  // Escape leaves the letters as they are, and Enter sends them.
  await field.pressSequentially('/hol');
  await list.waitFor();
  await field.press('Escape');
  await list.waitFor({ state: 'detached' });
  await field.press('Enter');
  await dana.sees('Rosa', '/hol');
  // By a shortcut and with Tab; by the button and a click.
  await field.press('Alt+c');
  await list.waitFor();
  await field.pressSequentially('hol');
  await field.press('Tab');
  await untilEqual('the field', () => field.inputValue(), SHARED.Holds);
  await field.fill('');
  await page.getByRole('button', { name: 'Canned messages' }).click();
  await list.getByRole('option', { name: /^Holds/u }).click();
  await untilEqual('the field', () => field.inputValue(), SHARED.Holds);
  expect(await field.evaluate((element) => element === document.activeElement)).toBe(true);
  await field.fill('');
});

play('N10 hours that nobody has set are marked, and writing replaces them', async (scene, house) => {
  await emptyAfterwards(scene, house, 'Dana');
  await keepCanned(scene, house, 'Dana', { Times: 'We are open {hours}, {you}.' });
  const dana = await Operator.signIn(scene, house, 'Dana', { onDuty: false });
  await startPatron(scene, house, { name: 'Leo', text: 'Open?' });
  await dana.claim('Leo');
  const field = dana.composer('Leo');
  await field.pressSequentially('/tim');
  await listIn(dana.page).waitFor();
  await field.press('Enter');
  await dana.hears(/Nothing is known for \{hours\}: replace it/u);
  await field.pressSequentially('until six');
  expect(await field.inputValue()).toBe('We are open until six, {you}.');
});

play('N2 N3 N6 one writes one’s own, sees it read, removes it and takes that back', async (scene, house) => {
  await emptyAfterwards(scene, house, 'Dana');
  const dana = await Operator.signIn(scene, house, 'Dana', { onDuty: false });
  const { page } = dana;
  await dana.goTo('Canned messages');
  await page.getByText('You have no messages of your own yet.', { exact: false }).waitFor();
  await page.getByRole('button', { name: 'New message' }).click();
  const save = page.getByRole('button', { name: 'Save', exact: true });
  await page.getByRole('textbox', { name: 'Text' }).fill('Hello ');
  await page.getByRole('button', { name: 'Insert {patron}' }).click();
  await page.keyboard.type('! {operator} here.');
  await page.getByText('Hello Rosa! Dana here.').waitFor();
  await save.click();
  await page.getByText('The title is empty.').waitFor();
  await page.getByRole('textbox', { name: 'Title' }).fill('Greeting');
  await save.click();
  await page.getByText('Saved', { exact: true }).waitFor();
  const listed = page.getByRole('region', { name: 'Messages' }).getByRole('link', { name: /^Greeting/u });
  await listed.waitFor();

  await page.getByRole('textbox', { name: 'Title' }).fill('Welcome');
  await dana.screenLink('Desk').click();
  const sheet = page.getByRole('dialog', { name: 'Leave without saving?' });
  await sheet.getByRole('button', { name: 'Go on changing' }).click();
  await save.click();
  await page
    .getByRole('region', { name: 'Messages' })
    .getByRole('link', { name: /^Welcome/u })
    .waitFor();
  await listed.waitFor({ state: 'detached' });

  await page.getByRole('button', { name: 'Remove', exact: true }).click();
  const undo = page.getByRole('button', { name: 'Undo', exact: true });
  await until('the focus', () => undo.evaluate((button) => button === document.activeElement), Boolean);
  await undo.press('Enter');
  await page.getByRole('heading', { name: 'Welcome' }).waitFor();
  expect(await page.getByRole('textbox', { name: 'Text' }).inputValue()).toBe(
    'Hello {patron}! {operator} here.',
  );
});

play(
  'N2 N3 a department’s are read by its operators, and of two who change one the second is told',
  async (scene, house) => {
    await emptyAfterwards(scene, house, 'Priya', REFERENCE);
    await keepCanned(scene, house, 'Priya', { Holds: 'On the shelf.' }, REFERENCE);
    const [dana, priya] = await Promise.all([
      Operator.signIn(scene, house, 'Dana', { onDuty: false }),
      Operator.signIn(scene, house, 'Priya', { onDuty: false }),
    ]);
    for (const { page } of [dana, priya]) {
      await page.goto(`${house.runner.addresses.dashboard}#/canned/of/${REFERENCE}/one/Holds`);
      await page.getByRole('heading', { name: 'Holds' }).waitFor();
    }
    await dana.page.getByRole('button', { name: 'Copy to your own' }).waitFor();
    expect(await dana.page.getByRole('button', { name: 'Save', exact: true }).count()).toBe(0);

    const text = priya.page.getByRole('textbox', { name: 'Text' });
    await text.fill('By the door.');
    const tom = await Operator.signIn(scene, house, 'Tom', { onDuty: false });
    await tom.page.goto(`${house.runner.addresses.dashboard}#/canned/of/${REFERENCE}/one/Holds`);
    await tom.page.getByRole('textbox', { name: 'Text' }).fill('At the desk.');
    await tom.page.getByRole('button', { name: 'Save', exact: true }).click();
    await tom.page.getByText('Saved', { exact: true }).waitFor();
    // Colleagues have it without asking.
    await dana.page.getByRole('region', { name: 'Messages' }).getByText('At the desk.').waitFor();
    await dana.page.getByRole('article').getByText('At the desk.').first().waitFor();
    await priya.page.getByRole('button', { name: 'Save', exact: true }).click();
    await priya.page.getByRole('button', { name: 'Show the newer version' }).click();
    await untilEqual('the newer text', () => text.inputValue(), 'At the desk.');
  },
);

play('N20 N22 N23 a file is looked at, imported, imported again, and exported', async (scene, house) => {
  await emptyAfterwards(scene, house, 'Dana');
  await keepCanned(scene, house, 'Dana', { Holds: 'Old.', Maps: 'In the basement.' });
  const dana = await Operator.signIn(scene, house, 'Dana', { onDuty: false });
  const { page } = dana;
  await dana.goTo('Canned messages');
  await page.getByRole('link', { name: /^Maps/u }).waitFor();
  const csv =
    'Title,Text\r\nHolds,On the shelf.\r\nMaps,In the basement.\r\nSum,"=1+1, {patron}"\r\n,Untitled\r\n';
  const choose = async (content: string) =>
    page.getByLabel('CSV file to import').setInputFiles({
      name: 'messages.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(content),
    });
  await choose('Hours,Open');
  await page.getByText('The first row must name the columns Title and Text.').waitFor();
  await choose(csv);
  const sheet = page.getByRole('dialog', { name: 'Import canned messages' });
  for (const words of [
    '1 message to add',
    '1 message to change',
    '1 row can’t be taken',
    'Row 5: The title is empty.',
  ]) {
    await sheet.getByText(words).waitFor();
  }
  expect(await axeFindings(page)).toEqual([]);
  await sheet.getByRole('button', { name: 'Import 2 messages' }).click();
  await sheet.getByText('2 of 2 messages stored.').waitFor();
  await sheet.getByRole('button', { name: 'Close' }).click();
  await page.getByRole('link', { name: /^Sum/u }).waitFor();
  await page.getByRole('link', { name: /^Holds On the shelf\./u }).waitFor();
  await choose(csv);
  await sheet.getByText('There is nothing in this file to add or change.').waitFor();
  await sheet.getByRole('button', { name: 'Close' }).click();

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Export as CSV' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('canned-messages-own.csv');
  const content = await readFile(await download.path(), 'utf8');
  expect(content).toBe(
    '\uFEFFTitle,Text\r\nHolds,On the shelf.\r\nMaps,In the basement.\r\nSum,"\'=1+1, {patron}"\r\n',
  );
});

play('N11 N12 on a phone the list stands over the field, and a touch takes from it', async (scene, house) => {
  await emptyAfterwards(scene, house, 'Priya', REFERENCE);
  const many = Object.fromEntries(
    Array.from({ length: 25 }, (_, index) => [`${'Long title '.repeat(4)}${index}`, 'word '.repeat(60)]),
  );
  await keepCanned(scene, house, 'Priya', many, REFERENCE);
  const dana = await Operator.signIn(scene, house, 'Dana');
  const { page } = dana;
  await startPatron(scene, house, { name: 'Mina', text: 'Hello?' });
  await dana.claim('Mina');
  await lookAs(page, { width: PHONE.width, scheme: 'light' });
  await page.getByRole('button', { name: 'Canned messages' }).click();
  const list = listIn(page);
  await list.getByRole('option').nth(19).waitFor();
  expect(await list.getByRole('option').count()).toBe(20);
  expect(await sidewaysFindings(page)).toEqual([]);
  const [above, field] = await Promise.all([list.boundingBox(), dana.composer('Mina').boundingBox()]);
  expect(above!.y).toBeGreaterThan(0);
  expect(above!.y + above!.height).toBeLessThanOrEqual(field!.y);
  await dana.composer('Mina').press('ArrowUp');
  await until('the last one in sight', () => list.evaluate((element) => element.scrollTop > 0), Boolean);
  await list.getByRole('option').first().click();
  await untilEqual('the field', () => dana.composer('Mina').inputValue(), 'word '.repeat(60));
});
