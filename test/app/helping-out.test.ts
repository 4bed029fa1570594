// The department that helps out: told of what waits from the start, and allowed to take it after a while.
import { DEFAULT_SETTINGS } from '../../lambdas/protocol/department-settings.ts';
import { START } from '../support/chat-views.ts';
import type { Library } from '../support/library.ts';
import { chatIdOf } from '../support/library.ts';
import { libraries } from '../support/libraries.ts';

const open = libraries();
const SECONDS = 120;
const HELP_AT = START + SECONDS * 1_000;

const saves = (library: Library, id: string, fallbackDepartment: string, version: number) =>
  library.asks(
    'o-cora',
    {
      action: 'saveDepartment',
      department: {
        id,
        name: id === 'reference' ? 'Reference' : 'Music',
        settings: {
          ...DEFAULT_SETTINGS,
          newOperatorsJoin: id === 'reference',
          fallbackDepartment,
          fallbackSeconds: SECONDS,
        },
        version,
      },
    },
    'saved',
  );

/** Ada answers in Reference; Mel in Music, which helps Reference out; Cora coordinates and belongs to neither. */
async function helped(): Promise<Library> {
  const library = await open();
  for (const id of ['ada', 'mel']) await library.operator(id);
  await library.operator('cora', { groups: ['coordinators'], status: 'offline' });
  await saves(library, 'music', '', 0);
  await saves(library, 'reference', 'music', 1);
  for (const [operatorId, departmentIds] of [
    ['mel', ['music']],
    ['cora', []],
  ] as const) {
    const move = { action: 'saveMembership', operatorId, departmentIds, version: 1 };
    await library.asks('o-cora', move, 'saved');
  }
  library.sockets.forget();
  return library;
}

const listed = async (library: Library, connectionId: string) =>
  (await library.asks(connectionId, { action: 'openChats', departmentId: 'reference' }, 'openChats')).chats;

const reads = (chatId: string) => ({ action: 'readChat', chatId, after: 0 });

test('R60, R61: the chat says from its start who helps out and when, and they are told of it', async () => {
  const library = await helped();

  const { chatId } = await library.patronAsks('one');

  const fallback = { departmentId: 'music', at: HELP_AT };
  for (const to of ['o-ada', 'o-mel'])
    expect(library.sockets.of(to, 'chatChanged').at(-1)?.chat).toMatchObject({
      chatId,
      state: 'waiting',
      fallback,
    });
  expect(library.sockets.of('o-cora', 'chatChanged')).toEqual([]);
});

test('R60: a changed setting holds for the chats that begin from then on', async () => {
  const library = await helped();
  await library.patronAsks('one');
  await saves(library, 'reference', '', 2);
  await library.patronAsks('two');

  const chats = await listed(library, 'o-ada');
  expect(chats.map(({ fallback }) => fallback?.departmentId)).toEqual(['music', undefined]);
});

test('R61: the last that they are told is that it waits no more', async () => {
  const library = await helped();
  const { chatId, connectionId } = await library.patronAsks('one');
  library.now += 1_000;
  await library.disconnects(connectionId);
  expect(library.sockets.of('o-mel', 'chatChanged').at(-1)?.chat.patronGoneSince).toBe(library.now);
  library.now += 1_000;
  await library.claims('o-ada', chatId);
  expect(library.sockets.of('o-mel', 'chatChanged').at(-1)?.chat).toMatchObject({ state: 'active' });
  library.sockets.forget();

  library.now += 1_000;
  await library.returns('p-back', 'one', 1);
  await library.asks('o-ada', { action: 'endChat', chatId }, 'done');

  expect(library.sockets.of('o-ada', 'chatChanged')).toHaveLength(2);
  expect(library.sockets.of('o-mel', 'chatChanged')).toEqual([]);
});

test('R61: they are told that the patron has ended it before anybody took it', async () => {
  const library = await helped();
  const { chatId, connectionId } = await library.patronAsks('one');

  await library.asks(connectionId, { action: 'endChat', chatId }, 'done');

  expect(library.sockets.of('o-mel', 'chatChanged').at(-1)?.chat.state).toBe('ended');
});

test('R62: who helps out is told where, and again when that changes', async () => {
  const library = await helped();
  const hello = await library.asks(
    'o-tab',
    { action: 'hello', as: 'operator', version: 1, accessToken: 'token-mel', status: 'available' },
    'welcome',
  );
  expect(hello).toMatchObject({ helpsOut: [{ id: 'reference', name: 'Reference', urgentSeconds: 60 }] });
  expect('departments' in hello && hello.departments.map(({ id }) => id)).toEqual(['music']);

  await saves(library, 'reference', '', 2);

  expect(library.sockets.of('o-mel', 'you').at(-1)).not.toHaveProperty('helpsOut');
  expect(library.sockets.of('o-ada', 'you').at(-1)).not.toHaveProperty('helpsOut');
});

test('R62: their list has what waits, from its start, and nothing else', async () => {
  const library = await helped();
  const { chatId } = await library.patronAsks('one');
  await library.patronAsks('two');
  await library.claims('o-ada', chatId);

  expect((await listed(library, 'o-mel')).map((chat) => chat.chatId)).toEqual([chatIdOf('two')]);
  expect(await library.refuses('o-cora', { action: 'openChats', departmentId: 'reference' })).toBe(
    'noSuchDepartment',
  );
  expect(await library.refuses('o-ada', { action: 'openChats', departmentId: 'music' })).toBe(
    'noSuchDepartment',
  );
});

test('R63: they may read and claim it from the time on, and not a moment before', async () => {
  const library = await helped();
  const { chatId } = await library.patronAsks('one');
  library.now = HELP_AT - 1;
  expect(await library.refuses('o-mel', reads(chatId))).toBe('notAllowed');
  expect(await library.refuses('o-mel', { action: 'claim', chatId })).toBe('notAllowed');

  library.now = HELP_AT;
  await library.operator('mel', { connectionId: 'o-mel-2' });
  expect((await library.asks('o-mel-2', reads(chatId), 'chat')).chat.state).toBe('waiting');
  const { chat, entries } = await library.claims('o-mel-2', chatId);

  expect(chat).toMatchObject({ state: 'active', departmentId: 'reference', owner: { id: 'mel' } });
  expect(entries[0]).toMatchObject({ kind: 'message', text: 'Question of one' });
});

test('R63: to others there is no such chat; who comes second is told who has it', async () => {
  const library = await helped();
  const { chatId } = await library.patronAsks('one');
  library.now = HELP_AT;
  expect(await library.refuses('o-cora', { action: 'claim', chatId })).toBe('noSuchChat');

  await library.claims('o-ada', chatId);

  expect(await library.says('o-mel', { action: 'claim', ref: 'r1', chatId })).toMatchObject([
    { type: 'error', code: 'alreadyClaimed', owner: { id: 'ada' } },
  ]);
  expect(await library.refuses('o-mel', reads(chatId))).toBe('noSuchChat');
});

test('R64: a department that doesn’t exist, or is the same, can’t help out', async () => {
  const library = await helped();
  const save = (fallbackDepartment: string) => ({
    action: 'saveDepartment',
    department: {
      id: 'music',
      name: 'Music',
      settings: { ...DEFAULT_SETTINGS, fallbackDepartment },
      version: 1,
    },
  });

  expect(await library.refuses('o-cora', save('music'))).toBe('notAllowed');
  expect(await library.refuses('o-cora', save('maps'))).toBe('noSuchDepartment');
});
