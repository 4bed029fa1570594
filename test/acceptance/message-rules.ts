// What becomes of one message (rules M in docs/behaviour.md); delivery-rules.ts has what the network does to it.
import { MESSAGE_LENGTH } from '../../lambdas/protocol/limits.ts';
import { catchUp, entriesPushed } from '../support/conversation.ts';
import { randomName } from '../support/wire-client.ts';
import { HERE, type House, type Section } from './house.ts';

export const messageRules: Section = (house) => {
  describe('places', () => places(house));
  describe('texts', () => texts(house));
  describe('who may', () => whoMay(house));
  describe('typing', () => typing(house));
};

function places(house: () => House): void {
  test('M1, M2, M6: what both sides say has one order, and comes once to the other side', async () => {
    const { patron, first, second, chatId } = await house().activeChat('Where?');
    expect(await first.say(chatId, 'On the second floor.')).toBe(3);
    expect(await patron.say('Thank you!')).toBe(4);
    expect(await patron.say('And when?')).toBe(5);
    expect(await first.say(chatId, 'Until nine.')).toBe(6);
    const atPatron = await patron.wire.expect('entry', ({ entry }) => entry.place === 6);
    expect(atPatron.entry).toMatchObject({ after: 5, by: { role: 'operator', name: first.name } });
    await first.wire.expect('entry', ({ entry }) => entry.place === 5);
    await Promise.all([patron.wire.roundTrip(), first.wire.roundTrip(), second.wire.roundTrip()]);
    expect(entriesPushed(patron.wire, chatId).map(({ place }) => place)).toEqual([2, 3, 6]);
    expect(entriesPushed(first.wire, chatId).map(({ place }) => place)).toEqual([4, 5]);
    expect(entriesPushed(second.wire, chatId)).toEqual([]);
    const { entries } = await first.read(chatId);
    expect(entries.map(({ place, after }) => [place, after])).toEqual(
      [1, 2, 3, 4, 5, 6].map((place) => [place, place - 1]),
    );
  });

  test('M3: the same name again is answered with the same place, stored once and shown once', async () => {
    const { patron, first, chatId } = await house().activeChat();
    const name = patron.outbox.next();
    const sent = await patron.wire.sendNamed(chatId, name, 'Once');
    const again = await patron.wire.sendNamed(chatId, name, 'Once');
    expect(again).toEqual(sent);
    await first.wire.roundTrip();
    expect(new Set(entriesPushed(first.wire, chatId).map(({ place }) => place))).toEqual(new Set([3]));
    const mine = first.outbox(chatId).next();
    const answer = await first.wire.sendNamed(chatId, mine, 'Twice?');
    expect(await first.wire.sendNamed(chatId, mine, 'Another text, same name')).toEqual(answer);
    const { entries } = await first.read(chatId);
    expect(entries.flatMap((entry) => (entry.kind === 'message' ? [entry.text] : []))).toEqual([
      'Where is the reading room?',
      'Once',
      'Twice?',
    ]);
  });

  test('M3: the same name sent many times at once is stored once', async () => {
    const { patron, first, chatId } = await house().activeChat();
    const name = patron.outbox.next();
    const frame = { action: 'send', chatId, name, text: 'Impatient' };
    for (let count = 0; count < 8; count += 1) patron.wire.socket.send(frame);
    const acknowledged = async () => patron.wire.all('sent').filter((sent) => sent.name === name);
    while ((await acknowledged()).length < 8) await patron.wire.roundTrip();
    expect(new Set((await acknowledged()).map(({ place }) => place))).toEqual(new Set([3]));
    const { entries } = await first.read(chatId);
    expect(entries.filter((entry) => entry.kind === 'message' && entry.name === name)).toHaveLength(1);
  });

  test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty', '--------'])(
    'M3, M4: an outbox may be called %s',
    async (outbox) => {
      const { patron, first, chatId } = await house().activeChat();
      const place = await patron.wire.place(chatId, `${outbox}.1`, 'A strange name');
      expect(await patron.wire.place(chatId, `${outbox}.1`, 'A strange name')).toBe(place);
      expect(await patron.wire.place(chatId, `${outbox}.2`, 'And on')).toBe(place + 1);
      expect((await patron.wire.refusedMessage(chatId, `${outbox}.4`, 'Too far')).expected).toBe(3);
      const { entries } = await first.read(chatId, 2);
      expect(entries).toHaveLength(2);
    },
  );

  test('M4: a number that is not the next one is refused with the one that is expected', async () => {
    const { patron, first, chatId } = await house().activeChat();
    const { outbox } = patron;
    const early = await patron.wire.refusedMessage(chatId, outbox.at(3), 'Too early');
    expect(early).toMatchObject({ code: 'outOfOrder', expected: 2 });
    const fresh = await patron.wire.refusedMessage(chatId, `${randomName(9)}.7`, 'A new page, not from 1');
    expect(fresh).toMatchObject({ code: 'outOfOrder', expected: 1 });
    expect(await patron.say('Now in turn')).toBe(3);
    expect(await patron.say('And the next')).toBe(4);
    await first.wire.expect('entry', ({ entry }) => entry.place === 4);
    expect(entriesPushed(first.wire, chatId)).toHaveLength(2);
  });

  test('M4: a question that is not the first of its outbox starts no chat', async () => {
    const patron = await house().patron();
    const frame = { ...patron.startFrame('Am I the second?'), name: patron.outbox.at(2) };
    expect(await patron.wire.refusal(frame)).toMatchObject({ code: 'outOfOrder', expected: 1 });
    expect((await patron.start('Then I am the first')).entries).toHaveLength(1);
  });
}

const TEXTS = [
  ['emoji and combined letters', '👩🏽‍🔬 naïve Å ångström \u{1F4DA}'],
  ['right-to-left text', 'מתי הספרייה פתוחה? متى تفتح المكتبة؟'],
  ['markup', '<script>alert("x")</script> <b>&amp;</b> {{x}} ${y} %s'],
  ['line breaks, tabs and spaces', '  a\r\n\tb\n\n c  '],
  ['quotes and backslashes', '"\'\\u0000\\n`'],
  ['a control character and a lone surrogate', 'bell\u0007 nul\u0000 half \uD83D.'],
  ['as much as may be', 'ü'.repeat(MESSAGE_LENGTH)],
  ['as much as may be, escaped in JSON', '\u0001'.repeat(MESSAGE_LENGTH)],
] as const;

function texts(house: () => House): void {
  test.each(TEXTS)('M8: %s arrives letter for letter', async (_, text) => {
    const { patron, first, chatId } = await house().activeChat();
    await patron.say(text);
    const entry = await first.wire.expect('entry', (frame) => frame.entry.kind === 'message');
    expect(entry.entry).toMatchObject({ text: wellFormed(text) });
    await first.say(chatId, text);
    const answer = await patron.wire.expect('entry', (frame) => frame.entry.kind === 'message');
    expect(answer.entry).toMatchObject({ text: wellFormed(text) });
    const entries = await catchUp(first.wire, chatId, 2);
    expect(entries).toMatchObject([{ text: wellFormed(text) }, { text: wellFormed(text) }]);
  });

  test.each([
    ['empty', ''],
    ['nothing to read', ' \n\t '],
    ['too long', 'x'.repeat(MESSAGE_LENGTH + 1)],
    ['a number', 7],
    ['null', null],
    ['a list', ['x']],
  ])('M5, M9: a text that is %s is refused and uses up nothing', async (_, text) => {
    const { patron, first, chatId } = await house().activeChat();
    const name = patron.outbox.next();
    const from = patron.wire.received.length;
    patron.wire.socket.send({ action: 'send', chatId, name, text });
    const refusal = await patron.wire.expect('error', () => true, from);
    expect(refusal).toMatchObject({ code: 'malformed', name });
    expect(refusal.message).toMatch(/text/);
    expect(await patron.wire.place(chatId, name, 'Right now')).toBe(3);
    await first.wire.expect('entry', ({ entry }) => entry.place === 3);
  });

  test.each([
    'x',
    'short.1',
    `${'a'.repeat(30)}.1`,
    'outbox-1.0',
    'outbox-1.01',
    'outbox-1.-1',
    'outbox-1.1.5',
    7,
  ])('M5: a message called %p is refused', async (name) => {
    const { patron, chatId } = await house().activeChat();
    patron.wire.socket.send({ action: 'send', chatId, name, text: 'x' });
    expect((await patron.wire.expect('error')).code).toBe('malformed');
  });
}

/** A lone surrogate has no form in UTF-8: a browser sends U+FFFD in its place. */
const wellFormed = (text: string): string => Buffer.from(text, 'utf8').toString('utf8');

function whoMay(house: () => House): void {
  test('M10: nothing is stored in an ended chat; what was stored before is still answered', async () => {
    const { patron, first, chatId } = await house().activeChat();
    const name = patron.outbox.next();
    const place = await patron.wire.place(chatId, name, 'The last word');
    await first.end(chatId);
    expect(await patron.wire.place(chatId, name, 'The last word')).toBe(place);
    const late = await patron.wire.refusedMessage(chatId, patron.outbox.next(), 'One more thing');
    expect(late.code).toBe('chatEnded');
    const mine = await first.wire.refusedMessage(chatId, first.outbox(chatId).next(), 'Goodbye');
    expect(mine.code).toBe('chatEnded');
    const { entries } = await first.read(chatId, 0);
    expect(entries.at(-1)?.kind).toBe('ended');
  });

  test('M11: an operator who has not claimed the chat cannot write in it', async () => {
    const { patron, first, second, chatId } = await house().waitingChat();
    const early = await first.wire.refusedMessage(chatId, first.outbox(chatId).at(1), 'Hello');
    expect(early.code).toBe('notAllowed');
    await first.claim(chatId);
    const outside = await second.wire.refusedMessage(chatId, second.outbox(chatId).at(1), 'Hello');
    expect(outside.code).toBe('notAllowed');
    await patron.wire.roundTrip();
    expect(entriesPushed(patron.wire, chatId).map(({ kind }) => kind)).toEqual(['joined']);
  });

  test("M11: a patron cannot write in, read or end somebody else's chat", async () => {
    const { patron, first, chatId } = await house().activeChat('Only for me');
    const other = await house().patron();
    const without = await other.wire.refusedMessage(chatId, other.outbox.at(1), 'Hi');
    await other.start('My own');
    const within = await other.wire.refusedMessage(chatId, other.outbox.at(2), 'Hi');
    const asked = await other.wire.refusal({ action: 'catchUp', chatId, after: 0 });
    const ended = await other.wire.refusal({ action: 'endChat', chatId });
    const unknown = await other.wire.refusedMessage(randomName(16), other.outbox.at(2), 'Hi');
    expect([without, within, asked, ended].map(({ code }) => code)).toEqual(
      Array.from({ length: 4 }, () => 'notAllowed'),
    );
    expect(unknown.code).toBe('noSuchChat');
    expect(other.wire.socket.texts.join('')).not.toContain('Only for me');
    expect(await patron.say('Undisturbed')).toBe(3);
    const { entries } = await first.read(chatId, 2);
    expect(entries).toHaveLength(1);
  });
}

function typing(house: () => House): void {
  test('M12: who writes is shown to the other side, and to nobody else', async () => {
    const { patron, first, second, chatId } = await house().activeChat();
    patron.wire.socket.send({ action: 'typing', chatId, writing: true });
    expect(await first.wire.expect('typing')).toMatchObject({ by: { role: 'patron' }, writing: true });
    first.wire.socket.send({ action: 'typing', chatId, writing: true });
    first.wire.socket.send({ action: 'typing', chatId, writing: false });
    const shown = await patron.wire.expect('typing', ({ writing }) => writing);
    expect(shown.by).toEqual({ role: 'operator', name: first.name });
    await patron.wire.expect('typing', ({ writing }) => !writing);
    await Promise.all([patron.wire.roundTrip(), first.wire.roundTrip(), second.wire.roundTrip()]);
    expect(second.wire.all('typing')).toEqual([]);
    expect(first.wire.all('typing')).toHaveLength(1);
    expect(await patron.say('Nothing was stored')).toBe(3);
  });

  test("M12: typing in other people's chats does nothing", async () => {
    const { patron, second, chatId } = await house().activeChat();
    const other = await house().patron(HERE);
    for (const wire of [second.wire, other.wire]) {
      wire.socket.send({ action: 'typing', chatId, writing: true });
      await wire.roundTrip();
    }
    await patron.wire.roundTrip();
    expect(patron.wire.all('typing')).toEqual([]);
  });
}
