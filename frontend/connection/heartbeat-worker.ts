// A clock in a worker: browsers slow the timers of background tabs down to once a minute, but not a worker's.

interface Plan {
  readonly id: number;
  /** Absent: forget the plan. */
  readonly ms?: number;
}

const timers = new Map<number, ReturnType<typeof setTimeout>>();

self.addEventListener('message', ({ data }: MessageEvent<Plan>) => {
  clearTimeout(timers.get(data.id));
  timers.delete(data.id);
  if (data.ms === undefined) return;
  const ring = () => {
    timers.delete(data.id);
    self.postMessage(data.id);
  };
  timers.set(data.id, setTimeout(ring, data.ms));
});
