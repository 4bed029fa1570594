// Each command on a chat: what it changes, what it leaves, what it refuses.
import type { ActiveChat } from '../../lambdas/domain/chat.ts';
import { endChat, startChat } from '../../lambdas/domain/chat-commands.ts';
import { claim } from '../../lambdas/domain/chat-owner.ts';
import { say } from '../../lambdas/domain/chat-messages.ts';
import { attachOperator, dropConnection, returnPatron } from '../../lambdas/domain/chat-presence.ts';
import {
  DAY,
  HOUR,
  START,
  active,
  changed,
  ended,
  newChat,
  operatorHere,
  said,
  viewOf,
  waiting,
} from '../support/chat-views.ts';

const ada = operatorHere('ada');
const ben = operatorHere('ben');
const LATER = START + 180_000;
const back = { connectionId: 'patron-2', tokenHash: 'hash-of-the-token' };

describe('startChat', () => {
  test('C1: the question waits, as the first entry of the log', () => {
    const { chat, entry } = changed(startChat(newChat(), START));

    expect(chat).toMatchObject({ state: 'waiting', startedAt: START, patronConnections: ['patron-1'] });
    expect(entry).toMatchObject({
      place: 1,
      publicAfter: 0,
      kind: 'message',
      by: { role: 'patron' },
      at: START,
    });
  });

  test('P2: it is kept as long as the department says', () => {
    const { chat } = changed(startChat(newChat({ transcriptDays: 7 }), START));

    expect(chat.keptUntil).toBe(START + 7 * DAY);
  });

  test('M4: a question that is not the first of its outbox is refused', () => {
    const result = startChat(newChat({ question: { name: 'widget-1.2', text: 'Hm?' } }), START);

    expect(result).toMatchObject({ outcome: 'refused', code: 'outOfOrder', details: { expected: 1 } });
  });

  test('the lists show one line of 200 characters, none of them cut in half', () => {
    const text = `  two\n\nlines ${'📚'.repeat(300)}`;

    const { chat, entry } = changed(startChat(newChat({ question: { name: 'widget-1.1', text } }), START));

    expect(chat.question).toBe(`two lines ${'📚'.repeat(190)}`);
    expect(entry).toMatchObject({ text });
  });
});

describe('say', () => {
  test('M1: a message takes the next place', () => {
    const view = active();

    const { entry, by } = said(view, 'ada-1', 'desk-aaaa.1');

    expect(entry).toMatchObject({ place: 3, publicAfter: 2, kind: 'message' });
    expect(by).toEqual({ role: 'operator', id: 'ada', name: 'Operator ADA' });
  });

  test('M3: the same name again is answered as the first time, whatever was said since', () => {
    const first = said(active(), 'ada-1', 'desk-aaaa.1');
    const since = said(first.view, 'patron-1', 'widget-1.2');

    const again = say(since.view, { connectionId: 'ada-1', name: 'desk-aaaa.1', text: 'Other text' }, LATER);

    expect(again).toMatchObject({ outcome: 'saidBefore', mark: { place: 3, after: 2 } });
  });

  test.each([0, 2, 3, 7])('M4: number %i is refused where 1 is next', (number) => {
    const result = say(active(), { connectionId: 'ada-1', name: `desk-aaaa.${number}`, text: 'x' }, LATER);

    expect(result).toMatchObject({ code: 'outOfOrder', details: { expected: 1 } });
  });

  test('M10: nothing is said in an ended chat, but a resend of what was said before is answered', () => {
    const { view } = said(active(), 'patron-1', 'widget-1.2');
    const over = viewOf(changed(endChat(view, 'ada-1', LATER)));

    const late = say(over, { connectionId: 'patron-1', name: 'widget-1.3', text: 'x' }, LATER);
    const resent = say(over, { connectionId: 'patron-1', name: 'widget-1.2', text: 'x' }, LATER);

    expect(late).toMatchObject({ code: 'chatEnded' });
    expect(resent).toMatchObject({ outcome: 'saidBefore', mark: { place: 3 } });
  });

  test('M11: a stranger is refused, also one who knows a name that was stored', () => {
    const result = say(active(), { connectionId: 'ben-1', name: 'widget-1.1', text: 'x' }, LATER);

    expect(result).toMatchObject({ code: 'notAllowed' });
  });

  test('an operator whose sign-in has ended is told to sign in again', () => {
    const result = say(active(), { connectionId: 'ada-1', name: 'desk-aaaa.1', text: 'x' }, START + HOUR);

    expect(result).toMatchObject({ code: 'notSignedIn' });
  });

  test("one side cannot use up the numbers of the other side's outbox", () => {
    const first = said(active(), 'ada-1', 'desk-aaaa.1');
    const hijacked = say(
      first.view,
      { connectionId: 'patron-1', name: 'desk-aaaa.2', text: 'Not from the desk' },
      LATER,
    );
    const next = said(first.view, 'ada-1', 'desk-aaaa.2');

    expect(hijacked).toMatchObject({ code: 'outOfOrder', details: { expected: 1 } });
    expect(next.entry.place).toBe(4);
  });
});

describe('claim', () => {
  test('C6: the first operator gets a waiting chat', () => {
    const { chat, entry } = changed(claim(waiting(), ada, LATER));

    expect(chat).toMatchObject({ state: 'active', ownerId: 'ada', claimedAt: LATER });
    expect(entry).toMatchObject({ place: 2, kind: 'joined', by: { role: 'operator', id: 'ada' } });
  });

  test('C6: the second is told who has it', () => {
    const result = claim(active(ada), ben, LATER);

    expect(result).toMatchObject({
      code: 'alreadyClaimed',
      details: { owner: { id: 'ada', name: 'Operator ADA' } },
    });
  });

  test('C7: claimed again by its owner on the same connection, nothing changes', () => {
    expect(claim(active(ada), ada, LATER).outcome).toBe('unchanged');
  });

  test('C7: claimed again by its owner on another connection, that one is in the chat too', () => {
    const other = { ...ada, connection: { id: 'ada-2', until: START + HOUR } };

    const { chat, entry } = changed(claim(active(ada), other, LATER));

    expect(chat).toMatchObject({ operators: [{ connections: [{ id: 'ada-1' }, { id: 'ada-2' }] }] });
    expect(entry).toMatchObject({ kind: 'returned', connections: 2 });
  });

  test('C16: an ended chat is not claimed', () => {
    expect(claim(ended(waiting()), ada, LATER)).toMatchObject({ code: 'chatEnded' });
  });

  test('a clock that is behind does not put the claim before the question', () => {
    const { chat } = changed(claim(waiting(), ada, START - 5_000));

    expect(chat).toMatchObject({ claimedAt: START });
  });
});

describe('attachOperator', () => {
  test("K14: a chat of somebody else's is refused", () => {
    expect(attachOperator(active(ada), ben, LATER)).toMatchObject({ code: 'notAllowed' });
    expect(attachOperator(waiting(), ben, LATER)).toMatchObject({ code: 'notAllowed' });
  });

  test('a newer sign-in on the same connection takes the place of the older one', () => {
    const renewed = { ...ada, connection: { id: 'ada-1', until: START + 2 * HOUR } };

    const { chat } = changed(attachOperator(active(ada), renewed, LATER));

    expect(chat).toMatchObject({ operators: [{ connections: [{ id: 'ada-1', until: START + 2 * HOUR }] }] });
  });

  test('connections whose sign-in has ended are forgotten', () => {
    const anew = { ...ada, connection: { id: 'ada-2', until: START + 3 * HOUR } };

    const { chat } = changed(attachOperator(active(ada), anew, START + HOUR));

    expect(chat).toMatchObject({ operators: [{ connections: [{ id: 'ada-2' }] }] });
  });

  test('an ended chat is as it was', () => {
    expect(
      attachOperator(ended(), { ...ada, connection: { id: 'x', until: LATER + 1 } }, LATER).outcome,
    ).toBe('unchanged');
  });
});

describe('returnPatron', () => {
  test('K17: who lost the connection for longer than the department allows comes back no more', () => {
    const view = viewOf(changed(startChat(newChat({ patronReturnMinutes: 5 }), START)));
    const gone = viewOf(changed(dropConnection(view, 'patron-1', START + 1_000)));
    const limit = START + 1_000 + 5 * 60_000;

    expect(returnPatron(gone, back, limit).outcome).toBe('changed');
    expect(returnPatron(gone, back, limit + 1)).toMatchObject({ code: 'noSuchChat' });
    expect(returnPatron(view, back, limit + 1).outcome).toBe('changed');
  });

  test('K12: the patron may have several connections', () => {
    const { chat, entry } = changed(returnPatron(waiting(), back, LATER));

    expect(chat.patronConnections).toEqual(['patron-1', 'patron-2']);
    expect(entry).toMatchObject({ kind: 'returned', connections: 2 });
  });

  test('K11: a wrong token and a chat past its time are one: no such chat', () => {
    expect(returnPatron(waiting(), { ...back, tokenHash: 'x' }, LATER)).toMatchObject({ code: 'noSuchChat' });
    expect(returnPatron(waiting(), back, START + 30 * DAY)).toMatchObject({ code: 'noSuchChat' });
  });

  test('C15: the mark of absence goes', () => {
    const gone = viewOf(changed(dropConnection(waiting(), 'patron-1', LATER)));

    const { chat } = changed(returnPatron(gone, back, LATER + 1));

    expect(gone.chat.patronGoneSince).toBe(LATER);
    expect(chat).not.toHaveProperty('patronGoneSince');
  });

  test('the page that they are on now takes the place of the old one; without one the old one stays', () => {
    const page = { address: 'https://library.example/hours', title: 'Hours' };
    const view = waiting({ page: { address: 'https://library.example/', title: 'Home' } });

    expect(changed(returnPatron(view, { ...back, page }, LATER)).chat.page).toEqual(page);
    expect(changed(returnPatron(view, back, LATER)).chat.page).toEqual(view.chat.page);
  });

  test('an ended chat can be read for half an hour more', () => {
    const over = ended();
    const end = START + 120_000;

    expect(returnPatron(over, back, end + 30 * 60_000).outcome).toBe('unchanged');
    expect(returnPatron(over, back, end + 30 * 60_000 + 1)).toMatchObject({ code: 'chatEnded' });
  });

  test('of very many connections the oldest are forgotten', () => {
    let view = waiting();
    for (let number = 2; number <= 100; number += 1) {
      view = viewOf(changed(returnPatron(view, { ...back, connectionId: `patron-${number}` }, LATER)));
    }

    expect(view.chat.patronConnections).toHaveLength(20);
    expect(view.chat.patronConnections.at(-1)).toBe('patron-100');
    expect(view.last).toMatchObject({ connections: 20 });
  });
});

describe('dropConnection', () => {
  test('C15: with the last connection the patron is gone, with an earlier one not', () => {
    const two = viewOf(changed(returnPatron(waiting(), back, LATER)));

    const one = changed(dropConnection(two, 'patron-1', LATER));
    const none = changed(dropConnection(viewOf(one), 'patron-2', LATER + 1));

    expect(one.chat).not.toHaveProperty('patronGoneSince');
    expect(none.chat).toMatchObject({ patronGoneSince: LATER + 1, patronConnections: [] });
    expect([one.entry, none.entry]).toMatchObject([{ connections: 1 }, { connections: 0 }]);
  });

  test("an operator's connection goes, the operator stays the owner", () => {
    const { chat, entry } = changed(dropConnection(active(ada), 'ada-1', LATER));

    expect(chat).toMatchObject({ ownerId: 'ada', operators: [{ id: 'ada', connections: [] }] });
    expect(entry).toMatchObject({ kind: 'dropped', connections: 0, by: { id: 'ada' } });
  });

  test.each([
    ['a stranger', active(), 'ben-1'],
    ['in a waiting chat', waiting(), 'ada-1'],
    ['in an ended chat', ended(), 'patron-1'],
  ])('%s: nothing changes', (_, view, connectionId) => {
    expect(dropConnection(view, connectionId, LATER).outcome).toBe('unchanged');
  });
});

describe('endChat', () => {
  test.each([
    ['patron-1', 'patron'],
    ['ada-1', 'operator'],
  ])('C9: %s ends it', (connectionId, endedBy) => {
    const { chat, entry } = changed(endChat(active(ada), connectionId, LATER));

    expect(chat).toMatchObject({ state: 'ended', endedBy, endedAt: LATER, ownerId: 'ada' });
    expect(entry).toMatchObject({ kind: 'ended', by: { role: endedBy } });
  });

  test('C9: a patron ends a chat that still waits; it has no operators', () => {
    const { chat } = changed(endChat(waiting(), 'patron-1', LATER));

    expect(chat).toMatchObject({ state: 'ended', operators: [] });
    expect(chat).not.toHaveProperty('ownerId');
  });

  test('C10: ending again changes nothing', () => {
    expect(endChat(ended(), 'ada-1', LATER).outcome).toBe('unchanged');
  });

  test('a stranger and an operator whose sign-in has ended do not end it', () => {
    expect(endChat(active(), 'ben-1', LATER)).toMatchObject({ code: 'notAllowed' });
    expect(endChat(active(), 'ada-1', START + HOUR)).toMatchObject({ code: 'notSignedIn' });
  });

  test('a clock that is behind does not put the end before the last word', () => {
    const { view } = said(active(ada), 'patron-1', 'widget-1.2', LATER);

    const { chat } = changed(endChat(view, 'ada-1', START));

    expect(chat).toMatchObject({ endedAt: LATER } satisfies Partial<ActiveChat> & { endedAt: number });
  });
});
