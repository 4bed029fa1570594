// The other side: being asked to take or join a chat, alone or with one's department, and who was quicker.
import type { OperatorChat } from '../../../lambdas/protocol/chat-view.ts';
import type { StandingRequest } from '../../../lambdas/protocol/desk-frames.ts';
import { handingShortcuts } from '../../../frontend/dashboard/handing/handing-shortcuts.ts';
import { active, DANA, ended, KEN } from './desk-builders.ts';
import { listed, log, prepared, rosa, welcomed } from './desk-house.ts';
import { handingOf, START, toDana, TOMAS } from './handing-builders.ts';

const kens = (more: Partial<OperatorChat> = {}): OperatorChat =>
  active('rosa', KEN, { patronName: 'Rosa', ...more });
const asking = (more: Partial<StandingRequest> = {}): OperatorChat => kens({ request: toDana(more) });
const toAll = { departmentId: 'reference', name: 'Reference' };

/** Dana's desk, on which Ken's request has arrived. */
async function asked(chat = asking()) {
  const house = prepared();
  await welcomed(house);
  await listed(house);
  const desk = handingOf(house);
  await house.server.say({ type: 'chatChanged', chat });
  return { ...desk, house };
}

type Asked = Awaited<ReturnType<typeof asked>>;

const first = ({ handing }: Asked) => {
  const request = handing.asked.first;
  if (request === undefined) throw new Error('nothing is asked');
  return request;
};

describe('H47 who is asked', () => {
  test('sees it at once, and hears it once', async () => {
    const desk = await asked();
    expect(desk.said).toEqual(['Ken Ito asks you to take this chat, with Rosa. needs the map room']);
    await desk.house.server.say({ type: 'chatChanged', chat: asking() });
    desk.pass(1_000);
    expect(desk.said).toHaveLength(1);
    expect(desk.handing.asked.all.value).toHaveLength(1);
  });

  test('sees what asks their department, but not what they ask themselves', async () => {
    const desk = await asked(asking({ to: toAll }));
    expect(desk.said[0]).toMatch(/^Ken Ito asks Reference to take this chat/u);
    await desk.house.server.say({
      type: 'chatChanged',
      chat: active('other', DANA, { request: toDana({ by: DANA, to: toAll }) }),
    });
    expect(desk.handing.asked.all.value).toHaveLength(1);
  });

  test('finds it again after a reload, also where the chat is another department’s', async () => {
    const house = prepared();
    const desk = handingOf(house);
    await welcomed(house, { chatIds: [rosa] });
    await listed(house);
    const { ref } = await house.server.one('readChat');
    const chat = { ...asking(), departmentId: 'maps' };
    await house.server.say({ type: 'chat', ref, chat, entries: [], more: false });
    expect(desk.handing.asked.all.value).toMatchObject([{ chat: { chatId: rosa } }]);
    expect(desk.said).toHaveLength(1);
  });

  test('reads the whole chat before deciding', async () => {
    const desk = await asked();
    desk.handing.asked.read(first(desk));
    expect(desk.house.desk.openChatId).toBe(rosa);
    const { ref } = await desk.house.server.one('readChat');
    await desk.house.server.say({ type: 'chat', ref, chat: asking(), entries: log, more: false });
    expect(desk.house.desk.preview.state.value).toMatchObject({ kind: 'read', entries: log });
    expect(await desk.house.server.asked('acceptRequest')).toEqual([]);
  });

  test('reads that its time is over, by the clock alone', async () => {
    const desk = await asked();
    desk.pass(60_000);
    expect(desk.handing.asked.all.value).toEqual([]);
    expect(desk.said.at(-1)).toBe('The time to take the chat with Rosa is over.');
  });
});

describe('H48 accepting', () => {
  test('opens the chat with its log as one’s own', async () => {
    const desk = await asked();
    void desk.handing.asked.accept(first(desk));
    const { ref } = await desk.house.server.one('acceptRequest');
    const mine = kens({ owner: DANA, operators: [{ ...DANA, connected: true }] });
    await desk.house.server.say({ type: 'chatChanged', chat: mine });
    await desk.house.server.say({ type: 'chat', ref, chat: mine, entries: log, more: false });
    expect(desk.house.desk.openChatId).toBe(rosa);
    expect(desk.house.desk.focusWish.value).toBe('composer');
    expect(desk.house.desk.lists.value.mine).toMatchObject([{ unread: 0 }]);
    expect(desk.house.desk.own.chats.value.get(rosa)?.entries.value).toEqual(log);
    expect(await desk.house.server.asked('attach')).toEqual([]);
    expect(desk.said.at(-1)).toBe('The chat with Rosa is yours.');
    expect(desk.handing.news.words.value).toEqual([]);
  });

  test('too late says that a colleague was quicker', async () => {
    const desk = await asked(asking({ to: toAll }));
    const request = first(desk);
    const tomas = kens({ owner: TOMAS, operators: [{ ...TOMAS, connected: true }] });
    await desk.house.server.say({ type: 'chatChanged', chat: tomas });
    expect(desk.handing.news.words.value).toMatchObject([
      { text: 'Tomas Weiss has taken the chat with Rosa.' },
    ]);
    void desk.handing.asked.accept(request);
    const { ref } = await desk.house.server.one('acceptRequest');
    await desk.house.server.say({ type: 'error', ref, code: 'noSuchRequest', message: 'This is over.' });
    expect(desk.house.desk.notice.value).toMatchObject({ kind: 'plain', text: 'This is over.' });
  });

  test('without an answer the request stands, to be tried again', async () => {
    const desk = await asked();
    void desk.handing.asked.accept(first(desk));
    await desk.house.server.one('acceptRequest');
    desk.house.world.socket.fall();
    await desk.house.server.asked('ping');
    expect(desk.house.desk.notice.value?.kind).toBe('urgent');
    expect(desk.house.desk.busyWith.value).toBeUndefined();
    expect(desk.handing.asked.all.value).toHaveLength(1);
  });
});

describe('H48 declining', () => {
  test('sends the reason, and the request goes', async () => {
    const desk = await asked();
    desk.handing.asked.askToDecline(first(desk));
    expect(desk.handing.asked.declining.value).toBe(rosa);
    desk.handing.asked.reason.value = ' in a class ';
    void desk.handing.asked.decline(first(desk));
    const { ref, reason } = await desk.house.server.one('declineRequest');
    expect(reason).toBe('in a class');
    await desk.house.server.say({ type: 'chatChanged', chat: kens() });
    await desk.house.server.say({ type: 'done', ref });
    expect(desk.handing.asked.all.value).toEqual([]);
    expect(desk.handing.asked.declining.value).toBeUndefined();
    expect(desk.said.at(-1)).toBe('You declined.');
    expect(desk.handing.news.words.value).toEqual([]);
  });

  test('for a whole department only takes the request from one’s own desk', async () => {
    const desk = await asked(asking({ to: toAll }));
    desk.handing.asked.askToDecline(first(desk));
    expect(desk.handing.asked.all.value).toEqual([]);
    expect(await desk.house.server.asked('declineRequest')).toEqual([]);
    await desk.house.server.say({
      type: 'chatChanged',
      chat: asking({ to: toAll, by: TOMAS, until: START + 90_000 }),
    });
    expect(desk.handing.asked.all.value).toHaveLength(1);
  });
});

describe('H49 a request that is over by somebody’s doing', () => {
  test.each([
    ['taken back', kens(), 'Ken Ito no longer asks you about Rosa.'],
    ['ended by the patron', ended('rosa', KEN, { patronName: 'Rosa' }), 'The chat with Rosa has ended.'],
  ])('%s is said, until it is dismissed', async (_, chat, text) => {
    const desk = await asked();
    await desk.house.server.say({ type: 'chatChanged', chat });
    expect(desk.handing.asked.all.value).toEqual([]);
    expect(desk.handing.news.words.value).toMatchObject([{ text }]);
    const [word] = desk.handing.news.words.value;
    desk.handing.news.dismiss(word?.id ?? 0);
    expect(desk.handing.news.words.value).toEqual([]);
  });
});

test('H51 keys accept and decline the open chat’s request, else the one with the least time', async () => {
  const desk = await asked();
  await desk.house.server.say({
    type: 'chatChanged',
    chat: active('soon', KEN, { request: toDana({ until: START + 10_000 }) }),
  });
  const press = (id: string): boolean | undefined =>
    handingShortcuts({ desk: desk.house.desk, handing: desk.handing })
      .find((shortcut) => shortcut.id === id)
      ?.run();
  expect(desk.handing.asked.first?.chat.chatId).not.toBe(rosa);
  desk.house.desk.open(rosa);
  expect(press('decline')).toBe(true);
  expect(desk.handing.asked.declining.value).toBe(rosa);
  expect(press('transfer')).toBe(false);
  desk.pass(60_000);
  expect(press('accept')).toBe(false);
});
