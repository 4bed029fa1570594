// The token bucket: a burst at once, then the rate.
import { Throttle } from '../../../local/websocket/throttle.ts';

test('lets a burst through, then so many a second, and never saves up more than a burst', () => {
  let now = 0;
  const throttle = new Throttle({ ratePerSecond: 10, burst: 3 }, () => now);
  const taken = (times: number) =>
    Array.from({ length: times }, () => throttle.take()).filter(Boolean).length;
  expect(taken(5)).toBe(3);
  now += 99;
  expect(taken(1)).toBe(0);
  now += 101;
  expect(taken(5)).toBe(2);
  now += 60_000;
  expect(taken(5)).toBe(3);
});

test('without limits everything passes', () => {
  const throttle = new Throttle(undefined);
  expect(Array.from({ length: 1_000 }, () => throttle.take())).not.toContain(false);
});
