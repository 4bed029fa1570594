// The giver's side: whom one finds, asking, what stands while somebody is asked, and each way in which it ends.
import { newestRequest } from '../../../frontend/dashboard/handing/request-story.ts';
import type { OperatorChat } from '../../../lambdas/protocol/chat-view.ts';
import type { Entry } from '../../../lambdas/protocol/entry.ts';
import { active, DANA, KEN, message, PATRON } from './desk-builders.ts';
import { attached, type House, listed, log, prepared, rosa, talking, welcomed } from './desk-house.ts';
import {
  colleague,
  handingOf,
  requested,
  requestEnded,
  standing,
  START,
  TOMAS,
  transferred,
} from './handing-builders.ts';
import { kept } from './kept-items.ts';

const own = (more: Partial<OperatorChat> = {}): OperatorChat =>
  active('rosa', DANA, { patronName: 'Rosa', ...more });

/** Dana has Rosa's chat open, with Tomas and Ken on duty. */
async function atWork(storage = kept()) {
  const house = prepared(storage, { at: 'desk', chatId: rosa });
  await welcomed(house, {
    staff: [
      colleague(DANA),
      colleague(TOMAS),
      colleague(KEN, { status: 'away', departmentIds: ['maps'] }),
      colleague({ id: 'zoe', name: 'Zoë Ansel' }, { departmentIds: ['maps'] }),
    ],
    otherDepartments: [
      { id: 'maps', name: 'Maps' },
      { id: 'law', name: 'Law' },
    ],
  });
  await listed(house, own());
  await attached(house, own(), log);
  return { ...handingOf(house), house };
}

type Work = Awaited<ReturnType<typeof atWork>>;

function dialog({ handing, house }: Work, kind: 'transfer' | 'invitation' = 'transfer') {
  expect(handing.begin(kind, house.desk.state.value.chats.get(rosa)?.chat)).toBe(true);
  const asking = handing.open.value;
  if (asking === undefined) throw new Error('no dialog');
  return asking;
}

const say = async (house: House, entry: Entry): Promise<void> =>
  await house.server.say({ type: 'entry', chatId: rosa, entry });

/** Tomas is asked, as the server tells it. */
async function asked(work: Work, more: Partial<OperatorChat> = {}): Promise<void> {
  await say(work.house, requested(4));
  await work.house.server.say({ type: 'chatChanged', chat: own({ request: standing(), ...more }) });
}

describe('H40 the dialog', () => {
  test('lists who can take the chat, then who can’t with why, then the departments', async () => {
    const asking = dialog(await atWork());
    expect(asking.found.value.map(({ name, about, cannot }) => [name, cannot ?? about])).toEqual([
      ['Tomas Weiss', 'no chats now · Reference'],
      ['Zoë Ansel', 'no chats now · Maps'],
      ['Ken Ito', 'Away'],
      ['Maps', '1 available'],
      ['Reference', '1 available'],
      ['Law', 'Nobody else is available'],
    ]);
  });

  test('finds by a few letters, without accents, and chooses the first who can', async () => {
    const asking = dialog(await atWork());
    asking.look('zoe');
    expect(asking.taker?.name).toBe('Zoë Ansel');
    asking.look('ken');
    expect(asking.found.value.map(({ name }) => name)).toEqual(['Ken Ito']);
    expect(asking.taker).toBeUndefined();
    asking.look('map');
    expect(asking.taker).toMatchObject({ name: 'Zoë Ansel' });
  });

  test('follows who is there while it is open', async () => {
    const work = await atWork();
    const asking = dialog(work);
    asking.choose('operator tomas');
    await work.house.server.say({ type: 'staff', at: START + 1, staff: [colleague(DANA)] });
    await asking.send();
    expect(asking.wrong.value.taker).toBe('They can’t take it any more. Choose somebody else.');
    expect(await work.house.server.asked('request')).toEqual([]);
    expect(asking.isSomebodyThere).toBe(false);
  });

  test('of an invitation has colleagues only', async () => {
    const asking = dialog(await atWork(), 'invitation');
    expect(asking.found.value.map(({ to }) => 'operatorId' in to)).toEqual([true, true, true]);
  });

  test('is for the owner; who else is in the chat may invite', async () => {
    const work = await atWork();
    const both = own({
      owner: KEN,
      operators: [
        { ...KEN, connected: true },
        { ...DANA, connected: true },
      ],
    });
    expect(work.handing.begin('transfer', both)).toBe(false);
    expect(work.handing.begin('invitation', both)).toBe(true);
  });
});

describe('H41 asking', () => {
  test('sends the note and whether one stays, and says who is asked', async () => {
    const work = await atWork();
    const asking = dialog(work);
    asking.look('tom');
    asking.note.value = '  knows the maps ';
    asking.stays.value = true;
    void asking.send();
    void asking.send();
    const { ref, ...frame } = await work.house.server.one('request');
    expect(frame).toMatchObject({
      chatId: rosa,
      kind: 'transfer',
      to: { operatorId: 'tomas' },
      note: 'knows the maps',
      stays: true,
    });
    await work.house.server.say({ type: 'done', ref });
    expect(work.handing.open.value).toBeUndefined();
    expect(work.said).toEqual(['Tomas Weiss is asked to take the chat.']);
    expect(dialog(work).note.value).toBe('');
  });

  test('of nobody, or with too long a note, says what is wrong at its field', async () => {
    const work = await atWork();
    const asking = dialog(work);
    asking.note.value = 'x'.repeat(501);
    await asking.send();
    expect(asking.lettersLeft).toBe(-1);
    expect(asking.wrong.value).toEqual({
      taker: 'Choose a colleague or a department.',
      note: 'The note is longer than 500 characters.',
    });
    expect(await work.house.server.asked('request')).toEqual([]);
  });

  test('that was refused says why, and what was written stays over closing', async () => {
    const work = await atWork();
    const asking = dialog(work);
    asking.look('tom');
    asking.note.value = 'knows the maps';
    void asking.send();
    const { ref } = await work.house.server.one('request');
    await work.house.server.say({ type: 'error', ref, code: 'notHere', message: 'Nobody is there.' });
    expect(asking.state.value).toEqual({ kind: 'failed', message: 'Nobody is there.' });
    work.handing.close();
    expect(dialog(work).note.value).toBe('knows the maps');
  });

  test('while somebody is asked opens no second dialog, and says so', async () => {
    const work = await atWork();
    await asked(work);
    expect(work.handing.begin('transfer', own())).toBe(true);
    expect(work.handing.open.value).toBeUndefined();
    expect(work.house.desk.notice.value?.text).toBe(
      'Tomas Weiss is being asked already. Withdraw that first.',
    );
  });
});

describe('H42 asking first', () => {
  test('opens the conversation with a draft that nobody has sent, and keeps what was begun there', async () => {
    const work = await atWork();
    const tomas = dialog(work).found.value[0];
    if (tomas === undefined) throw new Error('nobody');
    work.handing.askFirst(tomas);
    expect(work.rooms).toEqual(['two~tomas']);
    expect(work.handing.open.value).toBeUndefined();
    expect(work.house.desk.drafts.of('two~tomas')).toBe(
      'I have a chat with Rosa: “the question of rosa” Could you take it?',
    );
    expect(await work.house.server.asked('say')).toEqual([]);
    work.house.desk.drafts.keep('two~tomas', 'Coffee?');
    dialog(work);
    work.handing.askFirst(tomas);
    expect(work.house.desk.drafts.of('two~tomas')).toBe('Coffee?');
  });
});

describe('H44 while somebody is asked', () => {
  test('it stands in the chat, may be withdrawn, and the giver still talks', async () => {
    const work = await atWork();
    await asked(work);
    expect(work.handing.own.of(rosa)).toMatchObject({ kind: 'standing', mayWithdraw: true });
    work.house.desk.say(rosa, 'one moment');
    await work.house.server.one('send');
    void work.handing.own.withdraw(own());
    const { ref } = await work.house.server.one('withdrawRequest');
    await say(work.house, requestEnded(5, DANA, 'withdrawn'));
    await work.house.server.say({ type: 'chatChanged', chat: own() });
    await work.house.server.say({ type: 'done', ref });
    expect(work.handing.own.of(rosa)).toBeUndefined();
    expect(work.said).toEqual(['You took the request back.']);
  });

  test('a colleague in the chat sees it too, and takes nothing back that isn’t theirs', async () => {
    const work = await atWork();
    const operators = [KEN, DANA].map((each) => ({ ...each, connected: true }));
    await work.house.server.say({
      type: 'chatChanged',
      chat: own({ owner: KEN, operators, request: standing({ by: KEN }) }),
    });
    expect(work.handing.own.of(rosa)).toMatchObject({ kind: 'standing', mayWithdraw: false });
  });
});

describe('H45 when nobody takes it', () => {
  const cases: readonly [string, Entry, string][] = [
    [
      'declined',
      requestEnded(5, TOMAS, 'declined', 'in a class'),
      'Tomas Weiss declined: “in a class”. The chat is still yours.',
    ],
    ['away', requestEnded(5, TOMAS, 'away'), 'Tomas Weiss went away. The chat is still yours.'],
    [
      'gone',
      requestEnded(5, TOMAS, 'gone'),
      'Tomas Weiss went off duty or lost the connection. The chat is still yours.',
    ],
    [
      'patronDeclined',
      requestEnded(5, 'patron', 'patronDeclined'),
      'Rosa said no to the transfer. The chat is still yours.',
    ],
  ];
  test.each(cases)('%s: says why, once, and shows it until it is dismissed', async (_, entry, words) => {
    const storage = kept();
    const work = await atWork(storage);
    await asked(work);
    await say(work.house, entry);
    await work.house.server.say({ type: 'chatChanged', chat: own() });
    expect(work.said).toEqual([words]);
    expect(work.handing.own.of(rosa)).toMatchObject({ kind: 'over', text: words });
    work.pass(3_600_000);
    expect(work.handing.own.of(rosa)).toMatchObject({ again: { note: 'needs the map room' } });
    work.handing.own.dismiss(rosa);
    expect(work.handing.own.of(rosa)).toBeUndefined();
    expect(handingOf(work.house).handing.own.of(rosa)).toBeUndefined();
    expect(work.said).toHaveLength(1);
  });

  test('lapsed: the clock alone says so', async () => {
    const work = await atWork();
    await asked(work);
    work.pass(59_999);
    expect(work.handing.own.of(rosa)?.kind).toBe('standing');
    work.pass(1);
    const words = 'Tomas Weiss did not take it within 60 s. The chat is still yours.';
    expect(work.handing.own.of(rosa)).toMatchObject({ kind: 'over', text: words });
    expect(work.said).toEqual([words]);
  });

  test('a second one begins with what was written for the first', async () => {
    const work = await atWork();
    await asked(work);
    work.pass(60_000);
    work.handing.again(own(), 'needs the map room');
    expect(work.handing.open.value?.note.value).toBe('needs the map room');
    expect(work.handing.own.of(rosa)).toBeUndefined();
  });
});

describe('H46 when somebody takes it', () => {
  const tomas = own({ owner: TOMAS, operators: [{ ...TOMAS, connected: true }] });

  test('the chat goes from the giver’s desk, with a word, and nothing written is lost', async () => {
    const work = await atWork();
    const { desk } = work.house;
    await work.house.server.say({ type: 'chatChanged', chat: active('next', DANA, { claimedAt: 9e12 }) });
    await asked(work);
    desk.say(rosa, 'on its way');
    desk.drafts.keep(rosa, 'half a thou');
    await say(work.house, transferred(5));
    await work.house.server.say({ type: 'chatChanged', chat: tomas });
    expect(desk.lists.value.mine.map(({ chat }) => chat.chatId)).not.toContain(rosa);
    expect(desk.openChatId).not.toBe(rosa);
    expect(work.handing.news.words.value).toMatchObject([
      { text: 'Tomas Weiss has the chat with Rosa now.', chatId: rosa, unsent: 'on its way\nhalf a thou' },
    ]);
    expect(desk.drafts.of(rosa)).toBe('on its way\nhalf a thou');
    expect(work.said).toEqual(['Tomas Weiss has the chat with Rosa now.']);
  });

  test('into another department it goes too, and can’t be read from here', async () => {
    const work = await atWork();
    await asked(work);
    await say(work.house, transferred(5));
    await work.house.server.say({ type: 'chatChanged', chat: { ...tomas, departmentId: 'maps' } });
    expect(work.handing.news.words.value).toEqual([
      { id: 1, text: 'Tomas Weiss has the chat with Rosa now.' },
    ]);
  });

  test('a giver who stays reads that, and writes on', async () => {
    const work = await atWork();
    const operators = [DANA, TOMAS].map((each) => ({ ...each, connected: true }));
    await asked(work);
    work.house.desk.drafts.keep(rosa, 'half a thou');
    await say(work.house, transferred(5, true));
    await work.house.server.say({ type: 'chatChanged', chat: own({ owner: TOMAS, operators }) });
    const words = 'Tomas Weiss has the chat now. You are still in it.';
    expect(work.handing.own.of(rosa)).toMatchObject({ kind: 'over', text: words });
    expect(work.said).toEqual([words]);
    expect(work.house.desk.drafts.of(rosa)).toBe('half a thou');
    expect(work.house.desk.openChatId).toBe(rosa);
  });

  test('while the line was lost is found out on return', async () => {
    const work = await atWork();
    await asked(work);
    const { house } = work;
    house.world.socket.fall();
    house.world.pass(1_000);
    await welcomed(house);
    const { ref } = await house.server.one('attach');
    await house.server.say({ type: 'error', ref, code: 'notAllowed', message: 'x' });
    await listed(house, tomas);
    expect(work.said).toEqual(['Tomas Weiss has the chat with Rosa now.']);
  });

  test('a message moves nothing', async () => {
    const work = await atWork();
    await asked(work);
    await say(work.house, message(5, PATRON, 'still there?'));
    expect(work.handing.own.of(rosa)?.kind).toBe('standing');
    expect(work.handing.news.words.value).toEqual([]);
  });
});

describe('H45 the log’s newest request', () => {
  test('has its time anew after the patron’s yes, and is none after the end', () => {
    const asks = requested(4, { asks: true });
    const yes: Entry = {
      kind: 'transferAgreed',
      place: 5,
      after: 4,
      at: START + 50_000,
      by: PATRON,
      until: START + 110_000,
    };
    expect(newestRequest([asks, yes], START + 60_000)).toEqual({ request: asks });
    expect(newestRequest([asks], START + 60_000)?.outcome).toEqual({
      kind: 'lapsed',
      seconds: 60,
      isAnswerDue: true,
    });
    expect(newestRequest([asks, yes], START + 110_000)?.outcome).toEqual({
      kind: 'lapsed',
      seconds: 60,
      isAnswerDue: false,
    });
    const end: Entry = { kind: 'ended', place: 6, after: 5, at: START + 51_000, by: PATRON };
    expect(newestRequest([asks, yes, end], START + 200_000)).toEqual({ request: asks });
    expect(newestRequest(log, START)).toBeUndefined();
  });
});

test('H40 without a chat of one’s own there is nothing to hand over', async () => {
  const house = await talking();
  const { handing } = handingOf(house);
  expect(handing.begin('transfer', undefined)).toBe(false);
  expect(handing.begin('invitation', active('rosa', KEN))).toBe(false);
});
