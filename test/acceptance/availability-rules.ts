// Whether somebody is there, as staff and every page of the library are told (A).
import { STAFF_LEASE_MS } from '../../lambdas/protocol/limits.ts';
import { operatorHello, patronHello } from '../support/wire-client.ts';
import { HERE, type Section } from './house.ts';

/** `Date` counts whole seconds. */
const CLOCK_MS = 1_000;
const AWAY_MINUTES = 1;

export const availabilityRules: Section = (house) => {
  describe('staff', () => {
    test('A1, A5: colleagues see who is away, and until when; chats still come in', async () => {
      const [first, second] = [await house().operator('first'), await house().operator('second')];

      const { awayUntil = 0, status } = await first.setStatus('away', AWAY_MINUTES);
      expect(status).toBe('away');
      await second.wire.expect('staff', ({ staff }) =>
        staff.some((each) => each.id === first.id && each.status === 'away' && each.awayUntil === awayUntil),
      );
      expect(awayUntil - first.welcome.serverTime).toBeGreaterThanOrEqual(AWAY_MINUTES * 60_000);

      const patron = await house().patron();
      await patron.start('Is the map room open?');
      await first.sees(patron.chatId);
      expect((await first.claim(patron.chatId)).chat.state).toBe('active');
      await first.end(patron.chatId);
    });

    test('A6: the status is the operator’s on all connections, with the end of being away', async () => {
      const tab = await house().operator('first');
      const { awayUntil } = await tab.setStatus('away', AWAY_MINUTES);

      const dashboard = await house().bareDashboard();
      const { staff } = await dashboard.ask(operatorHello(house().tokens.first, 'available'), 'welcome');
      expect(staff.find(({ id }) => id === tab.id)).toMatchObject({ status: 'away', awayUntil });
    });

    test('A7: the last to go away is told in which departments', async () => {
      const [first, second] = [await house().operator('first'), await house().operator('second')];
      const { departmentIds } = first.welcome.operator;
      const shared = second.welcome.operator.departmentIds.filter((id) => departmentIds.includes(id));

      expect((await first.setStatus('away')).lastIn).toEqual([]);
      expect((await second.setStatus('away')).lastIn).toEqual(expect.arrayContaining(shared));
    });
  });

  describe('pages', () => {
    test('A3, A4: online, away while all are, online when one is back, offline; each within 10 s', async () => {
      await house().untilPagesRead('offline');
      const first = await house().operator('first');
      await house().untilPagesRead('online');
      const second = await house().operator('second');
      await first.setStatus('away');
      await second.setStatus('away');
      const away = await house().untilPagesRead('away');
      expect(away.availableUntil).toBeLessThan(away.now);
      expect(away.onDutyUntil).toBeGreaterThan(away.now);
      await second.setStatus('available');
      await house().untilPagesRead('online');
      await second.setStatus('offline');
      await first.setStatus('offline');
      await house().untilPagesRead('offline');
    });

    test('A9: nothing says for longer than a lease that somebody is there', async () => {
      const first = await house().operator('first');
      const before = await house().untilPagesRead('online');
      await first.wire.roundTrip();
      const { availableUntil, onDutyUntil, now } = await house().availability();
      for (const until of [before.availableUntil, availableUntil, onDutyUntil]) {
        expect(until).toBeGreaterThan(before.now);
        expect(until).toBeLessThanOrEqual(now + STAFF_LEASE_MS + CLOCK_MS);
      }
    });

    test('A9: a line that is cut counts no longer than that', async () => {
      const first = await house().operator('first');
      await house().untilPagesRead('online');
      await first.wire.socket.cut();
      const { onDutyUntil, now } = await house().availability();
      expect(onDutyUntil).toBeLessThanOrEqual(now + STAFF_LEASE_MS + CLOCK_MS);
    });

    test('A11: a patron is told at hello what pages read', async () => {
      const welcome = async () => (await house().bareWidget()).ask(patronHello(HERE), 'welcome');
      const first = await house().operator('first');
      const online = await welcome();
      expect(online.availability.availableUntil).toBeGreaterThan(online.serverTime);
      expect(online.askAddress).toContain('@');

      await first.setStatus('away');
      const away = await welcome();
      expect(away.availability.availableUntil).toBeLessThan(away.serverTime);
      expect(away.availability.onDutyUntil).toBeGreaterThan(away.serverTime);
    });

    test('A12: the file is fresh for two seconds', async () => {
      await house().operator('first');
      const { headers } = await house().untilPagesRead('online');
      expect(headers.get('cache-control')).toContain('max-age=2');
      expect(headers.get('content-type')).toContain('json');
    });

    test('A12: reading the file calls no function', async () => {
      const { invocations } = house().running;
      const { wire } = await house().operator('first');
      await house().untilPagesRead('online');
      if (!invocations) return;
      /** One more is called, and counted once everything before it has been. */
      const counted = async (before: number): Promise<number> => {
        await wire.roundTrip();
        while (invocations() <= before) await new Promise((resolve) => setTimeout(resolve, 10));
        return invocations();
      };
      let before = await counted(invocations());
      // What others' lines that were just closed call comes late.
      for (let more = await counted(before); more > before + 1; more = await counted(before)) before = more;
      before = invocations();

      for (let count = 0; count < 50; count += 1) await house().availability();

      expect(await counted(before)).toBe(before + 1);
    });
  });
};
