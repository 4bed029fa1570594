// Handing a chat over, joining one, looking in, and what the patron is never sent of it (H).
import { ELSEWHERE, HERE, type House, type Section, defaults } from './house.ts';
import type { Desk } from '../support/desk.ts';

type To = { readonly operatorId: string } | { readonly departmentId: string };

type Chat = ReturnType<Desk['sightings']>[number];

const transfer = (chatId: string, to: To, note = '') => ({
  action: 'request',
  chatId,
  kind: 'transfer',
  to,
  note,
});

/** Waits for a request that asks this desk, or until it is told that there is none any more. */
const isAsked = (desk: Desk, chatId: string) => desk.sees(chatId, ({ request }) => request !== undefined);

/** The coordinator as a third operator of the department, for as long as it takes. */
async function withThird(house: House, work: (third: Desk) => Promise<void>): Promise<void> {
  const coordinator = await house.coordinator();
  const { departmentIds, id: operatorId } = await house.operatorRecord(coordinator, coordinator.id);
  const belongsTo = async (ids: readonly string[]) => {
    const { version } = await house.operatorRecord(coordinator, operatorId);
    const frame = { action: 'saveMembership', operatorId, departmentIds: ids, version };
    await coordinator.wire.ask(frame, 'saved');
  };
  await belongsTo([...departmentIds.filter((id) => id !== HERE), HERE]);
  try {
    await coordinator.setStatus('available');
    await work(coordinator);
  } finally {
    await belongsTo(departmentIds);
  }
}

export const handingRules: Section = (house) => {
  describe('transfers', () => transfers(house));
  describe('several in a chat', () => together(house));
};

function transfers(house: () => House): void {
  test('H1, H2: a colleague is asked with a note, has the chat with all of its log, and goes on with it', async () => {
    const { patron, first, second, chatId } = await house().activeChat();
    await first.wire.ask(transfer(chatId, { operatorId: second.id }, 'About maps'), 'done');
    const asked = await isAsked(second, chatId);
    expect(asked.request).toMatchObject({
      note: 'About maps',
      by: { id: first.id },
      to: { operatorId: second.id },
    });
    // A message moves no chat.
    await patron.say('Still there?');

    const { chat, entries } = await second.wire.ask({ action: 'acceptRequest', chatId }, 'chat');
    expect(chat.owner?.id).toBe(second.id);
    expect(entries.map(({ kind }) => kind)).toEqual([
      'message',
      'joined',
      'requested',
      'message',
      'transferred',
    ]);
    await patron.wire.expect('entry', ({ entry }) => entry.kind === 'transferred');
    expect(await second.say(chatId, 'Here I am.')).toBe(6);
    const refused = await first.wire.refusedMessage(chatId, first.outbox(chatId).next(), 'And I?');
    expect(refused.code).toBe('notAllowed');
  });

  test('H7: of two of a department who accept at once one has it, the other reads that it is over', async () => {
    await withThird(house(), async (third) => {
      const { first, second, chatId } = await house().activeChat();
      await first.wire.ask(transfer(chatId, { departmentId: HERE }), 'done');
      await Promise.all([isAsked(second, chatId), isAsked(third, chatId)]);
      const accept = { action: 'acceptRequest', chatId };
      const answers = await Promise.all([second.wire.answer(accept), third.wire.answer(accept)]);

      expect(answers.map(({ type }) => type).toSorted()).toEqual(['chat', 'error']);
      expect(answers.find(({ type }) => type === 'error')).toMatchObject({ code: 'noSuchRequest' });
      const winner = answers[0]?.type === 'chat' ? second : third;
      const { chat } = await winner.read(chatId);
      expect(chat.operators.map(({ id }) => id)).toEqual([winner.id]);
      await winner.end(chatId);
    });
  });

  test('H7: of accept and withdraw at once one holds, and both desks show which', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { first, second, chatId } = await house().activeChat();
      await first.wire.ask(transfer(chatId, { operatorId: second.id }), 'done');
      await isAsked(second, chatId);
      const from = [first, second].map(({ wire }) => wire.received.length);
      const [taken, withdrawn] = await Promise.all([
        second.wire.answer({ action: 'acceptRequest', chatId }),
        first.wire.answer({ action: 'withdrawRequest', chatId }),
      ]);
      const owner = taken.type === 'chat' ? second : first;
      expect([taken.type, withdrawn.type].toSorted()).toEqual(
        owner === second ? ['chat', 'error'] : ['done', 'error'],
      );
      for (const [index, { wire }] of [first, second].entries()) {
        const isOver = ({ chat }: { chat: Chat }) => chat.chatId === chatId && !chat.request;
        const { chat } = await wire.expect('chatChanged', isOver, from[index]);
        expect(chat.operators.map(({ id }) => id)).toEqual([owner.id]);
      }
      await owner.end(chatId);
    }
  });

  test('H9, H10: declined, or gone away: the giver reads why at once, and can ask again', async () => {
    const { first, second, patron, chatId } = await house().activeChat();
    const toSecond = transfer(chatId, { operatorId: second.id });
    await first.wire.ask(toSecond, 'done');
    expect((await first.wire.refusal(transfer(chatId, { departmentId: ELSEWHERE }))).code).toBe(
      'requestStands',
    );
    await second.wire.ask({ action: 'declineRequest', chatId, reason: 'At lunch' }, 'done');
    const ended = (why: string) =>
      first.wire.expect('entry', ({ entry }) => entry.kind === 'requestEnded' && entry.why === why);
    expect((await ended('declined')).entry).toMatchObject({ reason: 'At lunch', owner: { id: first.id } });

    await first.wire.ask(toSecond, 'done');
    await second.setStatus('away');
    await ended('away');
    expect((await first.wire.refusal(toSecond)).code).toBe('notHere');
    await second.setStatus('available');
    await first.wire.ask(toSecond, 'done');
    await second.wire.socket.cut();
    await ended('gone');
    await patron.wire.roundTrip();
    expect(await first.say(chatId, 'I have it all the while.')).toBeGreaterThan(0);
  });

  test('H12: the giver may lose the line, the patron too: who is asked takes the chat', async () => {
    const { patron, first, second, chatId } = await house().activeChat();
    await first.wire.ask(transfer(chatId, { operatorId: second.id }), 'done');
    await isAsked(second, chatId);
    await Promise.all([first.wire.socket.cut(), patron.wire.socket.cut()]);
    await second.sees(chatId, (chat) => chat.patronGoneSince !== undefined);
    await second.wire.ask({ action: 'acceptRequest', chatId }, 'chat');
    const { resumed } = await patron.resume(0);
    expect(resumed).toMatchObject({ outcome: 'back', chat: { answeredBy: [second.name] } });
  });

  test('H12: a patron who ends the chat ends what is asked', async () => {
    const { patron, first, second, chatId } = await house().activeChat();
    await first.wire.ask(transfer(chatId, { operatorId: second.id }), 'done');
    await isAsked(second, chatId);
    await patron.end();
    const { request } = await second.sees(chatId, ({ state }) => state === 'ended');
    expect(request).toBeUndefined();
    expect((await second.wire.refusal({ action: 'acceptRequest', chatId })).code).toBe('chatEnded');
  });

  test('H14: taken for a department, the chat is that department’s', async () => {
    const { first, second, chatId } = await house().activeChat();
    await first.wire.ask(transfer(chatId, { departmentId: ELSEWHERE }), 'done');
    await isAsked(second, chatId);
    const { chat } = await second.wire.ask({ action: 'acceptRequest', chatId }, 'chat');
    expect(chat.departmentId).toBe(ELSEWHERE);
    await first.sees(chatId, ({ departmentId }) => departmentId === ELSEWHERE);
    expect((await first.openChats(HERE)).map((each) => each.chatId)).not.toContain(chatId);
    expect((await second.openChats(ELSEWHERE)).map((each) => each.chatId)).toContain(chatId);
    await second.end(chatId);
  });

  test('H15: where the patron is asked first, nobody takes the chat before the yes', async () => {
    const coordinator = await house().coordinator();
    const record = { id: HERE, name: 'Acceptance suite' };
    await house().saveDepartment(coordinator, {
      ...record,
      settings: { ...defaults, transferConsent: 'asked' },
    });
    try {
      const { patron, first, second, chatId } = await house().activeChat();
      await first.wire.ask(transfer(chatId, { operatorId: second.id }), 'done');
      await patron.wire.expect(
        'entry',
        ({ entry }) => entry.kind === 'transferOffered' && entry.asks === true,
      );
      expect((await second.wire.refusal({ action: 'acceptRequest', chatId })).code).toBe('noSuchRequest');
      await patron.wire.ask({ action: 'answerTransfer', chatId, agrees: true }, 'done');
      await second.wire.ask({ action: 'acceptRequest', chatId }, 'chat');
    } finally {
      await house().saveDepartment(coordinator, { ...record, settings: defaults });
    }
  });
}

function together(house: () => House): void {
  test('H16, H20: a colleague joins, the owner leaves, the colleague has it, and the last one stays', async () => {
    const { patron, first, second, chatId } = await house().activeChat();
    const invitation = { ...transfer(chatId, { operatorId: second.id }), kind: 'invitation' };
    await first.wire.ask(invitation, 'done');
    await second.wire.ask({ action: 'acceptRequest', chatId }, 'chat');
    await patron.wire.expect('entry', ({ entry }) => entry.kind === 'joined' && entry.place > 2);
    await first.wire.ask({ action: 'leaveChat', chatId }, 'done');
    await patron.wire.expect('entry', ({ entry }) => entry.kind === 'left');
    const { chat } = await second.attach(chatId);
    expect(chat).toMatchObject({ owner: { id: second.id }, operators: [{ id: second.id }] });
    expect((await second.wire.refusal({ action: 'leaveChat', chatId })).code).toBe('lastOne');
  });

  test('H22: a chat whose operator has lost the line is claimed as if it waited', async () => {
    const { first, second, chatId } = await house().activeChat();
    expect((await second.wire.refusal({ action: 'claim', chatId })).code).toBe('alreadyClaimed');
    await first.wire.socket.cut();
    await second.sees(chatId, ({ operators }) => operators.some(({ connected }) => !connected));
    const { chat } = await second.claim(chatId);
    expect(chat).toMatchObject({
      owner: { id: second.id },
      operators: [{ id: first.id }, { id: second.id }],
    });
  });

  test('H23: a coordinator looks in, live; operators don’t', async () => {
    const { patron, first, second, chatId } = await house().activeChat();
    const coordinator = await house().coordinator();
    expect((await second.wire.refusal({ action: 'lookIn', chatId, after: 0 })).code).toBe('notAllowed');
    await coordinator.wire.ask({ action: 'lookIn', chatId, after: 0 }, 'chat');
    await first.sees(chatId, ({ onlookers }) => onlookers?.[0]?.id === coordinator.id);
    await patron.say('Is that right?');
    await coordinator.wire.expect('entry', ({ entry }) => entry.kind === 'message' && entry.place === 4);
    const refused = await coordinator.wire.refusedMessage(chatId, coordinator.outbox(chatId).next(), 'Yes');
    expect(refused.code).toBe('notAllowed');
    await coordinator.wire.socket.cut();
    await first.wire.expect('entry', ({ entry }) => entry.kind === 'lookedAway');
  });
}
