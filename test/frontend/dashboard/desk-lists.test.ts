// The lists at the left, and who answers.
import {
  authorName,
  deskLists,
  inOrder,
  nextOfMine,
  nextToClaim,
  patronTitle,
  urgentFirst,
  wantAttention,
} from '../../../frontend/dashboard/desk/desk-lists.ts';
import { deskAfter, emptyDesk } from '../../../frontend/dashboard/desk/desk-state.ts';
import type { OperatorChat } from '../../../lambdas/protocol/chat-view.ts';
import { active, asAuthor, chatId, DANA, ended, KEN, message, PATRON, T0, waiting } from './desk-builders.ts';

function deskWith(...chats: OperatorChat[]) {
  const begun = deskAfter(emptyDesk, {
    type: 'welcome',
    operatorId: DANA.id,
    departmentIds: ['reference', 'maps'],
  });
  return chats.reduce((state, chat) => deskAfter(state, { type: 'chatChanged', chat }), begun);
}

const names = (known: readonly { chat: OperatorChat }[]): string[] =>
  known.map(({ chat }) => chat.chatId.replaceAll('_', ''));

describe('the lists', () => {
  const state = deskWith(
    waiting('second', { startedAt: T0 + 5 }),
    active('mine2', DANA, { claimedAt: T0 + 90 }),
    active('mine1', DANA, { claimedAt: T0 + 80, startedAt: T0 + 50 }),
    active('kens', KEN),
    waiting('first'),
    active('over', DANA),
    ended('over', DANA),
  );
  const lists = deskLists(state);

  test('are the waiting ones oldest first, mine as I claimed them with ended ones last, and colleagues’', () => {
    expect(names(lists.waiting)).toEqual(['first', 'second']);
    expect(names(lists.mine)).toEqual(['mine1', 'mine2', 'over']);
    expect(names(lists.withColleagues)).toEqual(['kens']);
    expect(names(inOrder(lists))).toEqual(['first', 'second', 'mine1', 'mine2', 'over', 'kens']);
  });

  test('go on with the next of mine, or the one before', () => {
    expect(nextOfMine(lists, chatId('mine1'))?.chat.chatId).toBe(chatId('mine2'));
    expect(nextOfMine(lists, chatId('over'))?.chat.chatId).toBe(chatId('mine2'));
    expect(nextOfMine(deskLists(deskWith(active('one', DANA))), chatId('one'))).toBeUndefined();
  });

  test('count what wants attention: waiting and unread, besides the one that is open', () => {
    const unread = deskAfter(state, {
      type: 'entries',
      chatId: chatId('mine1'),
      entries: [message(1, PATRON, 'hello')],
    });
    expect(wantAttention(deskLists(unread))).toBe(3);
    expect(wantAttention(deskLists(unread), chatId('mine1'))).toBe(2);
  });
});

test('R44 chats over their target stand above those that have time yet, each oldest first', () => {
  const state = deskWith(
    waiting('calm', { startedAt: T0, departmentId: 'maps' }),
    waiting('late', { startedAt: T0 + 1 }),
    waiting('later', { startedAt: T0 + 2 }),
  );
  const lists = urgentFirst(deskLists(state), ({ departmentId }) => departmentId === 'reference');
  expect(names(lists.waiting)).toEqual(['late', 'later', 'calm']);
});

test('R46 the next to claim is what is offered to me, else what is open to all, else the oldest', () => {
  const offered = (name: string, to: { id: string; name: string }, until: number) =>
    waiting(name, { offeredTo: { ...to, until } });
  const next = (...chats: OperatorChat[]) =>
    nextToClaim(deskLists(deskWith(...chats)), DANA.id, T0 + 10)?.chatId.replaceAll('_', '');
  const kens = offered('kens', KEN, T0 + 20);
  const lapsed = offered('lapsed', KEN, T0 + 10);
  expect(next(kens, lapsed, offered('mine', DANA, T0 + 20))).toBe('mine');
  expect(next(kens, lapsed)).toBe('lapsed');
  expect(next(kens)).toBe('kens');
  expect(next()).toBeUndefined();
});

test('a nameless patron is a guest with a number', () => {
  expect(patronTitle(waiting('a'))).toBe('Guest 417');
  expect(patronTitle(waiting('a', { patronName: 'Rosa M.' }))).toBe('Rosa M.');
  expect(authorName(asAuthor(DANA), waiting('a'), DANA.id)).toBe('You');
  expect(authorName(asAuthor(KEN), waiting('a'), DANA.id)).toBe('Ken Ito');
});
