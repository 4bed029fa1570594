// Whatever is done to a chat in whatever order, some things hold: checked on random histories.
import * as fc from 'fast-check';
import type { Chat, ChatView, LogEntry } from '../../lambdas/domain/chat.ts';
import { isPublic, participantOn } from '../../lambdas/domain/chat.ts';
import { endChat, startChat } from '../../lambdas/domain/chat-commands.ts';
import { claim } from '../../lambdas/domain/chat-owner.ts';
import { say } from '../../lambdas/domain/chat-messages.ts';
import { attachOperator, dropConnection, returnPatron } from '../../lambdas/domain/chat-presence.ts';
import { entryView, operatorChatView, patronChatView, publicEntryView } from '../../lambdas/domain/views.ts';
import { HOUR, START, newChat, viewOf } from '../support/chat-views.ts';

const OPERATORS = ['staff-id-ada', 'staff-id-ben', 'staff-id-cleo'] as const;
const CONNECTIONS = ['one', 'two', 'three'] as const;

const someone = fc.constantFrom('patron', 'patron', ...OPERATORS);
const onWhat = fc.constantFrom(...CONNECTIONS);
/** Clocks of functions differ, so time may step back between two commands. */
const step = fc.integer({ min: -30_000, max: 120_000 });

const command = fc.record({
  step,
  who: someone,
  connection: onWhat,
  what: fc.constantFrom(
    'say',
    'say',
    'say',
    'sayAgain',
    'sayAhead',
    'claim',
    'attach',
    'return',
    'wrongToken',
    'drop',
    'end',
  ),
});
type Command = { step: number; who: string; connection: string; what: string };

interface History {
  readonly log: readonly LogEntry[];
  readonly chats: readonly Chat[];
  /** The names that were acknowledged, with the place that was told. */
  readonly acknowledged: ReadonlyMap<string, number>;
  readonly refusals: number;
}

/** An outbox for each connection, as a browser has one for each page; it counts what was acknowledged. */
class Outboxes {
  readonly #sent = new Map<string, number>();

  name(outbox: string, what: string): string {
    const sent = this.#sent.get(outbox) ?? (outbox === 'patron-one' ? 1 : 0);
    return `${outbox}.${Math.max(1, what === 'sayAgain' ? sent : what === 'sayAhead' ? sent + 2 : sent + 1)}`;
  }

  acknowledge(name: string): void {
    const dot = name.lastIndexOf('.');
    const outbox = name.slice(0, dot);
    this.#sent.set(outbox, Math.max(this.#sent.get(outbox) ?? 0, Number(name.slice(dot + 1))));
  }
}

function play(commands: readonly Command[]): History {
  const started = startChat(
    newChat({ connectionId: 'patron-one', question: { name: 'patron-one.1', text: 'Question' } }),
    START,
  );
  if (started.outcome !== 'changed') throw new Error('not started');
  let view: ChatView = viewOf(started);
  let now = START;
  let refusals = 0;
  const log = [view.last];
  const chats: Chat[] = [view.chat];
  const acknowledged = new Map([['patron-one.1', 1]]);
  const outboxes = new Outboxes();
  outboxes.acknowledge('patron-one.1');
  for (const { step: ms, who, connection, what } of commands) {
    now += ms;
    const connectionId = `${who}-${connection}`;
    if (what.startsWith('say')) {
      const name = outboxes.name(connectionId, what);
      const result = say(view, { connectionId, name, text: `${name} says` }, now);
      if (result.outcome === 'refused') {
        refusals += 1;
        continue;
      }
      const place = result.outcome === 'said' ? result.entry.place : result.mark.place;
      expect(acknowledged.get(name) ?? place).toBe(place);
      acknowledged.set(name, place);
      outboxes.acknowledge(name);
      if (result.outcome === 'said') {
        log.push(result.entry);
        view = { chat: view.chat, last: result.entry };
      }
      continue;
    }
    const result = change(view, { who, connectionId, what }, now);
    if (result.outcome === 'refused') refusals += 1;
    if (result.outcome !== 'changed') continue;
    log.push(result.entry);
    chats.push(result.chat);
    view = viewOf(result);
  }
  return { log, chats, acknowledged, refusals };
}

function change(
  view: ChatView,
  { who, connectionId, what }: { who: string; connectionId: string; what: string },
  now: number,
) {
  const operator = {
    id: who,
    name: `Name of ${who.at(-1)}`,
    connection: { id: connectionId, until: now + HOUR },
  };
  switch (what) {
    case 'claim':
      return who === 'patron' ? dropConnection(view, 'nobody', now) : claim(view, operator, now);
    case 'attach':
      return who === 'patron' ? dropConnection(view, 'nobody', now) : attachOperator(view, operator, now);
    case 'return':
      return who === 'patron'
        ? returnPatron(view, { connectionId, tokenHash: 'hash-of-the-token' }, now)
        : dropConnection(view, 'nobody', now);
    case 'wrongToken':
      return returnPatron(view, { connectionId, tokenHash: 'another' }, now);
    case 'drop':
      return dropConnection(view, connectionId, now);
    default:
      return endChat(view, connectionId, now);
  }
}

const histories = fc.array(command, { maxLength: 60, size: 'max' }).map(play);
const check = (property: (history: History) => void): void =>
  fc.assert(fc.property(histories, property), { numRuns: 300 });

test('M1: places are 1 to n without a gap, and times never run backwards', () => {
  check(({ log, chats }) => {
    expect(log.map(({ place }) => place)).toEqual(log.map((_, index) => index + 1));
    const times = log.map(({ at }) => at);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    for (const chat of chats) {
      if (chat.state !== 'waiting') expect(chat.claimedAt ?? START).toBeGreaterThanOrEqual(chat.startedAt);
      if (chat.state === 'ended') expect(chat.endedAt).toBeGreaterThanOrEqual(chat.claimedAt ?? START);
    }
  });
});

test('C6, H22: an owner changes only where nobody has a connection; an ended chat stays ended', () => {
  check(({ log, chats }) => {
    const changes = log.filter(({ place, changedAt }) => place === changedAt);
    for (const [index, chat] of chats.entries()) {
      const before = chats[index - 1];
      if (before?.state !== 'active' || chat.state !== 'active' || before.ownerId === chat.ownerId) continue;
      expect(changes[index]).toMatchObject({ kind: 'transferred', from: { id: before.ownerId } });
      const at = changes[index]?.at ?? 0;
      const others = before.operators.filter(({ id }) => id !== chat.ownerId);
      expect(others.flatMap(({ connections }) => connections).filter(({ until }) => until > at)).toEqual([]);
    }
    const end = chats.findIndex(({ state }) => state === 'ended');
    expect(end === -1 ? [] : chats.slice(end + 1)).toEqual([]);
  });
});

test('M3: what was acknowledged stands in the log once, at the place that was told, and nothing else does', () => {
  check(({ log, acknowledged }) => {
    const stored = log.flatMap((entry) =>
      entry.kind === 'message' ? [[entry.name, entry.place] as const] : [],
    );
    expect(new Set(stored.map(([name]) => name)).size).toBe(stored.length);
    expect(new Map(stored)).toEqual(acknowledged);
  });
});

test('M4: the messages of an outbox stand in the order of their numbers', () => {
  check(({ log }) => {
    const numbers = new Map<string, number>();
    for (const entry of log) {
      if (entry.kind !== 'message') continue;
      const dot = entry.name.lastIndexOf('.');
      const outbox = entry.name.slice(0, dot);
      const number = Number(entry.name.slice(dot + 1));
      expect(number).toBe((numbers.get(outbox) ?? 0) + 1);
      numbers.set(outbox, number);
    }
  });
});

test('M7: for both readers each entry names the one before it that they may see', () => {
  check(({ log }) => {
    const staff = log.map(entryView);
    const seenByPatron = log.map(publicEntryView).filter((entry) => entry !== undefined);
    for (const entries of [staff, seenByPatron]) {
      const before = [0, ...entries.map(({ place }) => place)];
      expect(entries.map(({ after }) => after)).toEqual(before.slice(0, -1));
    }
    expect(seenByPatron.map(({ place }) => place)).toEqual(log.filter(isPublic).map(({ place }) => place));
  });
});

test('P1: what a patron is shown has names only, and nothing of dropped and returned connections', () => {
  check(({ log, chats }) => {
    const shown = JSON.stringify([chats.map(patronChatView), log.map(publicEntryView)]);
    expect(shown).not.toMatch(/dropped|returned|hash-of-the-token|"id"|"operators"|connections/);
    // The outboxes of the model are called like the connections, so names of messages are left out.
    expect(shown.replace(/"name":"[^"]*"|"text":"[^"]*"/g, '')).not.toMatch(/staff-id/);
    expect(JSON.stringify(chats.map(operatorChatView))).not.toMatch(/hash-of-the-token|patron-one/);
  });
});

test('nobody is in the chat who did not come in by the question, the token or the claim', () => {
  check(({ log, chats }) => {
    const last = chats.at(-1);
    const joined = new Set(
      log.flatMap(({ kind, by }) =>
        (kind === 'joined' || kind === 'transferred') && by.role === 'operator' ? [by.id] : [],
      ),
    );
    for (const who of OPERATORS) {
      for (const connection of CONNECTIONS) {
        const participant = last && participantOn(last, `${who}-${connection}`, START);
        if (participant?.role === 'operator') expect(joined).toContain(participant.id);
        expect(participant?.role).not.toBe('patron');
      }
    }
  });
});

test('every entry knows the place at which the chat itself changed last', () => {
  check(({ log, chats }) => {
    const changes = log.filter(({ place, changedAt }) => place === changedAt);
    expect(changes).toHaveLength(chats.length);
    for (const [index, entry] of log.entries()) {
      expect(entry.changedAt).toBe(
        Math.max(...changes.filter((c) => c.place <= index + 1).map((c) => c.place)),
      );
    }
  });
});

test('the histories are not all refusals: the model does say, claim, return and end', () => {
  const kinds = new Set<string>();
  fc.assert(
    fc.property(histories, ({ log }) => {
      for (const { kind } of log) kinds.add(kind);
    }),
    { numRuns: 3_000 },
  );
  expect([...kinds].toSorted()).toEqual(['dropped', 'ended', 'joined', 'message', 'returned', 'transferred']);
});
