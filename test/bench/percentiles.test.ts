// The percentiles of the bench: nearest rank, whatever the order and the number of the times.
import { percentile, summaryOf } from '../../bench/percentiles.ts';

const UP_TO_100 = Array.from({ length: 100 }, (_, index) => index + 1);

test.each([
  [0.5, 50],
  [0.95, 95],
  [0.99, 99],
  [1, 100],
  [0, 1],
])('the share %p of 1 … 100 is %p', (share, value) => {
  expect(percentile(UP_TO_100, share)).toBe(value);
});

test('of one time every percentile is that time', () => {
  expect([0.5, 0.95, 0.99].map((share) => percentile([7], share))).toEqual([7, 7, 7]);
});

test('a summary sorts the times and counts the rate over what all rounds took', () => {
  const summary = summaryOf([30, 10, 20, 40], 2_000);
  expect(summary).toEqual({ messages: 4, p50: 20, p95: 40, p99: 40, perSecond: 2 });
});

test('without times there is no middle, and no rate of infinity', () => {
  const summary = summaryOf([], 0);
  expect(summary.p50).toBeNaN();
  expect(summary.perSecond).toBe(0);
});
