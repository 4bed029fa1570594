// A token bucket, as API Gateway throttles: a burst at once, then so many a second.
import type { ThrottleModel } from '../template/model.ts';

export class Throttle {
  readonly #limits: ThrottleModel | undefined;
  readonly #now: () => number;
  #tokens: number;
  #filledAt: number;

  /** Without limits everything passes. `now` is in milliseconds. */
  constructor(limits: ThrottleModel | undefined, now: () => number = () => performance.now()) {
    this.#limits = limits;
    this.#now = now;
    this.#tokens = limits?.burst ?? 0;
    this.#filledAt = now();
  }

  /** Whether one more may pass now. */
  take(): boolean {
    if (this.#limits === undefined) return true;
    const { ratePerSecond, burst } = this.#limits;
    const now = this.#now();
    this.#tokens = Math.min(burst, this.#tokens + ((now - this.#filledAt) / 1000) * ratePerSecond);
    this.#filledAt = now;
    if (this.#tokens < 1) return false;
    this.#tokens -= 1;
    return true;
  }
}
