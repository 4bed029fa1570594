// Being noticed, in browsers: sounds that repeat, notifications, tabs that share a voice, the tab's sign, a lost line.
import type { BrowserHouse } from '../support/browser-house.ts';
import type { Scene } from '../support/browser-scene.ts';
import { until, untilEqual } from '../support/browser-waiting.ts';
import { hasFocus, pressUntil } from './focus.ts';
import { axeFindings, lookAs, sidewaysFindings } from './looking.ts';
import { clickNote, look, notesOf, prepareToNotice, tabSignOf, tonesOf } from './noticed-page.ts';
import { Operator } from './operator.ts';
import { playInOneHouse } from './playing.ts';
import { startPatron } from './wire-people.ts';

const play = playInOneHouse();

/** Of the first sound for a chat to take. */
const DOORBELL_TONES = 2;
const RING_EVERY_MS = 10_000;

const arrive = (scene: Scene, house: BrowserHouse, name: string, onDuty = true) =>
  Operator.signIn(scene, house, name, { onDuty, prepare: prepareToNotice });

async function openSheet({ page }: Operator) {
  await page.getByRole('button', { name: /your account and alerts/u }).click();
  await page.getByRole('button', { name: 'Sounds and notifications' }).click();
  const sheet = page.getByRole('dialog', { name: 'Sounds and notifications' });
  await sheet.waitFor();
  return sheet;
}

async function allowNotifications(operator: Operator): Promise<void> {
  const sheet = await openSheet(operator);
  await sheet.getByRole('button', { name: 'Allow desktop notifications…' }).click();
  await sheet.getByText('Allowed.').waitFor();
  await sheet.getByRole('button', { name: 'Close' }).click();
}

play(
  'D20 D26 D28 D31 a chat rings again until a colleague has it; its notification goes, a click opens the next',
  async (scene, house) => {
    const [dana, ken] = await Promise.all([arrive(scene, house, 'Dana'), arrive(scene, house, 'Ken', false)]);
    const { page } = dana;
    await allowNotifications(dana);
    await look(page, false);
    await startPatron(scene, house, { name: 'Rosa', text: 'Where are the maps?' });
    await untilEqual('a notification', () => notesOf(page), ['A chat is offered to you: Reference']);
    await dana.hasTitle(/^\(1\) Desk/u);
    expect(await tabSignOf(page)).toContain('>1</text>');
    await until(
      'the second ring',
      () => tonesOf(page),
      (count) => count === 2 * DOORBELL_TONES,
      RING_EVERY_MS + 5_000,
    );
    const [first = 0, , third = 0] = await page.evaluate(() => window.tones);
    expect(third - first).toBeGreaterThan(RING_EVERY_MS - 1_500);
    expect(await tonesOf(ken.page)).toBe(0);

    await ken.claim('Rosa');
    await untilEqual('no notification', () => notesOf(page), []);
    await dana.hasTitle(/^Desk/u);
    expect(await tabSignOf(page)).not.toContain('</text>');

    const { patron } = await startPatron(scene, house, { name: 'Amina', text: 'May I eat here?' });
    await dana.claim('Amina');
    await page.getByRole('link', { name: 'Transcripts' }).click();
    await patron.say('An apple?');
    await untilEqual('a notification', () => notesOf(page), ['New message: Reference']);
    await clickNote(page);
    await dana.chat('Amina').getByText('An apple?').waitFor();
    await look(page, true);
    await untilEqual('no notification', () => notesOf(page), []);
  },
);

play('D27 of two tabs of one operator one rings: the one that was in front last', async (scene, house) => {
  const dana = await arrive(scene, house, 'Dana');
  const second = await dana.person.context.newPage();
  await second.goto(house.runner.addresses.dashboard);
  await second.getByRole('button', { name: 'Your status: Available' }).waitFor();
  // A page that nobody has touched is kept quiet.
  await second.getByRole('heading', { level: 2 }).first().click();
  await look(dana.page, false);
  await look(second, true);
  const rosa = await startPatron(scene, house, { name: 'Rosa', text: 'Where are the maps?' });
  await until(
    'a ring',
    () => tonesOf(second),
    (count) => count === DOORBELL_TONES,
  );
  await dana.claimButton('Rosa').waitFor();
  expect(await tonesOf(dana.page)).toBe(0);
  await rosa.patron.end();
  await second.close();
  await dana.claimButton('Rosa').waitFor({ state: 'detached' });
  await startPatron(scene, house, { name: 'Amina', text: 'May I eat here?' });
  await until(
    'a ring of the other',
    () => tonesOf(dana.page),
    (count) => count === DOORBELL_TONES,
  );
});

play(
  'D32 D34 D35 sounds are chosen, tried and kept with the keyboard; axe finds nothing in either scheme',
  async (scene, house) => {
    const dana = await arrive(scene, house, 'Dana');
    const { page } = dana;
    const { keyboard: keys } = page;
    await page.getByRole('button', { name: /your account and alerts/u }).focus();
    await keys.press('Enter');
    await pressUntil(page, 'Tab', /^Sounds and notifications…$/u, 4);
    await keys.press('Enter');
    const sheet = page.getByRole('dialog', { name: 'Sounds and notifications' });
    await sheet.waitFor();
    await pressUntil(page, 'Tab', /^Volume$/u, 4);
    await keys.press('ArrowDown');
    await sheet.getByText('60 %').waitFor();
    await until(
      'the volume to be heard',
      () => tonesOf(page),
      (count) => count === 1,
    );
    await sheet.getByRole('combobox', { name: 'A request to you' }).selectOption('Question');
    await pressUntil(page, 'Tab', /^Try: A request to you$/u, 12);
    await keys.press('Enter');
    await until(
      'the request',
      () => tonesOf(page),
      (count) => count === 4,
    );
    await sheet.getByRole('combobox', { name: 'A request to you' }).selectOption('Silent');
    await sheet.getByRole('button', { name: 'Allow desktop notifications…' }).click();
    await sheet.getByRole('combobox', { name: 'Internal messages that show one' }).waitFor();
    const found: string[] = [];
    for (const width of [320, 390, 1280]) {
      for (const scheme of ['light', 'dark'] as const) {
        await lookAs(page, { width, scheme });
        found.push(...(await axeFindings(page)), ...(await sidewaysFindings(page)));
      }
    }
    expect(found).toEqual([]);
    await lookAs(page, { width: 1280, scheme: 'light' });
    await keys.press('Escape');
    await sheet.waitFor({ state: 'detached' });
    await hasFocus(page, /your account and alerts/u);

    await page.reload();
    // Until it is touched, the browser keeps the page quiet, and that is said.
    const bar = page.getByRole('region', { name: 'Sound', exact: true });
    await bar.getByRole('button', { name: 'Turn sound on' }).click();
    await bar.waitFor({ state: 'detached' });
    const again = await openSheet(dana);
    await again.getByText('60 %').waitFor();
    await untilEqual(
      'the choice',
      () => again.getByRole('combobox', { name: 'A request to you' }).inputValue(),
      'silent',
    );
  },
);

play(
  'D36 D37 a lost line is told in red with its time, and what was missed on return',
  async (scene, house) => {
    scene.expectComplaints(/net::ERR_|WebSocket connection to/u);
    const [dana, ken] = await Promise.all([arrive(scene, house, 'Dana'), arrive(scene, house, 'Ken', false)]);
    const { page } = dana;
    const { patron } = await startPatron(scene, house, { name: 'Rosa', text: 'Where are the maps?' });
    await dana.claim('Rosa');
    await ken.openRoom('Reference');
    dana.person.line.cut();
    const lost = page.getByRole('region', { name: 'Connection', exact: true });
    await lost.getByText(/^No connection since \d\d:\d\d:\d\d · (trying|this)/u).waitFor();
    await lost.getByText('What you write is kept').waitFor();
    await lost.getByRole('button', { name: 'Try now' }).waitFor();
    await dana.hasTitle(/^No connection · Desk/u);
    expect(await tabSignOf(page)).toContain('>!</text>');
    await patron.say('Old ones, I mean.');
    await patron.say('Of the harbour.');
    await ken.say('Reference', 'They are on the second floor.');
    await ken.roomLog('Reference').getByText('They are on the second floor.').waitFor();
    expect(await axeFindings(page)).toEqual([]);

    dana.person.line.restore();
    const back = page.getByRole('region', { name: 'Connected again' });
    await back
      .getByText(/^Back since \d\d:\d\d:\d\d, after .* · what you missed is here: 3 new messages$/u)
      .waitFor();
    await dana.sees('Rosa', 'Of the harbour.');
    await dana.hears(/what you missed is here: 3 new messages/u);
    await back.getByRole('button', { name: 'Dismiss' }).click();
    await back.waitFor({ state: 'detached' });
    await hasFocus(page, /./u);
  },
);
