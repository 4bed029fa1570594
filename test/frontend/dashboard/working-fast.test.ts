// Working fast: a key for everything done in a chat, and the chats side by side or one at a time.
import { signal } from '@preact/signals';
import { Columns } from '../../../frontend/dashboard/desk/columns.ts';
import { wishOf, columnWish } from '../../../frontend/dashboard/desk/column-wish.ts';
import { Company } from '../../../frontend/dashboard/desk/company.ts';
import { ComposerModes } from '../../../frontend/dashboard/desk/composer-modes.ts';
import { noteDraft } from '../../../frontend/dashboard/desk/drafts.ts';
import { shortcutsAtTheDesk } from '../../../frontend/dashboard/desk/shortcuts-at-the-desk.ts';
import { frameShortcuts } from '../../../frontend/dashboard/frame-shortcuts.ts';
import { roomShortcuts } from '../../../frontend/dashboard/internal-chat/room-shortcuts.ts';
import { statusShortcuts } from '../../../frontend/dashboard/status/status-shortcuts.ts';
import { Shortcuts } from '../../../frontend/ui/shortcuts.ts';
import { active, chatId, DANA, ended, message, PATRON, waiting } from './desk-builders.ts';
import { type House, listed, log, prepared, rosa, talking, welcomed } from './desk-house.ts';
import { handingOf } from './handing-builders.ts';
import { kept } from './kept-items.ts';

const [ben, cleo] = [chatId('ben'), chatId('cleo')];

function keysOf(house: House, { isWide = true, storage = kept() } = {}) {
  const { desk, session, screens } = house;
  const modes = new ComposerModes(kept());
  const company = new Company({ desk, session, clock: { time: signal(0) } });
  const { handing } = handingOf(house);
  const wide = signal(isWide);
  const columns = new Columns({ desk, storage, isWide: wide });
  const rooms = {
    focusWish: signal(undefined),
    openId: signal(undefined),
    unread: () => 0,
    open: () => undefined,
  };
  const all = [
    ...frameShortcuts({ session, screens, help: () => undefined }),
    ...statusShortcuts({ awayOrBack: () => false }),
    ...shortcutsAtTheDesk({ desk, modes, company, handing, columns, screens, turn: () => undefined }),
    ...roomShortcuts(rooms, () => []),
  ];
  const press = (id: string): boolean | undefined => all.find((shortcut) => shortcut.id === id)?.run();
  return { all, columns, wide, modes, handing, press };
}

/** Dana's own chats, claimed one after the other, with Rosa's open. */
async function withThree(): Promise<House> {
  const house = prepared(kept(), { at: 'desk', chatId: rosa });
  await welcomed(house);
  const own = [
    active('rosa', DANA, { claimedAt: 1 }),
    active('ben', DANA, { claimedAt: 2 }),
    active('cleo', DANA, { claimedAt: 3 }),
  ];
  await listed(house, ...own);
  for (const { ref, chatId: id } of await house.server.asked('attach')) {
    const chat = own.find((each) => each.chatId === id);
    if (chat === undefined) throw new Error('not asked for');
    await house.server.say({ type: 'chat', ref, chat, entries: log, more: false });
  }
  return house;
}

describe('D40 everything done in a chat has a key', () => {
  test('and no two that are there at once share one', async () => {
    const { all } = keysOf(await talking());
    const shortcuts = new Shortcuts({ isTyping: () => false });
    expect(() => shortcuts.add(all)).not.toThrow();
    const keys = all.map((shortcut) => shortcut.keys.toLowerCase());
    expect(new Set(keys).size).toBe(keys.length);
    const ids = all.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect([...shortcuts.help().values()].flat()).toHaveLength(all.length);
  });

  test.each([
    ['Chats', ['claimOldest', 'nextChat', 'previousChat', 'list', 'nextOwn', 'previousOwn', 'sideBySide']],
    [
      'In the open chat',
      [
        'composer',
        'canned',
        'log',
        'endChat',
        'showPage',
        'offerGuided',
        'followUp',
        'details',
        'note',
        'lookIn',
        'leave',
        'transfer',
        'invite',
        'withdraw',
      ],
    ],
    ['Asked by a colleague', ['accept', 'decline']],
  ])('%s', async (group, ids) => {
    const { all } = keysOf(await talking());
    expect(all.filter((shortcut) => shortcut.group === group).map(({ id }) => id)).toEqual(ids);
  });

  test('the key that ends a chat asks first, and puts an ended one away', async () => {
    const house = await talking();
    const { press } = keysOf(house);
    expect(press('endChat')).toBe(true);
    expect(house.desk.ending.value).toBe(rosa);
    await house.server.say({ type: 'chatChanged', chat: ended('rosa', DANA) });
    expect(press('endChat')).toBe(true);
    expect(house.desk.lists.value.mine).toEqual([]);
  });

  test('pages and guided mode are for patrons of one’s own', async () => {
    const house = await talking();
    const { press } = keysOf(house);
    expect(press('showPage')).toBe(true);
    expect(house.desk.focusWish.value).toBe('page');
    expect(press('offerGuided')).toBe(true);
    expect(house.desk.focusWish.value).toBe('guided');
    await house.server.say({ type: 'chatChanged', chat: waiting('ben') });
    house.desk.open(ben);
    expect(press('showPage')).toBe(false);
    expect(press('offerGuided')).toBe(false);
    expect(press('withdraw')).toBe(false);
  });

  test('a key shows what is known of the patron, and the chat again', async () => {
    const house = await talking();
    const { press } = keysOf(house);
    expect(press('details')).toBe(true);
    expect(house.screens.current.value).toEqual({ at: 'desk', chatId: rosa, details: true });
    expect(press('details')).toBe(true);
    expect(house.screens.current.value).toEqual({ at: 'desk', chatId: rosa });
  });
});

describe('D42 D43 chats side by side', () => {
  test('stand in the order in which they were claimed, with one that is only read at the end', async () => {
    const house = await withThree();
    const { columns } = keysOf(house);
    expect(columns.ids).toEqual([rosa, ben, cleo]);
    await house.server.say({ type: 'chatChanged', chat: ended('rosa', DANA, { claimedAt: 1 }) });
    expect(columns.ids).toEqual([rosa, ben, cleo]);
    const uma = chatId('uma');
    await house.server.say({ type: 'chatChanged', chat: waiting('uma') });
    expect(columns.ids).toHaveLength(3);
    house.desk.open(uma);
    expect(columns.ids).toEqual([rosa, ben, cleo, uma]);
  });

  test('are walked through by keys, around the end', async () => {
    const house = await withThree();
    const { press } = keysOf(house);
    const walked = ['nextOwn', 'nextOwn', 'nextOwn', 'previousOwn'].map((id) => {
      expect(press(id)).toBe(true);
      expect(house.desk.focusWish.value).toBe('composer');
      return house.desk.openChatId;
    });
    expect(walked).toEqual([ben, cleo, rosa, cleo]);
  });

  test('with a single chat the keys have nothing to do', async () => {
    const { press } = keysOf(await talking());
    expect(press('nextOwn')).toBe(false);
  });

  test('are a choice that the device keeps, and that narrow windows don’t have', async () => {
    const storage = kept();
    const house = await withThree();
    const first = keysOf(house, { storage });
    expect(first.columns.isOn.value).toBe(false);
    expect(first.press('sideBySide')).toBe(true);
    expect(first.columns.isOn.value).toBe(true);
    const later = keysOf(house, { storage });
    expect(later.columns.isOn.value).toBe(true);
    later.wide.value = false;
    expect(later.columns.isOn.value).toBe(false);
    expect(later.press('sideBySide')).toBe(false);
    later.wide.value = true;
    expect(later.columns.isOn.value).toBe(true);
  });

  test('D44 only the open one takes what keys ask for', async () => {
    const { desk } = await withThree();
    desk.focusWish.value = 'composer';
    expect(wishOf(desk, ben).value).toBeUndefined();
    expect(columnWish(desk, ben, 'composer')).toBe(false);
    expect(columnWish(desk, rosa, 'chat')).toBe(false);
    expect(wishOf(desk, rosa).value).toBe('composer');
    expect(columnWish(desk, rosa, 'composer')).toBe(true);
    expect(desk.focusWish.value).toBeUndefined();
  });

  test('D45 only the open one has been read; the others count what came until somebody turns to them', async () => {
    const house = await withThree();
    for (const id of [rosa, ben]) {
      await house.server.say({ type: 'entry', chatId: id, entry: message(4, PATRON, 'more') });
    }
    const unread = (id: string) => house.desk.state.value.chats.get(id)?.unread;
    expect([unread(rosa), unread(ben)]).toEqual([0, 3]);
    house.desk.open(ben);
    expect([unread(rosa), unread(ben)]).toEqual([0, 0]);
    expect(house.desk.newSince(ben)).toBe(0);
  });
});

test('D46 drafts are kept for each chat, messages apart from notes, over a reload', async () => {
  const storage = kept();
  const { drafts } = (await talking(storage)).desk;
  drafts.keep(rosa, 'to Rosa');
  drafts.keep(noteDraft(rosa), 'about Rosa');
  drafts.keep(ben, 'to Ben');
  const again = prepared(storage).desk.drafts;
  const all = () => [rosa, noteDraft(rosa), ben].map((id) => again.of(id));
  expect(all()).toEqual(['to Rosa', 'about Rosa', 'to Ben']);
  again.forget(rosa);
  expect(all()).toEqual(['', '', 'to Ben']);
});
