// Takes the pictures of the help from the real screens: `npx tsx test/browser/help-pictures.ts [--only STEP]`.
import { existsSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Locator, Page } from 'playwright-core';
import { PICTURE_SIZE } from '../../frontend/dashboard/help/picture-size.ts';
import { STEP_IDS, type StepId } from '../../frontend/dashboard/help/step-ids.ts';
import { BrowserHouse } from '../support/browser-house.ts';
import type { Scene } from '../support/browser-scene.ts';
import { lookAs, type Scheme } from './looking.ts';
import { Operator } from './operator.ts';
import { startPatron } from './wire-people.ts';

const FOLDER = fileURLToPath(new URL('../../frontend/dashboard/help/pictures/', import.meta.url));
const SCHEMES: readonly Scheme[] = ['light', 'dark'];
/** Two columns of the desk: the list, and a chat as wide as a picture. */
const TWO_COLUMNS = 264 + PICTURE_SIZE.width;
/** Sharp enough on a phone's screen, and half as large as with all of its pixels. */
const SCALE = 1.5;
const QUALITY = 42;

const ROSA = 'Rosa M.';
const { values } = parseArgs({ options: { only: { type: 'string' } } });

const fileOf = (step: StepId, scheme: Scheme): string => `${FOLDER}${step}-${scheme}.webp`;

/** Where the part that matters begins in the window. */
interface Corner {
  readonly x: number;
  readonly y: number;
}

interface Shot {
  readonly width?: number;
  readonly corner: (page: Page) => Promise<Corner>;
}

async function boxOf(part: Locator) {
  const box = await part.boundingBox();
  if (box === null) throw new Error(`Not to be seen: ${part.toString()}`);
  return box;
}

const leftTop = async (page: Page): Promise<Corner> => {
  const { x, y } = await boxOf(page.getByRole('main'));
  return { x, y };
};
const rightTop = async (): Promise<Corner> => ({ x: TWO_COLUMNS - PICTURE_SIZE.width, y: 0 });
const atTheEndOf = async (part: Locator): Promise<Corner> => {
  const { x, y, width, height } = await boxOf(part);
  return { x: x + width - PICTURE_SIZE.width, y: y + height - PICTURE_SIZE.height };
};
const aroundDialog = async (page: Page): Promise<Corner> => {
  const { x, y, width, height } = await boxOf(page.getByRole('dialog'));
  // One that is larger is shown from its beginning.
  const above = Math.max(12, (PICTURE_SIZE.height - height) / 2);
  return { x: x + (width - PICTURE_SIZE.width) / 2, y: Math.max(0, y - above) };
};

async function take(step: StepId, page: Page, { width = TWO_COLUMNS, corner }: Shot): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  for (const scheme of SCHEMES) {
    await lookAs(page, { width, scheme });
    const clip = { ...(await corner(page)), ...PICTURE_SIZE, scale: SCALE };
    const shot = { format: 'webp', quality: QUALITY, clip } as const;
    const { data } = await devtools.send('Page.captureScreenshot', shot);
    if (values.only === undefined || values.only === step) {
      writeFileSync(fileOf(step, scheme), Buffer.from(data, 'base64'));
    }
  }
  await devtools.detach();
  await lookAs(page, { width: TWO_COLUMNS, scheme: 'light' });
}

async function chatWithRosa(scene: Scene, house: BrowserHouse, dana: Operator) {
  const question = 'Hi, I need five peer reviewed articles on urban heat islands for tomorrow';
  const { patron } = await startPatron(scene, house, { name: ROSA, text: question });
  await dana.claim(ROSA);
  await dana.say(ROSA, 'Hello Rosa, happy to help. Are you on campus or at home?');
  await dana.sees(ROSA, 'Are you on campus');
  await patron.say('At home. Where do I find the peer reviewed filter?');
  await dana.sees(ROSA, 'peer reviewed filter');
}

async function atOnesChat(dana: Operator, ken: Operator): Promise<void> {
  const { page } = dana;
  await dana.composer(ROSA).fill('It is at the left, under Limit to. Tick it, then sort by date');
  await take('answer', page, { corner: () => atTheEndOf(dana.chat(ROSA)) });
  await dana.composer(ROSA).fill('');

  await lookAs(page, { width: 1280, scheme: 'light' });
  await dana.openRoom(ken.staff.name);
  await dana.say(ken.staff.name, 'Where did the filter of Environment Complete go?');
  await ken.openRoom(dana.staff.name);
  await ken.say(dana.staff.name, 'Under “Refine results”, second from the top.');
  await dana.roomLog(ken.staff.name).getByText('Under “Refine results”').waitFor();
  const room = dana.room(ken.staff.name);
  await take('colleagues', page, {
    width: 1280,
    corner: () => atTheEndOf(room),
  });
  await room.getByRole('button', { name: 'Close internal chat' }).click();
  await room.waitFor({ state: 'detached' });
  await ken.room(dana.staff.name).getByRole('button', { name: 'Close internal chat' }).click();

  await page.getByRole('button', { name: 'Note', exact: true }).click();
  const note = page.getByRole('textbox', { name: ROSA });
  await note.fill('She needs them by nine tomorrow.');
  await note.press('Enter');
  await dana.sees(ROSA, 'by nine tomorrow');
  await take('note', page, { corner: () => atTheEndOf(dana.chat(ROSA)) });
  await page.getByRole('button', { name: 'Message', exact: true }).click();
}

async function handedOver(dana: Operator, ken: Operator): Promise<void> {
  const { page } = dana;
  const dialog = page.getByRole('dialog');
  await page.keyboard.press('Alt+t');
  await dialog.getByRole('radio', { name: ken.staff.name }).check();
  await dialog.getByRole('textbox', { name: 'Note' }).fill('Needs the filter of Environment Complete.');
  await take('transfer', page, { corner: aroundDialog });
  await dialog.getByRole('button', { name: `Ask ${ken.staff.name}`, exact: true }).click();
  await ken.page.getByRole('button', { name: /^Accept/u }).waitFor();
  await take('asked', ken.page, { corner: leftTop });
  await ken.page
    .getByRole('button', { name: /^Decline/u })
    .first()
    .click();
  await ken.page.keyboard.press('Escape');
}

makePlaces();
const house = await BrowserHouse.open();
const scene = house.scene();
try {
  const [dana, ken] = await Promise.all([
    Operator.signIn(scene, house, 'Dana'),
    Operator.signIn(scene, house, 'Ken'),
  ]);
  const { page } = dana;
  await ken.colleague(dana.staff.name).getByText('Available').waitFor();
  await lookAs(page, { width: TWO_COLUMNS, scheme: 'light' });
  await page.getByRole('button', { name: /^Your status:/u }).click();
  const statuses = page.getByRole('region', { name: 'Your status', exact: true });
  await statuses.getByRole('button', { name: /^Away/u }).click();
  await take('away', page, { corner: rightTop });
  await page.keyboard.press('Escape');

  await chatWithRosa(scene, house, dana);
  await atOnesChat(dana, ken);
  await page.keyboard.press('Alt+x');
  await page.getByRole('dialog').waitFor();
  await take('end', page, { corner: aroundDialog });
  await page.keyboard.press('Escape');

  const hours = 'Is the Hill Library open on the long weekend?';
  await startPatron(scene, house, { name: 'Leo Park', text: hours });
  await startPatron(scene, house, { name: 'Amina', text: 'JSTOR keeps asking me to log in again' });
  await dana.lists.getByText(/^For you/u).waitFor();
  await dana.lists.getByText(/^Offered to/u).waitFor();
  await dana.openChat(ROSA);
  await take('claim', page, { corner: leftTop });
  await handedOver(dana, ken);
} finally {
  await scene.close();
  await house.close();
}

/** The dashboard can't be built without its pictures: those of a new step are empty until they are taken. */
function makePlaces(): void {
  for (const file of STEP_IDS.flatMap((step) => SCHEMES.map((scheme) => fileOf(step, scheme)))) {
    if (!existsSync(file)) writeFileSync(file, '');
  }
}
