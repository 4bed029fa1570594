// Coming back: limits of the gateway, sleep, reloads without a line, blocked storage, and what operators see of it.
// Apart from the browser suite, so that both can run at once.
import { BrowserHouse } from '../support/browser-house.ts';
import { keptWords } from './kept-words.ts';
import { limits } from './limits.ts';
import { playIn } from './playing.ts';
import { presence } from './presence.ts';
import { sleep } from './sleep.ts';

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

describe('limits', () => limits(play));
describe('sleep', () => sleep(play));
describe('kept words', () => keptWords(play));
describe('presence', () => presence(play));
