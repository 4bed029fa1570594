// Whom a waiting chat is offered to, who may take it, and how all staff see how much each has (R).
import type { DepartmentSettings } from '../../lambdas/protocol/department-settings.ts';
import type { Desk } from '../support/desk.ts';
import { type House, type Section, defaults, HERE } from './house.ts';

/** Puts an end to what earlier tests, or runs, have left on the operator's desk: it would count against the limit. */
async function clear(desk: Desk): Promise<void> {
  for (const chatId of desk.welcome.chatIds ?? []) {
    const claimed = await desk.wire.answer({ action: 'claim', chatId });
    if (claimed.type === 'error') await desk.wire.answer({ action: 'attach', chatId, after: 0 });
    // Refused where it has ended meanwhile: what was offered to the one was moved on to the other.
    await desk.wire.answer({ action: 'endChat', chatId });
  }
}

async function share(house: House, settings: Partial<DepartmentSettings> = {}): Promise<void> {
  const coordinator = await house.coordinator();
  const record = { id: HERE, name: 'Acceptance suite', settings: { ...defaults, ...settings } };
  await house.saveDepartment(coordinator, record);
}

/** Both operators, available and with nothing on their desks; off duty first, so that no offer comes in between. */
async function team(house: House): Promise<{ first: Desk; second: Desk }> {
  const first = await house.operator('first', 'offline');
  const second = await house.operator('second', 'offline');
  for (const desk of [first, second]) await clear(desk);
  for (const desk of [first, second]) await desk.setStatus('available');
  return { first, second };
}

/** A patron's chat, as the desk sees it arrive. */
async function arrives(house: House, desk: Desk) {
  const patron = await house.patron();
  await patron.start('Is the map room open?');
  return { patron, chatId: patron.chatId, chat: await desk.sees(patron.chatId) };
}

async function offers(house: House, desk: Desk, count: number): Promise<(string | undefined)[]> {
  const ids: (string | undefined)[] = [];
  for (let done = 0; done < count; done += 1) {
    ids.push((await arrives(house, desk)).chat.offeredTo?.id);
  }
  return ids;
}

/** The two with whoever has the offer first. */
const byOffer = ({ first, second }: { first: Desk; second: Desk }, id: string | undefined): [Desk, Desk] =>
  id === first.id ? [first, second] : [second, first];

export const routingRules: Section = (house) => {
  afterEach(async () => share(house()));

  test('R1, R2: chats are offered in turn, for as long as the department says', async () => {
    await share(house(), { offerSeconds: 30 });
    const { first, second } = await team(house());

    const { chat } = await arrives(house(), first);
    expect(chat.offeredTo?.until).toBe(chat.startedAt + 30_000);
    const ids = [chat.offeredTo?.id, ...(await offers(house(), first, 3))];

    expect(ids.slice(0, 2).toSorted()).toEqual([first.id, second.id].toSorted());
    expect(ids.slice(2)).toEqual(ids.slice(0, 2));
  });

  test('R2: two that arrive at the same moment are offered to two', async () => {
    const { first, second } = await team(house());

    const both = await Promise.all([arrives(house(), first), arrives(house(), first)]);

    const ids = both.map(({ chat }) => chat.offeredTo?.id ?? '');
    expect(ids.toSorted()).toEqual([first.id, second.id].toSorted());
  });

  test('R3: to the least busy', async () => {
    await share(house(), { strategy: 'leastBusy' });
    const { first, second } = await team(house());
    for (let count = 0; count < 2; count += 1) {
      await first.claim((await arrives(house(), first)).chatId);
    }

    expect(await offers(house(), first, 2)).toEqual([second.id, second.id]);
  });

  test('R4: where everyone rings, a chat is offered to nobody', async () => {
    await share(house(), { strategy: 'everyoneRings' });
    const { first } = await team(house());

    expect(await offers(house(), first, 2)).toEqual([undefined, undefined]);
  });

  test('R5: who is full is passed over; with all of them full a chat is open to all', async () => {
    await share(house(), { chatsAtOnce: 1 });
    const { first, second } = await team(house());

    const ids = await offers(house(), first, 3);

    expect(ids.slice(0, 2).toSorted()).toEqual([first.id, second.id].toSorted());
    expect(ids[2]).toBeUndefined();
  });

  test('R5, R10: one’s own lower limit holds, and is told to all; taken back, the department’s does', async () => {
    const { first, second } = await team(house());
    await first.wire.ask({ action: 'setOwnLimit', limit: 1 }, 'done');
    await second.wire.expect('tallies', ({ tallies }) =>
      tallies.some(({ operatorId, limit }) => operatorId === first.id && limit === 1),
    );

    const ids = await offers(house(), second, 4);
    expect(ids.filter((id) => id === first.id)).toHaveLength(1);
    await first.wire.ask({ action: 'setOwnLimit' }, 'done');

    expect(await offers(house(), second, 1)).toEqual([first.id]);
  });

  test.each(['away', 'internalOnly', 'offline', 'without a line'] as const)(
    'R6: an offer moves on when its operator is %s',
    async (status) => {
      const both = await team(house());
      const { chatId, chat } = await arrives(house(), both.first);
      const [offered, other] = byOffer(both, chat.offeredTo?.id);

      if (status === 'without a line') await offered.wire.socket.cut();
      else await offered.setStatus(status);

      const moved = await other.sees(chatId, ({ offeredTo }) => offeredTo?.id === other.id);
      expect(moved.offeredTo?.until).toBeGreaterThanOrEqual(chat.startedAt);
      const { entries } = await other.claim(chatId);
      expect(entries).toMatchObject([
        { kind: 'message' },
        { kind: 'offered', by: { id: offered.id }, to: { id: other.id } },
        { kind: 'joined' },
      ]);
    },
  );

  test('R6: with nobody next it is open to all', async () => {
    const both = await team(house());
    const { chatId, chat } = await arrives(house(), both.first);
    const [offered, other] = byOffer(both, chat.offeredTo?.id);
    await other.setStatus('away');

    await offered.setStatus('away');

    const { entries } = await other.claim(chatId);
    expect(entries[1]).toMatchObject({ kind: 'offered', by: { id: offered.id } });
    expect(entries[1]).not.toHaveProperty('to');
  });

  test('R7, R8: anybody may claim what is offered to a colleague; all are told what each has', async () => {
    const both = await team(house());
    const coordinator = await house().coordinator();
    const { patron, chatId, chat } = await arrives(house(), both.first);
    const [offered, other] = byOffer(both, chat.offeredTo?.id);
    const told = (id: string, chats: number) =>
      coordinator.wire.expect('tallies', ({ tallies }) =>
        tallies.some((tally) => tally.operatorId === id && tally.chats === chats && tally.offered === 0),
      );

    await other.claim(chatId);

    await Promise.all([told(other.id, 1), told(offered.id, 0)]);
    expect((await offered.wire.refusal({ action: 'claim', chatId })).code).toBe('alreadyClaimed');
    await patron.end();
    await told(other.id, 0);
  });

  test('R7: of all who claim during an offer at once, one has the chat, and one desk', async () => {
    const { first, second } = await team(house());
    const { chatId } = await arrives(house(), first);

    await Promise.all([first, second].map((desk) => desk.wire.answer({ action: 'claim', chatId })));

    const again = [await house().operator('first'), await house().operator('second')];
    expect(again.flatMap(({ welcome }) => welcome.chatIds ?? [])).toEqual([chatId]);
  });

  test('R9: a reconnect keeps the count of chats taken, coming on duty begins it anew', async () => {
    const { first } = await team(house());
    const { chatId } = await arrives(house(), first);
    await first.claim(chatId);
    const taken = (desk: Desk) =>
      desk.welcome.tallies?.find(({ operatorId }) => operatorId === first.id)?.taken ?? 0;

    await first.wire.socket.cut();
    const back = await house().operator('first');
    expect(taken(back)).toBeGreaterThan(0);
    await back.setStatus('offline');
    await back.setStatus('available');

    expect(taken(await house().operator('first'))).toBe(0);
  });

  test('R12: a reload finds the open chats that one is in or offered', async () => {
    const both = await team(house());
    const { chatId } = await arrives(house(), both.first);
    await both.first.claim(chatId);

    const again = await house().operator('first');

    expect(again.welcome.chatIds).toContain(chatId);
    await again.attach(chatId);
    await again.end(chatId);
    expect((await house().operator('first')).welcome.chatIds).not.toContain(chatId);
  });
};
