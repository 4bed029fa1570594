// Who is offered the next chat: fair over any sequence of arrivals, ends and people who come and go.
import * as fc from 'fast-check';
import type { Strategy } from '../../lambdas/protocol/department-settings.ts';
import { type Candidate, inTurn, nextIn } from '../../lambdas/protocol/routing.ts';

const someone = (operatorId: string, more: Partial<Candidate> = {}): Candidate => ({
  operatorId,
  chatsNow: 0,
  limit: 3,
  lastTurnAt: 0,
  ...more,
});
const ids = (strategy: Strategy, candidates: readonly Candidate[]): string[] =>
  inTurn(strategy, candidates).map(({ operatorId }) => operatorId);

test('R2: by turns, who has waited longest since their last turn is next', () => {
  expect(ids('alternate', [someone('dana', { lastTurnAt: 20 }), someone('ken', { lastTurnAt: 10 })])).toEqual(
    ['ken', 'dana'],
  );
});

test('R3: to the least busy, and among those who are as busy by turns', () => {
  const team = [
    someone('dana', { chatsNow: 2, lastTurnAt: 1 }),
    someone('ken', { chatsNow: 1, lastTurnAt: 9 }),
    someone('priya', { chatsNow: 1, lastTurnAt: 5 }),
  ];

  expect(ids('leastBusy', team)).toEqual(['priya', 'ken', 'dana']);
});

test('R4: where everyone rings, nobody is asked first', () => {
  expect(ids('everyoneRings', [someone('dana'), someone('ken')])).toEqual([]);
});

test('R5: who is full is passed over, and nobody is next where all are', () => {
  const full = someone('dana', { chatsNow: 3, lastTurnAt: 0 });

  expect(ids('alternate', [full, someone('ken', { lastTurnAt: 99 })])).toEqual(['ken']);
  expect(ids('leastBusy', [full])).toEqual([]);
});

describe('as dashboards and the server see a department', () => {
  const department = { id: 'maps', settings: { strategy: 'alternate', chatsAtOnce: 2 } } as const;
  const colleague = (id: string, more: object = {}) =>
    ({ id, departmentIds: ['maps'], status: 'available', ...more }) as const;
  const tally = (operatorId: string, more: object = {}) => ({
    operatorId,
    version: 1,
    chats: 0,
    offered: 0,
    taken: 0,
    lastTurnAt: 10,
    ...more,
  });

  test('R1: only who is available in the department, and who never had a turn before the others', () => {
    const people = [
      colleague('ada'),
      colleague('ben', { status: 'away' }),
      colleague('cleo', { departmentIds: ['law'] }),
      colleague('dora', { status: 'internalOnly' }),
      colleague('eve'),
    ];

    expect(nextIn(department, people, [tally('ada')])).toEqual(['eve', 'ada']);
  });

  test('R5: chats and offers count against the smaller one of the two limits', () => {
    const people = [colleague('ada'), colleague('ben'), colleague('cleo'), colleague('dora')];
    const tallies = [
      tally('ada', { chats: 1, offered: 1 }),
      tally('ben', { chats: 1, limit: 1 }),
      tally('cleo', { chats: 1, limit: 20 }),
      tally('dora', { chats: 2, limit: 20 }),
    ];

    expect(nextIn(department, people, tallies)).toEqual(['cleo']);
  });
});

/** What happens to a team, one after another. */
type Event =
  | { readonly kind: 'arrival' }
  | { readonly kind: 'available' | 'unavailable' | 'ended'; readonly who: number };

const PEOPLE = 5;
const event: fc.Arbitrary<Event> = fc.oneof(
  { weight: 4, arbitrary: fc.constant<Event>({ kind: 'arrival' }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constantFrom('available' as const, 'unavailable' as const, 'ended' as const),
      who: fc.nat(PEOPLE - 1),
    }),
  },
);

/** Plays the events by the rule, and notes after each whom it was offered to and who could have had it. */
function played(strategy: Strategy, events: readonly Event[], limit: number) {
  const team = Array.from({ length: PEOPLE }, (_, who) => ({
    ...someone(`operator-${who}`, { limit }),
    isAvailable: who % 2 === 0,
  }));
  return events.map((each, index) => {
    const now = index + 1;
    const offered = each.kind === 'arrival' ? arrive(now) : undefined;
    if (each.kind !== 'arrival') change(each);
    return {
      offered,
      free: team.filter((one) => one.isAvailable && one.chatsNow < limit).map(({ operatorId }) => operatorId),
    };
  });

  function arrive(now: number): string | undefined {
    const [next] = inTurn(
      strategy,
      team.filter(({ isAvailable }) => isAvailable),
    );
    const at = team.findIndex(({ operatorId }) => operatorId === next?.operatorId);
    const one = team[at];
    if (one === undefined) return undefined;
    team[at] = { ...one, chatsNow: one.chatsNow + 1, lastTurnAt: now };
    return one.operatorId;
  }

  function change({ kind, who }: Exclude<Event, { kind: 'arrival' }>): void {
    const one = team[who];
    if (one === undefined) return;
    if (kind === 'ended') team[who] = { ...one, chatsNow: Math.max(0, one.chatsNow - 1) };
    else team[who] = { ...one, isAvailable: kind === 'available' };
  }
}

test('R2: nobody gets two offers more than another who could have taken one all that time', () => {
  fc.assert(
    fc.property(fc.array(event, { maxLength: 60 }), fc.integer({ min: 1, max: 20 }), (events, limit) => {
      const steps = played('alternate', events, limit);
      for (let from = 0; from < steps.length; from += 1) {
        const counts = new Map<string, number>();
        let always = new Set(steps[from]?.free);
        for (const { offered, free } of steps.slice(from + 1)) {
          if (offered !== undefined) counts.set(offered, (counts.get(offered) ?? 0) + 1);
          // Who has just become full by this offer could still take it.
          always = new Set([...always].filter((who) => free.includes(who) || who === offered));
          const most = Math.max(0, ...counts.values());
          for (const who of always) expect(most - (counts.get(who) ?? 0)).toBeLessThan(2);
        }
      }
    }),
    { numRuns: 300 },
  );
});

test('R1: whoever is free is in the order, once each, and nobody else', () => {
  const team = fc.uniqueArray(
    fc.record({
      operatorId: fc.string({ minLength: 1, maxLength: 3 }),
      chatsNow: fc.nat(4),
      limit: fc.integer({ min: 1, max: 4 }),
      lastTurnAt: fc.nat(5),
    }),
    { selector: ({ operatorId }) => operatorId },
  );
  fc.assert(
    fc.property(team, fc.constantFrom<Strategy>('alternate', 'leastBusy'), (candidates, strategy) => {
      const free = candidates.filter(({ chatsNow, limit }) => chatsNow < limit);

      expect(ids(strategy, candidates).toSorted()).toEqual(
        free.map(({ operatorId }) => operatorId).toSorted(),
      );
      expect(ids(strategy, candidates.toReversed())).toEqual(ids(strategy, candidates));
    }),
  );
});
