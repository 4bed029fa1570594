// When the operator chose the status that they have: a new connection, a reload and an end of being away are no choice.
import * as v from 'valibot';

const KEY = 'carrel.statusChosenAt';

export class OwnChoice {
  readonly #storage: Pick<Storage, 'getItem' | 'setItem'>;
  #at: number | undefined;
  /** The end that was given to being away last. */
  #endOfAway: number | undefined;

  constructor(storage: Pick<Storage, 'getItem' | 'setItem'>) {
    this.#storage = storage;
    const kept = v.safeParse(v.pipe(v.string(), v.parseJson(), v.number()), storage.getItem(KEY));
    this.#at = kept.success ? kept.output : undefined;
  }

  /** By the server's clock; absent where it isn't known. */
  get at(): number | undefined {
    return this.#at;
  }

  made(at: number): void {
    this.#at = at;
    this.#storage.setItem(KEY, JSON.stringify(at));
  }

  awayUntil(end: number): void {
    this.#endOfAway = end;
  }

  /** A status that holds since then, as the list of staff says. */
  seen(since: number): void {
    if (since !== this.#endOfAway) this.made(since);
  }
}
