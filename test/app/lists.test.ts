// Lists and transcripts: whole, in their order, in frames that fit, and only for those who may see them.
import type { LogEntry } from '../../lambdas/domain/chat.ts';
import type { NewChat } from '../../lambdas/domain/chat-commands.ts';
import { startChat } from '../../lambdas/domain/chat-commands.ts';
import { nextEntry } from '../../lambdas/domain/chat-log.ts';
import { START, changed, newChat } from '../support/chat-views.ts';
import type { Library } from '../support/library.ts';
import { chatIdOf, tokenOf } from '../support/library.ts';
import { libraries } from '../support/libraries.ts';

const open = libraries();
const inReference = { departmentId: 'reference' };

async function allOpen(library: Library, connectionId: string): Promise<string[]> {
  const ids: string[] = [];
  let after: string | undefined;
  do {
    const frame = { action: 'openChats', ...inReference, ...(after && { after }) };
    const page = await library.asks(connectionId, frame, 'openChats');
    ids.push(...page.chats.map(({ chatId }) => chatId));
    after = page.next;
  } while (after !== undefined);
  return ids;
}

/** Many waiting chats at once, a second apart, without the way over the wire. */
async function seed(library: Library, names: readonly string[], more: Partial<NewChat> = {}): Promise<void> {
  await Promise.all(
    names.map(async (name, index) => {
      const question = { name: `patron-${name}.1`, text: '語'.repeat(300) };
      const command = newChat({
        chatId: chatIdOf(name),
        connectionId: `p-${name}`,
        tokenHash: library.service.hashOf(tokenOf(name)),
        question,
        ...more,
      });
      await library.service.chats.change(changed(startChat(command, START + index * 1_000)));
    }),
  );
}

const numbered = (number: number): string => `n${String(number).padStart(3, '0')}`;

test('C5: who comes on duty reads all chats that are open, oldest first, in frames that fit', async () => {
  const library = await open();
  await library.operator('ada');
  const page = { address: `https://library.example/${'a'.repeat(900)}`, title: '語'.repeat(200) };
  const names = Array.from({ length: 45 }, (_, number) => numbered(number));
  await seed(library, names, { page });
  await library.claims('o-ada', chatIdOf(numbered(3)));
  await library.returns('p-back', 'n005', 0);
  await library.asks('p-back', { action: 'endChat', chatId: chatIdOf(numbered(5)) }, 'done');

  const listed = await allOpen(library, 'o-ada');

  const wanted = Array.from({ length: 45 }, (_, number) => number).filter((number) => number !== 5);
  expect(listed).toEqual(wanted.map((number) => chatIdOf(numbered(number))));
  expect(library.framesFit).toBe(true);
});

test('chats past their time are left out, and what stands behind them is still found', async () => {
  const library = await open();
  await library.operator('ada', { until: START + 400 * 86_400_000 });
  await seed(library, ['kept']);
  const names = Array.from({ length: 105 }, (_, number) => numbered(number));
  await seed(library, names, { transcriptDays: 1 });
  library.now = START + 2 * 86_400_000;
  await library.patronAsks('new');

  expect(await allOpen(library, 'o-ada')).toEqual([chatIdOf('kept'), chatIdOf('new')]);
});

test('C12: transcripts are found by all their words, newest first, page by page', async () => {
  const library = await open();
  await library.operator('ada');
  for (let number = 0; number < 35; number += 1) {
    library.now += 1_000;
    await library.says('o-ada', { action: 'ping' });
    const { connectionId, chatId } = await library.patronAsks(numbered(number), {
      patronName: number % 2 === 0 ? 'Émile' : 'Robin',
      text: `Where is shelf ${number}?`,
    });
    if (number === 7) await library.claims('o-ada', chatId);
    await library.asks(connectionId, { action: 'endChat', chatId }, 'done');
  }
  const find = (more: object) =>
    library.asks('o-ada', { action: 'transcripts', ...inReference, ...more }, 'transcripts');

  const first = await find({});
  const second = await find({ after: first.next });
  const questions = [...first.chats, ...second.chats].map(({ question }) => question);

  expect(questions).toEqual(Array.from({ length: 35 }, (_, index) => `Where is shelf ${34 - index}?`));
  expect(second.next).toBeUndefined();
  expect((await find({ after: '' })).chats).toEqual(first.chats);
  expect((await find({ words: 'ÉMILE  shelf 4?' })).chats.map(({ question }) => question)).toEqual([
    'Where is shelf 34?',
    'Where is shelf 24?',
    'Where is shelf 14?',
    'Where is shelf 4?',
  ]);
  expect((await find({ words: 'name ADA' })).chats).toMatchObject([{ question: 'Where is shelf 7?' }]);
  expect((await find({ words: 'émile robin' })).chats).toEqual([]);
  expect(library.framesFit).toBe(true);
});

test('C13: another department’s lists and chats do not exist for operators; coordinators read transcripts', async () => {
  const library = await open();
  await library.operator('ada');
  await library.operator('cora', { groups: ['coordinators'] });
  await library.operator('ben');
  for (const operatorId of ['cora', 'ben']) {
    const leaves = { action: 'saveMembership', operatorId, departmentIds: [], version: 1 };
    await library.asks('o-cora', leaves, 'saved');
  }
  const { chatId } = await library.patronAsks('one');
  const read = { action: 'readChat', chatId, after: 0 };

  expect(await library.refuses('o-ben', { action: 'openChats', ...inReference })).toBe('noSuchDepartment');
  expect(await library.refuses('o-ben', { action: 'transcripts', ...inReference })).toBe('noSuchDepartment');
  expect(await library.refuses('o-ben', read)).toBe('noSuchChat');
  expect(await library.refuses('o-cora', { action: 'openChats', ...inReference })).toBe('noSuchDepartment');
  expect(await library.asks('o-cora', read, 'chat')).toMatchObject({ entries: [{ place: 1 }] });
  expect(await library.asks('o-ada', read, 'chat')).toMatchObject({ entries: [{ place: 1 }] });
  expect(await library.refuses('p-one', read)).toBe('notAllowed');
});

test('M7: both sides catch up page by page, also over many entries that patrons are not shown', async () => {
  const library = await open();
  await library.operator('ada');
  const { chatId } = await library.patronAsks('one');
  await library.claims('o-ada', chatId);
  const view = await library.service.chats.readChat(chatId);
  if (!view) throw new Error('no chat');
  const flapping: LogEntry[] = [view.last];
  for (let number = 0; number < 220; number += 1) {
    const happened = { kind: number % 2 === 0 ? 'returned' : 'dropped', connections: 1 } as const;
    flapping.push(nextEntry(flapping.at(-1), { role: 'patron' }, happened, START));
  }
  await Promise.all(flapping.slice(1, -1).map((entry) => library.service.chats.addEntry(view.chat, entry)));
  const entry = flapping.at(-1) ?? view.last;
  await library.service.chats.change({ outcome: 'changed', chat: view.chat, entry });
  await library.sends('o-ada', chatId, 'desk-ada.1');
  library.sockets.forget();

  const patrons = await library.asks('p-one', { action: 'catchUp', chatId, after: 2 }, 'entries');
  const staffs: number[] = [];
  for (let more = true; more; ) {
    const after = staffs.at(-1) ?? 0;
    const page = await library.asks('o-ada', { action: 'catchUp', chatId, after }, 'entries');
    staffs.push(...page.entries.map(({ place }) => place));
    more = page.more;
  }

  expect(patrons).toMatchObject({ entries: [{ place: 223, after: 2 }], more: false });
  expect(staffs).toEqual(Array.from({ length: 223 }, (_, index) => index + 1));
});

test('the largest chat there can be still comes in frames that the socket takes', async () => {
  const library = await open();
  await library.operator('ada');
  const worst = '\u0001'.repeat(4_000);
  await library.patronHello('p-one');
  const page = { address: `https://library.example/${'語'.repeat(900)}`, title: '語'.repeat(200) };
  const question = { text: `.${'\u0001'.repeat(3_500)}`, patronName: '語'.repeat(80), page };
  await library.asks('p-one', library.startFrame('one', question), 'chatStarted');
  const chatId = chatIdOf('one');
  await library.asks('o-ada', { action: 'claim', chatId }, 'chat');
  await library.sends('o-ada', chatId, 'desk-ada.1', `.${worst.slice(1)}`);
  await library.sends('p-one', chatId, 'patron-one.2', `.${worst.slice(1)}`);
  await library.asks('o-ada', { action: 'attach', chatId, after: 2 }, 'chat');
  await library.returns('p-two', 'one', 0);

  // 32 KB is where API Gateway closes the socket.
  expect(library.sockets.largestBytes).toBeLessThan(30_000);
});
