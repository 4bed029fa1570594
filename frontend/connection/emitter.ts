// A list of listeners: how the connection tells its news to whoever draws it.

/** Stops a listener, a timer or a watch. Calling it twice does no harm. */
export type Cancel = () => void;

export class Emitter<T> {
  readonly #listeners = new Set<(value: T) => void>();

  listen(listener: (value: T) => void): Cancel {
    // Wrapped, so that the same function listening twice counts twice and each is cancelled on its own.
    const own = (value: T) => listener(value);
    this.#listeners.add(own);
    return () => {
      this.#listeners.delete(own);
    };
  }

  emit(value: T): void {
    // A copy: listeners may come and go while they are told.
    const listeners = Array.from(this.#listeners);
    for (const listener of listeners) listener(value);
  }
}
