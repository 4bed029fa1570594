// The patron's side of a chat: starting, coming back, ending, other tabs; over a socket in the test's hand.
import { FORGET_AFTER_MS } from '../../../frontend/widget/kept-chat.ts';
import { UNREACHABLE_AFTER_MS } from '../../../frontend/widget/reach.ts';
import { FakeSurroundings, settled } from '../../support/fake-surroundings.ts';
import {
  storage,
  newBrowser,
  page,
  frames,
  last,
  connect,
  dana,
  said,
  answered,
  joined,
  ended,
  chatView,
  startedChat,
} from '../../support/patron-pages.ts';

describe('a question', () => {
  test('starts a chat that waits (C1)', async () => {
    const { chat, world } = await startedChat();
    expect(chat.state.stage).toMatchObject({ kind: 'waiting' });
    expect(chat.state.pending).toEqual([]);
    expect(last(world, 'startChat')).toMatchObject({ widgetId: 'reference', patronName: 'Rosa' });
  });

  test('asked without a connection is sent when there is one, with what was added meanwhile', async () => {
    const browser = newBrowser();
    const { chat } = page(browser);
    chat.start('Are you open?', '');
    chat.say('On Sunday, I mean.');
    expect(chat.state.stage.kind).toBe('starting');
    await connect(browser.world);
    const { ref, chatId, name, patronName } = last(browser.world, 'startChat');
    expect(patronName).toBeUndefined();
    const entries = [said(1, name, 'Are you open?')];
    browser.world.socket.say({ type: 'chatStarted', ref, chat: chatView(chatId), entries, more: false });
    await settled();
    expect(last(browser.world, 'send')).toMatchObject({ chatId, text: 'On Sunday, I mean.' });
  });

  test('whose answer was lost is sent again after a reload, by the same names (C2)', async () => {
    const browser = newBrowser();
    const before = page(browser);
    before.chat.setShown(true);
    await connect(browser.world);
    before.chat.start('Are you open?', 'Rosa');
    const first = last(browser.world, 'startChat');
    const after = page(browser);
    await after.chat.begin();
    expect(after.chat.state.stage.kind).toBe('starting');
    after.chat.setShown(true);
    await connect(browser.world);
    expect(last(browser.world, 'startChat')).toEqual({ ...first, ref: expect.any(String) });
  });

  test('that is refused goes back to the form', async () => {
    const browser = newBrowser();
    const { chat, memory } = page(browser);
    chat.setShown(true);
    await connect(browser.world);
    chat.start('Are you open?', 'Rosa');
    const { ref } = last(browser.world, 'startChat');
    browser.world.socket.say({ type: 'error', ref, code: 'malformed', message: 'No.' });
    await settled();
    expect(chat.state).toMatchObject({ stage: { kind: 'asking' }, notice: 'startFailed' });
    expect(memory.draft.get()).toEqual({ text: 'Are you open?', name: 'Rosa' });
    expect(memory.chat.get()).toBeUndefined();
  });
});

describe('a chat', () => {
  test('goes on with who joined, until it is ended', async () => {
    const { chat, push } = await startedChat();
    push(joined(2));
    expect(chat.state.stage).toEqual({ kind: 'active', operators: ['Dana'] });
    push(ended(3));
    expect(chat.state.stage).toMatchObject({ kind: 'ended', by: dana });
  });

  test('ignores frames about other chats', async () => {
    const { chat, world } = await startedChat();
    world.socket.say({ type: 'entry', chatId: 'abcdefghijklmnopqrstuv', entry: joined(2) });
    expect(chat.state.stage.kind).toBe('waiting');
  });

  test('is gone back to on a new page, with everything in it', async () => {
    const { browser, world, chatId, name } = await startedChat();
    const { chat } = page(browser);
    await chat.begin();
    expect(chat.state.stage.kind).toBe('returning');
    chat.page = { address: 'https://library.example/hours', title: 'Hours' };
    chat.setShown(false);
    await connect(world, {
      outcome: 'back',
      chat: chatView(chatId),
      entries: [said(1, name, 'May I renew a book?'), joined(2), answered(3, 'Yes.')],
      more: false,
    });
    expect(last(world, 'hello').resume).toMatchObject({ chatId, place: 0, page: { title: 'Hours' } });
    expect(chat.state.stage.kind).toBe('active');
    expect(chat.state.entries).toHaveLength(3);
  });

  test('loses nothing that was written without a connection (M3)', async () => {
    const { world, chat, chatId, name, push } = await startedChat();
    push(joined(2));
    world.socket.fall();
    chat.say('Are you there?');
    expect(chat.state.pending).toMatchObject([{ text: 'Are you there?' }]);
    chat.tryNow();
    await connect(world, { outcome: 'back', chat: chatView(chatId), entries: [], more: false });
    expect(last(world, 'hello').resume).toMatchObject({ place: 2 });
    const sent = last(world, 'send');
    expect(sent).toMatchObject({ chatId, text: 'Are you there?', name: name.replace('.1', '.2') });
    world.socket.say({ type: 'sent', chatId, name: sent.name, place: 3, after: 2, at: 9 });
    expect(chat.state.pending).toEqual([]);
    expect(chat.state.entries.at(-1)).toMatchObject({ text: 'Are you there?', place: 3 });
  });

  test('says when the library can’t be reached, until it can (K20)', async () => {
    const { world, chat, chatId } = await startedChat();
    world.isBroken = true;
    world.socket.fall();
    world.pass(UNREACHABLE_AFTER_MS - 1);
    expect(chat.state.isUnreachable).toBe(false);
    world.pass(1);
    expect(chat.state.isUnreachable).toBe(true);
    world.isBroken = false;
    chat.tryNow();
    expect(chat.state.isUnreachable).toBe(true);
    await connect(world, { outcome: 'back', chat: chatView(chatId), entries: [], more: false });
    expect(chat.state).toMatchObject({ isUnreachable: false, connection: { kind: 'open' } });
  });

  test('that the server no longer has makes room for the form, and says so', async () => {
    const { browser, world } = await startedChat();
    const { chat, memory } = page(browser);
    await chat.begin();
    chat.setShown(true);
    await connect(world, { outcome: 'gone' });
    expect(chat.state).toMatchObject({ stage: { kind: 'asking' }, notice: 'chatGone' });
    expect(memory.chat.get()).toBeUndefined();
  });

  test('nobody looked at for hours is not shown to the next person', async () => {
    const { browser, world } = await startedChat();
    world.pass(FORGET_AFTER_MS);
    const { chat } = page(browser);
    await chat.begin();
    expect(chat.state.stage.kind).toBe('asking');
  });

  test('that ended leaves the memory that all tabs share', async () => {
    const { browser, push, memory } = await startedChat();
    push(ended(2));
    expect(memory.chat.get()).toBeUndefined();
    const sameTab = page(browser);
    await sameTab.chat.begin();
    expect(sameTab.chat.state.stage.kind).toBe('returning');
    const otherTab = page({ ...browser, ofTab: storage() });
    await otherTab.chat.begin();
    expect(otherTab.chat.state.stage.kind).toBe('asking');
  });

  test('is ended by the patron once, also when the connection drops in between', async () => {
    const { world, chat, chatId, push } = await startedChat();
    world.socket.fall();
    chat.end();
    expect(chat.state.isEnding).toBe(true);
    chat.tryNow();
    await connect(world, { outcome: 'back', chat: chatView(chatId), entries: [], more: false });
    const { ref } = last(world, 'endChat');
    world.socket.say({ type: 'done', ref });
    push(ended(2));
    expect(chat.state).toMatchObject({ isEnding: false, stage: { kind: 'ended' } });
  });

  test('asks for an ending whose push was lost', async () => {
    const { world, chat } = await startedChat();
    chat.end();
    world.socket.say({ type: 'done', ref: last(world, 'endChat').ref });
    await settled();
    world.pass(1_000);
    const { ref, chatId, after } = last(world, 'catchUp');
    expect(after).toBe(1);
    world.socket.say({ type: 'entries', ref, chatId, entries: [ended(2)], more: false });
    expect(chat.state.stage.kind).toBe('ended');
  });

  test('makes a new connection once for a message that the server takes for a stranger’s', async () => {
    const { world, chat, chatId } = await startedChat();
    chat.say('Hello?');
    const { name } = last(world, 'send');
    world.socket.say({ type: 'error', name, code: 'notAllowed', message: 'No.' });
    expect(world.sockets).toHaveLength(2);
    await connect(world, { outcome: 'back', chat: chatView(chatId), entries: [], more: false });
    expect(last(world, 'send').name).toBe(name);
    world.socket.say({ type: 'error', name, code: 'notAllowed', message: 'No.' });
    expect(world.sockets).toHaveLength(2);
    expect(chat.state.pending).toMatchObject([{ kind: 'refused', code: 'notAllowed' }]);
  });
});

describe('a second tab', () => {
  test('comes into the chat that the first began', async () => {
    const browser = newBrowser();
    const second = page({ ...browser, world: new FakeSurroundings(), ofTab: storage() });
    second.chat.followOtherTab();
    expect(second.chat.state.stage.kind).toBe('asking');
    await startedChat(browser);
    second.chat.followOtherTab();
    expect(second.chat.state.stage.kind).toBe('returning');
  });

  test('that is a copy of the first sends under a name of its own', async () => {
    const { browser, world, chatId, name } = await startedChat();
    const { chat } = page(browser, false);
    await chat.begin();
    chat.setShown(true);
    await connect(world, {
      outcome: 'back',
      chat: chatView(chatId),
      entries: [said(1, name, 'x')],
      more: false,
    });
    chat.say('From the copy');
    expect(last(world, 'send').name.split('.')[0]).not.toBe(name.split('.')[0]);
    expect(last(world, 'send').name).toMatch(/\.1$/);
  });
});

test('typing is shown until a message comes, and told only while somebody answers', async () => {
  const { world, chat, chatId, push } = await startedChat();
  chat.ownTyping?.changed('Hel');
  expect(frames(world).some(({ action }) => action === 'typing')).toBe(false);
  push(joined(2));
  world.pass(5_000);
  chat.ownTyping?.changed('Hello');
  expect(last(world, 'typing')).toMatchObject({ chatId, writing: true });
  world.socket.say({ type: 'typing', chatId, by: dana, writing: true });
  expect(chat.state.writers).toEqual(['Dana']);
  push(answered(3, 'Here I am.'));
  expect(chat.state.writers).toEqual([]);
});

test('a hidden panel without a chat keeps no connection; one with a chat does', async () => {
  const browser = newBrowser();
  const { chat } = page(browser);
  chat.setShown(true);
  await connect(browser.world);
  chat.setShown(false);
  expect(browser.world.socket.isClosed).toBe(true);
  const started = await startedChat();
  started.chat.setShown(false);
  expect(started.world.socket.isClosed).toBe(false);
});

test('a widget that is refused for good stays refused', async () => {
  const browser = newBrowser();
  const { chat } = page(browser);
  chat.setShown(true);
  browser.world.socket.open();
  await settled();
  const { ref } = last(browser.world, 'hello');
  browser.world.socket.say({ type: 'error', ref, code: 'noSuchWidget', message: 'No.' });
  chat.setShown(true);
  expect(chat.state.connection).toEqual({ kind: 'stopped', reason: 'noSuchWidget' });
  expect(browser.world.sockets).toHaveLength(1);
});
