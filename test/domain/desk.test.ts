// Operators' desks follow chats: what each change of a chat makes of whose desk, and how it is counted.
import type { StandingRequest } from '../../lambdas/protocol/desk-frames.ts';
import type { ActiveChat, Chat } from '../../lambdas/domain/chat.ts';
import { endChat } from '../../lambdas/domain/chat-commands.ts';
import { claim } from '../../lambdas/domain/chat-owner.ts';
import {
  beginsShift,
  changedDesk,
  deskChanges,
  emptyDesk,
  liveOffers,
  openChatsOf,
  tallyOf,
} from '../../lambdas/domain/desk.ts';
import { chooseNext, moveOffer } from '../../lambdas/domain/offer.ts';
import { FIRST_DEPARTMENT } from '../../lambdas/domain/first-settings.ts';
import { active, changed, DAY, HOUR, operatorHere, START, viewOf, waiting } from '../support/chat-views.ts';

const offeredTo = (id: string, until = START + 20_000) => ({ id, name: `Operator ${id}`, until });
const chatOf = (view: { readonly chat: Chat }): Chat => view.chat;
const activeChat = (view = active()): ActiveChat => {
  if (view.chat.state !== 'active') throw new Error('not active');
  return view.chat;
};
const request = (more: Partial<StandingRequest> = {}): StandingRequest => ({
  kind: 'transfer',
  to: { operatorId: 'ben', name: 'Operator BEN' },
  by: { id: 'ada', name: 'Operator ADA' },
  note: '',
  stays: false,
  until: START + HOUR,
  ...more,
});

describe('what a change of a chat changes', () => {
  test('R7: an arrival is on the desk of whom it is offered to, and is their turn', () => {
    const { chat } = waiting({ offeredTo: offeredTo('ada') });

    expect(deskChanges(undefined, chat)).toEqual([
      {
        operatorId: 'ada',
        chatId: chat.chatId,
        offer: { until: START + 20_000 },
        takes: false,
        hadTurn: true,
      },
    ]);
    expect(deskChanges(undefined, chatOf(waiting()))).toEqual([]);
  });

  test('R7: a claim by somebody else takes the offer off the one desk, and counts on the other', () => {
    const view = waiting({ offeredTo: offeredTo('ada') });
    const { chat } = changed(claim(view, operatorHere('ben'), START + 5));

    expect(deskChanges(view.chat, chat)).toEqual([
      { operatorId: 'ada', chatId: chat.chatId, offer: 'over', takes: false, hadTurn: false },
      { operatorId: 'ben', chatId: chat.chatId, chat: { until: chat.keptUntil }, takes: true, hadTurn: true },
    ]);
    expect(chat).not.toHaveProperty('offeredTo');
  });

  test('R7: who claims what they were offered has one change, which is both', () => {
    const view = waiting({ offeredTo: offeredTo('ada') });
    const { chat } = changed(claim(view, operatorHere('ada'), START + 5));

    expect(deskChanges(view.chat, chat)).toMatchObject([
      { operatorId: 'ada', chat: { until: chat.keptUntil }, offer: 'over', takes: true, hadTurn: true },
    ]);
  });

  test('R7: the end takes the chat off the desks of all who were in it or asked to take it', () => {
    const before = { ...activeChat(), request: request() };
    const { chat } = changed(endChat({ ...active(), chat: before }, 'patron-1', START + 60_001));

    expect(deskChanges(before, chat)).toMatchObject([
      { operatorId: 'ada', chat: 'out', takes: false, hadTurn: false },
      { operatorId: 'ben', offer: 'over', takes: false, hadTurn: false },
    ]);
  });

  test('R7: a request counts until its time, is no turn, and goes on when its time is another', () => {
    const before = activeChat();
    const asked = { ...before, request: request() };
    const again = { ...before, request: request({ until: START + 2 * HOUR }) };
    const elsewhere = { ...before, request: request({ to: { departmentId: 'maps', name: 'Maps' } }) };

    expect(deskChanges(before, asked)).toMatchObject([
      { operatorId: 'ben', offer: { until: START + HOUR }, takes: false, hadTurn: false },
    ]);
    expect(deskChanges(asked, again)).toMatchObject([
      { operatorId: 'ben', offer: { until: START + 2 * HOUR } },
    ]);
    expect(deskChanges(asked, before)).toMatchObject([{ operatorId: 'ben', offer: 'over' }]);
    expect(deskChanges(before, elsewhere)).toMatchObject([
      {
        operatorId: 'ada',
        asks: { departmentId: 'maps', until: START + HOUR },
        takes: false,
        hadTurn: false,
      },
    ]);
    expect(deskChanges(elsewhere, before)).toMatchObject([{ operatorId: 'ada', asks: 'over' }]);
  });

  test('R7: who takes over has taken the chat, who only comes in has not; who leaves is out', () => {
    const before = { ...activeChat(), request: request() };
    const ben = { id: 'ben', name: 'Operator BEN', connections: [] };
    const { request: _, ...rest } = before;
    const handed: ActiveChat = { ...rest, ownerId: 'ben', operators: [ben] };
    const joined: ActiveChat = { ...rest, operators: [...before.operators, ben] };

    expect(deskChanges(before, handed)).toMatchObject([
      { operatorId: 'ada', chat: 'out' },
      { operatorId: 'ben', offer: 'over', takes: true, hadTurn: true },
    ]);
    expect(deskChanges(before, joined)).toMatchObject([{ operatorId: 'ben', takes: false, hadTurn: false }]);
    // Ada leaves, and Ben, who was in it, owns it: nobody took anything.
    expect(deskChanges(joined, handed)).toMatchObject([{ operatorId: 'ada', chat: 'out', takes: false }]);
  });

  test('a change that concerns no desk changes none', () => {
    const { chat } = active();

    expect(deskChanges(chat, { ...chat, patronConnections: [] })).toEqual([]);
  });
});

describe('a desk', () => {
  const change = { operatorId: 'ada', chatId: 'one', takes: false, hadTurn: true };
  const offered = changedDesk(emptyDesk('ada'), { ...change, offer: { until: START + 20 } }, START);

  test('R8: counts what holds now, and its changes', () => {
    expect(tallyOf(offered, START + 19)).toEqual({
      operatorId: 'ada',
      version: 1,
      chats: 0,
      offered: 1,
      offeredUntil: START + 20,
      taken: 0,
      lastTurnAt: START,
    });
    expect(tallyOf(offered, START + 20)).toMatchObject({ offered: 0 });
    expect(liveOffers(offered, START + 20)).toEqual([]);
    const taken = { ...change, chat: { until: START + DAY }, offer: 'over', takes: true } as const;
    const busy = changedDesk(offered, taken, START + 5);
    expect(tallyOf(busy, START + 5)).toMatchObject({ version: 2, chats: 1, offered: 0, taken: 1 });
    expect(tallyOf(busy, START + DAY)).toMatchObject({ chats: 0 });
    expect(tallyOf({ ...busy, limit: 2 }, START)).toMatchObject({ limit: 2 });
  });

  test('R12: names the open chats once each, those that are offered too', () => {
    const asked = { ...offered, chats: [{ chatId: 'one', until: START + DAY }], version: 3 };
    const two = { ...asked, offers: [...asked.offers, { chatId: 'two', until: START + 20 }] };

    expect(openChatsOf(two, START)).toEqual(['one', 'two']);
    expect(openChatsOf(two, START + 20)).toEqual(['one']);
  });

  test('R9: a shift begins with the first hello, or with one after twelve hours with nobody there', () => {
    expect(beginsShift(emptyDesk('ada'), false, START)).toBe(true);
    expect(beginsShift(offered, false, START + 12 * HOUR)).toBe(false);
    expect(beginsShift(offered, false, START + 12 * HOUR + 1)).toBe(true);
    expect(beginsShift(offered, true, START + 12 * HOUR + 1)).toBe(false);
  });
});

describe('an offer', () => {
  const connection = {
    connectionId: 'o-ben',
    operatorId: 'ben',
    name: 'Operator BEN',
    roles: ['operator'],
    departmentIds: ['reference'],
    status: 'available',
    since: START,
    seenAt: START,
    signedInUntil: START + DAY,
    chatIds: [],
  } as const;
  const staff = { connections: [connection], desks: [] };

  test('R1: is to who is next, for as long as the department says', () => {
    const choice = chooseNext(FIRST_DEPARTMENT, staff, START);

    expect(choice?.offeredTo).toEqual({ id: 'ben', name: 'Operator BEN', until: START + 20_000 });
    expect(choice?.desk).toEqual(emptyDesk('ben'));
    expect(chooseNext(FIRST_DEPARTMENT, { connections: [], desks: [] }, START)).toBeUndefined();
  });

  test('R6: moves on to the next, or to all; once it is over or with somebody else nothing moves', () => {
    const view = waiting({ offeredTo: offeredTo('ada') });
    const by = { id: 'ada', name: 'Operator ada' };
    const choice = chooseNext(FIRST_DEPARTMENT, staff, START);

    const moved = changed(moveOffer(view, by, choice, START + 1));
    expect(moved.chat).toMatchObject({ state: 'waiting', offeredTo: { id: 'ben' } });
    expect(moved.entry).toMatchObject({ kind: 'offered', by: { id: 'ada' }, to: { id: 'ben' } });
    expect(moved.chosen).toEqual(emptyDesk('ben'));
    const open = changed(moveOffer(view, by, undefined, START + 1));
    expect(open.chat).not.toHaveProperty('offeredTo');
    expect(open.entry).not.toHaveProperty('to');
    expect(moveOffer(viewOf(moved), by, choice, START + 2).outcome).toBe('unchanged');
    expect(moveOffer(view, by, choice, START + 20_000).outcome).toBe('unchanged');
    expect(moveOffer(active(), by, choice, START + 1).outcome).toBe('unchanged');
  });
});
