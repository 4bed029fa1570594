// The clock that waiting times are drawn from.
import { FakeSurroundings } from '../../support/fake-surroundings.ts';
import { steadily, TickingClock } from '../../../frontend/ui/ticking-clock.ts';

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

test('ticks by a timer that keeps time in the background, until it is disposed of', () => {
  const world = new FakeSurroundings();
  const clock = new TickingClock({ now: world.now, every: steadily(world.after) });
  const from = clock.time.value;
  world.pass(3_500);
  expect(clock.time.value).toBe(from + 3_000);
  clock.dispose();
  world.pass(5_000);
  expect([clock.time.value, world.plans]).toEqual([from + 3_000, 0]);
});
