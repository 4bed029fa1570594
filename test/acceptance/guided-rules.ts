// What operators put in front of patrons, and page checks (rules G in docs/behaviour.md).
import { entriesHeard } from '../support/conversation.ts';
import type { House, Section } from './house.ts';

const page = { kind: 'page', address: 'https://library.example/maps?floor=2#shelf' } as const;
const guided = { kind: 'guided' } as const;

export const guidedRules: Section = (house) => {
  describe('offers', () => offers(house));
  describe('page checks', () => checks(house));
};

function offers(house: () => House): void {
  test.each([page, guided])('G1: an operator offers %j: an entry like any other', async (offer) => {
    const { patron, first, chatId } = await house().activeChat();
    const name = first.outbox(chatId).next();
    const frame = { action: 'send', chatId, name, text: 'Look here', offer };
    first.wire.socket.send(frame);
    const sent = await first.wire.expect('sent');
    expect(sent).toMatchObject({ name, place: 3 });
    const { entry } = await patron.wire.expect('entry', (each) => each.entry.place === 3);
    expect(entry).toMatchObject({ kind: 'message', text: 'Look here', offer, by: { name: first.name } });
    // Lost on the way and sent again, it is one offer; who comes back finds it.
    first.wire.socket.send(frame);
    while (first.wire.all('sent').length < 2) await first.wire.roundTrip();
    expect(first.wire.all('sent').map(({ place }) => place)).toEqual([3, 3]);
    const { wire } = await patron.anotherConnection(2);
    expect(entriesHeard(wire, chatId).filter(({ place }) => place === 3)).toMatchObject([{ offer }]);
    const { entries } = await first.read(chatId);
    expect(entries.filter((each) => each.kind === 'message' && each.offer)).toHaveLength(1);
  });

  test('G2: a patron offers nothing', async () => {
    const { patron, first, chatId } = await house().activeChat();
    const name = patron.outbox.next();
    for (const offer of [page, guided]) {
      const answer = await patron.wire.refusedMessage(chatId, name, 'Look', { offer });
      expect(answer).toMatchObject({ type: 'error', code: 'notAllowed', name });
    }
    expect((await first.read(chatId)).entries).toHaveLength(2);
    expect(await patron.wire.place(chatId, name, 'Without')).toBe(3);
  });

  test.each(['javascript:alert(1)', 'data:text/html,x', 'ftp://l.example/', 'https://', 'l.example', ''])(
    'G2: an address such as %j is not offered',
    async (address) => {
      const { first, chatId } = await house().activeChat();
      const name = first.outbox(chatId).next();
      const offer = { kind: 'page', address };
      const answer = await first.wire.refusedMessage(chatId, name, 'Look', { offer });
      expect(answer).toMatchObject({ type: 'error', code: 'malformed', name });
    },
  );
}

function checks(house: () => House): void {
  test('G3: who is in the chat may ask whether a page can be framed', async () => {
    const { patron, first, chatId } = await house().activeChat();
    // Nobody answers there, on any network.
    const address = 'http://192.0.2.1/';
    for (const { wire } of [patron, first]) {
      const answer = await wire.answer({ action: 'checkPage', chatId, address });
      expect(answer).toMatchObject({ type: 'pageChecked', address });
      // Where the widget is encrypted, browsers would not load it there anyway.
      expect(['unknown', 'no']).toContain('framing' in answer && answer.framing);
    }
  });

  test('G3: nobody else may', async () => {
    const { second, chatId } = await house().activeChat();
    const stranger = await house().patron();
    for (const { wire } of [second, stranger]) {
      const answer = await wire.answer({ action: 'checkPage', chatId, address: page.address });
      expect(answer).toMatchObject({ type: 'error', code: 'notAllowed' });
    }
    const bare = await house().bareWidget();
    expect(await bare.answer({ action: 'checkPage', chatId, address: page.address })).toMatchObject({
      type: 'error',
      code: 'notAllowed',
    });
  });
}
