// The closed loop of the bench: one message at a time in each lane, and nothing that waits is timed.
import { driveRound, together } from '../../bench/driver.ts';

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

test('a lane has one message on its way at a time, and what it waits for before is not timed', async () => {
  let [under, most, sent] = [0, 0, 0];
  const lane = {
    ready: () => pause(20),
    async send() {
      under += 1;
      sent += 1;
      most = Math.max(most, under);
      await pause(5);
      under -= 1;
    },
  };
  const round = await driveRound([lane], 120);
  expect(most).toBe(1);
  expect(round.times).toHaveLength(sent);
  expect(Math.min(...round.times)).toBeLessThan(20);
  expect(round.elapsed).toBeGreaterThanOrEqual(120);
});

test('lanes go on side by side', async () => {
  let [under, most] = [0, 0];
  const lane = {
    ready: async () => {},
    async send() {
      under += 1;
      most = Math.max(most, under);
      await pause(5);
      under -= 1;
    },
  };
  await driveRound([lane, lane, lane], 30);
  expect(most).toBe(3);
});

test('rounds are summed up as one', () => {
  const rounds = [
    { times: [1, 3], elapsed: 1_000 },
    { times: [2, 4], elapsed: 1_000 },
  ];
  expect(together(rounds)).toMatchObject({ messages: 4, p50: 2, perSecond: 2 });
});
