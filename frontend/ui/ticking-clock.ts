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
