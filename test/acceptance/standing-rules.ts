// On and off duty: there for colleagues only, one's own number of chats, and signed off after closing (D).
import type { OpeningHours } from '../../lambdas/protocol/opening-hours.ts';
import { operatorHello, type OperatorWire } from '../support/wire-client.ts';
import { defaults, HERE, type House, type Section } from './house.ts';

/** The scheduled check comes every minute; a heartbeat now and then keeps the operator on duty. */
const CHECKED_MS = 80_000;
const HEARTBEAT_MS = 2_000;
const OPEN_MS = 120_000;

/** A minute of each day, in whichever zone the library is. */
const day = [{ from: '00:00', to: '00:01' }];
const MIDNIGHT: OpeningHours = [day, day, day, day, day, day, day];

const saves = async (house: House, settings: typeof defaults): Promise<void> => {
  const coordinator = await house.coordinator();
  await house.saveDepartment(coordinator, { id: HERE, name: 'Acceptance suite', settings });
};

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** A page whose status was chosen long ago, on a new line. One of before that is only just closing lends its own. */
async function leftOpen(house: House): Promise<{ wire: OperatorWire; id: string }> {
  for (;;) {
    const wire = await house.bareDashboard();
    const hello = { ...operatorHello(house.tokens.first, 'available'), since: 1 };
    const { staff, operator } = await wire.ask(hello, 'welcome');
    if (staff.some(({ id, since }) => id === operator.id && since === 1)) return { wire, id: operator.id };
    await wire.socket.close();
    await pause(100);
  }
}

export const standingRules: Section = (house) => {
  test('D1: internal only counts for no patron, and is reached by colleagues', async () => {
    const [first, second] = [await house().operator('first'), await house().operator('second', 'offline')];
    await house().untilPagesRead('online');

    await first.setStatus('internalOnly');

    await second.wire.expect('staff', ({ staff }) =>
      staff.some(({ id, status }) => id === first.id && status === 'internalOnly'),
    );
    await house().untilPagesRead('offline');
    const patron = await house().patron();
    await patron.start('Is the map room open?');
    expect((await first.sees(patron.chatId)).offeredTo).toBeUndefined();
    const said = {
      action: 'say',
      roomId: `two~${first.id}`,
      name: second.outbox('room').next(),
      text: 'Hello',
    };
    second.wire.socket.send(said);
    await first.wire.expect('roomEntry', ({ entry }) => entry.by.id === second.id);
    await patron.end();
  });

  test('D5: one’s own number of chats is on all pages and with colleagues', async () => {
    const [first, second] = [await house().operator('first'), await house().operator('second')];
    const limitOfFirst = (limit: number | undefined) =>
      second.wire.expect('tallies', ({ tallies }) =>
        tallies.some((each) => each.operatorId === first.id && each.limit === limit),
      );

    await first.wire.ask({ action: 'setOwnLimit', limit: 1 }, 'done');
    await limitOfFirst(1);
    const tab = await house().operator('first');
    expect(tab.welcome.tallies?.find(({ operatorId }) => operatorId === first.id)?.limit).toBe(1);

    await tab.wire.ask({ action: 'setOwnLimit' }, 'done');
    await limitOfFirst(undefined);
  });

  test(
    'D8, D9: who is left on duty after closing is signed off, and colleagues and pages are told',
    async () => {
      await saves(house(), { ...defaults, hours: MIDNIGHT, signOffMinutes: 0 });
      try {
        const second = await house().operator('second', 'offline');
        const { wire, id } = await leftOpen(house());
        const from = performance.now();
        while (wire.all('signedOff').length === 0 && performance.now() - from < CHECKED_MS) {
          await pause(HEARTBEAT_MS);
          for (const each of [wire, second.wire]) await each.roundTrip();
        }
        const { closedAt } = await wire.expect('signedOff');
        expect(Date.now() - closedAt).toBeGreaterThan(0);
        await second.wire.expect('staff', ({ staff }) =>
          staff.some((each) => each.id === id && each.status === 'offline'),
        );
        await house().untilPagesRead('offline');
      } finally {
        await saves(house(), defaults);
      }
    },
    OPEN_MS,
  );
};
