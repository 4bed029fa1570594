// What the store of internal chat promises: places taken once, torn reads noticed, lists and marks of one's own.
import type { OutboxMark } from '../../lambdas/domain/chat.ts';
import { type RoomState, type SaidInRoom, sayInRoom } from '../../lambdas/domain/internal-chat.ts';
import { InternalChatStore } from '../../lambdas/store/internal-chat-store.ts';
import { DAY, START } from '../support/chat-views.ts';
import type { TestTable } from '../support/table.ts';

const AT = { key: 'two~["a|\\"b","語"]', operatorId: 'a|"b', outbox: 'desk-adaa' };

function next(state: RoomState, number: number, text = 'Hello'): SaidInRoom {
  const message = { by: { id: 'ada', name: 'Ada' }, name: `desk-adaa.${number}`, text, keepDays: 1 };
  const said = sayInRoom(state, message, START);
  if (said.outcome !== 'said') throw new Error(said.outcome);
  return said;
}

export function internalChatContract(newTable: () => Promise<TestTable>): void {
  const open = async () => new InternalChatStore((await newTable()).table);

  async function filled(store: InternalChatStore, count: number): Promise<void> {
    for (let number = 1; number <= count; number += 1) {
      const before = await store.turn(AT);
      expect(await store.add(AT, before, next(before, number, `語 ${number}`))).toBe('written');
    }
  }

  test('I3: a message moves the head and its outbox’s mark, and is read back letter for letter', async () => {
    const store = await open();
    expect(await store.turn(AT)).toEqual({});
    const said = next({}, 1, ' 👩🏽‍🔬 \u0000 "quoted"\n');
    expect(await store.add(AT, {}, said)).toBe('written');
    expect(await store.turn(AT)).toEqual({ head: { place: 1, at: START }, mark: said.mark });
    expect(await store.turn({ ...AT, outbox: 'desk-adab' })).toEqual({ head: { place: 1, at: START } });
    expect(await store.entry(AT.key, 1)).toEqual(said.entry);
    expect(await store.entry(AT.key, 2)).toBeUndefined();
  });

  test('I3: of writers who read the same, one writes; neither head nor mark may be older than the other', async () => {
    const store = await open();
    const first = next({}, 1);
    const tries = await Promise.all([
      store.add(AT, {}, first),
      store.add(AT, {}, first),
      store.add(AT, {}, first),
    ]);
    expect(tries.toSorted()).toEqual(['lost', 'lost', 'written']);
    const state = await store.turn(AT);
    // As a torn read would have it: the new head with the old mark would store the same name twice.
    const torn: RoomState = { head: state.head };
    expect(await store.add(AT, torn, next(torn, 1))).toBe('lost');
    const stale: { mark?: OutboxMark | undefined } = { mark: state.mark };
    expect(await store.add(AT, stale, next(stale, 2))).toBe('lost');
    expect(await store.add(AT, state, next(state, 2))).toBe('written');
    expect((await store.entries(AT.key, { after: 0 }, START)).entries.map(({ name }) => name)).toEqual([
      'desk-adaa.1',
      'desk-adaa.2',
    ]);
  });

  test('I4 I6: entries come in pages both ways, without those past their time', async () => {
    const store = await open();
    await filled(store, 60);
    const places = async (direction: { after: number } | { before: number }, now = START) => {
      const page = await store.entries(AT.key, direction, now);
      return [page.entries.at(0)?.place, page.entries.at(-1)?.place, page.entries.length, page.more];
    };
    expect(await places({ after: 0 })).toEqual([1, 50, 50, true]);
    expect(await places({ after: 50 })).toEqual([51, 60, 10, false]);
    expect(await places({ after: 60 })).toEqual([undefined, undefined, 0, false]);
    expect(await places({ before: Number.POSITIVE_INFINITY })).toEqual([11, 60, 50, true]);
    expect(await places({ before: 11 })).toEqual([1, 10, 10, false]);
    expect(await places({ before: 1 })).toEqual([undefined, undefined, 0, false]);
    expect(await places({ after: 0 }, START + DAY)).toEqual([undefined, undefined, 0, false]);
    // Another room of nearly the same key has nothing of it.
    expect((await store.entries('two~["a","b"]', { after: 0 }, START)).entries).toEqual([]);
  });

  test('I5: a list is one’s own; reading goes forward only, and only in rooms of the list', async () => {
    const store = await open();
    const beginnings = [
      { operatorId: 'ada', roomId: 'two~ben', name: 'Ben' },
      { operatorId: 'ben', roomId: 'two~ada', name: 'Ada' },
    ];
    expect(await store.add(AT, {}, next({}, 1), beginnings)).toBe('written');
    expect(await store.beginAt('ada', 'all', 7)).toBe('written');
    expect(await store.beginAt('ada', 'all', 9)).toBe('lost');
    expect(await store.markRead('ada', 'two~ben', 3)).toBe('written');
    expect(await store.markRead('ada', 'two~ben', 2)).toBe('lost');
    expect(await store.markRead('ada', 'dep~reference', 2)).toBe('lost');
    expect(await store.rooms('ada')).toEqual([
      { roomId: 'all', readTo: 7 },
      { roomId: 'two~ben', readTo: 3, name: 'Ben' },
    ]);
    expect(await store.rooms('ben')).toEqual([{ roomId: 'two~ada', readTo: 0, name: 'Ada' }]);
  });

  test('heads of more rooms than one request takes', async () => {
    const store = await open();
    await filled(store, 2);
    const keys = Array.from({ length: 150 }, (_, index) => `dep~d${index}`);
    expect(await store.heads([...keys, AT.key])).toEqual(new Map([[AT.key, { place: 2, at: START }]]));
    expect(await store.heads([])).toEqual(new Map());
  });
}
