// Whatever operators, a patron and a coordinator do to a chat in whatever order, some things hold: on random histories.
import * as fc from 'fast-check';
import type { Change, OperatorHere, Unchanged } from '../../lambdas/domain/chat-change.ts';
import { unchanged } from '../../lambdas/domain/chat-change.ts';
import { endChat } from '../../lambdas/domain/chat-commands.ts';
import { say } from '../../lambdas/domain/chat-messages.ts';
import { claim, leaveChat } from '../../lambdas/domain/chat-owner.ts';
import { attachOperator, dropConnection, returnPatron } from '../../lambdas/domain/chat-presence.ts';
import {
  acceptRequest,
  answerTransfer,
  ask,
  declineRequest,
  endIfNobodyIsThere,
  standingRequestOf,
  withdrawRequest,
} from '../../lambdas/domain/chat-requests.ts';
import type { Chat, ChatView, LogEntry } from '../../lambdas/domain/chat.ts';
import { isPublic } from '../../lambdas/domain/chat.ts';
import { lookAway, lookIn } from '../../lambdas/domain/looking-in.ts';
import type { Refusal } from '../../lambdas/domain/refused.ts';
import type { StaffConnection } from '../../lambdas/domain/staff.ts';
import { patronChatView, publicEntryView } from '../../lambdas/domain/views.ts';
import type { Status } from '../../lambdas/protocol/settings.ts';
import { DAY, START, viewOf, waiting } from '../support/chat-views.ts';

const PEOPLE = ['ada', 'ben', 'cleo', 'dora'] as const;
const DEPARTMENT_OF: Readonly<Record<string, string>> = {
  ada: 'reference',
  ben: 'reference',
  cleo: 'maps',
  dora: 'nowhere',
};

const WHATS = [
  'say',
  'say',
  'note',
  'claim',
  'attach',
  'drop',
  'invite',
  'transfer',
  'transferAsking',
  'transferToDepartment',
  'accept',
  'accept',
  'decline',
  'withdraw',
  'yes',
  'no',
  'leave',
  'lookIn',
  'lookAway',
  'goAway',
  'comeBack',
] as const;

/** What a patron does besides writing; the rest takes an operator's sign-in. */
const PATRONS: ReadonlySet<string> = new Set(['drop', 'return', 'yes', 'no', 'end']);

interface Command {
  readonly step: number;
  readonly who: string;
  readonly whom: string;
  readonly stays: boolean;
  readonly what: (typeof WHATS)[number] | 'end' | 'return';
}

/** Clocks of functions differ, so time may step back between two commands. */
const command: fc.Arbitrary<Command> = fc.record({
  step: fc.integer({ min: -5_000, max: 15_000 }),
  who: fc.constantFrom('patron', ...PEOPLE),
  whom: fc.constantFrom(...PEOPLE),
  stays: fc.boolean(),
  what: fc.oneof(
    { weight: 40, arbitrary: fc.constantFrom(...WHATS) },
    { weight: 1, arbitrary: fc.constantFrom('end', 'return') },
  ),
});

/** A chat that Ada has, who knows what happened to it, and what everybody was acknowledged. */
class World {
  view: ChatView = waiting();
  now = START;
  readonly log: LogEntry[] = [this.view.last];
  readonly chats: { readonly chat: Chat; readonly at: number }[] = [{ chat: this.view.chat, at: START }];
  readonly acknowledged = new Map<string, number>([['widget-1.1', 1]]);
  readonly #sent = new Map<string, number>([['patron', 1]]);
  readonly #status = new Map<string, Status>();

  play({ step, who, whom, stays, what }: Command): void {
    this.now += step;
    if (what === 'say' || what === 'note') return this.#say(who, what === 'note');
    if (what === 'goAway' || what === 'comeBack') {
      this.#status.set(who, what === 'goAway' ? 'away' : 'available');
      this.#change(endIfNobodyIsThere(this.view, this.#staff(), this.now));
      return;
    }
    this.#change(this.#decide({ who, whom, stays, what }));
  }

  #connectionOf(who: string): string {
    return who === 'patron' ? 'patron-1' : `${who}-1`;
  }

  #staff(): StaffConnection[] {
    return PEOPLE.map((id) => ({
      connectionId: this.#connectionOf(id),
      operatorId: id,
      name: id,
      roles: ['operator'],
      departmentIds: [DEPARTMENT_OF[id] ?? ''],
      status: this.#status.get(id) ?? 'available',
      since: START,
      seenAt: this.now,
      signedInUntil: START + DAY,
      chatIds: [],
    }));
  }

  #decide({ who, whom, stays, what }: Omit<Command, 'step'>): Change | Unchanged | Refusal {
    const { view, now } = this;
    if (who === 'patron' && !PATRONS.has(what)) return unchanged(view.chat);
    const connectionId = this.#connectionOf(who);
    const by = { id: who, name: who };
    const operator: OperatorHere = { ...by, connection: { id: connectionId, until: START + DAY } };
    const departmentIds = [DEPARTMENT_OF[who] ?? ''];
    const asking = { by, note: 'for staff only', stays, seconds: 60, consent: what === 'transferAsking' };
    const to = { operatorId: whom, name: whom };
    const department = { departmentId: DEPARTMENT_OF[whom] ?? '', name: 'a department' };
    switch (what) {
      case 'claim':
        return claim(view, operator, now);
      case 'attach':
        return attachOperator(view, operator, now);
      case 'drop':
        return dropConnection(view, connectionId, now);
      case 'return':
        return returnPatron(view, { connectionId: 'patron-1', tokenHash: 'hash-of-the-token' }, now);
      case 'invite':
        return ask(view, { ...asking, kind: 'invitation', to }, this.#staff(), now);
      case 'transfer':
      case 'transferAsking':
        return ask(view, { ...asking, kind: 'transfer', to }, this.#staff(), now);
      case 'transferToDepartment':
        return ask(view, { ...asking, kind: 'transfer', to: department }, this.#staff(), now);
      case 'accept':
        return acceptRequest(view, { ...operator, departmentIds }, now);
      case 'decline':
        return declineRequest(view, { by, reason: 'for staff only' }, now);
      case 'withdraw':
        return withdrawRequest(view, by, now);
      case 'yes':
      case 'no':
        return answerTransfer(view, { connectionId, agrees: what === 'yes' }, 60, now);
      case 'leave':
        return leaveChat(view, by, now);
      case 'lookIn':
        return lookIn(view, operator, now);
      case 'lookAway':
        return lookAway(view, by, now);
      default:
        return endChat(view, connectionId, now);
    }
  }

  #say(who: string, isNote: boolean): void {
    const number = (this.#sent.get(who) ?? 0) + 1;
    const name = `${who === 'patron' ? 'widget-1' : `outbox-${who}`}.${number}`;
    const text = isNote ? 'for staff only' : `message ${name}`;
    const result = say(this.view, { connectionId: this.#connectionOf(who), name, text, isNote }, this.now);
    if (result.outcome !== 'said') return;
    this.#sent.set(who, number);
    this.acknowledged.set(name, result.entry.place);
    this.log.push(result.entry);
    this.view = { chat: this.view.chat, last: result.entry };
  }

  #change(result: Change | Unchanged | Refusal): void {
    if (result.outcome !== 'changed') return;
    this.log.push(result.entry);
    this.chats.push({ chat: result.chat, at: this.now });
    this.view = viewOf(result);
  }
}

const histories = fc.array(command, { maxLength: 120, size: 'max' }).map((commands) => {
  const world = new World();
  world.play({ step: 1_000, who: 'ada', whom: 'ada', stays: false, what: 'claim' });
  for (const each of commands) world.play(each);
  return world;
});
const check = (property: (world: World) => void): void =>
  fc.assert(fc.property(histories, property), { numRuns: 300 });

/** The ids of the operators whom the log says to be in the chat after it. */
function inChatByLog(log: readonly LogEntry[]): Set<string> {
  const ids = new Set<string>();
  for (const entry of log) {
    if (entry.by.role !== 'operator') continue;
    if (entry.kind === 'joined' || entry.kind === 'transferred') ids.add(entry.by.id);
    if (entry.kind === 'transferred' && !entry.stays) ids.delete(entry.from.id);
    if (entry.kind === 'left') ids.delete(entry.by.id);
  }
  return ids;
}

test('H26: an active chat has exactly one owner, who is among its operators; nobody is in it twice', () => {
  check(({ chats }) => {
    for (const { chat } of chats) {
      if (chat.state !== 'active') continue;
      const ids = chat.operators.map(({ id }) => id);
      expect(ids).toContain(chat.ownerId);
      const all = [...ids, ...(chat.onlookers ?? []).map(({ id }) => id)];
      expect(new Set(all).size).toBe(all.length);
      expect((chat.onlookers ?? []).every(({ connections }) => connections.length > 0)).toBe(true);
    }
  });
});

test('H26: a chat that was claimed never loses its last operator, and the log says who is in it', () => {
  check(({ chats, log, view }) => {
    for (const { chat } of chats) if (chat.state !== 'waiting') expect(chat.operators).not.toEqual([]);
    const { chat } = view;
    const ids = chat.state === 'waiting' ? [] : chat.operators.map(({ id }) => id);
    expect(new Set(ids)).toEqual(inChatByLog(log));
  });
});

test('H26: the owner changes only by an entry that says so', () => {
  check(({ chats, log }) => {
    const changes = log.filter(({ place, changedAt }) => place === changedAt);
    for (const [index, { chat }] of chats.entries()) {
      const before = chats[index - 1]?.chat;
      if (before?.state !== 'active' || chat.state !== 'active' || before.ownerId === chat.ownerId) continue;
      const entry = changes[index];
      const owner =
        entry?.kind === 'left' ? entry.owner?.id : entry?.kind === 'transferred' ? chat.ownerId : undefined;
      expect(owner).toBe(chat.ownerId);
    }
  });
});

test('H5: nothing is asked of a chat that isn’t active, and what is taken or ended is asked no more', () => {
  check(({ chats, log }) => {
    const changes = log.filter(({ place, changedAt }) => place === changedAt);
    for (const [index, { chat }] of chats.entries()) {
      if (chat.state !== 'active') expect(chat).not.toHaveProperty('request');
      if (chat.state === 'ended') expect(chat).not.toHaveProperty('onlookers');
      const kind = changes[index]?.kind;
      if (kind === 'transferred' || kind === 'requestEnded') expect(chat).not.toHaveProperty('request');
    }
  });
});

test('H6, H15: what is taken was asked in time, of that person, and agreed to where the patron is asked', () => {
  check(({ chats, log }) => {
    const changes = log.filter(({ place, changedAt }) => place === changedAt);
    for (const [index, { chat, at }] of chats.entries()) {
      const [before, entry] = [chats[index - 1]?.chat, changes[index]];
      if (entry?.kind !== 'transferred' || before?.state !== 'active' || chat.state !== 'active') continue;
      const others = before.operators.filter(({ id }) => id !== chat.ownerId);
      // A chat that everybody has lost is claimed.
      if (others.every(({ connections }) => connections.length === 0) && entry.stays) continue;
      const request = standingRequestOf(before, at);
      expect(request?.kind).toBe('transfer');
      expect(request?.patron).not.toBe('asked');
      const to = request && ('operatorId' in request.to ? request.to.operatorId : request.to.departmentId);
      expect([chat.ownerId, DEPARTMENT_OF[chat.ownerId]]).toContain(to);
    }
  });
});

test('M1, M3: places have no gap, times don’t run back, and all that was acknowledged stands in the log', () => {
  check(({ log, acknowledged }) => {
    expect(log.map(({ place }) => place)).toEqual(log.map((_, index) => index + 1));
    const times = log.map(({ at }) => at);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    const stored = log.flatMap((entry) =>
      entry.kind === 'message' || entry.kind === 'note' ? [[entry.name, entry.place] as const] : [],
    );
    expect(new Map(stored)).toEqual(acknowledged);
    expect(stored).toHaveLength(acknowledged.size);
  });
});

test('H25, M7: nothing that is for staff is public, and the patron’s places lead from one to the next', () => {
  check(({ log, chats }) => {
    const shown = log.map(publicEntryView).filter((entry) => entry !== undefined);
    const told = JSON.stringify([shown, chats.map(({ chat }) => patronChatView(chat))]);
    expect(told).not.toContain('for staff only');
    expect(told).not.toMatch(/lookedIn|lookedAway|"note"|invitation|declined|withdrawn/);
    expect(shown.map(({ place }) => place)).toEqual(log.filter(isPublic).map(({ place }) => place));
    const before = [0, ...shown.map(({ place }) => place)];
    expect(shown.map(({ after }) => after)).toEqual(before.slice(0, -1));
  });
});

test('the histories are not all refusals: everything that can happen happens', () => {
  const kinds = new Set<string>();
  fc.assert(
    fc.property(histories, ({ log }) => {
      for (const entry of log) kinds.add(entry.kind === 'requestEnded' ? entry.why : entry.kind);
    }),
    { numRuns: 3_000 },
  );
  expect([...kinds].toSorted()).toEqual([
    'away',
    'declined',
    'dropped',
    'ended',
    'joined',
    'left',
    'lookedAway',
    'lookedIn',
    'message',
    'note',
    'patronDeclined',
    'requested',
    'returned',
    'transferAgreed',
    'transferred',
    'withdrawn',
  ]);
});
