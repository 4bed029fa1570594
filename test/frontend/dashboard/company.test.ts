// Notes, looking in, leaving and taking over, in the view-models over a fake line.
import { signal } from '@preact/signals';
import { Company, LOST_AFTER_MS } from '../../../frontend/dashboard/desk/company.ts';
import { ComposerModes } from '../../../frontend/dashboard/desk/composer-modes.ts';
import { noteDraft } from '../../../frontend/dashboard/desk/drafts.ts';
import type { OperatorChat } from '../../../lambdas/protocol/chat-view.ts';
import type { Entry } from '../../../lambdas/protocol/entry.ts';
import type { Operator } from '../../../lambdas/protocol/settings.ts';
import { active, asAuthor, chatId, DANA, dana, ended, KEN, message, PATRON, T0 } from './desk-builders.ts';
import { attached, type House, listed, log, prepared, rosa, talking, welcomed } from './desk-house.ts';
import { kept } from './kept-items.ts';

const coordinator: Operator = { ...dana, roles: ['operator', 'coordinator'] };
const kens = active('rosa', KEN, { patronName: 'Rosa' });
const seen = { ...kens, onlookers: [DANA] };
const both = (owner = DANA, connected = true): OperatorChat =>
  active('rosa', owner, {
    patronName: 'Rosa',
    operators: [
      { ...DANA, connected: true },
      { ...KEN, connected },
    ],
  });

const note = (place: number, text: string): Entry => ({
  kind: 'note',
  place,
  after: place - 1,
  at: T0,
  by: asAuthor(KEN),
  name: `kensoutbox.${place}`,
  text,
});

/** The clock, in ms since the beginning of the test. */
const time = signal(0);
const companyOf = ({ desk, session }: House): Company => new Company({ desk, session, clock: { time } });

beforeEach(() => {
  time.value = 0;
});

/** A coordinator who has a colleague's chat open. */
async function besides(operator = coordinator, chat = kens, storage = kept()): Promise<House> {
  const house = prepared(storage, { at: 'desk', chatId: rosa });
  await welcomed(house, { operator });
  await listed(house, chat);
  return house;
}

async function lookingIn(): Promise<House> {
  const house = await besides();
  void companyOf(house).lookIn(kens);
  const { ref, after } = await house.server.one('lookIn');
  expect(after).toBe(0);
  await house.server.say({ type: 'chat', ref, chat: seen, entries: log, more: false });
  return house;
}

const own = ({ desk }: House) => desk.own.chats.value.get(rosa);

describe('H64 a note', () => {
  test('leaves by the outbox of the chat, marked, and is in the log as a note once it is stored', async () => {
    const house = await talking();
    house.desk.own.note(rosa, 'course guide ENV 204');
    expect(own(house)?.pending.value).toMatchObject([{ isNote: true }]);
    const sent = await house.server.one('send');
    expect(sent).toMatchObject({ chatId: rosa, text: 'course guide ENV 204', isNote: true });
    await house.server.say({ type: 'sent', chatId: rosa, name: sent.name, place: 4, after: 3, at: 5 });
    expect(own(house)?.entries.value.at(-1)).toMatchObject({ kind: 'note', by: { id: DANA.id } });
    expect(own(house)?.pending.value).toEqual([]);
  });

  test('stays a note when it is sent again: after a lost line, a reload, a refusal', async () => {
    const house = await talking();
    house.desk.own.note(rosa, 'for us');
    const first = await house.server.one('send');
    house.world.socket.fall();
    house.world.pass(1_000);
    await welcomed(house);
    await attached(house, active('rosa', DANA), log);
    expect(await house.server.one('send')).toEqual(first);

    const again = prepared(house.storage, { at: 'desk', chatId: rosa });
    await welcomed(again);
    await listed(again, active('rosa', DANA));
    await attached(again, active('rosa', DANA), log);
    const { name } = await again.server.one('send');
    await again.server.say({ type: 'error', name, code: 'tooMany', message: 'x' });
    const refused = own(again)?.pending.value[0];
    expect(refused).toMatchObject({ kind: 'refused', isNote: true });
    again.desk.own.refused(rosa).tryAgain(refused?.id ?? '');
    expect(await again.server.one('send')).toMatchObject({ isNote: true });
  });

  test('beside it a message has no mark', async () => {
    const house = await talking();
    house.desk.say(rosa, 'good morning');
    expect(Object.keys(await house.server.one('send'))).not.toContain('isNote');
  });

  test('of a colleague counts as unread, and is the newest word', async () => {
    const house = await talking();
    house.front.is = false;
    house.desk.tick(house.world.now());
    await house.server.say({ type: 'entry', chatId: rosa, entry: note(4, 'try the maps') });
    const [known] = house.desk.lists.value.mine;
    expect(known?.unread).toBe(1);
    expect(known?.lastMessage).toEqual({ by: asAuthor(KEN), text: 'try the maps', isNote: true });
  });
});

describe('H65 what is written', () => {
  test('has a mode for each chat, which nothing changes but the operator', () => {
    const storage = kept();
    const modes = new ComposerModes(storage);
    expect(modes.of(rosa)).toBe('message');
    modes.set(rosa, 'note');
    expect(modes.of(chatId('next'))).toBe('message');
    expect(new ComposerModes(storage).of(rosa)).toBe('note');
    modes.set(rosa, 'message');
    expect(new ComposerModes(storage).of(rosa)).toBe('message');
  });

  test('has a draft for each kind, and both go with the chat', async () => {
    const house = await talking();
    const { drafts } = house.desk;
    drafts.keep(noteDraft(rosa), 'for us');
    expect(drafts.of(rosa)).toBe('');
    drafts.keep(rosa, 'for Rosa');
    expect(drafts.of(noteDraft(rosa))).toBe('for us');
    house.desk.putAway(rosa);
    expect([drafts.of(rosa), drafts.of(noteDraft(rosa))]).toEqual(['', '']);
  });
});

describe('H66 looking in', () => {
  test('is for coordinators, in active chats of others', async () => {
    expect(companyOf(await besides()).canLookIn(kens)).toBe(true);
    expect(companyOf(await besides(dana)).canLookIn(kens)).toBe(false);
    const company = companyOf(await besides());
    expect(company.canLookIn(both())).toBe(false);
    expect(company.canLookIn(ended('rosa', KEN))).toBe(false);
  });

  test('shows the log live, and doesn’t make the chat one’s own, nor count what is said', async () => {
    const house = await lookingIn();
    await house.server.say({ type: 'entry', chatId: rosa, entry: message(4, PATRON, 'and now?') });
    expect(own(house)?.entries.value).toHaveLength(4);
    expect(house.desk.lists.value.mine).toEqual([]);
    expect(house.desk.lists.value.withColleagues).toMatchObject([{ unread: 0, wasMine: false }]);
    expect(await house.server.asked('attach')).toEqual([]);
  });

  test('goes on after a lost line and after a reload, with the notes that were on their way', async () => {
    const house = await lookingIn();
    house.desk.own.note(rosa, 'for us');
    const sent = await house.server.one('send');
    house.world.socket.fall();
    house.world.pass(1_000);
    await welcomed(house, { operator: coordinator });
    expect(await house.server.one('lookIn')).toMatchObject({ chatId: rosa, after: 3 });

    const again = prepared(house.storage, { at: 'desk', chatId: rosa });
    await welcomed(again, { operator: coordinator });
    const { ref } = await again.server.one('lookIn');
    await again.server.say({ type: 'chat', ref, chat: seen, entries: log, more: false });
    expect(await again.server.one('send')).toEqual(sent);
  });

  test('doesn’t go over to somebody else who signs in at the same screen', async () => {
    const { storage } = await lookingIn();
    const other = prepared(storage);
    await welcomed(other, { operator: { ...coordinator, ...KEN } });
    expect(await other.server.asked('lookIn')).toEqual([]);
    expect(other.desk.own.looksIn(rosa)).toBe(false);
  });

  test('ends when the operator says so, and the chat stays in the list', async () => {
    const house = await lookingIn();
    void companyOf(house).lookAway(seen);
    const { ref } = await house.server.one('lookAway');
    await house.server.say({ type: 'done', ref });
    expect(own(house)).toBeUndefined();
    expect(house.desk.own.looksIn(rosa)).toBe(false);
    expect(house.desk.lists.value.withColleagues).toHaveLength(1);
    expect(house.said).toEqual(['You stopped looking in on Rosa.']);
  });

  test('ends with the chat, and with a refusal', async () => {
    const house = await lookingIn();
    await house.server.say({ type: 'chatChanged', chat: ended('rosa', KEN) });
    expect(house.desk.own.ids()).toEqual([]);

    const refused = await besides();
    void companyOf(refused).lookIn(kens);
    const { ref } = await refused.server.one('lookIn');
    await refused.server.say({ type: 'error', ref, code: 'chatEnded', message: 'This chat has ended.' });
    expect(refused.desk.own.ids()).toEqual([]);
    expect(refused.said).toEqual(['This chat has ended.']);
    expect(refused.desk.busyWith.value).toBeUndefined();
  });

  test('becomes taking part for who joins the chat', async () => {
    const house = await lookingIn();
    await house.server.say({ type: 'chatChanged', chat: both(KEN) });
    expect(house.desk.own.looksIn(rosa)).toBe(false);
    expect(house.desk.lists.value.mine).toHaveLength(1);
  });

  test('waits with its end for a note that is on its way', async () => {
    const house = await lookingIn();
    house.desk.own.note(rosa, 'for us');
    void companyOf(house).lookAway(seen);
    expect(await house.server.asked('lookAway')).toEqual([]);
    expect(house.said[0]).toMatch(/not sent yet/u);
  });
});

describe('H68 leaving', () => {
  /** In a chat with a colleague. */
  async function together(chat = both()): Promise<House> {
    const house = await talking();
    await house.server.say({ type: 'chatChanged', chat });
    return house;
  }

  test('is there where somebody stays who can own the chat', async () => {
    const company = companyOf(await together());
    expect(company.canLeave(both())).toBe(true);
    expect(company.canLeave(both(KEN))).toBe(true);
    expect(company.canLeave(both(DANA, false))).toBe(false);
    expect(company.canLeave(active('rosa', DANA))).toBe(false);
    expect(company.askToLeave(active('rosa', DANA))).toBe(false);
  });

  test('asks the owner first, and nobody else', async () => {
    const house = await together();
    const company = companyOf(house);
    expect(company.askToLeave(both())).toBe(true);
    expect(company.leaving.value).toBe(rosa);
    expect(await house.server.asked('leaveChat')).toEqual([]);
    company.stay();
    expect(company.leaving.value).toBeUndefined();
    company.askToLeave(both(KEN));
    expect(await house.server.asked('leaveChat')).toHaveLength(1);
  });

  test.each(['first', 'last'])(
    'moves the chat to the colleagues, the news of it coming %s',
    async (order) => {
      const house = await together();
      const gone = active('rosa', KEN, { patronName: 'Rosa' });
      void companyOf(house).leave(both());
      const { ref } = await house.server.one('leaveChat');
      if (order === 'first') await house.server.say({ type: 'chatChanged', chat: gone });
      await house.server.say({ type: 'done', ref });
      if (order === 'last') await house.server.say({ type: 'chatChanged', chat: gone });
      const { mine, withColleagues } = house.desk.lists.value;
      expect([mine.length, withColleagues.length]).toEqual([0, 1]);
      expect(own(house)).toBeUndefined();
      expect(house.screens.current.value).toEqual({ at: 'desk' });
      await house.server.say({ type: 'chatChanged', chat: ended('rosa', KEN) });
      expect(house.desk.state.value.chats.size).toBe(0);
    },
  );

  test('says why it was refused, and the chat stays', async () => {
    const house = await together();
    void companyOf(house).leave(both());
    const { ref } = await house.server.one('leaveChat');
    await house.server.say({ type: 'error', ref, code: 'lastOne', message: 'You are the only operator.' });
    expect(house.said).toEqual(['You are the only operator.']);
    expect(own(house)).toBeDefined();
  });

  test('by another tab, or by handing on, ends the talk here once the server confirms it', async () => {
    const house = await together();
    await house.server.say({ type: 'chatChanged', chat: kens });
    const { ref } = await house.server.one('attach');
    expect(own(house)).toBeDefined();
    await house.server.say({ type: 'error', ref, code: 'notAllowed', message: 'x' });
    expect(own(house)).toBeUndefined();
    expect(house.desk.lists.value.withColleagues).toHaveLength(1);
  });

  test('is not what late news say of who has only just come', async () => {
    const house = await talking();
    await house.server.say({ type: 'chatChanged', chat: kens });
    await attached(house, both(KEN), log);
    expect(own(house)).toBeDefined();
    expect(house.desk.lists.value.mine).toHaveLength(1);
  });
});

describe('H69 a chat whose operators have all lost their connection', () => {
  const lost = active('rosa', KEN, { operators: [{ ...KEN, connected: false }] });

  test('can be taken over by colleagues, as one that waits', async () => {
    const house = await besides(dana, lost);
    const company = companyOf(house);
    time.value = LOST_AFTER_MS - 1;
    expect(company.canTakeOver(lost)).toBe(false);
    time.value = LOST_AFTER_MS;
    expect(company.canTakeOver(lost)).toBe(true);
    expect(company.canTakeOver(kens)).toBe(false);
    expect(company.canTakeOver({ ...lost, state: 'ended' })).toBe(false);
    void house.desk.claim(rosa);
    const { ref } = await house.server.one('claim');
    await house.server.say({ type: 'chat', ref, chat: both(), entries: log, more: false });
    expect(house.desk.lists.value.mine).toHaveLength(1);
  });

  test('counts from its last loss: who only loads the page again keeps theirs', async () => {
    const house = await besides(dana, lost);
    const company = companyOf(house);
    time.value = LOST_AFTER_MS;
    await house.server.say({ type: 'chatChanged', chat: kens });
    await house.server.say({ type: 'chatChanged', chat: lost });
    expect(company.canTakeOver(lost)).toBe(false);
    time.value = 2 * LOST_AFTER_MS;
    expect(company.canTakeOver(lost)).toBe(true);
  });

  test('isn’t taken over by who is in it', async () => {
    const house = await talking();
    const mine = active('rosa', DANA, { operators: [{ ...DANA, connected: false }] });
    const company = companyOf(house);
    await house.server.say({ type: 'chatChanged', chat: mine });
    time.value = LOST_AFTER_MS;
    expect(company.canTakeOver(mine)).toBe(false);
  });
});
