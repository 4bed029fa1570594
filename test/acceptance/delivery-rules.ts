// Nothing lost, nothing twice, in order: what cut lines, several tabs and crowds do to messages (rules M, K).
import { FRAME_BYTES } from '../../lambdas/protocol/limits.ts';
import {
  type LoggedEntry,
  Outbox,
  catchUp,
  entriesHeard,
  entriesPushed,
  namesAcknowledged,
} from '../support/conversation.ts';
import type { OperatorWire, PatronWire } from '../support/wire-client.ts';
import { HERE, type House, type Section } from './house.ts';

export const deliveryRules: Section = (house) => {
  describe('cut lines', () => cutLines(house));
  describe('several connections', () => severalConnections(house));
  describe('crowds', () => crowds(house));
};

const textsOf = (entries: readonly LoggedEntry[]): string[] =>
  entries.flatMap(({ text }) => (text === undefined ? [] : [text]));

function cutLines(house: () => House): void {
  test('M3, K10: a message whose line is cut before the answer is stored once', async () => {
    const { patron, first, chatId } = await house().activeChat();
    for (let round = 0; round < 5; round += 1) {
      const name = patron.outbox.next();
      patron.wire.socket.send({ action: 'send', chatId, name, text: `Cut ${round}` });
      await patron.wire.socket.cut();
      await patron.resume(2);
      await patron.wire.place(chatId, name, `Cut ${round}`);
    }
    const { entries } = await first.read(chatId);
    expect(textsOf(entries).slice(1)).toEqual([0, 1, 2, 3, 4].map((round) => `Cut ${round}`));
    const places = entries.map(({ place }) => place);
    expect(places).toEqual(places.map((_, index) => index + 1));
    const heard = entriesPushed(first.wire, chatId).map(({ place }) => place);
    expect(new Set(heard).size).toBe(heard.length);
  });

  test('K10: what was said while the patron was away is there when they are back', async () => {
    const { patron, first, chatId } = await house().activeChat();
    const place = await patron.say('I go through a tunnel');
    await patron.wire.socket.cut();
    for (const count of [1, 2, 3]) await first.say(chatId, `Answer ${count}`);
    const { resumed } = await patron.resume(place);
    if (resumed?.outcome !== 'back') throw new Error(`not back: ${resumed?.outcome}`);
    expect(resumed.chat).toMatchObject({ chatId, state: 'active', answeredBy: [first.name] });
    expect(textsOf(resumed.entries)).toEqual(['Answer 1', 'Answer 2', 'Answer 3']);
    expect(resumed.entries[0]?.after).toBe(place);
    await first.say(chatId, 'Answer 4');
    const next = await patron.wire.expect('entry');
    expect(next.entry).toMatchObject({ after: resumed.entries.at(-1)?.place, text: 'Answer 4' });
  });

  test('K10: a patron who comes back to an ended chat reads its end', async () => {
    const { patron, first, chatId } = await house().activeChat();
    await patron.wire.socket.cut();
    await first.say(chatId, 'I close this now');
    await first.end(chatId);
    const { resumed } = await patron.resume(2);
    if (resumed?.outcome !== 'back') throw new Error(`not back: ${resumed?.outcome}`);
    expect(resumed.chat.state).toBe('ended');
    expect(resumed.entries.map(({ kind }) => kind)).toEqual(['message', 'ended']);
  });

  test('K14: an operator who lost the line attaches again and has everything', async () => {
    const { patron, first, second, chatId } = await house().activeChat();
    await first.wire.socket.cut();
    await second.sees(chatId, ({ operators }) => operators.some(({ connected }) => !connected));
    await patron.say('Are you still there?');
    const desk = await house().operator('first');
    const { chat, entries } = await desk.attach(chatId, 2);
    expect(chat.owner?.id).toBe(desk.id);
    expect(entries.map(({ kind }) => kind)).toEqual(['dropped', 'message', 'returned']);
    await patron.say('Good.');
    expect(await desk.wire.expect('entry', ({ entry }) => entry.kind === 'message')).toMatchObject({
      entry: { text: 'Good.' },
    });
    const place = await desk.say(chatId, 'I am back');
    await patron.wire.expect('entry', ({ entry }) => entry.place === place);
    expect((await second.wire.refusal({ action: 'attach', chatId, after: 0 })).code).toBe('notAllowed');
  });

  test('M7: catchUp gives what a reader lacks, page by page, to both sides', async () => {
    const { patron, first, chatId } = await house().activeChat();
    const COUNT = 130;
    for (let count = 1; count <= COUNT; count += 1) await patron.say(`Line ${count}`);
    const wanted = Array.from({ length: COUNT }, (_, index) => index + 3);
    for (const wire of [patron.wire, first.wire]) {
      expect((await catchUp(wire, chatId, 2)).map(({ place }) => place)).toEqual(wanted);
    }
    const late = await first.wire.ask({ action: 'catchUp', chatId, after: COUNT + 1 }, 'entries');
    expect(textsOf(late.entries)).toEqual([`Line ${COUNT}`]);
    const nothing = await patron.wire.ask({ action: 'catchUp', chatId, after: COUNT + 2 }, 'entries');
    expect(nothing).toMatchObject({ entries: [], more: false });
  });

  test('M7, K10: a long chat comes back whole, in frames that fit', async () => {
    const { patron, first, chatId } = await house().activeChat();
    const long = 'é\n'.repeat(2_000);
    for (let count = 1; count <= 12; count += 1) await first.say(chatId, `${count}${long}`.slice(0, 4_000));
    const { wire, welcome } = await patron.anotherConnection(0);
    const resumed = welcome.resumed;
    if (resumed?.outcome !== 'back') throw new Error('not back');
    if (resumed.more) await catchUp(wire, chatId, resumed.entries.at(-1)?.place ?? 0);
    const heard = entriesHeard(wire, chatId).filter(({ kind }) => kind === 'message');
    expect(heard).toHaveLength(13);
    for (const text of wire.socket.texts) expect(Buffer.byteLength(text)).toBeLessThanOrEqual(FRAME_BYTES);
  });
}

function severalConnections(house: () => House): void {
  test('K12, M6: two pages of a patron both get everything, and see what the other says', async () => {
    const { patron, first, chatId } = await house().activeChat();
    const { wire: page } = await patron.anotherConnection(2);
    await first.say(chatId, 'To both');
    for (const wire of [patron.wire, page]) await wire.expect('entry', isText('To both'));
    await patron.say('From the first page');
    await page.expect('entry', isText('From the first page'));
    const outbox = new Outbox();
    await page.place(chatId, outbox.next(), 'From the second page');
    await patron.wire.expect('entry', isText('From the second page'));
    await first.wire.expect('entry', isText('From the second page'));
    await page.socket.close();
    await first.say(chatId, 'To the one that is left');
    await patron.wire.expect('entry', isText('To the one that is left'));
    expect(entriesPushed(patron.wire, chatId).map(({ kind }) => kind)).not.toContain('dropped');
  });

  test('K13: an operator with two tabs reads and writes in both', async () => {
    const { patron, first, chatId } = await house().activeChat();
    const tab = await house().operator('first');
    await tab.attach(chatId, 2);
    await patron.say('Hello, both of you');
    for (const { wire } of [first, tab]) await wire.expect('entry', isText('Hello, both of you'));
    await tab.say(chatId, 'From the second tab');
    await first.wire.expect('entry', isText('From the second tab'));
    await patron.wire.expect('entry', isText('From the second tab'));
    await first.wire.socket.close();
    await patron.say('One is left');
    await tab.wire.expect('entry', isText('One is left'));
  });

  test('K12: one page of a patron is lost, and the operator does not see them gone', async () => {
    const { patron, first, second, chatId } = await house().activeChat();
    const { wire: page } = await patron.anotherConnection(2);
    await page.socket.cut();
    await patron.say('Still here');
    await first.wire.expect('entry', isText('Still here'));
    expect(second.sightings(chatId).filter(({ patronGoneSince }) => patronGoneSince)).toEqual([]);
  });
}

const isText =
  (text: string) =>
  (frame: { readonly entry: LoggedEntry }): boolean =>
    frame.entry.text === text;

function crowds(house: () => House): void {
  test('M13: 200 messages of both sides from several connections at once', async () => {
    const { patron, first, chatId } = await house().activeChat();
    const { wire: page } = await patron.anotherConnection(2);
    const tab = await house().operator('first');
    await tab.attach(chatId, 2);
    const writers = [patron.wire, page, first.wire, tab.wire].map((wire) => ({ wire, outbox: new Outbox() }));
    const each = 50;
    await Promise.all(
      writers.map(async ({ wire, outbox }, writer) => {
        for (let count = 1; count <= each; count += 1) {
          const name = outbox.next();
          await insist(wire, chatId, name, `${writer}:${count}`);
        }
      }),
    );
    const all = await catchUp(first.wire, chatId, 0);
    expect(all.map(({ place }) => place)).toEqual(all.map((_, index) => index + 1));
    const texts = textsOf(all).slice(1);
    expect(texts).toHaveLength(writers.length * each);
    writers.forEach((_, writer) => {
      const own = texts.filter((text) => text.startsWith(`${writer}:`));
      expect(own).toEqual(Array.from({ length: each }, (__, index) => `${writer}:${index + 1}`));
    });
    for (const { wire } of writers) {
      const known = entriesPushed(wire, chatId).filter(({ kind }) => kind === 'message');
      const others = new Set(known.map(({ name }) => name));
      const own = new Set(namesAcknowledged(wire));
      expect(known).toHaveLength(others.size);
      expect(others.size + own.size).toBe(writers.length * each);
    }
  }, 120_000);

  test('M13: many chats at once do not mix', async () => {
    const desk = await house().operator('first');
    const patrons = await Promise.all(Array.from({ length: 12 }, () => house().patron(HERE)));
    await Promise.all(patrons.map((patron, index) => patron.start(`Question ${index}`)));
    await Promise.all(patrons.map(({ chatId }) => desk.claim(chatId)));
    await Promise.all(
      patrons.map(async (patron, index) => {
        for (const count of [1, 2, 3, 4, 5]) {
          await Promise.all([
            patron.say(`${index}: from the patron ${count}`),
            desk.say(patron.chatId, `${index}: to the patron ${count}`),
          ]);
        }
      }),
    );
    for (const [index, patron] of patrons.entries()) {
      const { entries } = await desk.read(patron.chatId);
      const texts = textsOf(entries);
      expect(texts).toHaveLength(11);
      expect(texts.slice(1).every((text) => text.startsWith(`${index}: `))).toBe(true);
      expect(textsOf(entriesPushed(patron.wire, patron.chatId))).toEqual(
        [1, 2, 3, 4, 5].map((count) => `${index}: to the patron ${count}`),
      );
    }
  }, 60_000);
}

/** As a client does: sends until it is stored, again when the server is busy. */
async function insist(
  wire: PatronWire | OperatorWire,
  chatId: string,
  name: string,
  text: string,
): Promise<void> {
  for (;;) {
    const answer = await wire.sendNamed(chatId, name, text);
    if (answer.type === 'sent') return;
    if (answer.type !== 'error' || answer.code !== 'busy') {
      throw new Error(`message ${name}: ${JSON.stringify(answer)}`);
    }
  }
}
