// What the follow-up store promises, on whatever engine: left once, numbered once, counted, listed.
import { closeFollowUp, hourOf, openFollowUp } from '../../lambdas/domain/follow-up.ts';
import type { FollowUp, NewFollowUp } from '../../lambdas/domain/follow-up.ts';
import { FollowUpStore } from '../../lambdas/store/follow-up-store.ts';
import { DAY, START } from '../support/chat-views.ts';
import type { TestTable } from '../support/table.ts';

const followUpOf = (followUpId: string, at = START, more: Partial<NewFollowUp> = {}): FollowUp =>
  openFollowUp(
    {
      followUpId,
      number: 1_001,
      departmentId: 'reference',
      from: 'away',
      question: 'Where?\n語',
      email: 'sam@example.org',
      ...more,
    },
    30,
    at,
  );

export function followUpContract(newTable: () => Promise<TestTable>): void {
  test('every shape of a follow-up comes back', async () => {
    const store = new FollowUpStore((await newTable()).table);
    const followUp = followUpOf('one', START, {
      patronName: 'Sam',
      page: { address: 'https://library.example/', title: 'Home' },
      language: 'ar',
      chatId: 'chat',
      note: 'Note',
      leftBy: { id: 'ada', name: 'Ada' },
    });
    expect(await store.add(followUp, [])).toBe('written');
    expect(await store.read('one')).toEqual(followUp);
    const closed = closeFollowUp(followUp, true, 'Cora', START + 1)!;
    expect(await store.change(closed)).toBe('written');
    expect(await store.read('one')).toEqual(closed);
    expect(await store.change(closed)).toBe('lost');
    expect(await store.read('two')).toBeUndefined();
  });

  test('F2: it is left once, however often at once', async () => {
    const store = new FollowUpStore((await newTable()).table);
    const added = await Promise.all(
      Array.from({ length: 8 }, (_, index) => store.add(followUpOf('one', START + index), [])),
    );
    expect(added.filter((written) => written === 'written')).toHaveLength(1);
  });

  test('F2: numbers begin at 1001, and none is given twice', async () => {
    const store = new FollowUpStore((await newTable()).table);
    expect(await store.nextNumber()).toBe(1_001);
    const numbers = await Promise.all(Array.from({ length: 20 }, () => store.nextNumber()));
    expect(numbers.toSorted((a, b) => a - b)).toEqual(
      Array.from({ length: 20 }, (_, index) => 1_002 + index),
    );
  });

  test('F4: as many are counted in an hour as the limit says, each address apart', async () => {
    const store = new FollowUpStore((await newTable()).table);
    const hour = hourOf(START);
    const counted = await Promise.all(Array.from({ length: 12 }, () => store.countOne('sam', hour, 5)));
    expect(counted.filter((written) => written === 'written')).toHaveLength(5);
    expect(await store.countOne('sam', hour, 5)).toBe('lost');
    expect(await store.countOne('sam', hour, 6)).toBe('written');
    expect(await store.countOne('eve', hour, 5)).toBe('written');
    expect(await store.countOne('sam', hour + 1, 5)).toBe('written');
  });

  test('F10: a department’s are listed newest first, open and closed apart, page by page', async () => {
    const store = new FollowUpStore((await newTable()).table);
    for (let n = 0; n < 30; n += 1) await store.add(followUpOf(`open-${n}`, START + n), []);
    await store.add(followUpOf('elsewhere', START, { departmentId: 'law' }), []);
    await store.add(followUpOf('closed'), []);
    await store.change(closeFollowUp(followUpOf('closed'), true, 'Cora', START)!);
    const now = START + DAY;

    const first = await store.list('reference', { state: 'open', now });
    const second = await store.list('reference', { state: 'open', now, after: first.next });

    const ids = [...first.followUps, ...second.followUps].map(({ followUpId }) => followUpId);
    expect(ids).toEqual(Array.from({ length: 30 }, (_, n) => `open-${29 - n}`));
    expect(second.next).toBeUndefined();
    const closed = await store.list('reference', { state: 'closed', now });
    expect(closed.followUps.map(({ followUpId }) => followUpId)).toEqual(['closed']);
    expect(await store.list('reference', { state: 'open', now: START + 31 * DAY })).toMatchObject({
      followUps: [],
    });
  });
}
