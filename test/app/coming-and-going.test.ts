// Lost lines, returns and races between the two: nothing is lost, nobody stays behind as a ghost.
import type { Outcome } from '../../lambdas/app/delivery.ts';
import { dispatch } from '../../lambdas/app/dispatch.ts';
import { publish } from '../../lambdas/app/publish.ts';
import type { Chat, LogEntry } from '../../lambdas/domain/chat.ts';
import type { Change } from '../../lambdas/domain/chat-change.ts';
import type { ClientFrame } from '../../lambdas/protocol/parse-frame.ts';
import { parseFrame } from '../../lambdas/protocol/parse-frame.ts';
import { ChatStore } from '../../lambdas/store/chat-store.ts';
import type { Caller } from '../../lambdas/store/connection-store.ts';
import { ConnectionStore } from '../../lambdas/store/connection-store.ts';
import type { Write, Written } from '../../lambdas/store/table-client.ts';
import { DAY, START } from '../support/chat-views.ts';
import { chatIdOf, tokenOf } from '../support/library.ts';
import type { Library } from '../support/library.ts';
import { libraries } from '../support/libraries.ts';

const open = libraries();

type Hook = () => Promise<unknown>;

/** A chat store that lets something else happen just before it writes. */
class InterruptedChats extends ChatStore {
  beforeMessage: Hook | undefined;
  beforeChange: Hook | undefined;

  override async addEntry(chat: Chat, entry: LogEntry): Promise<Written> {
    const hook = this.beforeMessage;
    this.beforeMessage = undefined;
    await hook?.();
    return super.addEntry(chat, entry);
  }

  override async change(change: Change, also: readonly Write[] = []): Promise<Written> {
    const hook = this.beforeChange;
    this.beforeChange = undefined;
    await hook?.();
    return super.change(change, also);
  }
}

/** A connection store that lets something else happen after a connection was looked up. */
class InterruptedConnections extends ConnectionStore {
  afterLookup: Hook | undefined;

  override async whoIs(connectionId: string): Promise<Caller | undefined> {
    const caller = await super.whoIs(connectionId);
    const hook = this.afterLookup;
    this.afterLookup = undefined;
    await hook?.();
    return caller;
  }
}

async function interrupted(): Promise<{
  library: Library;
  chats: InterruptedChats;
  connections: InterruptedConnections;
  chatId: string;
}> {
  const made: { chats?: InterruptedChats; connections?: InterruptedConnections } = {};
  const library = await open({
    chats: ({ table }) => {
      made.chats = new InterruptedChats(table);
      return made.chats;
    },
    connections: ({ table }) => {
      made.connections = new InterruptedConnections(table);
      return made.connections;
    },
  });
  const { chats, connections } = made;
  if (!chats || !connections) throw new Error('the stores were not made');
  await library.operator('ada');
  await library.operator('ben');
  const { chatId } = await library.patronAsks('one');
  await library.claims('o-ada', chatId);
  library.sockets.forget();
  return { library, chats, connections, chatId };
}

function parsed(frame: object): ClientFrame {
  const result = parseFrame(JSON.stringify(frame));
  if (!result.ok) throw new Error(`malformed: ${result.sentence}`);
  return result.frame;
}

const placesAt = (library: Library, connectionId: string): number[] =>
  library.sockets.of(connectionId, 'entry').map(({ entry }) => entry.place);

describe('a lost line', () => {
  test('C15: the patron is marked as gone, and comes back', async () => {
    const { library, chatId } = await interrupted();
    library.now += 5_000;
    await library.disconnects('p-one');

    expect(library.sockets.of('o-ben', 'chatChanged')).toMatchObject([
      { chat: { chatId, patronGoneSince: START + 5_000 } },
    ]);
    library.sockets.forget();
    await library.returns('p-two', 'one', 2);

    const [changed] = library.sockets.of('o-ben', 'chatChanged');
    expect(changed?.chat).not.toHaveProperty('patronGoneSince');
    expect(await library.service.connections.whoIs('p-one')).toBeUndefined();
  });

  test('a second page that opens and closes is no news for the department', async () => {
    const { library } = await interrupted();

    await library.returns('p-two', 'one', 2);
    await library.disconnects('p-two');

    expect(library.sockets.of('o-ben', 'chatChanged')).toEqual([]);
    expect(placesAt(library, 'o-ada')).toEqual([3, 4]);
    expect(library.sockets.all('p-one')).toEqual([]);
  });

  test('a page that the patron has moved to is news, though the tab of the old one is still there', async () => {
    const { library } = await interrupted();
    const page = { address: 'https://library.example/hours', title: 'Hours' };
    const resume = { chatId: chatIdOf('one'), token: tokenOf('one'), place: 2, page };

    await library.patronHello('p-two', { resume });

    expect(library.sockets.of('o-ben', 'chatChanged')).toMatchObject([{ chat: { page } }]);
  });

  test('K10: the patron has everything that was said meanwhile, without what is only for staff', async () => {
    const { library, chatId } = await interrupted();
    await library.disconnects('p-one');
    await library.sends('o-ada', chatId, 'desk-ada.1');

    const { chat, entries, more } = await library.returns('p-two', 'one', 2);

    expect(chat).toMatchObject({ state: 'active', answeredBy: ['Name ada'] });
    expect(entries.map(({ place, after, kind }) => [place, after, kind])).toEqual([[4, 2, 'message']]);
    expect(more).toBe(false);
  });

  test('K14: so has the operator, who attaches on another connection', async () => {
    const { library, chatId } = await interrupted();
    await library.disconnects('o-ada');
    await library.sends('p-one', chatId, 'patron-one.2');
    await library.operator('ada', { connectionId: 'o-new' });

    const chat = await library.asks('o-new', { action: 'attach', chatId, after: 2 }, 'chat');

    expect(chat.entries.map(({ kind }) => kind)).toEqual(['dropped', 'message', 'returned']);
    expect(await library.refuses('o-ben', { action: 'attach', chatId, after: 0 })).toBe('notAllowed');
  });

  test('T10: colleagues hear that an operator is gone; the lost connection is out of all its chats', async () => {
    const { library, chatId } = await interrupted();
    const second = await library.patronAsks('two');
    await library.claims('o-ada', second.chatId);
    library.sockets.forget();

    await library.disconnects('o-ada');

    expect(library.sockets.of('o-ben', 'staff')).toMatchObject([{ staff: [{ id: 'ben' }] }]);
    for (const id of [chatId, second.chatId]) {
      expect(await library.service.chats.readHead(id)).toMatchObject({ operators: [{ connections: [] }] });
    }
  });

  test('told twice, or of a connection that never said hello, nothing happens', async () => {
    const { library, chatId } = await interrupted();
    await library.disconnects('p-one');
    library.sockets.forget();

    await library.disconnects('p-one');
    await library.disconnects('p-never');

    expect(library.sockets.all('o-ada')).toEqual([]);
    expect(await library.log(chatId)).toHaveLength(3);
  });

  test('a gone connection is found out by a push, and taken out of its chats', async () => {
    const { library, chatId } = await interrupted();
    library.sockets.gone.add('p-one');

    await library.sends('o-ada', chatId, 'desk-ada.1');

    expect(await library.service.chats.readHead(chatId)).toMatchObject({ patronConnections: [] });
    expect(library.sockets.of('o-ada', 'entry')).toMatchObject([{ entry: { kind: 'dropped', place: 4 } }]);
    expect(library.sockets.of('o-ben', 'chatChanged')).toMatchObject([{ chat: { patronGoneSince: START } }]);
  });

  test('lost connections that are found out by telling of lost ones are taken out, too', async () => {
    const { library, chatId } = await interrupted();
    await library.returns('p-two', 'one', 2);
    library.sockets.gone.add('p-one').add('o-ada').add('o-ben');

    await library.sends('p-two', chatId, 'patron-one.2');

    expect(await library.service.chats.readHead(chatId)).toMatchObject({
      patronConnections: ['p-two'],
      operators: [{ connections: [] }],
    });
    expect(await library.service.connections.staff()).toEqual([]);
  });

  test('a push that fails is not a connection that is gone', async () => {
    const { library, chatId } = await interrupted();
    library.sockets.failing.add('p-one');

    await library.sends('o-ada', chatId, 'desk-ada.1');

    expect(await library.service.chats.readHead(chatId)).toMatchObject({ patronConnections: ['p-one'] });
    library.sockets.failing.clear();
    const missed = await library.asks('p-one', { action: 'catchUp', chatId, after: 2 }, 'entries');
    expect(missed.entries).toMatchObject([{ place: 3 }]);
  });
});

describe('at the same moment', () => {
  test('K10: the patron returns just before an answer is stored: it is pushed to the new connection', async () => {
    const { library, chats, chatId } = await interrupted();
    await library.disconnects('p-one');
    library.sockets.forget();
    chats.beforeMessage = () => library.returns('p-two', 'one', 2);

    const sent = await library.sends('o-ada', chatId, 'desk-ada.1');

    expect(library.sockets.of('p-two', 'welcome')).toMatchObject([{ resumed: { entries: [] } }]);
    expect(sent.place).toBe(5);
    expect(placesAt(library, 'p-two')).toEqual([5]);
  });

  test('K10: the patron returns just after an answer is stored: it is in what they get', async () => {
    const { library, chats, chatId } = await interrupted();
    await library.disconnects('p-one');
    library.sockets.forget();
    chats.beforeChange = () => library.sends('o-ada', chatId, 'desk-ada.1');

    const { entries } = await library.returns('p-two', 'one', 2);

    expect(entries.map(({ place }) => place)).toEqual([4]);
    expect(placesAt(library, 'p-two')).toEqual([]);
  });

  test('K14: the same for an operator who attaches, in both orders', async () => {
    const { library, chats, chatId } = await interrupted();
    await library.operator('ada', { connectionId: 'o-new' });
    const attach = () => library.asks('o-new', { action: 'attach', chatId, after: 2 }, 'chat');
    chats.beforeMessage = attach;
    await library.sends('p-one', chatId, 'patron-one.2');
    expect(placesAt(library, 'o-new')).toEqual([4]);

    await library.operator('ada', { connectionId: 'o-third' });
    chats.beforeChange = () => library.sends('p-one', chatId, 'patron-one.3');
    const late = await library.asks('o-third', { action: 'attach', chatId, after: 4 }, 'chat');
    expect(late.entries.map(({ place, kind }) => [place, kind])).toEqual([
      [5, 'message'],
      [6, 'returned'],
    ]);
  });

  test('a message on a connection that was just lost is refused, and stored when it is sent again', async () => {
    const { library, chats, chatId } = await interrupted();
    chats.beforeMessage = async () => {
      await library.disconnects('p-one');
      library.sockets.gone.delete('p-one');
    };

    const send = { action: 'send', chatId, name: 'patron-one.2', text: 'Was I cut off?' };
    expect(await library.refuses('p-one', send)).toBe('notAllowed');
    await library.returns('p-two', 'one', 2);
    expect(await library.sends('p-two', chatId, 'patron-one.2')).toMatchObject({ place: 5 });
    expect((await library.log(chatId)).filter(({ kind }) => kind === 'message')).toHaveLength(2);
  });

  test('M3: a message that was stored before the line was lost is answered on the next connection', async () => {
    const { library, chatId } = await interrupted();
    library.sockets.gone.add('p-one');
    await library.says('p-one', { action: 'send', chatId, name: 'patron-one.2', text: 'x' });
    await library.returns('p-two', 'one', 2);

    expect(await library.sends('p-two', chatId, 'patron-one.2')).toMatchObject({ place: 3 });
    expect(placesAt(library, 'o-ada')).toEqual([3, 4, 5]);
  });

  test('M10: an end that overtakes a message: the message is refused, the end is the last entry', async () => {
    const { library, chats, chatId } = await interrupted();
    chats.beforeMessage = () => library.asks('o-ada', { action: 'endChat', chatId }, 'done');

    const answer = (
      await library.says('p-one', { action: 'send', chatId, name: 'patron-one.2', text: 'x' })
    ).find(({ type }) => type === 'error');

    expect(answer).toMatchObject({ code: 'chatEnded', name: 'patron-one.2' });
    expect((await library.log(chatId)).at(-1)).toMatchObject({ kind: 'ended', place: 3 });
  });

  test('a line that is lost while its question is on the way leaves no ghost behind', async () => {
    const { library, connections } = await interrupted();
    await library.patronHello('p-two');
    let late: Outcome[] = [];
    connections.afterLookup = async () => {
      late = await dispatch(library.service, 'p-two', parsed(library.startFrame('two')), '203.0.113.7');
    };

    await library.disconnects('p-two');
    await publish(library.service, library.sockets, late);

    const chat = await library.service.chats.readHead(chatIdOf('two'));
    expect(chat).toMatchObject({ state: 'waiting', patronConnections: [], patronGoneSince: START });
    expect(await library.service.connections.whoIs('p-two')).toBeUndefined();
  });

  test('a line that is lost while its claim is on the way leaves no ghost behind', async () => {
    const { library, connections } = await interrupted();
    const { chatId } = await library.patronAsks('two');
    let late: Outcome[] = [];
    connections.afterLookup = async () => {
      late = await dispatch(
        library.service,
        'o-ben',
        parsed({ action: 'claim', ref: 'r1', chatId }),
        '203.0.113.7',
      );
    };

    await library.disconnects('o-ben');
    await publish(library.service, library.sockets, late);

    expect(await library.service.chats.readHead(chatId)).toMatchObject({
      ownerId: 'ben',
      operators: [{ connections: [] }],
    });
    expect(await library.service.connections.whoIs('o-ben')).toBeUndefined();
  });

  test('a chat that cannot be left just now is left when the next push finds the connection gone', async () => {
    const { library, chats, chatId } = await interrupted();
    let said = 0;
    const say = () =>
      library.says('o-ada', { action: 'send', chatId, name: `desk-ada.${(said += 1)}`, text: 'x' });
    const busy = async (): Promise<void> => {
      chats.beforeChange = busy;
      await say();
    };
    library.sockets.failing.add('p-one');
    chats.beforeChange = busy;
    await library.disconnects('p-one');
    chats.beforeChange = undefined;
    library.sockets.failing.clear();
    expect(await library.service.chats.readHead(chatId)).toMatchObject({ patronConnections: ['p-one'] });

    await say();

    expect(await library.service.chats.readHead(chatId)).toMatchObject({ patronConnections: [] });
    expect(await library.service.connections.whoIs('p-one')).toBeUndefined();
  });
});

describe('past its time', () => {
  test.each([
    ['open', false],
    ['ended', true],
  ])('P2: a chat that was %s is gone for everybody, though it is still in the table', async (_, isEnded) => {
    const { library, chatId } = await interrupted();
    if (isEnded) await library.asks('o-ada', { action: 'endChat', chatId }, 'done');
    library.now = START + 30 * DAY;
    const until = START + 60 * DAY;
    await library.operator('ada', { connectionId: 'o-later', until });
    await library.patronHello('p-later');

    expect(await library.refuses('o-later', { action: 'readChat', chatId, after: 0 })).toBe('noSuchChat');
    expect(await library.refuses('o-later', { action: 'attach', chatId, after: 0 })).toBe('noSuchChat');
    expect(await library.refuses('o-later', { action: 'claim', chatId })).toBe('noSuchChat');
    expect(await library.refuses('p-one', { action: 'catchUp', chatId, after: 0 })).toBe('noSuchChat');
    const send = { action: 'send', chatId, name: 'patron-one.2', text: 'x' };
    expect(await library.refuses('p-one', send)).toBe('noSuchChat');
    expect(await library.refuses('p-one', { action: 'endChat', chatId })).toBe('noSuchChat');
    expect(await library.says('p-one', { action: 'typing', chatId, writing: true })).toEqual([]);
    expect(await library.refuses('p-later', library.startFrame('one'))).toBe('chatTaken');
    const list = { departmentId: 'reference' };
    expect((await library.asks('o-later', { action: 'openChats', ...list }, 'openChats')).chats).toEqual([]);
    expect((await library.asks('o-later', { action: 'transcripts', ...list }, 'transcripts')).chats).toEqual(
      [],
    );
    await expect(library.returns('p-third', 'one', 0)).rejects.toThrow('not back');
    library.sockets.gone.delete('p-one');
    await library.disconnects('p-one');
  });
});
