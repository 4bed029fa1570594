// A patron's chat while the part that conversations are made of is still being fetched: nothing is lost, or sent twice.
import type { KeptStorage } from '../../../frontend/connection/kept.ts';
import type { PatronFrame } from '../../../lambdas/protocol/patron-frames.ts';
import { FakeSurroundings, settled } from '../../support/fake-surroundings.ts';
import {
  storage,
  newBrowser,
  HERE,
  onItsWay,
  page,
  frames,
  isOf,
  last,
  connect,
  welcome,
  said,
  answered,
  chatView,
  startedChat,
} from '../../support/patron-pages.ts';

describe('before the part that conversations are made of has arrived', () => {
  const waitingFor = (browser = newBrowser()) => {
    const later = onItsWay();
    return { browser, world: browser.world, later, ...page(browser, true, later) };
  };
  const count = (world: FakeSurroundings, action: PatronFrame['action']) =>
    frames(world).filter(isOf(action)).length;

  test('a question shows at once that it starts, and leaves once with the part', async () => {
    const { world, chat, later } = waitingFor();
    chat.setShown(true);
    await connect(world);
    chat.start('Are you open?', 'Rosa');
    expect(chat.state).toMatchObject({
      stage: { kind: 'starting' },
      pending: [{ kind: 'queued', text: 'Are you open?' }],
    });
    await settled();
    expect(count(world, 'startChat')).toBe(0);
    later.set(HERE);
    const { ref, chatId, name, patronName, text } = last(world, 'startChat');
    expect({ patronName, text }).toEqual({ patronName: 'Rosa', text: 'Are you open?' });
    world.socket.say({
      type: 'chatStarted',
      ref,
      chat: chatView(chatId),
      entries: [said(1, name, text)],
      more: false,
    });
    await settled();
    expect(chat.state).toMatchObject({ stage: { kind: 'waiting' }, pending: [] });
    expect(count(world, 'startChat')).toBe(1);
  });

  test('a question asked twice, by an eager finger, is one chat', async () => {
    const { world, chat, later, memory } = waitingFor();
    chat.setShown(true);
    await connect(world);
    chat.start('Are you open?', '');
    const chatId = memory.chat.get()?.chatId;
    chat.start('Are you open?', '');
    later.set(HERE);
    await settled();
    expect(frames(world).filter(isOf('startChat'))).toMatchObject([{ chatId, text: 'Are you open?' }]);
  });

  test('a question outlives the page, as the chat that it began', async () => {
    const before = waitingFor();
    before.chat.start('Are you open?', 'Rosa');
    const chatId = before.memory.chat.get()?.chatId;
    before.world.socket.fall();
    const browser = { ...before.browser, world: new FakeSurroundings() };
    const { chat } = page(browser);
    await chat.begin();
    expect(chat.state.pending).toMatchObject([{ text: 'Are you open?' }]);
    chat.setShown(true);
    await connect(browser.world);
    expect(last(browser.world, 'startChat')).toMatchObject({
      chatId,
      text: 'Are you open?',
      patronName: 'Rosa',
    });
  });

  test('a question needs no storage', async () => {
    const full: KeptStorage = {
      getItem: () => null,
      setItem: () => {
        throw new Error('QuotaExceededError');
      },
      removeItem: () => {},
    };
    const { world, chat, later } = waitingFor({ world: new FakeSurroundings(), shared: full, ofTab: full });
    chat.start('Are you open?', '');
    await connect(world);
    later.set(HERE);
    expect(last(world, 'startChat')).toMatchObject({ text: 'Are you open?' });
  });

  test('a chat is gone back to on the first connection, when its log can be read', async () => {
    const { browser, chatId, name } = await startedChat();
    browser.world.socket.fall();
    const world = new FakeSurroundings();
    const { chat, later } = waitingFor({ ...browser, world });
    await chat.begin();
    expect(chat.state.stage.kind).toBe('returning');
    chat.setShown(true);
    world.socket.open();
    await settled();
    expect(count(world, 'hello')).toBe(0);
    later.set(HERE);
    await settled();
    expect(last(world, 'hello').resume).toMatchObject({ chatId, place: 0 });
    const entries = [said(1, name, 'May I renew a book?'), answered(2, 'Yes.')];
    await welcome(world, { outcome: 'back', chat: chatView(chatId), entries, more: false });
    expect(chat.state.entries).toEqual(entries);
    expect(count(world, 'hello')).toBe(1);
  });

  test('a connection that was lost meanwhile is not greeted', async () => {
    const { browser } = await startedChat();
    browser.world.socket.fall();
    const world = new FakeSurroundings();
    const { chat, later } = waitingFor({ ...browser, world });
    await chat.begin();
    chat.setShown(true);
    const { socket } = world;
    socket.open();
    await settled();
    socket.fall();
    later.set(HERE);
    await settled();
    expect(socket.frames).toEqual([]);
    world.pass(2_000);
    world.socket.open();
    await settled();
    expect(last(world, 'hello').resume).toBeDefined();
  });

  test('a chat that another tab began is followed, and a question of one’s own stays', async () => {
    const { browser, chatId } = await startedChat();
    const world = new FakeSurroundings();
    const follower = waitingFor({ ...browser, world, ofTab: storage() });
    follower.chat.setShown(true);
    await connect(world);
    follower.chat.followOtherTab();
    expect(follower.chat.state.stage.kind).toBe('returning');
    world.socket.open();
    await settled();
    follower.later.set(HERE);
    await settled();
    expect(last(world, 'hello').resume).toMatchObject({ chatId });

    const asker = waitingFor({ ...browser, world: new FakeSurroundings(), ofTab: storage() });
    asker.chat.start('Are you open?', '');
    const own = asker.memory.chat.get()?.chatId;
    asker.memory.chat.set({ ...(asker.memory.chat.get() ?? never()), chatId, isStarted: true });
    asker.chat.followOtherTab();
    asker.later.set(HERE);
    await connect(asker.world);
    expect(last(asker.world, 'startChat').chatId).toBe(own);
  });
});

function never(): never {
  throw new Error('Nothing is kept');
}
