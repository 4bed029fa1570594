// The clock that waiting times are drawn from.
import { TickingClock } from '../../../frontend/ui/ticking-clock.ts';

test('moves with each tick, until it is disposed of', () => {
  let now = 5;
  let tick = (): void => {};
  let stopped = false;
  const clock = new TickingClock({
    now: () => now,
    every: (_, run) => {
      tick = run;
      return () => {
        stopped = true;
      };
    },
  });
  expect(clock.time.value).toBe(5);
  now = 1_005;
  tick();
  expect(clock.time.value).toBe(1_005);
  clock.dispose();
  expect(stopped).toBe(true);
});
