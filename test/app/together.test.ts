// Several operators in a chat: leaving it, taking over a lost one, looking in, and notes.
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

const SECOND = 1_000;

describe('leaving', () => {
  test('H20: the last one stays; an owner is followed by who is connected and longest there', async () => {
    const { library, chatId } = await answered();
    expect(await library.refuses('o-ada', { action: 'leaveChat', chatId })).toBe('lastOne');
    for (const id of ['ben', 'cleo']) {
      await library.asks('o-ada', invitationTo(chatId, id), 'done');
      await library.asks(`o-${id}`, { action: 'acceptRequest', chatId }, 'chat');
    }
    await library.disconnects('o-ben');
    library.sockets.forget();
    await library.asks('o-ada', { action: 'leaveChat', chatId }, 'done');

    expect(library.sockets.of('o-cleo', 'entry')).toMatchObject([
      { entry: { kind: 'left', by: { id: 'ada' }, owner: { id: 'cleo' } } },
    ]);
    expect(library.sockets.of('p-one', 'entry')).toMatchObject([{ entry: { kind: 'left' } }]);
    expect(await activeChat(library, chatId)).toMatchObject({
      ownerId: 'cleo',
      operators: [{ id: 'ben' }, { id: 'cleo' }],
    });
    await library.asks('o-ada', { action: 'leaveChat', chatId }, 'done');
    expect(await library.refuses('o-cleo', { action: 'leaveChat', chatId })).toBe('lastOne');
  });

  test('H20: nobody leaves a chat to a laptop that died', async () => {
    const { library, chatId } = await answered();
    await library.asks('o-ada', invitationTo(chatId, 'ben'), 'done');
    await library.asks('o-ben', { action: 'acceptRequest', chatId }, 'chat');
    library.now += 60 * SECOND;
    await library.says('o-ada', { action: 'ping' });
    library.now += 30 * SECOND;
    expect(await library.refuses('o-ada', { action: 'leaveChat', chatId })).toBe('lastOne');
  });

  test('H21: what the leaver has asked is withdrawn with them', async () => {
    const { library, chatId } = await answered();
    await library.asks('o-ada', invitationTo(chatId, 'ben'), 'done');
    await library.asks('o-ben', { action: 'acceptRequest', chatId }, 'chat');
    await library.asks('o-ada', transferTo(chatId, { operatorId: 'cleo' }), 'done');
    await library.asks('o-ada', { action: 'leaveChat', chatId }, 'done');
    expect((await library.log(chatId)).slice(-2)).toMatchObject([
      { kind: 'requestEnded', why: 'withdrawn' },
      { kind: 'left', owner: { id: 'ben' } },
    ]);
    expect(requestTold(library, 'o-cleo')).toBe('none');
  });
});

describe('a chat that everybody has lost', () => {
  test('H22: is claimed by the department as if it waited; who lost it is a participant', async () => {
    const { library, chatId } = await answered();
    expect(await library.refuses('o-ben', { action: 'claim', chatId })).toBe('alreadyClaimed');
    await library.disconnects('o-ada');
    expect(await library.refuses('o-eve', { action: 'claim', chatId })).toBe('noSuchChat');
    const claim = { action: 'claim', ref: 'r1', chatId };
    await Promise.all([library.says('o-ben', claim), library.says('o-cleo', claim)]);

    const { ownerId } = await activeChat(library, chatId);
    const [winner, loser] = ownerId === 'ben' ? ['ben', 'cleo'] : ['cleo', 'ben'];
    expect(library.sockets.of(`o-${winner}`, 'chat')).toMatchObject([
      { chat: { operators: [{ id: 'ada', connected: false }, { id: winner }] } },
    ]);
    expect(library.sockets.of(`o-${loser}`, 'error').at(-1)).toMatchObject({
      code: 'alreadyClaimed',
      owner: { id: winner },
    });
    expect(library.sockets.of('p-one', 'entry').at(-1)).toMatchObject({
      entry: { kind: 'transferred', other: 'Name ada', stays: true },
    });
  });

  test('H22: also from a laptop that died unnoticed, with what was asked on it', async () => {
    const { library, chatId } = await answered({ transferSeconds: 600 });
    await library.asks('o-ada', transferTo(chatId, { operatorId: 'cleo' }), 'done');
    library.now += 60 * SECOND;
    for (const id of ['o-ben', 'o-cleo']) await library.says(id, { action: 'ping' });
    library.now += 30 * SECOND;
    await library.claims('o-ben', chatId);
    expect(await library.refuses('o-cleo', { action: 'acceptRequest', chatId })).toBe('noSuchRequest');
  });
});

describe('looking in', () => {
  test('H23: a coordinator of any department is told everything, says nothing but notes, and the patron isn’t told', async () => {
    const { library, chatId } = await answered();
    expect(await library.refuses('o-ben', { action: 'lookIn', chatId, after: 0 })).toBe('notAllowed');
    library.sockets.forget();
    const seen = await library.asks('o-dora', { action: 'lookIn', chatId, after: 0 }, 'chat');
    expect(seen.entries.map(({ kind }) => kind)).toEqual(['message', 'joined', 'lookedIn']);
    expect(seen.chat.onlookers).toEqual([{ id: 'dora', name: 'Name dora' }]);
    await library.sends('p-one', chatId, 'patron-one.2');
    expect(library.sockets.of('o-dora', 'entry')).toHaveLength(1);
    const message = { action: 'send', chatId, name: 'outbox-dora.1', text: 'Try the atlas' };
    expect(await library.refuses('o-dora', message)).toBe('notAllowed');
    await library.asks('o-dora', { ...message, isNote: true }, 'sent');
    await library.asks('o-dora', { action: 'catchUp', chatId, after: 0 }, 'entries');
    expect(await library.refuses('o-dora', { action: 'endChat', chatId })).toBe('notAllowed');
    await library.asks('o-dora', { action: 'lookAway', chatId }, 'done');
    await library.asks('o-dora', { action: 'lookAway', chatId }, 'done');

    expect(library.sockets.of('o-ada', 'entry').map(({ entry }) => entry.kind)).toEqual([
      'lookedIn',
      'message',
      'note',
      'lookedAway',
    ]);
    expect(library.sockets.types('p-one')).toEqual(['sent']);
    expect(await library.refuses('o-dora', { ...message, name: 'outbox-dora.2', isNote: true })).toBe(
      'notAllowed',
    );
  });

  test('H24: two pages are one onlooker; without a connection nobody looks in', async () => {
    const { library, chatId } = await answered();
    await library.operator('dora', { connectionId: 'o-dora-2', groups: ['coordinators'] });
    await library.asks('o-dora', { action: 'lookIn', chatId, after: 0 }, 'chat');
    await library.asks('o-dora-2', { action: 'lookIn', chatId, after: 0 }, 'chat');
    expect((await activeChat(library, chatId)).onlookers).toHaveLength(1);
    await library.disconnects('o-dora');
    expect((await activeChat(library, chatId)).onlookers).toHaveLength(1);
    await library.disconnects('o-dora-2');
    expect((await activeChat(library, chatId)).onlookers).toBeUndefined();
    expect((await kindsOf(library, chatId)).slice(-4)).toEqual([
      'lookedIn',
      'returned',
      'dropped',
      'lookedAway',
    ]);
  });

  test('H24: who looked in and takes the chat is an operator, and looks in no longer', async () => {
    const { library, chatId } = await answered();
    await library.asks('o-dora', { action: 'lookIn', chatId, after: 0 }, 'chat');
    await library.asks('o-ada', transferTo(chatId, { operatorId: 'dora' }), 'done');
    const taken = await library.asks('o-dora', { action: 'acceptRequest', chatId }, 'chat');
    expect(taken.chat).toMatchObject({ owner: { id: 'dora' }, operators: [{ id: 'dora' }] });
    expect(taken.chat.onlookers).toBeUndefined();
    expect(await library.refuses('o-dora', { action: 'lookIn', chatId, after: 0 })).toBe('notAllowed');
    await library.asks('p-one', { action: 'endChat', chatId }, 'done');
    expect(await library.refuses('o-dora', { action: 'lookIn', chatId, after: 0 })).toBe('chatEnded');
  });
});

describe('notes', () => {
  test('H25: an operator’s note reaches staff in the chat, once, under its name; a patron writes none', async () => {
    const { library, chatId } = await answered();
    await library.asks('o-ada', invitationTo(chatId, 'ben'), 'done');
    await library.asks('o-ben', { action: 'acceptRequest', chatId }, 'chat');
    library.sockets.forget();
    const note = { action: 'send', chatId, name: 'outbox-ada.1', text: 'A regular', isNote: true };
    const sent = await library.asks('o-ada', note, 'sent');
    expect(await library.asks('o-ada', note, 'sent')).toEqual(sent);
    expect(library.sockets.of('o-ben', 'entry')[0]).toMatchObject({
      entry: { kind: 'note', text: 'A regular', by: { id: 'ada' } },
    });
    expect(library.sockets.all('p-one')).toEqual([]);
    const fromPatron = { ...note, name: 'patron-one.2' };
    expect(await library.refuses('p-one', fromPatron)).toBe('notAllowed');
    const { place } = await library.asks('p-one', { ...fromPatron, isNote: false }, 'sent');
    expect(place).toBe(sent.place + 1);
    // Its place is a gap to nobody: the patron is told which public place comes before.
    expect(library.sockets.of('p-one', 'sent')[0]?.after).toBe(sent.place - 1);
    await library.asks('p-one', { action: 'endChat', chatId }, 'done');
    expect(await library.refuses('o-ada', { ...note, name: 'outbox-ada.2' })).toBe('chatEnded');
    expect(await library.asks('o-ada', note, 'sent')).toMatchObject({ place: sent.place });
  });
});
