// Who is rung, and when: chats offered, open, urgent and helped out with, requests, statuses, and the rhythm of repeats.
import type { StandingRequest } from '../../../lambdas/protocol/desk-frames.ts';
import type { OperatorChat } from '../../../lambdas/protocol/chat-view.ts';
import type { Status } from '../../../lambdas/protocol/settings.ts';
import { emptyDesk, type DeskState } from '../../../frontend/dashboard/desk/desk-state.ts';
import type { AskedRequest } from '../../../frontend/dashboard/handing/asked-requests.ts';
import { type Call, callsFor } from '../../../frontend/dashboard/noticing/calls.ts';
import { ringAfter, RING_EVERY_MS, type Rung } from '../../../frontend/dashboard/noticing/ringing.ts';
import { active, chatId, DANA, KEN, T0, waiting } from './desk-builders.ts';

const OFFER_MS = 20_000;
const URGENT_MS = 60_000;

const deskOf = (chats: readonly OperatorChat[], later: readonly OperatorChat[] = []): DeskState => ({
  ...emptyDesk,
  operatorId: DANA.id,
  departmentIds: ['reference'],
  listed: new Set(['reference']),
  later: new Map(later.map((chat) => [chat.chatId, chat])),
  chats: new Map(
    chats.map((chat) => [
      chat.chatId,
      { chat, wasMine: false, lastMessage: undefined, place: 0, readTo: 0, unread: 0, writer: undefined },
    ]),
  ),
});

interface At {
  readonly at?: number;
  readonly status?: Status;
  readonly isFresh?: boolean;
  readonly later?: readonly OperatorChat[];
  readonly asked?: readonly AskedRequest[];
}

function called(
  chats: readonly OperatorChat[],
  { at = 0, status = 'available', isFresh = true, later, asked = [] }: At = {},
) {
  const calls = callsFor(deskOf(chats, later), {
    status,
    asked,
    now: T0 + at,
    isUrgent: (chat, now) => now - chat.startedAt >= URGENT_MS,
    isFresh: () => isFresh,
  });
  return calls.map((call) => (call.kind === 'chat' ? call.why : call.request.kind));
}

const offered = (to: { id: string; name: string }) =>
  waiting('rosa', { offeredTo: { ...to, until: T0 + OFFER_MS } });

const asking = (more: Partial<StandingRequest> = {}): AskedRequest => ({
  chat: active('leo', KEN),
  request: {
    kind: 'transfer',
    to: { operatorId: DANA.id, name: DANA.name },
    by: KEN,
    note: '',
    stays: false,
    until: T0 + 60_000,
    ...more,
  },
});

const toAll = { to: { departmentId: 'reference', name: 'Reference' } };

describe('a waiting chat', () => {
  test('D20 rings for whom it is offered, and for nobody else until that time is over', () => {
    expect(called([offered(DANA)])).toEqual(['offered']);
    expect(called([offered(KEN)], { at: OFFER_MS - 1 })).toEqual([]);
    expect(called([offered(KEN)], { at: OFFER_MS })).toEqual(['open']);
    expect(called([waiting('rosa')])).toEqual(['open']);
  });

  test('D20 rings nobody once it is claimed', () => {
    expect(called([active('rosa', KEN)])).toEqual([]);
    expect(called([active('rosa', DANA)])).toEqual([]);
  });

  test('D21 turns urgent for everybody in the department, to whomever it is offered', () => {
    const late = waiting('rosa', { offeredTo: { ...KEN, until: T0 + URGENT_MS + 5_000 } });
    expect(called([late], { at: URGENT_MS - 1 })).toEqual([]);
    expect(called([late], { at: URGENT_MS })).toEqual(['urgent']);
  });

  test('D22 of a department that is helped out rings from its time on, also before the lists have it', () => {
    const far = waiting('amina', {
      departmentId: 'access',
      fallback: { departmentId: 'reference', at: T0 + 120_000 },
    });
    expect(called([], { later: [far], at: 119_999 })).toEqual([]);
    expect(called([], { later: [far], at: 120_000 })).toEqual(['helping']);
    const elsewhere = waiting('amina', { departmentId: 'access' });
    expect(called([elsewhere], { at: 120_000 })).toEqual([]);
  });

  test.each([
    ['available', 1],
    ['away', 1],
    ['internalOnly', 0],
    ['offline', 0],
  ] as const)('D23 while the operator is %s: %i of 1', (status, count) => {
    expect(called([waiting('rosa')], { status })).toHaveLength(count);
  });

  test('D24 does not ring while its patron has no connection, nor before the list of this connection is read', () => {
    expect(called([waiting('rosa', { patronGoneSince: T0 })])).toEqual([]);
    expect(called([waiting('rosa')], { isFresh: false })).toEqual([]);
  });
});

describe('a request', () => {
  test('D25 rings whom it asks by name in whatever status; what asks a department, those on duty', () => {
    expect(called([], { asked: [asking()], status: 'internalOnly' })).toEqual(['transfer']);
    expect(called([], { asked: [asking({ kind: 'invitation' })] })).toEqual(['invitation']);
    expect(called([], { asked: [asking(toAll)], status: 'away' })).toEqual(['transfer']);
    expect(called([], { asked: [asking(toAll)], status: 'internalOnly' })).toEqual([]);
  });

  test('D25 does not ring before the patron has agreed, where they are asked', () => {
    expect(called([], { asked: [asking({ patron: 'asked' })] })).toEqual([]);
    expect(called([], { asked: [asking({ patron: 'agreed' })] })).toEqual(['transfer']);
  });
});

describe('the rhythm', () => {
  const chat = (name: string, why: 'open' | 'urgent' = 'open'): Call => ({
    kind: 'chat',
    why,
    chat: waiting(name),
  });
  const request: Call = { kind: 'request', ...asking() };

  /** What rings when at these moments (s) these calls stand. */
  function heard(moments: readonly (readonly [number, readonly Call[]])[], repeats = true): string[] {
    let rung: Rung = new Map();
    return moments.flatMap(([second, calls]) => {
      const next = ringAfter(rung, calls, T0 + second * 1_000, repeats);
      rung = next.rung;
      return next.rings.map(({ sound, isAgain }) => `${second} ${sound}${isAgain ? ' again' : ''}`);
    });
  }
  const seconds = (from: number, to: number, calls: readonly Call[]) =>
    Array.from({ length: to - from + 1 }, (_, index) => [from + index, calls] as const);

  test('D26 begins at once and goes on every ten seconds, until the chat is claimed', () => {
    expect(RING_EVERY_MS).toBe(10_000);
    expect(heard([...seconds(0, 25, [chat('rosa')]), ...seconds(26, 60, [])])).toEqual([
      '0 newChat',
      '10 newChat again',
      '20 newChat again',
    ]);
  });

  test('D26 is one for all chats, and a new one begins it anew', () => {
    const both = [chat('rosa'), chat('amina')];
    expect(heard([...seconds(0, 6, [chat('rosa')]), ...seconds(7, 28, both)])).toEqual([
      '0 newChat',
      '7 newChat',
      '17 newChat again',
      '27 newChat again',
    ]);
  });

  test('D21 begins anew when a chat turns urgent, also where repeats are off', () => {
    const moments = [...seconds(0, 12, [chat('rosa')]), ...seconds(13, 30, [chat('rosa', 'urgent')])];
    expect(heard(moments, false)).toEqual(['0 newChat', '13 newChat']);
  });

  test('D25 a request has a sound and a rhythm of its own', () => {
    expect(heard([...seconds(0, 3, [chat('rosa')]), ...seconds(4, 15, [chat('rosa'), request])])).toEqual([
      '0 newChat',
      '4 request',
      '10 newChat again',
      '14 request again',
    ]);
  });

  test('D24 a patron who drops out and returns within it starts no new one', () => {
    const rosa = [chat('rosa')];
    const shaky = [...seconds(0, 2, rosa), ...seconds(3, 4, []), ...seconds(5, 10, rosa)];
    expect(heard(shaky)).toEqual(['0 newChat', '10 newChat again']);
    expect(heard([...seconds(0, 2, rosa), ...seconds(3, 40, []), ...seconds(41, 42, rosa)])).toEqual([
      '0 newChat',
      '41 newChat',
    ]);
  });
});

test('chats stand before requests, oldest first', () => {
  const calls = callsFor(deskOf([waiting('b', { startedAt: T0 + 2 }), waiting('a')]), {
    status: 'available',
    asked: [asking()],
    now: T0 + 10,
    isUrgent: () => false,
    isFresh: () => true,
  });
  expect(calls.map(({ chat: { chatId: id } }) => id)).toEqual([chatId('a'), chatId('b'), chatId('leo')]);
});
