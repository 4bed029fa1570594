// Connections: hello, frames that can't be trusted, and coming back with the wrong key (rules K and S8).
import { FRAME_BYTES, PROTOCOL_VERSION } from '../../lambdas/protocol/limits.ts';
import { entriesPushed } from '../support/conversation.ts';
import { operatorHello, patronHello, randomName } from '../support/wire-client.ts';
import { HERE, type House, type Section } from './house.ts';

export const connectionRules: Section = (house) => {
  describe('hello', () => hello(house));
  describe('frames that are not right', () => wrongFrames(house));
  describe('coming back', () => comingBack(house));
  describe('the two sides', () => sides(house));
};

function hello(house: () => House): void {
  test.each([
    ['startChat', { widgetId: HERE, chatId: randomName(16), token: randomName(32), text: 'Hi' }],
    ['openChats', { departmentId: HERE }],
    ['claim', { chatId: randomName(16) }],
    ['attach', { chatId: randomName(16), after: 0 }],
    ['readChat', { chatId: randomName(16), after: 0 }],
    ['transcripts', { departmentId: HERE }],
    ['setStatus', { status: 'available' }],
    ['renew', { accessToken: 'x' }],
    ['readSettings', {}],
    ['readOperators', {}],
    ['saveMembership', { operatorId: 'x', departmentIds: [], version: 0 }],
    ['removeWidget', { widgetId: HERE, version: 1 }],
  ])('K1: %s before hello is refused', async (action, fields) => {
    const wire = await house().bareWidget();
    const name = action === 'startChat' ? { name: `${randomName(9)}.1` } : {};
    expect((await wire.refusal({ action, ...fields, ...name })).code).toBe('helloFirst');
    await wire.ask(patronHello(HERE), 'welcome');
  });

  test('K1: what is about a chat is refused before hello as from anybody who is not in it', async () => {
    const { patron, first, chatId } = await house().activeChat();
    const wire = await house().bareWidget();
    const refused = await wire.refusedMessage(chatId, `${randomName(9)}.1`, 'From nowhere');
    expect(refused.code).toBe('notAllowed');
    for (const action of ['catchUp', 'endChat']) {
      expect((await wire.refusal({ action, chatId, after: 0 })).code).toBe('notAllowed');
      const unknown = { action, chatId: randomName(16), after: 0 };
      expect((await wire.refusal(unknown)).code).toBe('noSuchChat');
    }
    wire.socket.send({ action: 'typing', chatId, writing: true });
    wire.socket.send({ action: 'ping' });
    await wire.ask(patronHello(HERE), 'welcome');
    expect(await patron.say('Undisturbed')).toBe(3);
    await first.wire.expect('entry', ({ entry }) => entry.place === 3);
    expect(first.wire.all('typing')).toEqual([]);
  });

  test('K1: a connection without a hello is sent nothing', async () => {
    const bare = await house().bareDashboard();
    await house().activeChat();
    expect(bare.received).toEqual([]);
  });

  test('K2: a second hello is refused, and the connection stays what it was', async () => {
    const { patron, first, chatId } = await house().activeChat();
    expect((await patron.wire.refusal(patronHello(HERE))).code).toBe('alreadyGreeted');
    const asOperator = operatorHello(house().tokens.second);
    expect((await patron.wire.refusal(asOperator)).code).toBe('alreadyGreeted');
    expect((await first.wire.refusal(patronHello(HERE))).code).toBe('alreadyGreeted');
    expect((await first.wire.refusal(asOperator)).code).toBe('alreadyGreeted');
    expect(await patron.say('I am a patron still')).toBe(3);
    expect(await first.say(chatId, 'And I an operator')).toBe(4);
  });

  test('K3: another version of the protocol is refused, and the right one may follow', async () => {
    const wire = await house().bareWidget();
    for (const version of [0, PROTOCOL_VERSION + 1]) {
      const refusal = await wire.refusal({ ...patronHello(HERE), version });
      expect(refusal.code).toBe('unsupportedVersion');
    }
    await wire.ask(patronHello(HERE), 'welcome');
  });

  test('K15: ping is answered with the time', async () => {
    const patron = await house().patron();
    const desk = await house().operator('first');
    for (const { wire } of [patron, desk]) await wire.roundTrip();
    const [pong] = patron.wire.all('pong');
    expect(Math.abs((pong?.serverTime ?? 0) - Date.now())).toBeLessThan(60_000);
  });

  test('K16: there is no hello for a widget that does not exist', async () => {
    const wire = await house().bareWidget();
    expect((await wire.refusal(patronHello('no-such-widget'))).code).toBe('noSuchWidget');
    const patron = await house().patron();
    const frame = { ...patron.startFrame('Where to?'), widgetId: 'no-such-widget' };
    expect((await patron.wire.refusal(frame)).code).toBe('noSuchWidget');
  });
}

function wrongFrames(house: () => House): void {
  const long = 'x'.repeat(FRAME_BYTES);

  test.each([
    ['nothing at all', '', 'notJson'],
    ['words', 'hello?', 'notJson'],
    ['half of a frame', '{"action":"ping"', 'notJson'],
    ['a number', '7', 'malformed'],
    ['null', 'null', 'malformed'],
    ['a text', '"ping"', 'malformed'],
    ['a list', '[{"action":"ping"}]', 'malformed'],
    ['an empty object', '{}', 'malformed'],
    ['an unknown action', '{"action":"explode","ref":"r"}', 'unknownAction'],
    ['an action of a wrong type', '{"action":7}', 'malformed'],
    ['an action of the object prototype', '{"action":"constructor"}', 'unknownAction'],
    ['an action called __proto__', '{"action":"__proto__"}', 'unknownAction'],
    ['a route of API Gateway', '{"action":"$connect"}', 'unknownAction'],
    ['another route of API Gateway', '{"action":"$disconnect"}', 'unknownAction'],
    ['too large a frame', JSON.stringify({ action: 'ping', long }), 'tooLarge'],
    ['too large a text that is no JSON', long + long.slice(0, 10), 'tooLarge'],
  ])('K4–K9: %s is refused by its code, and the connection lives on', async (_, text, code) => {
    const { patron, first, chatId } = await house().activeChat();
    for (const wire of [patron.wire, first.wire]) {
      const refusal = await wire.refusedText(text);
      expect(refusal.code).toBe(code);
      expect(refusal.message).toMatch(/^[A-Z].+\.$/s);
    }
    expect(await patron.say('Still there')).toBe(3);
    expect(await first.say(chatId, 'So am I')).toBe(4);
  });

  test.each([
    ['no fields', { action: 'catchUp' }, 'chatId'],
    ['an object for an id', { action: 'catchUp', chatId: { $ne: '' }, after: 0 }, 'chatId'],
    ['a short id', { action: 'catchUp', chatId: 'abc', after: 0 }, 'chatId'],
    ['a place below nothing', { action: 'catchUp', chatId: randomName(16), after: -1 }, 'after'],
    ['half a place', { action: 'catchUp', chatId: randomName(16), after: 1.5 }, 'after'],
    ['a place beyond all', { action: 'catchUp', chatId: randomName(16), after: 1e15 }, 'after'],
    ['a place in words', { action: 'catchUp', chatId: randomName(16), after: '1' }, 'after'],
    ['a long token', start({ token: 'x'.repeat(44) }), 'token'],
    ['a name in two lines only', start({ patronName: ' \n\t ' }), 'patronName'],
    ['a name that is too long', start({ patronName: 'n'.repeat(81) }), 'patronName'],
    ['a page of another scheme', start({ page: { address: 'javascript:alert(1)', title: '' } }), 'page'],
    ['a page without a title', start({ page: { address: 'https://a.example/' } }), 'page'],
    ['a long page title', start({ page: { address: 'https://a.example/', title: 't'.repeat(201) } }), 'page'],
    ['no text', start({ text: undefined }), 'text'],
  ])('K5, K9: %s is malformed, and the field is named', async (_, frame, field) => {
    const patron = await house().patron();
    const refusal = await patron.wire.refusal(frame);
    expect(refusal.code).toBe('malformed');
    expect(refusal.message).toContain(field);
  });

  test.each(['', 'x', '#', '0', '~', '\u0000', '\ud800', 'A'.repeat(60), 'A'.repeat(61)])(
    'K9: a place to go on from that the server never gave (%j) does no harm',
    async (after) => {
      const desk = await house().coordinator();
      const requests = [
        { action: 'transcripts', departmentId: HERE, after },
        { action: 'readOperators', after },
      ];
      for (const request of requests) {
        const answer = await desk.wire.answer(request);
        if (answer.type === 'error')
          expect([request.action, answer.code]).toEqual([request.action, 'malformed']);
      }
      const first = await house().operator('first');
      const open = await first.wire.answer({ action: 'openChats', departmentId: HERE, after });
      if (open.type === 'error') expect(open.code).toBe('malformed');
    },
  );

  test('K9: a ref that is no name is not repeated', async () => {
    const patron = await house().patron();
    const refusal = await patron.wire.refusedText(
      JSON.stringify({ action: 'catchUp', ref: '<b>'.repeat(200), chatId: 'x' }),
    );
    expect(refusal).toMatchObject({ code: 'malformed' });
    expect(refusal.ref).toBeUndefined();
  });

  test('K8: a binary message closes the connection with 1003', async () => {
    const patron = await house().patron();
    patron.wire.socket.sendRaw(Buffer.from('{"action":"ping"}'));
    expect((await patron.wire.socket.waitForClose()).code).toBe(1003);
  });

  test('K7: a frame over 32 KB closes the connection with 1009', async () => {
    const patron = await house().patron();
    patron.wire.socket.sendRaw(JSON.stringify({ action: 'ping', long: 'x'.repeat(40_000) }));
    expect((await patron.wire.socket.waitForClose()).code).toBe(1009);
  });
}

const start = (more: object) => ({
  action: 'startChat',
  widgetId: HERE,
  chatId: randomName(16),
  token: randomName(32),
  name: `${randomName(9)}.1`,
  text: 'A question',
  ...more,
});

function comingBack(house: () => House): void {
  test('K11: a wrong token and an unknown chat are answered alike, and nothing is told', async () => {
    const { patron, first, chatId } = await house().activeChat('A private question');
    const resumes = [
      { chatId, token: randomName(32), place: 0 },
      { chatId, token: patron.token.toLowerCase(), place: 0 },
      { chatId: randomName(16), token: patron.token, place: 0 },
    ];
    for (const resume of resumes) {
      const wire = await house().bareWidget();
      const { resumed } = await wire.ask(patronHello(HERE, resume), 'welcome');
      expect(resumed).toEqual({ outcome: 'gone' });
      expect((await wire.refusedMessage(chatId, `${randomName(9)}.1`, 'Hi')).code).toBe('notAllowed');
      await first.say(chatId, 'Only for the patron');
      await wire.roundTrip();
      expect(entriesPushed(wire, chatId)).toEqual([]);
      expect(wire.socket.texts.join('')).not.toContain('private');
    }
    expect(first.wire.all('chatChanged').every(({ chat }) => chat.patronGoneSince === undefined)).toBe(true);
  });

  test('K10: a place beyond the end of the log gives nothing, and no error', async () => {
    const { patron } = await house().activeChat();
    const { welcome } = await patron.anotherConnection(5_000);
    expect(welcome.resumed).toMatchObject({ outcome: 'back', entries: [], more: false });
  });

  test('K21: the token of an ended chat opens what was said, and changes nothing any more', async () => {
    const { patron, first, chatId } = await house().activeChat('Before the end');
    await first.end(chatId);
    const said = await first.read(chatId);
    const { wire, welcome } = await patron.anotherConnection(0);
    if (welcome.resumed?.outcome !== 'back') throw new Error(`not back: ${welcome.resumed?.outcome}`);
    expect(welcome.resumed.chat.state).toBe('ended');
    expect(welcome.resumed.entries.at(-1)?.kind).toBe('ended');
    const late = await wire.refusedMessage(chatId, patron.outbox.next(), 'After the end');
    expect(late.code).toBe('notAllowed');
    const again = await wire.answer(patron.startFrame('Once more'));
    if (again.type !== 'error') expect(again).toMatchObject({ chat: { chatId, state: 'ended' } });
    wire.socket.send({ action: 'typing', chatId, writing: true });
    expect((await wire.refusal({ action: 'endChat', chatId })).code).toBe('notAllowed');
    await wire.socket.close();
    expect((await first.read(chatId)).entries).toEqual(said.entries);
    expect(first.wire.all('typing')).toEqual([]);
    expect((await first.openChats(HERE)).filter((chat) => chat.chatId === chatId)).toEqual([]);
  });

  test('K10: a resume token opens no chat of a claim or a reading', async () => {
    const { patron, chatId } = await house().activeChat();
    for (const action of ['claim', 'readChat', 'attach']) {
      const refusal = await patron.wire.refusal({ action, chatId, after: 0 });
      expect(['notAllowed', 'unknownAction']).toContain(refusal.code);
    }
  });
}

function sides(house: () => House): void {
  test.each([
    ['openChats', { departmentId: HERE }],
    ['claim', { chatId: randomName(16) }],
    ['setStatus', { status: 'available' }],
    ['transcripts', { departmentId: HERE }],
    ['readSettings', {}],
    ['readOperators', {}],
    ['saveMembership', { operatorId: 'x', departmentIds: [], version: 0 }],
    ['removeWidget', { widgetId: HERE, version: 1 }],
  ])('S8: %s is not for patrons', async (action, fields) => {
    const patron = await house().patron();
    expect((await patron.wire.refusal({ action, ...fields })).code).toMatch(/^(notAllowed|unknownAction)$/);
  });

  test('S8: an operator starts no chat as a patron', async () => {
    const desk = await house().operator('first');
    expect((await desk.wire.refusal(start({}))).code).toMatch(/^(notAllowed|unknownAction)$/);
  });
}
