// A state that is replaced as a whole, and tells so. (Signals would do the same for 2.8 kB more on every opening.)
import { type Cancel, Emitter } from '../connection/emitter.ts';

export class Store<S extends object> {
  readonly #changes = new Emitter<S>();
  #state: S;

  constructor(state: S) {
    this.#state = state;
  }

  get state(): S {
    return this.#state;
  }

  /** Changes some fields; silent where nothing is different. */
  set(change: Partial<S>): void {
    const fresh = { ...this.#state, ...change };
    if (isSame(this.#state, fresh)) return;
    this.#state = fresh;
    this.#changes.emit(fresh);
  }

  listen(listener: (state: S) => void): Cancel {
    return this.#changes.listen(listener);
  }
}

function isSame<S extends object>(one: S, other: S): boolean {
  const values = new Map(Object.entries(one));
  return Object.entries(other).every(([key, value]) => values.has(key) && Object.is(values.get(key), value));
}
