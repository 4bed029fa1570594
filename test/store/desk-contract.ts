// What is promised about desks in the table: what is stored is what the domain says, once, and none grows.
import type { Desk, DeskChange } from '../../lambdas/domain/desk.ts';
import { changedDesk, emptyDesk } from '../../lambdas/domain/desk.ts';
import { ConnectionStore } from '../../lambdas/store/connection-store.ts';
import { DeskStore, deskWrite } from '../../lambdas/store/desk-store.ts';
import { START } from '../support/chat-views.ts';
import type { TestTable } from '../support/table.ts';

const LATER = START + 60_000;

const change = (more: Partial<DeskChange> = {}): DeskChange => ({
  operatorId: 'ada',
  chatId: 'one',
  takes: false,
  hadTurn: false,
  ...more,
});
const offered = change({ offer: { until: START + 20_000 }, hadTurn: true });
const taken = change({ chat: { until: LATER * 2 }, offer: 'over', takes: true, hadTurn: true });

export function deskContract(newTable: () => Promise<TestTable>): void {
  async function opened() {
    const { table } = await newTable();
    const connections = new ConnectionStore(table);
    const read = async (): Promise<readonly Desk[]> => (await connections.staffAndDesks()).desks;
    return { table, read, connections, desks: new DeskStore(table) };
  }

  test('R7: what is stored of a change is what the domain makes of it', async () => {
    const { table, read, connections } = await opened();
    let desk = emptyDesk('ada');
    const changes = [
      offered,
      change({ chatId: 'two', offer: { until: LATER } }),
      taken,
      change({ chat: 'out' }),
    ];
    for (const [index, each] of changes.entries()) {
      await table.transact([deskWrite(each, START + index)]);
      desk = changedDesk(desk, each, START + index);

      expect(await read()).toEqual([desk]);
    }
    expect(await connections.staff()).toEqual([]);
  });

  test('R7: a desk that was chosen by is written only as it was read', async () => {
    const { table, read } = await opened();
    expect(await table.transact([deskWrite(offered, START, emptyDesk('ada'))])).toBe('written');
    expect(await table.transact([deskWrite(offered, START, emptyDesk('ada'))])).toBe('lost');
    const [asRead] = await read();
    if (!asRead) throw new Error('no desk');

    const next = change({ chatId: 'two', offer: { until: LATER } });
    expect(await table.transact([deskWrite(next, START + 1, asRead)])).toBe('written');
    expect(await table.transact([deskWrite(next, START + 2, asRead)])).toBe('lost');
    expect(await read()).toMatchObject([{ version: 2, touchedAt: START + 1 }]);
  });

  test('R7: the next offer takes out what is past its time', async () => {
    const { table, read } = await opened();
    await table.transact([deskWrite(offered, START)]);
    await table.transact([deskWrite(change({ chatId: 'kept', chat: { until: LATER + 1 } }), START)]);
    const [asRead] = await read();
    if (!asRead) throw new Error('no desk');

    await table.transact([deskWrite(change({ chatId: 'two', offer: { until: LATER + 9 } }), LATER, asRead)]);

    expect(await read()).toMatchObject([
      {
        chats: [{ chatId: 'kept', until: LATER + 1 }],
        offers: [{ chatId: 'two', until: LATER + 9 }],
      },
    ]);
  });

  test('R9: a shift begins the count and the turn anew, and keeps the chats and the limit', async () => {
    const { table, desks, read } = await opened();
    await table.transact([deskWrite(taken, START)]);
    await desks.setLimit('ada', 2, START);
    const [before] = await read();
    if (!before) throw new Error('no desk');

    const begun = await desks.beginShift(before, LATER);

    expect(begun).toEqual({ ...before, version: 3, taken: 0, lastTurnAt: LATER, touchedAt: LATER });
    expect(await read()).toEqual([begun]);
  });

  test('R10: a limit is kept until it is taken back; touching changes nothing but the version', async () => {
    const { desks } = await opened();

    expect(await desks.setLimit('ada', 3, START)).toMatchObject({ version: 1, limit: 3, lastTurnAt: 0 });
    expect(await desks.touch('ada', LATER)).toMatchObject({ version: 2, limit: 3, touchedAt: LATER });
    expect(await desks.setLimit('ada', undefined, LATER)).not.toHaveProperty('limit');
  });
}
