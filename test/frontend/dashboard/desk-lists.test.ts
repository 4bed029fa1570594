// The lists at the left, and who answers.
import {
  authorName,
  deskLists,
  inOrder,
  nextOfMine,
  patronTitle,
  wantAttention,
  whoAnswers,
} from '../../../frontend/dashboard/desk/desk-lists.ts';
import { deskAfter, emptyDesk } from '../../../frontend/dashboard/desk/desk-state.ts';
import type { OperatorChat } from '../../../lambdas/protocol/chat-view.ts';
import type { Colleague } from '../../../lambdas/protocol/operator-frames.ts';
import { active, asAuthor, chatId, DANA, ended, KEN, message, PATRON, T0, waiting } from './desk-builders.ts';

function deskWith(...chats: OperatorChat[]) {
  const begun = deskAfter(emptyDesk, { type: 'welcome', operatorId: DANA.id, departmentIds: ['reference'] });
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

test('a nameless patron is a guest with a number', () => {
  expect(patronTitle(waiting('a'))).toBe('Guest 417');
  expect(patronTitle(waiting('a', { patronName: 'Rosa M.' }))).toBe('Rosa M.');
  expect(authorName(asAuthor(DANA), waiting('a'), DANA.id)).toBe('You');
  expect(authorName(asAuthor(KEN), waiting('a'), DANA.id)).toBe('Ken Ito');
});

test('who answers: oneself first, then by name whatever the status, with the chats that each has open', () => {
  const colleague = (person: { id: string; name: string }, status: Colleague['status']): Colleague => ({
    ...person,
    departmentIds: ['reference'],
    status,
    since: T0,
  });
  const staff = [
    colleague({ id: 'tom', name: 'Tom Weiss' }, 'available'),
    colleague(KEN, 'away'),
    colleague(DANA, 'offline'),
    colleague({ id: 'amy', name: 'Amy Able' }, 'offline'),
  ];
  const state = deskWith(active('a', KEN), active('b', KEN), active('c', DANA), waiting('d'));
  expect(whoAnswers(state, staff).map(({ colleague: { id }, isMe, chats }) => [id, isMe, chats])).toEqual([
    ['dana', true, 1],
    ['amy', false, 0],
    ['ken', false, 2],
    ['tom', false, 0],
  ]);
});
