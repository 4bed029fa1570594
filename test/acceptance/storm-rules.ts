// What must hold whatever happens at the same moment: lines cut at random, and commands that race (rules M, C, K).
import { entriesPushed } from '../support/conversation.ts';
import { StormySide } from '../support/stormy-side.ts';
import { patronHello, randomName } from '../support/wire-client.ts';
import { HERE, type House, type Section } from './house.ts';

export const stormRules: Section = (house) => {
  describe('cut at random', () => cutAtRandom(house));
  describe('at the same moment', () => races(house));
};

const MESSAGES = 25;

/** In one of three the line is cut, at any moment between the sending and long after the answer. */
const sometimes = (): number | undefined => (Math.random() < 0.35 ? Math.random() * 25 : undefined);

function cutAtRandom(house: () => House): void {
  test('M1–M4, K10, K14: both sides lose their lines again and again, and lose no message', async () => {
    const { patron, first, chatId } = await house().activeChat();
    await Promise.all([patron.wire.socket.cut(), first.wire.socket.cut()]);
    const atPatron = new StormySide(chatId, async (place) => {
      const { wire, welcome } = await patron.anotherConnection(place);
      if (welcome.resumed?.outcome !== 'back') throw new Error('the patron is not back');
      return { wire, ...welcome.resumed };
    });
    const atDesk = new StormySide(chatId, async (place) => {
      const { wire } = await house().operator('first');
      return { wire, ...(await wire.ask({ action: 'attach', chatId, after: place }, 'chat')) };
    });
    await Promise.all(
      [atPatron, atDesk].map(async (side, index) => {
        for (let count = 1; count <= MESSAGES; count += 1) await side.say(`${index}: ${count}`, sometimes);
      }),
    );
    await Promise.all([atPatron.catchUp(), atDesk.catchUp()]);
    const said = atDesk.texts;
    expect(atPatron.texts).toEqual(said);
    [atPatron, atDesk].forEach((side, index) => {
      expect(said.filter((text) => text.startsWith(`${index}: `))).toEqual(side.sent);
      expect(side.sent).toHaveLength(MESSAGES);
    });
  }, 120_000);
}

function races(house: () => House): void {
  test('C2: the same startChat on two connections at once starts one chat', async () => {
    const desk = await house().operator('first');
    const patron = await house().patron();
    const other = await house().bareWidget();
    await other.ask(patronHello(HERE), 'welcome');
    patron.outbox.next();
    const frame = patron.startFrame('Twice at once');
    const answers = await Promise.all([patron.wire, other].map((wire) => wire.ask(frame, 'chatStarted')));
    for (const { chat, entries } of answers) {
      expect(chat.chatId).toBe(patron.chatId);
      expect(entries.map(({ place }) => place)).toEqual([1]);
    }
    await desk.claim(patron.chatId);
    await desk.say(patron.chatId, 'To both of you');
    for (const wire of [patron.wire, other]) {
      await wire.expect('entry', ({ entry }) => entry.kind === 'message' && entry.text === 'To both of you');
    }
    const { entries } = await desk.read(patron.chatId);
    expect(entries.filter(({ kind }) => kind === 'message')).toHaveLength(2);
  });

  test('C3: of two patrons who use one id at once, one has the chat', async () => {
    const [one, two] = [await house().patron(), await house().patron()];
    const answers = await Promise.all([
      one.wire.answer(one.startFrame('Mine')),
      two.wire.answer({ ...two.startFrame('No, mine'), chatId: one.chatId }),
    ]);
    expect(answers.map(({ type }) => type).sort()).toEqual(['chatStarted', 'error']);
    expect(answers.find(({ type }) => type === 'error')).toMatchObject({ code: 'chatTaken' });
  });

  test('C6, C7: two tabs of one operator claim at once: both have the chat, and it is claimed once', async () => {
    const patron = await house().patron();
    await patron.start('Two tabs');
    const [one, two] = [await house().operator('first'), await house().operator('first')];
    const claims = await Promise.all([one.claim(patron.chatId), two.claim(patron.chatId)]);
    for (const { chat } of claims) expect(chat.owner?.id).toBe(one.id);
    const { entries } = await one.read(patron.chatId);
    expect(entries.filter(({ kind }) => kind === 'joined')).toHaveLength(1);
    const place = await patron.say('Hello, both');
    for (const { wire } of [one, two]) await wire.expect('entry', ({ entry }) => entry.place === place);
  });

  test('C6: a claim and an end by the patron at once leave a chat that is whole', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { patron, first, chatId } = await house().waitingChat(`Going ${round}`);
      const [claimed] = await Promise.all([first.wire.answer({ action: 'claim', chatId }), patron.end()]);
      if (claimed.type === 'error') expect(claimed.code).toBe('chatEnded');
      const { chat, entries } = await first.read(chatId);
      expect(chat.state).toBe('ended');
      const kinds = entries.map(({ kind }) => kind);
      expect(kinds).toEqual(claimed.type === 'error' ? ['message', 'ended'] : ['message', 'joined', 'ended']);
    }
  });

  test('M10, C9: what is written while the chat is ended is stored before the end, or refused', async () => {
    const { patron, first, chatId } = await house().activeChat();
    const { wire: page } = await patron.anotherConnection(2);
    const names = [`${randomName(9)}.1`, `${randomName(9)}.1`, `${randomName(9)}.1`];
    const [one, two, three] = await Promise.all([
      patron.wire.sendNamed(chatId, names[0] ?? '', 'A'),
      page.sendNamed(chatId, names[1] ?? '', 'B'),
      first.wire.sendNamed(chatId, names[2] ?? '', 'C'),
      first.end(chatId),
    ]);
    const { entries } = await first.read(chatId);
    expect(entries.at(-1)?.kind).toBe('ended');
    expect(entries.filter(({ kind }) => kind === 'ended')).toHaveLength(1);
    const stored = new Set(entries.flatMap((entry) => (entry.kind === 'message' ? [entry.name] : [])));
    [one, two, three].forEach((answer, index) => {
      const name = names[index] ?? '';
      if (answer.type === 'error') expect(answer.code).toBe('chatEnded');
      expect(stored.has(name)).toBe(answer.type === 'sent');
    });
  });

  test('K12: five pages of a patron come back at once, and each is sent what follows once', async () => {
    const { patron, first, chatId } = await house().activeChat();
    const pages = await Promise.all([1, 2, 3, 4, 5].map(() => patron.anotherConnection(2)));
    for (const { welcome } of pages) expect(welcome.resumed?.outcome).toBe('back');
    const place = await first.say(chatId, 'To every page');
    for (const { wire } of [patron, ...pages]) {
      await wire.expect('entry', ({ entry }) => entry.place === place);
      await wire.roundTrip();
      expect(entriesPushed(wire, chatId).filter((entry) => entry.place === place)).toHaveLength(1);
    }
  });

  test('C19: a patron who starts another chat has left the one before', async () => {
    const desk = await house().operator('first');
    const patron = await house().patron();
    await patron.start('The first');
    const [chatId, token, name] = [randomName(16), randomName(32), `${randomName(9)}.1`];
    const next = { ...patron.startFrame('The second'), chatId, token, name };
    await patron.wire.ask(next, 'chatStarted');
    const left = await desk.sees(patron.chatId, ({ patronGoneSince }) => patronGoneSince !== undefined);
    expect(left.state).toBe('waiting');
    expect((await desk.sees(chatId)).patronGoneSince).toBeUndefined();
    await desk.claim(patron.chatId);
    await desk.say(patron.chatId, 'Nobody is here');
    await patron.wire.roundTrip();
    expect(entriesPushed(patron.wire, patron.chatId)).toEqual([]);
  });
}
