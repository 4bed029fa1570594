// Which of an operator's tabs speaks: the one that was in front last, or the next when that is closed.
import { type ReadonlySignal, signal } from '@preact/signals';

/** As much of `navigator.locks` as is needed; older browsers have none. */
export interface VoiceLocks {
  request(name: string, options: { steal?: boolean }, run: () => Promise<void>): Promise<unknown>;
}

export class Voice {
  readonly #locks: VoiceLocks | undefined;
  readonly #speaks;
  #name: string | undefined;
  /** Counts requests: what an older one brings is let go of at once. */
  #turn = 0;
  #letGo = (): void => {};

  constructor(locks: VoiceLocks | undefined) {
    this.#locks = locks;
    // Where tabs can't agree, rather all of them than none.
    this.#speaks = signal(locks === undefined);
  }

  get speaks(): ReadonlySignal<boolean> {
    return this.#speaks;
  }

  /** Takes the voice from whichever tab has it, or waits until none has. */
  seek(name: string, isInFront: boolean): void {
    if (this.#name !== name) this.release();
    if (this.#speaks.peek() || (this.#name === name && !isInFront)) return;
    this.#name = name;
    this.#request(name, isInFront);
  }

  release(): void {
    if (this.#locks === undefined) return;
    this.#turn += 1;
    this.#name = undefined;
    this.#speaks.value = false;
    this.#letGo();
  }

  #request(name: string, steal: boolean): void {
    this.#turn += 1;
    const turn = this.#turn;
    this.#letGo();
    const held = this.#locks?.request(name, steal ? { steal } : {}, () => this.#hold(turn));
    held?.catch((problem: unknown) => {
      if (turn !== this.#turn) return;
      const isTaken = problem instanceof DOMException && problem.name === 'AbortError';
      this.#speaks.value = !isTaken;
      if (isTaken) this.#request(name, false);
    });
  }

  #hold(turn: number): Promise<void> {
    if (turn !== this.#turn) return Promise.resolve();
    this.#speaks.value = true;
    return new Promise((resolve) => {
      this.#letGo = resolve;
    });
  }
}
