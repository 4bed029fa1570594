// A chat from its question to its end: who is told what, and who is told nothing.
import type { Change } from '../../lambdas/domain/chat-change.ts';
import { ChatStore } from '../../lambdas/store/chat-store.ts';
import type { Write, Written } from '../../lambdas/store/table-client.ts';
import { HOUR, START } from '../support/chat-views.ts';
import { chatIdOf, tokenOf } from '../support/library.ts';
import type { Library } from '../support/library.ts';
import { libraries } from '../support/libraries.ts';

const open = libraries();

/** Three operators of the department, one of them off duty, and a coordinator who doesn't belong to it. */
async function staffed(): Promise<Library> {
  const library = await open();
  await library.operator('ada');
  await library.operator('ben');
  await library.operator('cleo', { status: 'offline' });
  await library.operator('dora', { groups: ['coordinators'] });
  const dora = { action: 'saveMembership', operatorId: 'dora', departmentIds: [], version: 1 };
  await library.asks('o-dora', dora, 'saved');
  library.sockets.forget();
  return library;
}

async function talking(): Promise<Library & { chatId: string }> {
  const library = await staffed();
  const { chatId } = await library.patronAsks('one');
  await library.claims('o-ada', chatId);
  library.sockets.forget();
  return Object.assign(library, { chatId });
}

describe('start', () => {
  test('C1, C4: the patron has the chat, everybody of the department hears of it, nobody else does', async () => {
    const library = await staffed();

    await library.patronAsks('one', {
      patronName: 'Sam',
      page: { address: 'https://l.example/a?q=1', title: 'A' },
    });

    const [started] = library.sockets.of('p-one', 'chatStarted');
    expect(started).toMatchObject({
      chat: { state: 'waiting', answeredBy: [] },
      entries: [{ place: 1, after: 0, text: 'Question of one' }],
      more: false,
    });
    expect(library.sockets.types('o-ada')).toEqual(['chatChanged', 'tallies']);
    expect(library.sockets.of('o-ben', 'chatChanged')).toMatchObject([
      { chat: { patronName: 'Sam', page: { address: 'https://l.example/a' }, question: 'Question of one' } },
    ]);
    expect(library.sockets.types('o-cleo')).toEqual(['chatChanged', 'tallies']);
    expect(library.sockets.types('o-dora')).toEqual(['tallies']);
  });

  test('C2: the same frame again is answered with the same chat, and is no news', async () => {
    const library = await staffed();
    await library.patronAsks('one');
    library.sockets.forget();

    const again = await library.asks('p-one', library.startFrame('one'), 'chatStarted');

    expect(again.entries).toHaveLength(1);
    expect(library.sockets.all('o-ada')).toEqual([]);
  });

  test('C2: on another connection the patron is back in it', async () => {
    const library = await staffed();
    const { chatId } = await library.patronAsks('one');
    await library.disconnects('p-one');
    await library.patronHello('p-two');
    library.sockets.forget();

    const again = await library.asks('p-two', library.startFrame('one'), 'chatStarted');

    expect(again.entries.map(({ place }) => place)).toEqual([1]);
    expect((await library.log(chatId)).map(({ kind }) => kind)).toEqual(['message', 'dropped', 'returned']);
    expect(library.sockets.of('o-ada', 'chatChanged')).toHaveLength(1);
  });

  test('C2: the same frame many times at once is one chat', async () => {
    const library = await staffed();
    await library.patronHello('p-one');

    const answers = await Promise.all(
      Array.from({ length: 8 }, () => library.says('p-one', library.startFrame('one'))),
    );

    expect(library.sockets.of('p-one', 'error')).toEqual([]);
    expect(library.sockets.of('p-one', 'chatStarted')).toHaveLength(8);
    expect(answers).toHaveLength(8);
    expect(await library.log(chatIdOf('one'))).toHaveLength(1);
    expect(library.sockets.of('o-ada', 'chatChanged')).toHaveLength(1);
  });

  test('C2: a question that is lost to a writer at the same moment is tried again', async () => {
    class Contended extends ChatStore {
      losses = 3;

      override async change(change: Change, also: readonly Write[] = []): Promise<Written> {
        this.losses -= 1;
        return this.losses >= 0 ? 'lost' : super.change(change, also);
      }
    }
    const library = await open({ chats: ({ table }) => new Contended(table) });

    await library.patronAsks('one');

    expect(await library.log(chatIdOf('one'))).toHaveLength(1);
    expect(library.pauses).toBe(3);
  });

  test('a question that is lost again and again is told to come later', async () => {
    class Blocked extends ChatStore {
      override change = async (): Promise<Written> => 'lost';
    }
    const library = await open({ chats: ({ table }) => new Blocked(table) });
    await library.patronHello('p-one');

    expect(await library.refuses('p-one', library.startFrame('one'))).toBe('busy');
    expect(library.pauses).toBeLessThan(20);
  });

  test('K10: a return that is overtaken again and again is told to come later, not that the chat is gone', async () => {
    let isBlocked = false;
    class Blocked extends ChatStore {
      override change = async (...change: Parameters<ChatStore['change']>): Promise<Written> =>
        isBlocked ? 'lost' : super.change(...change);
    }
    const library = await open({ chats: ({ table }) => new Blocked(table) });
    const { chatId } = await library.patronAsks('one');
    const resume = { chatId, token: tokenOf('one'), place: 0 };
    const hello = { action: 'hello', as: 'patron', version: 1, widgetId: 'reference', resume };
    isBlocked = true;
    expect(await library.refuses('p-new', hello)).toBe('busy');

    isBlocked = false;
    expect(await library.asks('p-new', hello, 'welcome')).toMatchObject({ resumed: { outcome: 'back' } });
  });

  test('C3: the id with another token is taken, and tells nothing', async () => {
    const library = await staffed();
    await library.patronAsks('one');
    await library.patronHello('p-other');

    const code = await library.refuses('p-other', { ...library.startFrame('one'), token: 'x'.repeat(43) });

    expect(code).toBe('chatTaken');
    expect(JSON.stringify(library.sockets.all('p-other'))).not.toContain('Question of one');
  });

  test.each([
    ['K1: before hello', 'p-new', {}, 'helloFirst'],
    ['S8: an operator', 'o-ada', {}, 'notAllowed'],
    ['K16: without the widget', 'p-zero', { widgetId: 'elsewhere' }, 'noSuchWidget'],
    ['M4: not with the first message', 'p-zero', { name: 'patron-one.2' }, 'outOfOrder'],
  ])('%s: no chat starts', async (_, connectionId, more, code) => {
    const library = await staffed();
    await library.patronHello('p-zero');

    expect(await library.refuses(connectionId, library.startFrame('one', more))).toBe(code);
    expect(await library.log(chatIdOf('one'))).toEqual([]);
  });
});

describe('claim', () => {
  test('C6, C8: the claimer has the log, the patron the name, the colleagues the owner', async () => {
    const library = await staffed();
    const { chatId } = await library.patronAsks('one');
    library.sockets.forget();

    const chat = await library.claims('o-ada', chatId);

    expect(chat).toMatchObject({
      chat: { state: 'active', owner: { id: 'ada', name: 'Name ada' } },
      entries: [{ kind: 'message' }, { kind: 'joined', place: 2, after: 1 }],
    });
    expect(library.sockets.all('p-one')).toEqual([
      {
        type: 'entry',
        chatId,
        entry: { place: 2, after: 1, at: START, kind: 'joined', by: { role: 'operator', name: 'Name ada' } },
      },
    ]);
    expect(library.sockets.of('o-ben', 'chatChanged')).toMatchObject([{ chat: { owner: { id: 'ada' } } }]);
    expect(library.sockets.types('o-ben')).toEqual(['chatChanged', 'tallies']);
    expect(library.sockets.types('o-dora')).toEqual(['tallies']);
  });

  test('C6: the second claimer is told who has it, and nothing of what was said', async () => {
    const library = await talking();

    expect(await library.refuses('o-ben', { action: 'claim', chatId: library.chatId })).toBe(
      'alreadyClaimed',
    );
    expect(library.sockets.all('o-ben')).toMatchObject([{ owner: { id: 'ada', name: 'Name ada' } }]);
  });

  test('C13: for other departments the chat does not exist, a coordinator included', async () => {
    const library = await staffed();
    const { chatId } = await library.patronAsks('one');

    expect(await library.refuses('o-dora', { action: 'claim', chatId })).toBe('noSuchChat');
    expect(await library.refuses('p-one', { action: 'claim', chatId })).toBe('notAllowed');
    expect(await library.refuses('o-ada', { action: 'claim', chatId: chatIdOf('none') })).toBe('noSuchChat');
  });

  test('C6: of twenty claims at once exactly one wins, and the others are told who', async () => {
    const library = await open();
    const ids = Array.from({ length: 20 }, (_, index) => `op${index}`);
    for (const id of ids) await library.operator(id);
    const { chatId } = await library.patronAsks('one');
    library.sockets.forget();

    await Promise.all(ids.map((id) => library.says(`o-${id}`, { action: 'claim', ref: 'r1', chatId })));

    const winners = ids.filter((id) => library.sockets.of(`o-${id}`, 'chat').length === 1);
    const refusals = ids.flatMap((id) => library.sockets.of(`o-${id}`, 'error'));
    expect(winners).toHaveLength(1);
    expect(refusals.map(({ code }) => code)).toEqual(Array.from({ length: 19 }, () => 'alreadyClaimed'));
    expect(new Set(refusals.map(({ owner }) => owner?.id))).toEqual(new Set(winners));
    expect(await library.log(chatId)).toHaveLength(2);
  });
});

describe('messages', () => {
  test('M2, M6: the sender is acknowledged, each other connection is told once, nobody else', async () => {
    const library = await talking();
    const { chatId } = library;
    await library.returns('p-tab', 'one', 2);
    library.sockets.forget();

    const sent = await library.sends('p-one', chatId, 'patron-one.2');

    expect(sent).toMatchObject({ place: 4, after: 2, at: START });
    expect(library.sockets.types('p-one')).toEqual(['sent']);
    expect(library.sockets.of('p-tab', 'entry')).toMatchObject([{ entry: { place: 4, after: 2 } }]);
    expect(library.sockets.of('o-ada', 'entry')).toMatchObject([{ entry: { place: 4, after: 3 } }]);
    expect(library.sockets.all('o-ada')).toHaveLength(1);
    expect(library.sockets.all('o-ben')).toEqual([]);
  });

  test('P1: what a patron is told of an operator is the name', async () => {
    const library = await talking();

    await library.sends('o-ada', library.chatId, 'desk-ada.1');

    expect(library.sockets.of('p-one', 'entry')).toMatchObject([
      { entry: { by: { role: 'operator', name: 'Name ada' } } },
    ]);
    expect(JSON.stringify(library.sockets.all('p-one'))).not.toMatch(/"id"|library\.example|o-ada/);
  });

  test('M3: sent again it is answered alike, also on another connection, and told to nobody', async () => {
    const library = await talking();
    const { chatId } = library;
    const sent = await library.sends('p-one', chatId, 'patron-one.2');
    await library.returns('p-tab', 'one', 3);
    library.sockets.forget();

    expect(await library.sends('p-one', chatId, 'patron-one.2')).toEqual(sent);
    expect(await library.sends('p-tab', chatId, 'patron-one.2')).toEqual(sent);
    expect(library.sockets.all('o-ada')).toEqual([]);
  });

  test('M6: sent again as the last of its chat it is pushed again, for the push may have been lost', async () => {
    const library = await talking();
    const { chatId } = library;
    const sent = await library.sends('p-one', chatId, 'patron-one.2');
    const [pushed] = library.sockets.of('o-ada', 'entry').slice(-1);
    library.sockets.forget();

    expect(await library.sends('p-one', chatId, 'patron-one.2')).toEqual(sent);
    expect(library.sockets.of('o-ada', 'entry')).toEqual([pushed]);
  });

  test('an operator whose sign-in has ended neither says nor hears anything', async () => {
    const library = await staffed();
    await library.operator('eve', { until: START + HOUR });
    const { chatId } = await library.patronAsks('one');
    await library.claims('o-eve', chatId);
    library.now = START + HOUR;
    library.sockets.forget();

    const send = { action: 'send', chatId, name: 'desk-eve.1', text: 'x' };
    expect(await library.refuses('o-eve', send)).toBe('notSignedIn');
    expect(await library.refuses('o-eve', { action: 'catchUp', chatId, after: 0 })).toBe('notSignedIn');
    expect(await library.refuses('o-eve', { action: 'endChat', chatId })).toBe('notSignedIn');
    expect(await library.refuses('o-eve', { action: 'readChat', chatId, after: 0 })).toBe('notSignedIn');
    expect(await library.says('o-eve', { action: 'typing', chatId, writing: true })).toEqual([]);
    library.sockets.forget();
    await library.sends('p-one', chatId, 'patron-one.2');
    await library.says('p-one', { action: 'typing', chatId, writing: true });
    await library.asks('p-one', { action: 'endChat', chatId }, 'done');
    expect(library.sockets.all('o-eve')).toEqual([]);
  });

  test('M12: typing goes to the others in the chat, and from strangers nowhere', async () => {
    const library = await talking();
    const { chatId } = library;
    const { requests } = library.table;

    const before = requests.length;
    await library.says('o-ada', { action: 'typing', chatId, writing: true });
    expect(requests.slice(before)).toEqual(['GetItemCommand']);
    await library.says('p-one', { action: 'typing', chatId, writing: false });
    await library.says('o-ben', { action: 'typing', chatId, writing: true });
    await library.says('p-nobody', { action: 'typing', chatId, writing: true });

    expect(library.sockets.all('p-one')).toEqual([
      { type: 'typing', chatId, by: { role: 'operator', name: 'Name ada' }, writing: true },
    ]);
    expect(library.sockets.all('o-ada')).toEqual([
      { type: 'typing', chatId, by: { role: 'patron' }, writing: false },
    ]);
  });

  test('a message costs one Query and one PutItem, however many chats and operators there are', async () => {
    const library = await talking();
    for (const chat of ['two', 'three', 'four']) await library.patronAsks(chat);
    const before = library.table.requests.length;

    await library.sends('p-one', library.chatId, 'patron-one.2');
    await library.sends('o-ada', library.chatId, 'desk-ada.1');

    expect(library.table.requests.slice(before)).toEqual([
      'QueryCommand',
      'PutItemCommand',
      'QueryCommand',
      'PutItemCommand',
    ]);
  });

  test('M1, M13: fifty messages at once from five connections each have a place; none is lost or doubled', async () => {
    const library = await talking();
    const { chatId } = library;
    for (const tab of ['a', 'b', 'c']) await library.returns(`p-${tab}`, 'one', 2);
    const senders = ['p-one', 'p-a', 'p-b', 'p-c', 'o-ada'];
    library.sockets.forget();

    await Promise.all(
      senders.map(async (connectionId) => {
        for (let number = 1; number <= 10; number += 1) {
          const first = connectionId === 'p-one' ? 1 : 0;
          const name = `${connectionId === 'p-one' ? 'patron-one' : `outbox-${connectionId}`}.${number + first}`;
          for (;;) {
            const [answer] = await library
              .says(connectionId, { action: 'send', chatId, name, text: name })
              .then((frames) => frames.filter(({ type }) => type === 'sent' || type === 'error'));
            if (answer?.type === 'sent') break;
            expect(answer).toMatchObject({ code: 'busy' });
          }
        }
      }),
    );

    const log = await library.log(chatId);
    expect(log.map(({ place }) => place)).toEqual(log.map((_, index) => index + 1));
    const names = log.flatMap((entry) => (entry.kind === 'message' ? [entry.name] : []));
    expect(names).toHaveLength(51);
    expect(new Set(names).size).toBe(51);
    for (const connectionId of senders) {
      const told = library.sockets.of(connectionId, 'entry').map(({ entry }) => entry.place);
      const acknowledged = library.sockets.of(connectionId, 'sent').map(({ place }) => place);
      expect([...told, ...acknowledged].toSorted((a, b) => a - b)).toEqual(
        log.filter(({ kind, place }) => kind === 'message' && place > 1).map(({ place }) => place),
      );
    }
  });
});

describe('end', () => {
  test('C9, C11: everybody in it and the department are told; it moves to the transcripts', async () => {
    const library = await talking();
    const { chatId } = library;

    await library.asks('p-one', { action: 'endChat', chatId }, 'done');

    expect(library.sockets.of('p-one', 'entry')).toMatchObject([{ entry: { kind: 'ended' } }]);
    expect(library.sockets.of('o-ada', 'entry')).toMatchObject([
      { entry: { kind: 'ended', by: { role: 'patron' } } },
    ]);
    expect(library.sockets.of('o-ben', 'chatChanged')).toMatchObject([{ chat: { state: 'ended' } }]);
    expect(library.sockets.types('o-dora')).toEqual(['tallies']);
    const list = { departmentId: 'reference' };
    expect((await library.asks('o-ben', { action: 'openChats', ...list }, 'openChats')).chats).toEqual([]);
    expect(
      (await library.asks('o-ben', { action: 'transcripts', ...list }, 'transcripts')).chats,
    ).toMatchObject([{ chatId, endedBy: 'patron' }]);
  });

  test('C10: ending again is answered alike, and is no news', async () => {
    const library = await talking();
    const { chatId } = library;
    await library.asks('o-ada', { action: 'endChat', chatId }, 'done');
    library.sockets.forget();

    await library.asks('p-one', { action: 'endChat', chatId }, 'done');

    expect(library.sockets.types('p-one')).toEqual(['done']);
    expect(library.sockets.all('o-ada')).toEqual([]);
  });

  test('M10: in an ended chat nothing is said, shown as typing, or claimed', async () => {
    const library = await talking();
    const { chatId } = library;
    await library.asks('o-ada', { action: 'endChat', chatId }, 'done');
    const length = (await library.log(chatId)).length;

    const send = { action: 'send', chatId, name: 'patron-one.2', text: 'x' };
    expect(await library.refuses('p-one', send)).toBe('chatEnded');
    expect(await library.refuses('o-ben', { action: 'claim', chatId })).toBe('chatEnded');
    expect(await library.says('p-one', { action: 'typing', chatId, writing: true })).toEqual([]);
    expect(await library.log(chatId)).toHaveLength(length);
  });

  test('the transcript of an ended chat is not for those who left the department, though they were in it', async () => {
    const library = await talking();
    const { chatId } = library;
    const leaves = { action: 'saveMembership', operatorId: 'ada', departmentIds: [], version: 1 };
    await library.asks('o-dora', leaves, 'saved');
    const attach = { action: 'attach', chatId, after: 0 };

    await library.asks('o-ada', attach, 'chat');
    await library.asks('p-one', { action: 'endChat', chatId }, 'done');

    expect(await library.refuses('o-ada', attach)).toBe('noSuchChat');
    expect(await library.refuses('o-ada', { action: 'readChat', chatId, after: 0 })).toBe('noSuchChat');
  });
});

test('every frame of all this was within its bound', async () => {
  const library = await talking();
  const { chatId } = library;
  for (let number = 1; number <= 12; number += 1) {
    await library.sends('o-ada', chatId, `desk-ada.${number}`, '語'.repeat(4_000));
  }

  const entries = await library.asks('p-one', { action: 'catchUp', chatId, after: 0 }, 'entries');

  expect(entries.entries.length).toBeLessThan(5);
  expect(entries.more).toBe(true);
  expect(library.framesFit).toBe(true);
});
