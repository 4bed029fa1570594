// Says what happened to people who can't see it: one polite live region, one sentence after the other.

/** Sentences closer together than this (ms) are read in one go, so that none swallows another. */
const GATHER_MS = 250;

/** A region that is set to the same words again stays silent, so it is emptied after this long (ms). */
const CLEAR_MS = 5_000;

export interface AnnouncerProps {
  /** The element that screen readers listen to (`aria-live="polite"`). */
  readonly region: { textContent: string | null };
  readonly setTimer?: (run: () => void, ms: number) => unknown;
  readonly clearTimer?: (timer: unknown) => void;
}

const later = (run: () => void, ms: number): unknown => setTimeout(run, ms);
const forget = (timer: unknown): void => {
  if (typeof timer === 'number' || typeof timer === 'object') {
    // A browser's timer is a number, Node's an object: both are taken back as they were given.
    clearTimeout(timer as Parameters<typeof clearTimeout>[0]);
  }
};

export class Announcer {
  readonly #region: { textContent: string | null };
  readonly #setTimer: (run: () => void, ms: number) => unknown;
  readonly #clearTimer: (timer: unknown) => void;
  #gathered: string[] = [];
  #timer: unknown;

  constructor({ region, setTimer = later, clearTimer = forget }: AnnouncerProps) {
    this.#region = region;
    this.#setTimer = setTimer;
    this.#clearTimer = clearTimer;
  }

  say(sentence: string): void {
    if (this.#gathered.length === 0) this.#schedule(() => this.#speak(), GATHER_MS);
    this.#gathered.push(sentence);
  }

  dispose(): void {
    this.#clearTimer(this.#timer);
    this.#gathered = [];
  }

  #speak(): void {
    this.#region.textContent = this.#gathered.join(' ');
    this.#gathered = [];
    this.#schedule(() => {
      this.#region.textContent = '';
    }, CLEAR_MS);
  }

  #schedule(run: () => void, ms: number): void {
    this.#clearTimer(this.#timer);
    this.#timer = this.#setTimer(run, ms);
  }
}
