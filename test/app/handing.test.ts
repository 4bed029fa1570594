// Handing a chat over: who is asked, who takes it, what each is told, and what becomes of a request that nobody takes.
import {
  ELSEWHERE,
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

describe('transfer', () => {
  test('H1, H2: the receiver is told with the note, takes it with the whole log, and the giver is out', async () => {
    const { library, chatId } = await answered();
    await library.asks('o-ada', transferTo(chatId, { operatorId: 'ben' }), 'done');

    expect(requestTold(library, 'o-ben')).toMatchObject({
      kind: 'transfer',
      to: { operatorId: 'ben', name: 'Name ben' },
      by: { id: 'ada' },
      note: 'needs a map',
      until: library.now + 60 * SECOND,
    });
    library.sockets.forget();
    const taken = await library.asks('o-ben', { action: 'acceptRequest', chatId }, 'chat');

    expect(taken.chat).toMatchObject({ owner: { id: 'ben' }, operators: [{ id: 'ben' }] });
    expect(taken.chat.request).toBeUndefined();
    expect(taken.entries.map(({ kind }) => kind)).toEqual(['message', 'joined', 'requested', 'transferred']);
    // The giver is told the entry that takes them out, and that the chat is somebody else's.
    expect(library.sockets.of('o-ada', 'entry')).toMatchObject([
      { entry: { kind: 'transferred', from: { id: 'ada' } } },
    ]);
    expect(library.sockets.of('o-ada', 'chatChanged')).toMatchObject([{ chat: { owner: { id: 'ben' } } }]);
    expect(library.sockets.of('p-one', 'entry')).toMatchObject([
      { entry: { kind: 'transferred', by: { name: 'Name ben' }, other: 'Name ada', stays: false } },
    ]);
    expect(await library.refuses('o-ada', { action: 'catchUp', chatId, after: 0 })).toBe('notAllowed');
    await library.sends('o-ben', chatId, 'outbox-ben.1');
  });

  test('H2: the giver who stays is a participant', async () => {
    const { library, chatId } = await answered();
    await library.asks('o-ada', transferTo(chatId, { operatorId: 'ben' }, { stays: true }), 'done');
    await library.asks('o-ben', { action: 'acceptRequest', chatId }, 'chat');

    expect(await activeChat(library, chatId)).toMatchObject({
      ownerId: 'ben',
      operators: [{ id: 'ada' }, { id: 'ben' }],
    });
    await library.sends('o-ada', chatId, 'outbox-ada.1');
  });

  test('H3: only the owner transfers, only operators of the chat invite, and only one colleague', async () => {
    const { library, chatId } = await answered();
    expect(await library.refuses('o-ben', transferTo(chatId, { operatorId: 'cleo' }))).toBe('notAllowed');
    expect(await library.refuses('o-ben', invitationTo(chatId, 'cleo'))).toBe('notAllowed');
    const toAll = { ...invitationTo(chatId, ''), to: { departmentId: ELSEWHERE } };
    expect(await library.refuses('o-ada', toAll)).toBe('notAllowed');
    await library.asks('o-ada', invitationTo(chatId, 'ben'), 'done');
    await library.asks('o-ben', { action: 'acceptRequest', chatId }, 'chat');
    expect(await library.refuses('o-ben', transferTo(chatId, { operatorId: 'cleo' }))).toBe('notAllowed');
    await library.asks('o-ben', invitationTo(chatId, 'cleo'), 'done');
  });

  test('H4: nobody is asked who is not there, away, off duty, in the chat, or who asks', async () => {
    const { library, chatId } = await answered();
    const toBen = transferTo(chatId, { operatorId: 'ben' });
    for (const status of ['away', 'internalOnly', 'offline']) {
      await library.asks('o-ben', { action: 'setStatus', status }, 'statusSet');
      expect(await library.refuses('o-ada', toBen)).toBe('notHere');
    }
    expect(await library.refuses('o-ada', transferTo(chatId, { operatorId: 'nobody' }))).toBe('notHere');
    expect(await library.refuses('o-ada', transferTo(chatId, { operatorId: 'ada' }))).toBe('notHere');
    expect(await library.refuses('o-ada', transferTo(chatId, { departmentId: 'nowhere' }))).toBe(
      'noSuchDepartment',
    );
    await library.asks('o-cleo', { action: 'setStatus', status: 'away' }, 'statusSet');
    // Ada herself is available in it.
    expect(await library.refuses('o-ada', transferTo(chatId, { departmentId: 'reference' }))).toBe('notHere');
    await library.asks('o-ben', { action: 'setStatus', status: 'available' }, 'statusSet');
    await library.asks('o-ada', invitationTo(chatId, 'ben'), 'done');
    await library.asks('o-ben', { action: 'acceptRequest', chatId }, 'chat');
    expect(await library.refuses('o-ada', toBen)).toBe('notHere');
  });

  test('H5: one request stands at a time; the same one again is answered as before; a lapsed one is replaced', async () => {
    const { library, chatId } = await answered();
    const toBen = transferTo(chatId, { operatorId: 'ben' });
    await library.asks('o-ada', toBen, 'done');
    await library.asks('o-ada', toBen, 'done');
    expect((await kindsOf(library, chatId)).filter((kind) => kind === 'requested')).toHaveLength(1);
    expect(await library.refuses('o-ada', invitationTo(chatId, 'cleo'))).toBe('requestStands');
    library.now += 60 * SECOND;
    await library.says('o-cleo', { action: 'ping' });
    await library.asks('o-ada', transferTo(chatId, { operatorId: 'cleo' }), 'done');
    expect(await library.refuses('o-ben', { action: 'acceptRequest', chatId })).toBe('noSuchRequest');
    await library.asks('o-cleo', { action: 'acceptRequest', chatId }, 'chat');
  });

  test('H6: after its time nobody takes it, and the chat is with the giver, as all the while', async () => {
    const { library, chatId } = await answered({ transferSeconds: 15 });
    await library.asks('o-ada', transferTo(chatId, { operatorId: 'ben' }), 'done');
    library.now += 15 * SECOND - 1;
    await library.sends('o-ada', chatId, 'outbox-ada.1');
    library.now += 1;
    expect(await library.refuses('o-ben', { action: 'acceptRequest', chatId })).toBe('noSuchRequest');
    expect(await library.refuses('o-ben', { action: 'declineRequest', chatId })).toBe('noSuchRequest');
    expect(await library.refuses('o-ada', { action: 'withdrawRequest', chatId })).toBe('noSuchRequest');
    expect(await activeChat(library, chatId)).toMatchObject({ ownerId: 'ada' });
    await library.sends('p-one', chatId, 'patron-one.2');
  });

  test('H7: of two of a department who accept at once one has it, the other reads that it is over', async () => {
    const { library, chatId } = await answered();
    await library.asks('o-ada', transferTo(chatId, { departmentId: 'reference' }), 'done');
    const accept = { action: 'acceptRequest', ref: 'r1', chatId };
    await Promise.all([library.says('o-ben', accept), library.says('o-cleo', accept)]);

    const answers = ['o-ben', 'o-cleo'].map((id) => [
      library.sockets.of(id, 'chat').length,
      library.sockets.of(id, 'error').map(({ code }) => code),
    ]);
    expect(answers).toContainEqual([1, []]);
    expect(answers).toContainEqual([0, ['noSuchRequest']]);
    expect((await activeChat(library, chatId)).operators).toHaveLength(1);
  });

  test('H7: of accept and withdraw at once, one holds', async () => {
    const { library, chatId } = await answered();
    await library.asks('o-ada', transferTo(chatId, { operatorId: 'ben' }), 'done');
    await Promise.all([
      library.says('o-ben', { action: 'acceptRequest', ref: 'r1', chatId }),
      library.says('o-ada', { action: 'withdrawRequest', ref: 'r1', chatId }),
    ]);

    const { ownerId } = await activeChat(library, chatId);
    const loser = ownerId === 'ben' ? 'o-ada' : 'o-ben';
    const codes = library.sockets.of(loser, 'error').map(({ code }) => code);
    // Who has given it away is in it no more.
    expect(codes).toEqual([ownerId === 'ben' ? 'notAllowed' : 'noSuchRequest']);
    expect((await kindsOf(library, chatId)).at(-1)).toBe(ownerId === 'ben' ? 'transferred' : 'requestEnded');
  });

  test('H8: acceptRequest sent again is answered with the chat', async () => {
    const { library, chatId } = await answered();
    await library.asks('o-ada', transferTo(chatId, { operatorId: 'ben' }), 'done');
    await library.asks('o-ben', { action: 'acceptRequest', chatId }, 'chat');
    const again = await library.asks('o-ben', { action: 'acceptRequest', chatId }, 'chat');
    expect(again.entries).toHaveLength(4);
    expect(await library.refuses('o-cleo', { action: 'acceptRequest', chatId })).toBe('noSuchRequest');
  });

  test('H9: declined with a reason, or withdrawn: the giver has it, staff read why, the patron doesn’t', async () => {
    const { library, chatId } = await answered();
    await library.asks('o-ada', transferTo(chatId, { operatorId: 'ben' }), 'done');
    expect(await library.refuses('o-cleo', { action: 'declineRequest', chatId })).toBe('noSuchRequest');
    expect(await library.refuses('o-cleo', { action: 'withdrawRequest', chatId })).toBe('notAllowed');
    library.sockets.forget();
    await library.asks('o-ben', { action: 'declineRequest', chatId, reason: 'at lunch' }, 'done');

    expect(library.sockets.of('o-ada', 'entry')).toMatchObject([
      { entry: { kind: 'requestEnded', why: 'declined', reason: 'at lunch', by: { id: 'ben' } } },
    ]);
    expect(library.sockets.of('p-one', 'entry')).toMatchObject([
      { entry: { kind: 'transferEnded', by: { name: 'Name ada' } } },
    ]);
    expect(requestTold(library, 'o-ben')).toBe('none');
    await library.asks('o-ada', transferTo(chatId, { operatorId: 'ben' }), 'done');
    await library.asks('o-ada', { action: 'withdrawRequest', chatId }, 'done');
    expect(requestTold(library, 'o-ben')).toBe('none');
    expect((await library.log(chatId)).at(-1)).toMatchObject({ kind: 'requestEnded', why: 'withdrawn' });
  });
});

describe('the receiver goes', () => {
  test.each([
    ['away', 'away'],
    ['internalOnly', 'away'],
    ['offline', 'gone'],
  ])('H10: %s ends the request (%s), and the giver reads it at once', async (status, why) => {
    const { library, chatId } = await answered();
    await library.asks('o-ada', transferTo(chatId, { operatorId: 'ben' }), 'done');
    library.sockets.forget();
    await library.asks('o-ben', { action: 'setStatus', status }, 'statusSet');

    expect(library.sockets.of('o-ada', 'entry')).toMatchObject([
      { entry: { kind: 'requestEnded', why, by: { id: 'ben' }, owner: { id: 'ada' } } },
    ]);
    expect(await library.refuses('o-ben', { action: 'acceptRequest', chatId })).toBe('noSuchRequest');
  });

  test('H10: the last connection lost ends it; one of two doesn’t', async () => {
    const { library, chatId } = await answered();
    await library.operator('ben', { connectionId: 'o-ben-2' });
    await library.asks('o-ada', transferTo(chatId, { operatorId: 'ben' }), 'done');
    library.sockets.forget();
    await library.disconnects('o-ben');
    expect(library.sockets.of('o-ada', 'entry')).toEqual([]);
    await library.disconnects('o-ben-2');
    expect(library.sockets.of('o-ada', 'entry')).toMatchObject([
      { entry: { kind: 'requestEnded', why: 'gone' } },
    ]);
  });

  test('H11: a department’s request ends with the last one who could take it, also one who came later', async () => {
    const { library, chatId } = await answered();
    await library.asks('o-ada', transferTo(chatId, { departmentId: ELSEWHERE }), 'done');
    await library.asks('o-eve', { action: 'setStatus', status: 'away' }, 'statusSet');
    expect(await kindsOf(library, chatId)).not.toContain('requestEnded');
    library.sockets.forget();
    await library.asks('o-dora', { action: 'setStatus', status: 'away' }, 'statusSet');

    expect(library.sockets.of('o-ada', 'entry')).toMatchObject([
      { entry: { kind: 'requestEnded', why: 'away', by: { id: 'dora' } } },
    ]);
    await library.asks('o-dora', { action: 'setStatus', status: 'available' }, 'statusSet');
    await library.asks('o-ada', transferTo(chatId, { departmentId: ELSEWHERE }), 'done');
    await library.asks('o-eve', { action: 'setStatus', status: 'available' }, 'statusSet');
    await library.disconnects('o-dora');
    library.sockets.forget();
    await library.disconnects('o-eve');
    expect(library.sockets.of('o-ada', 'entry')).toMatchObject([
      { entry: { kind: 'requestEnded', why: 'gone', by: { id: 'eve' } } },
    ]);
  });

  test('H12: the giver who goes off duty or loses the line changes nothing', async () => {
    const { library, chatId } = await answered();
    await library.asks('o-ada', transferTo(chatId, { departmentId: 'reference' }), 'done');
    await library.asks('o-ada', { action: 'setStatus', status: 'offline' }, 'statusSet');
    await library.disconnects('o-ada');
    const taken = await library.asks('o-ben', { action: 'acceptRequest', chatId }, 'chat');
    expect(taken.chat.owner).toMatchObject({ id: 'ben' });
  });

  test('H12: neither does a patron who loses the line; one who ends the chat ends the request', async () => {
    const { library, chatId } = await answered();
    await library.asks('o-ada', transferTo(chatId, { operatorId: 'ben' }), 'done');
    await library.disconnects('p-one');
    expect((await activeChat(library, chatId)).request).toBeDefined();
    await library.returns('p-two', 'one', 0);
    await library.asks('p-two', { action: 'endChat', chatId }, 'done');
    expect(await library.refuses('o-ben', { action: 'acceptRequest', chatId })).toBe('chatEnded');
    expect(requestTold(library, 'o-ben')).toBe('none');
    expect(JSON.stringify(await library.service.chats.readHead(chatId))).not.toContain('needs a map');
  });
});

describe('another department', () => {
  test('H13: a colleague elsewhere is told, may read it whole while asked, and is in it as a guest', async () => {
    const { library, chatId } = await answered();
    expect(await library.refuses('o-eve', { action: 'readChat', chatId, after: 0 })).toBe('noSuchChat');
    await library.asks('o-ada', transferTo(chatId, { operatorId: 'eve' }), 'done');
    const read = await library.asks('o-eve', { action: 'readChat', chatId, after: 0 }, 'chat');
    expect(read.entries.map(({ kind }) => kind)).toEqual(['message', 'joined', 'requested']);
    await library.asks('o-ada', { action: 'withdrawRequest', chatId }, 'done');
    expect(requestTold(library, 'o-eve')).toBe('none');
    expect(await library.refuses('o-eve', { action: 'readChat', chatId, after: 0 })).toBe('noSuchChat');

    await library.asks('o-ada', transferTo(chatId, { operatorId: 'eve' }), 'done');
    const taken = await library.asks('o-eve', { action: 'acceptRequest', chatId }, 'chat');
    expect(taken.chat).toMatchObject({ departmentId: 'reference', owner: { id: 'eve' } });
  });

  test('H14: a transfer to a department moves the chat there, and both departments are told', async () => {
    const { library, chatId } = await answered();
    await library.asks('o-ada', transferTo(chatId, { departmentId: ELSEWHERE }), 'done');
    expect(requestTold(library, 'o-eve')).toMatchObject({ to: { name: `Department ${ELSEWHERE}` } });
    expect(await library.refuses('o-ben', { action: 'acceptRequest', chatId })).toBe('noSuchRequest');
    library.sockets.forget();
    // A page that is loaded again finds it, and only in the department that is asked.
    await library.operator('eve', { connectionId: 'o-eve-2' });
    await library.operator('ben', { connectionId: 'o-ben-2' });
    expect(library.sockets.of('o-eve-2', 'welcome')).toMatchObject([{ chatIds: [chatId] }]);
    expect(library.sockets.of('o-ben-2', 'welcome')).toMatchObject([{ chatIds: [] }]);
    await library.asks('o-eve', { action: 'acceptRequest', chatId }, 'chat');

    for (const told of ['o-ben', 'o-dora']) {
      expect(library.sockets.of(told, 'chatChanged')).toMatchObject([{ chat: { departmentId: ELSEWHERE } }]);
    }
    const openChats = { action: 'openChats', departmentId: ELSEWHERE };
    expect((await library.asks('o-eve', openChats, 'openChats')).chats).toHaveLength(1);
    const before = { action: 'openChats', departmentId: 'reference' };
    expect((await library.asks('o-ben', before, 'openChats')).chats).toHaveLength(0);
  });
});

describe('the patron is asked', () => {
  test('H15: nobody takes it before the yes, which begins the receiver’s time anew', async () => {
    const { library, chatId } = await answered({ transferConsent: 'asked' });
    await library.asks('o-ada', transferTo(chatId, { operatorId: 'ben' }), 'done');
    expect(library.sockets.of('p-one', 'entry')).toMatchObject([
      { entry: { kind: 'transferOffered', asks: true, other: 'Name ben' } },
    ]);
    expect(await library.refuses('o-ben', { action: 'acceptRequest', chatId })).toBe('noSuchRequest');
    const yes = { action: 'answerTransfer', chatId, agrees: true };
    expect(await library.refuses('o-ada', yes)).toBe('notAllowed');
    library.now += 50 * SECOND;
    await library.asks('p-one', yes, 'done');
    await library.asks('p-one', yes, 'done');
    expect(requestTold(library, 'o-ben')).toMatchObject({
      patron: 'agreed',
      until: library.now + 60 * SECOND,
    });
    library.now += 30 * SECOND;
    await library.asks('o-ben', { action: 'acceptRequest', chatId }, 'chat');
    expect(await library.refuses('p-one', yes)).toBe('noSuchRequest');
  });

  test('H15: a no ends it; an invitation asks nobody but the colleague', async () => {
    const { library, chatId } = await answered({ transferConsent: 'asked' });
    await library.asks('o-ada', transferTo(chatId, { operatorId: 'ben' }), 'done');
    await library.asks('p-one', { action: 'answerTransfer', chatId, agrees: false }, 'done');
    expect((await library.log(chatId)).at(-1)).toMatchObject({
      why: 'patronDeclined',
      by: { role: 'patron' },
    });
    library.sockets.forget();
    await library.asks('o-ada', invitationTo(chatId, 'ben'), 'done');
    expect(library.sockets.all('p-one')).toEqual([]);
    await library.asks('o-ben', { action: 'acceptRequest', chatId }, 'chat');
    expect(library.sockets.of('p-one', 'entry')).toMatchObject([
      { entry: { kind: 'joined', by: { name: 'Name ben' } } },
    ]);
  });
});
