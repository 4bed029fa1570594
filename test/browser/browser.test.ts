// The browser suite: people with real browsers at a Carrel that runs as `npm start` runs it.
// One file, so that all of it shares one runner and one browser.
import { BrowserHouse } from '../support/browser-house.ts';
import { accessibility } from './accessibility.ts';
import { guidedDesk } from './guided-desk.ts';
import { keyboard } from './keyboard.ts';
import { mainJob } from './main-job.ts';
import { nothingLost } from './nothing-lost.ts';
import { playIn } from './playing.ts';
import { roughContent } from './rough-content.ts';
import { settings } from './settings.ts';
import { signIn } from './sign-in.ts';

const OPEN_MS = 120_000;

let opened: BrowserHouse | undefined;
const play = playIn(() => {
  if (!opened) throw new Error('The house is not open.');
  return opened;
});

beforeAll(async () => {
  opened = await BrowserHouse.open();
}, OPEN_MS);

afterAll(async () => {
  await opened?.close();
}, OPEN_MS);

describe('the main job', () => mainJob(play));
describe('nothing lost', () => nothingLost(play));
describe('guided mode', () => guidedDesk(play));
describe('keyboard', () => keyboard(play));
describe('accessibility', () => accessibility(play));
describe('rough content', () => roughContent(play));
describe('settings', () => settings(play));
describe('sign-in', () => signIn(play));
