// Sums up measured times: middle, tail and rate.

export interface Summary {
  readonly messages: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly perSecond: number;
}

/** The value below which that share of the sorted values lies (nearest rank). */
export function percentile(sorted: readonly number[], share: number): number {
  const rank = Math.max(1, Math.ceil(share * sorted.length));
  return sorted[rank - 1] ?? Number.NaN;
}

/** Of the times (ms) of all rounds, which took `elapsed` ms in all. */
export function summaryOf(times: readonly number[], elapsed: number): Summary {
  const sorted = [...times].sort((a, b) => a - b);
  return {
    messages: times.length,
    p50: percentile(sorted, 0.5),
    p95: percentile(sorted, 0.95),
    p99: percentile(sorted, 0.99),
    perSecond: elapsed === 0 ? 0 : (times.length / elapsed) * 1_000,
  };
}
