// How long to wait before each try to connect: growing, and scattered so that a crowd doesn't return at once.

/** The pause before the second try (ms); the first is made at once. */
export const FIRST_PAUSE_MS = 1_000;
/** Each pause is so many times the one before … */
export const PAUSE_GROWTH = 2;
/** … up to this one (ms). */
export const LONGEST_PAUSE_MS = 30_000;
/** The share of a pause that is left to chance. */
export const PAUSE_SCATTER = 0.5;

export class ReconnectPauses {
  readonly #random: () => number;
  #tries = 0;

  constructor(random: () => number) {
    this.#random = random;
  }

  /** How many pauses in a row were needed. */
  get tries(): number {
    return this.#tries;
  }

  /** The next pause in milliseconds. */
  next(): number {
    const whole = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * PAUSE_GROWTH ** this.#tries);
    this.#tries += 1;
    return Math.round(whole * (1 - PAUSE_SCATTER * this.#random()));
  }

  /** The connection worked: begin with the shortest pause again. */
  reset(): void {
    this.#tries = 0;
  }
}
