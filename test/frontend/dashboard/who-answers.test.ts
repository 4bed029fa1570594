// Who answers how much, and who is next: from tallies, statuses and settings.
import { offerOf } from '../../../frontend/dashboard/desk/offer.ts';
import {
  type Answering,
  nextWords,
  type Tallies,
  talliesAfter,
  type Team,
  whoAnswers,
} from '../../../frontend/dashboard/desk/who-answers.ts';
import type { Tally } from '../../../lambdas/protocol/desk-frames.ts';
import type { Colleague } from '../../../lambdas/protocol/operator-frames.ts';
import type { Department } from '../../../lambdas/protocol/settings.ts';
import { DANA, KEN, reference, T0, waiting } from './desk-builders.ts';

const TOM = { id: 'tom', name: 'Tom Weiss' };

const colleague = (person: { id: string; name: string }, more: Partial<Colleague> = {}): Colleague => ({
  ...person,
  departmentIds: ['reference'],
  status: 'available',
  since: T0,
  ...more,
});

const tally = (operatorId: string, more: Partial<Tally> = {}): Tally => ({
  operatorId,
  version: 1,
  chats: 0,
  offered: 0,
  taken: 0,
  lastTurnAt: T0,
  ...more,
});

const known = (...tallies: Tally[]): Tallies => talliesAfter(new Map(), tallies);

const maps: Department = { ...reference, id: 'maps', name: 'Maps' };

const withSettings = (settings: Partial<Department['settings']>): Department => ({
  ...reference,
  settings: { ...reference.settings, ...settings },
});

function people(more: Partial<Team>): readonly Answering[] {
  return whoAnswers({
    operatorId: DANA.id,
    staff: [colleague(TOM), colleague(KEN), colleague(DANA)],
    tallies: new Map(),
    departments: [reference],
    now: T0,
    ...more,
  });
}

const next = (more: Partial<Team>): string[] =>
  people(more).flatMap(({ colleague: { id }, nextIn }) => (nextIn.length > 0 ? [id] : []));

test('R40 the larger version of a tally holds, in whichever order they arrive', () => {
  const first = known(tally('ken', { version: 3, chats: 2 }));
  expect(talliesAfter(first, [tally('ken', { version: 2, chats: 1 })])).toBe(first);
  const newer = talliesAfter(first, [tally('ken', { version: 4, chats: 1 }), tally('tom')]);
  expect([...newer.values()].map(({ operatorId, chats }) => [operatorId, chats])).toEqual([
    ['ken', 1],
    ['tom', 0],
  ]);
});

test('R41 oneself stands first, then all by name whatever the status, with chats now and of this shift', () => {
  const shown = people({
    staff: [colleague(TOM), colleague(KEN, { status: 'away' }), colleague(DANA, { status: 'offline' })],
    tallies: known(tally('ken', { chats: 2, taken: 5 }), tally('dana', { chats: 1, taken: 1 })),
  });
  expect(shown.map(({ colleague: { id }, isMe, chats, taken }) => [id, isMe, chats, taken])).toEqual([
    ['dana', true, 1, 1],
    ['ken', false, 2, 5],
    ['tom', false, 0, 0],
  ]);
});

describe('R42 who is next', () => {
  test('is who has waited longest of those who are available and not full', () => {
    const tallies = known(
      tally('dana', { lastTurnAt: T0 + 3 }),
      tally('ken', { lastTurnAt: T0 + 1 }),
      tally('tom', { lastTurnAt: T0 + 2 }),
    );
    expect(next({ tallies })).toEqual(['ken']);
    const away = colleague(KEN, { status: 'away', awayUntil: T0 + 50 });
    const staff = [colleague(TOM), away, colleague(DANA)];
    expect(next({ tallies, staff })).toEqual(['tom']);
    expect(next({ tallies, staff, now: T0 + 50 })).toEqual(['ken']);
    const full = talliesAfter(tallies, [
      tally('ken', { version: 2, lastTurnAt: T0 + 1, chats: 3, offered: 1 }),
    ]);
    expect(next({ tallies: full })).toEqual(['tom']);
  });

  test('counts no offer that has lapsed, although nobody says that it has', () => {
    const offered = { version: 2, lastTurnAt: T0 + 1, chats: 3, offered: 1, offeredUntil: T0 + 20_000 };
    const tallies = known(
      tally('ken', offered),
      tally('dana', { lastTurnAt: T0 + 2 }),
      tally('tom', { chats: 4 }),
    );
    expect(next({ tallies, now: T0 + 19_999 })).toEqual(['dana']);
    expect(next({ tallies, now: T0 + 20_000 })).toEqual(['ken']);
  });

  test('goes by the department’s strategy, department by department', () => {
    const tallies = known(
      tally('dana', { chats: 1 }),
      tally('ken', { chats: 1, lastTurnAt: T0 - 1 }),
      tally('tom', { lastTurnAt: T0 + 9 }),
    );
    expect(next({ tallies, departments: [withSettings({ strategy: 'leastBusy' })] })).toEqual(['tom']);
    expect(next({ tallies, departments: [withSettings({ strategy: 'everyoneRings' })] })).toEqual([]);
    const staff = [colleague(TOM, { departmentIds: ['maps'] }), colleague(KEN), colleague(DANA)];
    expect(next({ tallies, staff, departments: [reference, maps] })).toEqual(['ken', 'tom']);
  });

  test('is said in words, also when it is nobody', () => {
    const say = (department: Department, more: Partial<Team> = {}) =>
      nextWords(department, people({ departments: [department], ...more }), T0);
    const tallies = known(tally('dana'), tally('ken', { lastTurnAt: T0 - 1 }), tally('tom'));
    expect(say(reference, { tallies })).toBe('Ken Ito');
    expect(say(reference, { tallies: known(tally('ken'), tally('tom')) })).toBe('you');
    expect(say(withSettings({ strategy: 'everyoneRings' }))).toBe('everyone rings');
    expect(
      say(withSettings({ chatsAtOnce: 1 }), {
        tallies: known(tally('dana', { chats: 1 })),
        staff: [colleague(DANA)],
      }),
    ).toBe('nobody, all are full');
    expect(say(reference, { staff: [colleague(KEN, { status: 'away' })] })).toBe('nobody is available');
  });
});

test('R43 somebody is full with as many chats, offered ones too, as they or their departments take', () => {
  const wide = { ...maps, settings: { ...maps.settings, chatsAtOnce: 6 } };
  const isFull = (
    more: Partial<Tally>,
    departments: readonly Department[] = [reference],
    ids = ['reference'],
  ) => {
    const staff = [colleague(KEN, { departmentIds: ids })];
    const ken = people({ staff, tallies: known(tally('ken', more)), departments })[0];
    return [ken?.limit, ken?.isFull];
  };
  expect(isFull({ chats: 3 })).toEqual([4, false]);
  expect(isFull({ chats: 3, offered: 1 })).toEqual([4, true]);
  expect(isFull({ chats: 2, limit: 2 })).toEqual([2, true]);
  expect(isFull({ chats: 4 }, [reference, wide], ['reference', 'maps'])).toEqual([6, false]);
});

test('R46 an offer is mine, a colleague’s, or past its time', () => {
  const offered = (to: { id: string; name: string }) =>
    waiting('a', { offeredTo: { ...to, until: T0 + 20_000 } });
  expect(offerOf(offered(DANA), DANA.id, T0 + 5_500)).toEqual({ kind: 'mine', secondsLeft: 14 });
  expect(offerOf(offered(KEN), DANA.id, T0 + 19_999)).toEqual({
    kind: 'theirs',
    name: 'Ken Ito',
    secondsLeft: 1,
  });
  expect(offerOf(offered(KEN), DANA.id, T0 + 20_000)).toEqual({ kind: 'open' });
  expect(offerOf(waiting('a'), DANA.id, T0)).toEqual({ kind: 'open' });
});
