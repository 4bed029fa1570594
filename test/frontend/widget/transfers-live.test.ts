// Transfers in a patron's chat as it goes on: time by the server's clock, who writes, and coming back.
import type { PublicEntry } from '../../../lambdas/protocol/entry.ts';
import { settled } from '../../support/fake-surroundings.ts';
import { connect, joined, page, startedChat } from '../../support/patron-pages.ts';

const dana = { role: 'operator', name: 'Dana' } as const;

/** At the server it is this time (ms since 1970), whatever the patron's clock says. */
const AT_SERVER = 50_000_000;

const offered = (place: number, at: number, asks = true): PublicEntry => ({
  kind: 'transferOffered',
  place,
  after: place - 1,
  at,
  by: dana,
  other: 'Tomas',
  until: at + 60_000,
  asks,
});

async function chatWithQuestion() {
  const started = await startedChat();
  started.push(joined(2));
  started.push(offered(3, AT_SERVER));
  await settled();
  return started;
}

test('H83: the question goes when its time is over by the server’s clock', async () => {
  const { chat, world } = await chatWithQuestion();
  world.pass(59_000);
  expect(chat.state.transfers?.standing).toMatchObject({ other: 'Tomas', asks: true });

  world.pass(1_001);

  expect(chat.state.transfers?.standing).toBeUndefined();
  expect(chat.state.transfers?.told.at(-1)).toMatchObject({ kind: 'transferEnded', at: AT_SERVER + 60_000 });
  expect(chat.state.entries).toHaveLength(3);
});

test('H83: a yes gives whoever is asked anew until then', async () => {
  const { chat, world, push } = await chatWithQuestion();
  const at = AT_SERVER + 50_000;
  world.pass(50_000);
  push({ kind: 'transferAgreed', place: 4, after: 3, at, by: { role: 'patron' }, until: at + 60_000 });
  await settled();
  world.pass(59_000);
  expect(chat.state.transfers?.standing).toMatchObject({ asks: false });
  world.pass(1_001);
  expect(chat.state.transfers?.standing).toBeUndefined();
});

test('H82: a new page finds the question', async () => {
  const { browser, world, chatId, chat } = await chatWithQuestion();
  const entries = chat.state.entries;
  world.socket.fall();
  const next = page(browser);
  await next.chat.begin();
  next.chat.setShown(true);
  const shown = { chatId, state: 'active', startedAt: 1, answeredBy: ['Dana'] };
  world.socket.open();
  await settled();
  await connect(world, { outcome: 'back', chat: shown, entries, more: false });
  expect(next.chat.state.transfers?.standing).toMatchObject({ other: 'Tomas', asks: true });
});

test.each<[string, PublicEntry]>([
  ['has left', { kind: 'left', place: 3, after: 2, at: 3, by: dana }],
  [
    'gave the chat away',
    {
      kind: 'transferred',
      place: 3,
      after: 2,
      at: 3,
      by: { role: 'operator', name: 'Tomas' },
      other: 'Dana',
      stays: false,
    },
  ],
])('H81: who %s is not writing any more', async (_, entry) => {
  const { chat, world, push, chatId } = await startedChat();
  push(joined(2));
  await settled();
  world.socket.say({ type: 'typing', chatId, by: dana, writing: true });
  await settled();
  expect(chat.state.writers).toEqual(['Dana']);

  push(entry);
  await settled();

  expect(chat.state.writers).toEqual([]);
});

test('a new chat has no question of the one before', async () => {
  const { chat, push } = await chatWithQuestion();
  push({ kind: 'ended', place: 4, after: 3, at: AT_SERVER + 1, by: dana });
  await settled();
  chat.startAnew();
  expect(chat.state.transfers).toBeUndefined();
});
