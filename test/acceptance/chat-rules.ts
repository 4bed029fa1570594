// Chats from the first question to the transcript (rules C in docs/behaviour.md).
import type { Desk } from '../support/desk.ts';
import { randomName } from '../support/wire-client.ts';
import { closeAllSockets } from '../support/wire-socket.ts';
import { ELSEWHERE, HERE, type House, type Section } from './house.ts';

/** The index of a department is a moment behind the table: looks again until it shows what is waited for. */
export async function eventually<T>(look: () => Promise<T | undefined>, what: string): Promise<T> {
  const deadline = Date.now() + 10_000;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (Date.now() > deadline) throw new Error(`${what} did not come about in 10 s`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

const listed = (desk: Desk, chatId: string, departmentId = HERE) =>
  eventually(
    async () => (await desk.openChats(departmentId)).find((chat) => chat.chatId === chatId),
    `chat ${chatId} in the list`,
  );

export const chatRules: Section = (house) => {
  describe('beginning', () => beginning(house));
  describe('claiming', () => claiming(house));
  describe('ending', () => ending(house));
  describe('transcripts', () => transcripts(house));
};

function beginning(house: () => House): void {
  test('C1: the question starts a chat that waits, at place 1', async () => {
    const patron = await house().patron();
    const { chat, entries } = await patron.start('Do you have the 1851 census?');
    expect(chat).toMatchObject({ chatId: patron.chatId, state: 'waiting', answeredBy: [] });
    expect(entries).toMatchObject([
      { place: 1, after: 0, kind: 'message', by: { role: 'patron' }, text: 'Do you have the 1851 census?' },
    ]);
    expect(Math.abs(chat.startedAt - Date.now())).toBeLessThan(60_000);
  });

  test('C2: startChat sent again on the same connection finds the chat that it started', async () => {
    const patron = await house().patron();
    const first = await patron.start('Is the map room open?');
    const again = await patron.wire.ask(patron.startFrame('Is the map room open?'), 'chatStarted');
    expect(again.chat).toEqual(first.chat);
    expect(again.entries).toEqual(first.entries);
    expect(await patron.say('Hello?')).toBe(2);
  });

  test('C2: startChat sent again on another connection starts no second chat', async () => {
    const desk = await house().operator('first');
    const lost = await house().patron();
    lost.outbox.next();
    lost.wire.socket.send({ ...lost.startFrame('Are you there?'), ref: 'lost' });
    await desk.sees(lost.chatId);
    await lost.wire.socket.cut();
    const wire = await house().bareWidget();
    await wire.ask({ action: 'hello', as: 'patron', version: 1, widgetId: HERE }, 'welcome');
    const again = await wire.ask(lost.startFrame('Are you there?'), 'chatStarted');
    expect(again.chat.chatId).toBe(lost.chatId);
    expect(again.entries.map(({ place }) => place)).toEqual([1]);
    expect(await wire.place(lost.chatId, lost.outbox.next(), 'Now I am')).toBeGreaterThan(1);
    const { entries } = await desk.claim(lost.chatId);
    expect(entries.filter(({ kind }) => kind === 'message')).toHaveLength(2);
  });

  test('C3: an id that is taken is refused, and nothing of the chat is told', async () => {
    const patron = await house().patron();
    await patron.start('My secret question');
    const thief = await house().patron();
    const frame = { ...patron.startFrame('Give me that chat'), token: randomName(32) };
    const refusal = await thief.wire.refusal(frame);
    expect(refusal.code).toBe('chatTaken');
    expect(thief.wire.socket.texts.join('')).not.toContain('secret');
    const theirs = await thief.wire.refusedMessage(patron.chatId, thief.outbox.at(1), 'me too');
    expect(theirs.code).toBe('notAllowed');
  });

  test('C4: a new chat appears at every operator on duty in its department, and at no other', async () => {
    const [patron, first, second] = [
      await house().patron(ELSEWHERE),
      await house().operator('first'),
      await house().operator('second'),
    ];
    const tab = await house().operator('second');
    await patron.start('Elsewhere, please', { patronName: 'Ana', page: page('https://library.example/a') });
    const [seen, seenInTab] = await Promise.all([second.sees(patron.chatId), tab.sees(patron.chatId)]);
    expect(seen).toMatchObject({
      departmentId: ELSEWHERE,
      state: 'waiting',
      patronName: 'Ana',
      question: 'Elsewhere, please',
      page: { address: 'https://library.example/a' },
    });
    expect(seenInTab).toEqual(seen);
    await first.wire.roundTrip();
    expect(first.sightings(patron.chatId)).toEqual([]);
  });

  test('C5: who comes on duty finds the chats that wait and that are active, oldest first', async () => {
    const { patron, first } = await house().activeChat('The first one');
    const later = await house().patron();
    await later.start('The second one');
    await listed(first, later.chatId);
    const newcomer = await house().operator('second');
    const chats = await newcomer.openChats(HERE);
    const ours = chats.filter(({ chatId }) => chatId === patron.chatId || chatId === later.chatId);
    expect(ours.map(({ state, question }) => [state, question])).toEqual([
      ['active', 'The first one'],
      ['waiting', 'The second one'],
    ]);
    const starts = chats.map(({ startedAt }) => startedAt);
    expect(starts).toEqual([...starts].sort((a, b) => a - b));
  });

  test('C14: an operator who is offline still sees what waits, and everybody sees that they are offline', async () => {
    const [first, second] = [await house().operator('first'), await house().operator('second', 'offline')];
    const patron = await house().patron();
    await patron.start('Anybody?');
    await first.sees(patron.chatId);
    await second.sees(patron.chatId);
    expect((await listed(second, patron.chatId)).state).toBe('waiting');
    await second.claim(patron.chatId);
    await first.sees(patron.chatId, ({ state }) => state === 'active');
  });

  test('C17: after one chat a patron may start another', async () => {
    const patron = await house().patron();
    await patron.start('One');
    await patron.end();
    const [chatId, token, name] = [randomName(16), randomName(32), `${randomName(9)}.1`];
    const next = { ...patron.startFrame('Two'), chatId, token, name };
    const { chat } = await patron.wire.ask(next, 'chatStarted');
    expect(chat).toMatchObject({ chatId, state: 'waiting' });
    expect(await patron.wire.place(chatId, name.replace('.1', '.2'), 'and three')).toBeGreaterThan(1);
  });
}

const page = (address: string) => ({ address, title: 'A page' });

function claiming(house: () => House): void {
  test('C6: of operators who claim at once exactly one wins, and the others are told who', async () => {
    for (let round = 0; round < 10; round += 1) {
      const [patron, first, second] = [
        await house().patron(),
        await house().operator('first'),
        await house().operator('second'),
      ];
      await patron.start(`Race ${round}`);
      const request = { action: 'claim', chatId: patron.chatId };
      const answers = await Promise.all([first.wire.answer(request), second.wire.answer(request)]);
      expect(answers.map(({ type }) => type).sort()).toEqual(['chat', 'error']);
      const winner = answers[0]?.type === 'chat' ? first : second;
      expect(answers.find(({ type }) => type === 'error')).toMatchObject({
        code: 'alreadyClaimed',
        owner: { id: winner.id, name: winner.name },
      });
      const joined = await patron.wire.expect('entry', ({ entry }) => entry.kind === 'joined');
      expect(joined.entry.by).toEqual({ role: 'operator', name: winner.name });
      await patron.wire.roundTrip();
      expect(patron.wire.all('entry')).toHaveLength(1);
      await closeAllSockets();
    }
  });

  test('C7: a claim sent again by its owner is answered with the chat, and is in the log once', async () => {
    const { first, chatId } = await house().activeChat();
    const again = await first.claim(chatId);
    expect(again.chat.owner?.id).toBe(first.id);
    expect(again.entries.filter(({ kind }) => kind === 'joined')).toHaveLength(1);
  });

  test('C8: patron and colleagues are told who answers', async () => {
    const { patron, first, second, chatId } = await house().waitingChat();
    const claimed = await first.claim(chatId);
    expect(claimed.chat).toMatchObject({ state: 'active', owner: { id: first.id, name: first.name } });
    expect(claimed.entries.map(({ kind }) => kind)).toEqual(['message', 'joined']);
    const joined = await patron.wire.expect('entry');
    expect(joined.entry).toMatchObject({ place: 2, after: 1, kind: 'joined' });
    const seen = await second.sees(chatId, ({ state }) => state === 'active');
    expect(seen).toMatchObject({ owner: { name: first.name }, operators: [{ connected: true }] });
  });

  test('C15: a patron who is gone is marked, and unmarked when they are back', async () => {
    const { patron, first, second, chatId } = await house().activeChat();
    const before = Date.now() - 60_000;
    await patron.wire.socket.cut();
    for (const desk of [first, second]) {
      const gone = await desk.sees(chatId, ({ patronGoneSince }) => patronGoneSince !== undefined);
      expect(gone.state).toBe('active');
      expect(gone.patronGoneSince).toBeGreaterThan(before);
    }
    const from = second.wire.received.length;
    await patron.anotherConnection(2);
    const back = await second.wire.expect('chatChanged', ({ chat }) => chat.chatId === chatId, from);
    expect(back.chat.patronGoneSince).toBeUndefined();
  });
}

function ending(house: () => House): void {
  test('C9, C11: the patron ends the chat; everybody is told, and it leaves the open list', async () => {
    const { patron, first, second, chatId } = await house().activeChat();
    await patron.end();
    const ended = await first.wire.expect('entry', ({ entry }) => entry.kind === 'ended');
    expect(ended.entry.by).toEqual({ role: 'patron' });
    const seen = await second.sees(chatId, ({ state }) => state === 'ended');
    expect(seen).toMatchObject({ endedBy: 'patron', owner: { id: first.id } });
    await eventually(async () => {
      const open = await second.openChats(HERE);
      return open.some((chat) => chat.chatId === chatId) ? undefined : true;
    }, 'the chat to leave the open list');
  });

  test('C9: the operator ends the chat; the patron is told who did', async () => {
    const { patron, first, second, chatId } = await house().activeChat();
    await first.end(chatId);
    const ended = await patron.wire.expect('entry', ({ entry }) => entry.kind === 'ended');
    expect(ended.entry.by).toEqual({ role: 'operator', name: first.name });
    expect((await second.sees(chatId, ({ state }) => state === 'ended')).endedBy).toBe('operator');
  });

  test('C9, C16: a patron ends a chat that still waits; nobody can claim it then', async () => {
    const { patron, first, chatId } = await house().waitingChat();
    await patron.end();
    await first.sees(chatId, ({ state }) => state === 'ended');
    expect((await first.wire.refusal({ action: 'claim', chatId })).code).toBe('chatEnded');
  });

  test('C9: an operator who is not in the chat cannot end it, nor can another patron', async () => {
    const { patron, second, chatId } = await house().activeChat();
    const other = await house().patron();
    await other.start('I have a chat of my own');
    for (const wire of [second.wire, other.wire]) {
      const refusal = await wire.refusal({ action: 'endChat', chatId });
      expect(refusal.code).toBe('notAllowed');
    }
    expect(await patron.say('Still here?')).toBe(3);
  });

  test('C10: ending again is answered alike and ends once', async () => {
    const { patron, first, chatId } = await house().activeChat();
    await Promise.all([patron.end(), first.end(chatId)]);
    await patron.end();
    await first.end(chatId);
    const { entries } = await first.read(chatId);
    expect(entries.filter(({ kind }) => kind === 'ended')).toHaveLength(1);
  });
}

function transcripts(house: () => House): void {
  const found = (desk: Desk, chatId: string, words?: string, departmentId = HERE) =>
    eventually(
      async () => (await desk.transcripts(departmentId, words)).find((chat) => chat.chatId === chatId),
      `transcript ${chatId} by "${words}"`,
    );

  test('C11, C12: an ended chat is found by words and read whole', async () => {
    const word = `Zx${randomName(6).replace(/[-_]/g, 'q')}`;
    const patron = await house().patron();
    const [first, second] = [await house().operator('first'), await house().operator('second')];
    await patron.start(`How do I cite ${word} properly?`, { patronName: 'Béatrice Ōe' });
    await first.sees(patron.chatId);
    await first.claim(patron.chatId);
    await first.say(patron.chatId, 'Like a book.');
    await first.end(patron.chatId);

    const chat = await found(second, patron.chatId, word.toLowerCase());
    expect(chat).toMatchObject({ state: 'ended', endedBy: 'operator', owner: { name: first.name } });
    await found(second, patron.chatId, `cite ${word.toUpperCase()}`);
    await found(second, patron.chatId, `béatrice ${word}`);
    await found(second, patron.chatId, `${word} ${first.name}`);
    expect(await second.transcripts(HERE, `${word} nowhere-to-be-found`)).toEqual([]);
    const { entries, more } = await second.read(patron.chatId);
    expect(more).toBe(false);
    expect(entries.map(({ kind }) => kind)).toEqual(['message', 'joined', 'message', 'ended']);
    expect(entries.map(({ place }) => place)).toEqual([1, 2, 3, 4]);
  });

  test('C11: transcripts come newest first', async () => {
    const desk = await house().operator('first');
    const word = `Yz${randomName(6).replace(/[-_]/g, 'q')}`;
    const ids: string[] = [];
    for (const count of [1, 2, 3]) {
      const patron = await house().patron();
      await patron.start(`${word} number ${count}`);
      await patron.end();
      ids.unshift(patron.chatId);
    }
    const chats = await eventually(async () => {
      const all = await desk.transcripts(HERE, word);
      return all.length === 3 ? all : undefined;
    }, 'three transcripts');
    expect(chats.map(({ chatId }) => chatId)).toEqual(ids);
  });

  test('C13: to an operator of another department a chat does not exist', async () => {
    const [patron, first, second] = [
      await house().patron(ELSEWHERE),
      await house().operator('first'),
      await house().operator('second'),
    ];
    const { chatId } = patron;
    await patron.start('Between us');
    await second.sees(chatId);
    const outside = async (attaching: string) => {
      const attach = await first.wire.refusal({ action: 'attach', chatId, after: 0 });
      expect(attach.code).toBe(attaching);
      for (const action of ['claim', 'readChat']) {
        expect((await first.wire.refusal({ action, chatId, after: 0 })).code).toBe('noSuchChat');
      }
      for (const action of ['endChat', 'catchUp']) {
        expect((await first.wire.refusal({ action, chatId, after: 0 })).code).toBe('notAllowed');
      }
      const refusal = await first.wire.refusedMessage(chatId, first.outbox(chatId).at(1), 'Let me in');
      expect(refusal.code).toBe('notAllowed');
      for (const action of ['openChats', 'transcripts']) {
        const list = await first.wire.refusal({ action, departmentId: ELSEWHERE });
        expect(list.code).toBe('noSuchDepartment');
      }
    };
    await outside('notAllowed');
    await second.claim(chatId);
    await outside('notAllowed');
    await second.end(chatId);
    await found(second, chatId, 'Between us', ELSEWHERE);
    await outside('noSuchChat');
    expect(first.wire.socket.texts.join('')).not.toContain('Between us');
  });
}
