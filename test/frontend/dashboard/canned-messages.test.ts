// The dashboard's canned messages: read quietly after each welcome, page by page, and kept up with.
import { CannedMessages } from '../../../frontend/dashboard/canned/canned-messages.ts';
import { Emitter } from '../../../frontend/connection/emitter.ts';
import type { CannedMessage } from '../../../lambdas/protocol/canned-frames.ts';
import type { ToOperator } from '../../../lambdas/protocol/operator-frames.ts';
import { FakeSurroundings } from '../../support/fake-surroundings.ts';
import { dana, reference, T0 } from './desk-builders.ts';

type Asked = { action: string; departmentId?: string; after?: string };

const message = (title: string, version = 1): CannedMessage => ({ title, text: title, version });
const welcome: ToOperator = {
  type: 'welcome',
  ref: 'r',
  serverTime: T0,
  signedInUntil: T0 + 1,
  staff: [],
  operator: dana,
  departments: [reference],
};

function prepared() {
  const asked: Asked[] = [];
  const frames = new Emitter<ToOperator>();
  const surroundings = new FakeSurroundings();
  /** What the server has, in pages of two; nothing, while it is out of reach. */
  const shelves = new Map<string | undefined, CannedMessage[]>();
  const server = { isReachable: true };
  const ask = async (request: Asked) => {
    asked.push(request);
    if (!server.isReachable) return { type: 'unanswered', why: 'dropped' };
    const all = shelves.get(request.departmentId) ?? [];
    if (request.action === 'saveCanned') return { type: 'saved', ref: 'r', version: 1 };
    if (request.action === 'removeCanned') return { type: 'done', ref: 'r' };
    const from = all.findIndex(({ title }) => title === request.after) + 1;
    const messages = all.slice(from, from + 2);
    const next = from + 2 < all.length ? { next: messages.at(-1)?.title } : {};
    return { type: 'canned', ref: 'r', messages, ...next };
  };
  // Only canned messages are asked for here.
  const canned = new CannedMessages({ wire: { ask: ask as never, frames }, surroundings });
  const titles = (whose?: string) => canned.messagesOf(whose).map(({ title }) => title);
  /** Lets the quiet while pass, and what is asked then be answered. */
  const pass = async () => {
    surroundings.pass(2_000);
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
  };
  return { asked, frames, shelves, server, canned, titles, pass };
}

test('N13: one’s own and one’s departments’ are read some time after the welcome, all pages', async () => {
  const house = prepared();
  house.shelves.set(undefined, [message('Hello')]);
  house.shelves.set(
    'reference',
    ['a', 'b', 'c', 'd', 'e'].map((title) => message(title)),
  );
  house.frames.emit(welcome);
  expect(house.asked).toEqual([]);
  await house.pass();
  expect(house.titles()).toEqual(['Hello']);
  expect(house.titles('reference')).toEqual(['a', 'b', 'c', 'd', 'e']);
  expect(house.asked).toEqual([
    { action: 'readCanned' },
    { action: 'readCanned', departmentId: 'reference' },
    { action: 'readCanned', departmentId: 'reference', after: 'b' },
    { action: 'readCanned', departmentId: 'reference', after: 'd' },
  ]);
});

test('N6: several changes that are told at once are read in one go', async () => {
  const house = prepared();
  house.frames.emit(welcome);
  await house.pass();
  house.asked.length = 0;
  house.shelves.set('reference', [message('New')]);
  for (let times = 0; times < 5; times += 1) {
    house.frames.emit({ type: 'cannedChanged', departmentId: 'reference' });
  }
  await house.pass();
  expect(house.asked).toEqual([{ action: 'readCanned', departmentId: 'reference' }]);
  expect(house.titles('reference')).toEqual(['New']);
});

test('N13: what was read stays when it can’t be read again; the next welcome reads it', async () => {
  const house = prepared();
  house.shelves.set(undefined, [message('Hello')]);
  house.frames.emit(welcome);
  await house.pass();
  house.server.isReachable = false;
  house.frames.emit({ type: 'cannedChanged' });
  await house.pass();
  expect(house.titles()).toEqual(['Hello']);
  house.canned.want('music');
  await house.pass();
  expect(house.canned.of('music').value).toMatchObject({ kind: 'failed' });

  house.server.isReachable = true;
  house.shelves.set(undefined, [message('Hello'), message('Newer')]);
  house.frames.emit(welcome);
  await house.pass();
  expect(house.titles()).toEqual(['Hello', 'Newer']);
  expect(house.canned.of('music').value).toEqual({ kind: 'read', messages: [] });
});

test('N13: a department that one is moved to is read then', async () => {
  const house = prepared();
  house.shelves.set('music', [message('Scores')]);
  house.frames.emit(welcome);
  await house.pass();
  house.asked.length = 0;
  const operator = { ...dana, departmentIds: ['reference', 'music'] };
  house.frames.emit({ type: 'you', operator, departments: [reference] });
  await house.pass();
  expect(house.asked).toEqual([{ action: 'readCanned', departmentId: 'music' }]);
  expect(house.titles('music')).toEqual(['Scores']);
});

test('N3: what is saved and removed here shows at once, under its new title', async () => {
  const house = prepared();
  house.shelves.set(undefined, [message('Hello'), message('Maps')]);
  await house.canned.read(undefined);
  await house.canned.save(undefined, message('Greeting'), 'Hello');
  expect(house.asked.at(-1)).toMatchObject({ action: 'saveCanned', was: 'Hello' });
  expect(house.titles()).toEqual(['Greeting', 'Maps']);
  await house.canned.remove(undefined, message('Maps'));
  expect(house.titles()).toEqual(['Greeting']);
});
