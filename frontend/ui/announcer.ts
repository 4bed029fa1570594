// Says what happened to people who can't see it: one polite live region, one sentence after the other.

/** Sentences closer together than this (ms) are read in one go, so that none swallows another. */
const GATHER_MS = 250;

/** A region that is set to the same words again stays silent, so it is emptied after this long (ms). */
const CLEAR_MS = 5_000;

/** Runs once after so many milliseconds, unless the answer is called before. */
type After = (ms: number, run: () => void) => () => void;

export interface AnnouncerProps {
  /** The element that screen readers listen to (`aria-live="polite"`). */
  readonly region: { textContent: string | null };
  readonly after?: After;
}

const later: After = (ms, run) => {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
};

export class Announcer {
  readonly #region: { textContent: string | null };
  readonly #after: After;
  #gathered: string[] = [];
  #cancel = (): void => {};

  constructor({ region, after = later }: AnnouncerProps) {
    this.#region = region;
    this.#after = after;
  }

  say(sentence: string): void {
    if (this.#gathered.length === 0) this.#schedule(() => this.#speak(), GATHER_MS);
    this.#gathered.push(sentence);
  }

  dispose(): void {
    this.#cancel();
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
    this.#cancel();
    this.#cancel = this.#after(ms, run);
  }
}
