// Coming back: limits of the gateway, sleep, reloads without a line, blocked storage, and what operators see of it.
// Apart from the browser suite, so that both can run at once.
import { keptWords } from './kept-words.ts';
import { limits } from './limits.ts';
import { playInOneHouse } from './playing.ts';
import { presence } from './presence.ts';
import { sleep } from './sleep.ts';

const play = playInOneHouse();

describe('limits', () => limits(play));
describe('sleep', () => sleep(play));
describe('kept words', () => keptWords(play));
describe('presence', () => presence(play));
