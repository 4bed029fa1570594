// Two things at once while a chat is handed over, and what goes on meanwhile.
import {
  activeChat,
  answeredChat,
  invitationTo,
  kindsOf,
  requestTold,
  transferTo,
} from '../support/handing.ts';
import { libraries } from '../support/libraries.ts';

const open = libraries();
const answered = async (settings: object = {}) => answeredChat(await open(), settings);

test.each([[['accept', 'decline']], [['decline', 'accept']]])(
  'H7: of %j at once, on two pages of the receiver, one holds and the other reads that it is over',
  async (order) => {
    const { library, chatId } = await answered();
    await library.operator('ben', { connectionId: 'o-ben-2' });
    await library.asks('o-ada', transferTo(chatId, { operatorId: 'ben' }), 'done');
    const says = {
      accept: async () => library.says('o-ben', { action: 'acceptRequest', ref: 'r1', chatId }),
      decline: async () => library.says('o-ben-2', { action: 'declineRequest', ref: 'r1', chatId }),
    };
    await Promise.all(order.map(async (what) => says[what as keyof typeof says]()));

    const { ownerId, request } = await activeChat(library, chatId);
    const isTaken = ownerId === 'ben';
    expect(request).toBeUndefined();
    expect((await kindsOf(library, chatId)).slice(-1)).toEqual([isTaken ? 'transferred' : 'requestEnded']);
    const loser = isTaken ? 'o-ben-2' : 'o-ben';
    expect(library.sockets.of(loser, 'error').map(({ code }) => code)).toEqual(['noSuchRequest']);
  },
);

test.each([
  ['an acceptance', 'o-ben', { action: 'acceptRequest' }],
  ['a withdrawal', 'o-ada', { action: 'withdrawRequest' }],
])('H7, H15: of %s and the patron’s no at once, one holds', async (_, connectionId, frame) => {
  const { library, chatId } = await answered({ transferConsent: 'asked' });
  await library.asks('o-ada', transferTo(chatId, { operatorId: 'ben' }), 'done');
  await library.asks('p-one', { action: 'answerTransfer', chatId, agrees: true }, 'done');
  await Promise.all([
    library.says(connectionId, { ...frame, ref: 'r1', chatId }),
    library.says('p-one', { action: 'answerTransfer', ref: 'r1', chatId, agrees: false }),
  ]);

  const { request } = await activeChat(library, chatId);
  expect(request).toBeUndefined();
  const codes = [connectionId, 'p-one'].flatMap((id) =>
    library.sockets.of(id, 'error').map(({ code }) => code),
  );
  expect(codes).toEqual(['noSuchRequest']);
  const ends = (await kindsOf(library, chatId)).filter(
    (kind) => kind === 'transferred' || kind === 'requestEnded',
  );
  expect(ends).toHaveLength(1);
});

test('H2: messages of the patron and of the giver go on, and move nothing', async () => {
  const { library, chatId } = await answered();
  await library.asks('o-ada', transferTo(chatId, { operatorId: 'ben' }), 'done');
  const asked = requestTold(library, 'o-ben');
  await library.sends('o-ada', chatId, 'outbox-ada.1');
  await library.sends('p-one', chatId, 'patron-one.2');
  const { ownerId, request } = await activeChat(library, chatId);
  expect(ownerId).toBe('ada');
  expect(request).toEqual(asked);
  const { entries } = await library.asks('o-ben', { action: 'acceptRequest', chatId }, 'chat');
  expect(entries.map(({ kind }) => kind).slice(-4)).toEqual([
    'requested',
    'message',
    'message',
    'transferred',
  ]);
});

test('H16, H12: who asked a colleague to join and loses the line has asked all the same', async () => {
  const { library, chatId } = await answered();
  await library.asks('o-ada', invitationTo(chatId, 'ben'), 'done');
  await library.disconnects('o-ada');
  const { chat } = await library.asks('o-ben', { action: 'acceptRequest', chatId }, 'chat');
  expect(chat).toMatchObject({ owner: { id: 'ada' }, operators: [{ id: 'ada' }, { id: 'ben' }] });
});
