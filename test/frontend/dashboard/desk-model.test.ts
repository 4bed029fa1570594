// The desk's view-model over a fake line: arriving, claiming, talking, ending, losing the line and coming back.
import { active, chatId, DANA, ended, KEN, message, PATRON, waiting } from './desk-builders.ts';
import { attached, type House, listed, log, prepared, rosa, talking, welcomed } from './desk-house.ts';
import { kept } from './kept-items.ts';

const texts = ({ desk }: House): string[] =>
  (desk.own.chats.value.get(rosa)?.entries.value ?? []).flatMap((entry) =>
    entry.kind === 'message' ? [entry.text] : [],
  );

describe('arriving', () => {
  test('reads all pages of the open chats, attaches the own ones, and looks again when the index has caught up', async () => {
    const house = prepared();
    await welcomed(house);
    const first = await house.server.one('openChats');
    await house.server.say({
      type: 'openChats',
      ref: first.ref,
      departmentId: 'reference',
      chats: [waiting('amina')],
      next: 'page2',
    });
    const second = await house.server.one('openChats');
    expect(second.after).toBe('page2');
    await house.server.say({
      type: 'openChats',
      ref: second.ref,
      departmentId: 'reference',
      chats: [active('rosa', DANA)],
    });
    await attached(house, active('rosa', DANA), log);
    expect(house.desk.lists.value.waiting).toHaveLength(1);
    expect(house.desk.lists.value.mine[0]?.unread).toBe(2);
    house.world.pass(3_000);
    await listed(house, waiting('amina'), active('rosa', DANA), waiting('late'));
    expect(house.desk.lists.value.waiting).toHaveLength(2);
  });

  test('R50 reads what the welcome names and no list brought, and attaches it where it is one’s own', async () => {
    const house = prepared();
    const [own, asked] = [chatId('own'), chatId('asked')];
    await welcomed(house, { chatIds: [rosa, own, asked] });
    await listed(house, active('rosa', DANA));
    const reads = await house.server.asked('readChat');
    expect(reads.map((read) => read.chatId)).toEqual([own, asked]);
    await attached(house, active('rosa', DANA), log);
    const request = {
      kind: 'transfer',
      to: { operatorId: DANA.id, name: DANA.name },
      by: KEN,
      note: '',
      stays: false,
      until: house.world.now() + 60_000,
    } as const;
    const chats = [
      active('own', DANA, { departmentId: 'maps' }),
      active('asked', KEN, { departmentId: 'maps', request }),
    ];
    for (const [index, chat] of chats.entries()) {
      await house.server.say({ type: 'chat', ref: reads[index]?.ref ?? '', chat, entries: [], more: false });
    }
    expect((await house.server.one('attach')).chatId).toBe(own);
    expect(house.desk.state.value.chats.get(asked)?.chat.request).toEqual(request);
    house.desk.tick(request.until);
    expect(house.desk.state.value.chats.has(asked)).toBe(false);
  });

  test('R45 reads the departments that one helps out too, and shows their chats when it is time', async () => {
    const house = prepared();
    await welcomed(house, { helpsOut: [{ id: 'maps', name: 'Maps', urgentSeconds: 60 }] });
    const asked = await house.server.asked('openChats');
    expect(asked.map(({ departmentId }) => departmentId)).toEqual(['reference', 'maps']);
    const at = house.world.now() + 5_000;
    const chat = waiting('amina', { departmentId: 'maps', fallback: { departmentId: 'reference', at } });
    const ref = asked[1]?.ref ?? '';
    await house.server.say({ type: 'openChats', ref, departmentId: 'maps', chats: [chat] });
    house.desk.tick(at - 1);
    expect(house.desk.lists.value.waiting).toEqual([]);
    house.desk.tick(at);
    expect(house.desk.lists.value.waiting).toHaveLength(1);
    await house.server.say({ type: 'chatChanged', chat: active('amina', KEN, { departmentId: 'maps' }) });
    expect(house.desk.state.value.chats.size).toBe(0);
  });

  test('says in the hello what status was chosen before the reload', async () => {
    const storage = kept();
    storage.setItem('carrel.status', '{"status":"available"}');
    const house = prepared(storage);
    house.session.start();
    house.world.socket.open();
    expect(await house.server.one('hello')).toMatchObject({
      as: 'operator',
      status: 'available',
      accessToken: 'access',
    });
  });
});

describe('claiming', () => {
  async function atTheDoor(): Promise<House> {
    const house = prepared();
    await welcomed(house);
    await listed(house, waiting('rosa', { patronName: 'Rosa' }));
    return house;
  }

  test('opens the chat with its log, and the focus goes to the composer', async () => {
    const house = await atTheDoor();
    void house.desk.claim(rosa);
    const { ref } = await house.server.one('claim');
    await house.server.say({ type: 'chat', ref, chat: active('rosa', DANA), entries: log, more: false });
    expect(house.screens.current.value).toEqual({ at: 'desk', chatId: rosa });
    expect(house.desk.focusWish.value).toBe('composer');
    expect(texts(house)).toEqual(['hello', 'there?']);
    expect(house.desk.lists.value.mine[0]?.unread).toBe(0);
    expect(await house.server.asked('attach')).toEqual([]);
  });

  test('twice at once asks once', async () => {
    const house = await atTheDoor();
    void house.desk.claim(rosa);
    void house.desk.claim(rosa);
    expect(await house.server.asked('claim')).toHaveLength(1);
  });

  test('says politely who was quicker', async () => {
    const house = await atTheDoor();
    void house.desk.claim(rosa);
    const { ref } = await house.server.one('claim');
    await house.server.say({ type: 'error', ref, code: 'alreadyClaimed', message: 'x', owner: KEN });
    expect(house.desk.notice.value).toMatchObject({
      kind: 'plain',
      text: 'Ken Ito was quicker and is answering Rosa now.',
    });
    expect(house.said).toEqual(['Ken Ito was quicker and is answering Rosa now.']);
    house.world.pass(15_000);
    expect(house.desk.notice.value).toBeUndefined();
  });

  test('of a chat that has ended takes it off the list', async () => {
    const house = await atTheDoor();
    void house.desk.claim(rosa);
    const { ref } = await house.server.one('claim');
    await house.server.say({ type: 'error', ref, code: 'chatEnded', message: 'x' });
    expect(house.desk.lists.value.waiting).toEqual([]);
  });
});

describe('talking', () => {
  test('shows an own message as pending until the server has stored it', async () => {
    const house = await talking();
    house.desk.say(rosa, 'good morning');
    const own = house.desk.own.chats.value.get(rosa);
    expect(own?.pending.value.map(({ text }) => text)).toEqual(['good morning']);
    const { name } = await house.server.one('send');
    await house.server.say({ type: 'sent', chatId: rosa, name, place: 4, after: 3, at: 5 });
    expect(own?.pending.value).toEqual([]);
    expect(texts(house)).toEqual(['hello', 'there?', 'good morning']);
  });

  test('keeps a refused message, to try again or to drop', async () => {
    const house = await talking();
    house.desk.say(rosa, 'good morning');
    const { name } = await house.server.one('send');
    await house.server.say({ type: 'error', name, code: 'chatEnded', message: 'This chat has ended.' });
    const own = house.desk.own.chats.value.get(rosa);
    expect(own?.pending.value).toMatchObject([{ kind: 'refused', code: 'chatEnded' }]);
    house.desk.own.refused(rosa).discard(own?.pending.value[0]?.id ?? '');
    expect(own?.pending.value).toEqual([]);
  });

  test('counts what comes while the window is in the background, until it is in front again', async () => {
    const house = await talking();
    house.front.is = false;
    house.desk.tick(house.world.now());
    await house.server.say({ type: 'entry', chatId: rosa, entry: message(4, PATRON, 'hello?') });
    expect(house.desk.lists.value.mine[0]?.unread).toBe(1);
    house.front.is = true;
    house.desk.tick(house.world.now());
    expect(house.desk.lists.value.mine[0]?.unread).toBe(0);
  });

  test('remembers over a reload what was read', async () => {
    const { storage } = await talking();
    const again = prepared(storage);
    await welcomed(again);
    await listed(again, active('rosa', DANA));
    await attached(again, active('rosa', DANA), [...log, message(4, PATRON, 'new')]);
    expect(again.desk.lists.value.mine[0]?.unread).toBe(1);
  });
});

describe('a lost line', () => {
  test('is caught up with: the own chats from their last place, what was being sent again, the lists', async () => {
    const house = await talking();
    house.desk.say(rosa, 'good morning');
    const sent = await house.server.one('send');
    house.world.socket.fall();
    expect(house.session.lostSince.value).toBe(house.world.now());
    house.desk.say(rosa, 'still here');
    house.world.pass(1_000);
    await welcomed(house);
    const missed = [...log, message(4, PATRON, 'are you there?')];
    const chat = active('rosa', DANA);
    expect(await attached(house, chat, missed)).toBe(3);
    expect(await house.server.one('send')).toEqual(sent);
    await listed(house, chat, waiting('amina'));
    expect(texts(house)).toEqual(['hello', 'there?', 'are you there?']);
    expect(house.desk.lists.value.waiting).toHaveLength(1);
    expect(house.session.lostSince.value).toBeUndefined();
  });

  test('takes an own chat off the desk that is gone for good', async () => {
    const house = await talking();
    house.world.socket.fall();
    house.world.pass(1_000);
    await welcomed(house);
    const { ref } = await house.server.one('attach');
    await house.server.say({ type: 'error', ref, code: 'noSuchChat', message: 'x' });
    expect(house.desk.lists.value.mine).toEqual([]);
  });
});

describe('ending', () => {
  test('asks the server, puts the chat away and goes on with the next', async () => {
    const house = await talking();
    await house.server.say({ type: 'chatChanged', chat: active('next', DANA, { claimedAt: 9e12 }) });
    expect(house.desk.askToEnd()).toBe(true);
    expect(house.desk.ending.value).toBe(rosa);
    void house.desk.end(rosa);
    const { ref } = await house.server.one('endChat');
    await house.server.say({ type: 'done', ref });
    await house.server.say({ type: 'chatChanged', chat: ended('rosa', DANA) });
    expect(house.screens.current.value).toEqual({ at: 'desk', chatId: chatId('next') });
    expect(house.desk.notice.value).toMatchObject({ transcript: rosa });
    expect(house.desk.lists.value.mine.map(({ chat }) => chat.chatId)).toEqual([chatId('next')]);
  });

  test('is not offered for a chat that isn’t one’s own', async () => {
    const house = prepared(kept(), { at: 'desk', chatId: rosa });
    await welcomed(house);
    await listed(house, active('rosa', KEN));
    expect(house.desk.askToEnd()).toBe(false);
  });

  test('by the patron leaves the chat there to read, with the draft', async () => {
    const house = await talking();
    house.desk.drafts.keep(rosa, 'I was about to say');
    await house.server.say({ type: 'chatChanged', chat: ended('rosa', DANA) });
    expect(house.desk.lists.value.mine).toHaveLength(1);
    expect(house.desk.drafts.of(rosa)).toBe('I was about to say');
    house.desk.putAway(rosa);
    expect(house.desk.lists.value.mine).toEqual([]);
    expect(house.desk.drafts.of(rosa)).toBe('');
    expect(house.screens.current.value).toEqual({ at: 'desk' });
  });
});

describe('looking on', () => {
  test('reads a colleague’s chat, and again when it changes', async () => {
    const house = prepared(kept(), { at: 'desk', chatId: rosa });
    await welcomed(house);
    await listed(house, active('rosa', KEN));
    const first = (await house.server.asked('readChat')).at(-1);
    await house.server.say({
      type: 'chat',
      ref: first?.ref ?? '',
      chat: active('rosa', KEN),
      entries: log.slice(0, 2),
      more: false,
    });
    expect(house.desk.preview.state.value).toMatchObject({ kind: 'read', entries: log.slice(0, 2) });
    await house.server.say({ type: 'chatChanged', chat: active('rosa', KEN, { patronGoneSince: 5 }) });
    expect((await house.server.one('readChat')).after).toBe(2);
  });

  test('says since when nobody waits', async () => {
    const house = prepared();
    await welcomed(house);
    await listed(house, waiting('rosa'));
    expect(house.desk.quietSince.value).toBeUndefined();
    await house.server.say({ type: 'chatChanged', chat: active('rosa', KEN) });
    expect(house.desk.quietSince.value).toBe(house.world.now());
  });
});
