// The browser suite: people with real browsers at a Carrel that runs as `npm start` runs it.
// One file, so that all of it shares one runner and one browser.
import { accessibility } from './accessibility.ts';
import { guidedDesk } from './guided-desk.ts';
import { keyboard } from './keyboard.ts';
import { mainJob } from './main-job.ts';
import { nothingLost } from './nothing-lost.ts';
import { playInOneHouse } from './playing.ts';
import { roughContent } from './rough-content.ts';
import { settings } from './settings.ts';
import { signIn } from './sign-in.ts';

const play = playInOneHouse();

describe('the main job', () => mainJob(play));
describe('nothing lost', () => nothingLost(play));
describe('guided mode', () => guidedDesk(play));
describe('keyboard', () => keyboard(play));
describe('accessibility', () => accessibility(play));
describe('rough content', () => roughContent(play));
describe('settings', () => settings(play));
describe('sign-in', () => signIn(play));
