// The time as a signal that moves once a second: what waiting times are drawn from.
import { type ReadonlySignal, signal } from '@preact/signals';

export interface TickingClockProps {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Runs something every so many ms; what it returns stops that. */
  readonly every?: (ms: number, run: () => void) => () => void;
}

const onPage = (ms: number, run: () => void): (() => void) => {
  const timer = setInterval(run, ms);
  return () => clearInterval(timer);
};

/** Ticks by a timer that keeps time in background tabs, too. `after`: runs once after so many ms. */
export const steadily =
  (after: (ms: number, run: () => void) => () => void) =>
  (ms: number, run: () => void): (() => void) => {
    let cancel = (): void => {};
    const plan = (): void => {
      cancel = after(ms, () => {
        plan();
        run();
      });
    };
    plan();
    return () => cancel();
  };

export class TickingClock {
  readonly #time;
  readonly #stop: () => void;

  constructor({ now, every = onPage }: TickingClockProps) {
    this.#time = signal(now());
    this.#stop = every(1_000, () => {
      this.#time.value = now();
    });
  }

  get time(): ReadonlySignal<number> {
    return this.#time;
  }

  dispose(): void {
    this.#stop();
  }
}
