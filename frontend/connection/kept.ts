// Values kept in the browser's storage, parsed when read; without storage they live as long as the page.
import * as v from 'valibot';

/** As much of localStorage or sessionStorage as is needed. */
export interface KeptStorage {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

function memoryStorage(): KeptStorage {
  const items = new Map<string, string>();
  return {
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => {
      items.set(key, value);
    },
    removeItem: (key) => {
      items.delete(key);
    },
  };
}

/** The storage, or memory in its place. */
export const storageOrMemory = (storage: () => KeptStorage): KeptStorage =>
  storageOr(memoryStorage(), storage);

/** The storage, or another in its place: where cookies are blocked the mere access throws. */
export function storageOr(other: KeptStorage, storage: () => KeptStorage): KeptStorage {
  try {
    const found = storage();
    const probe = 'carrel:probe';
    found.setItem(probe, probe);
    found.removeItem(probe);
    return found;
  } catch {
    return other;
  }
}

/** One value of a storage. What no longer parses counts as absent. */
export class Kept<T> {
  readonly #storage: KeptStorage;
  readonly #key: string;
  readonly #parser: v.GenericSchema<unknown, T>;

  constructor(storage: KeptStorage, key: string, parser: v.GenericSchema<unknown, T>) {
    this.#storage = storage;
    this.#key = key;
    this.#parser = parser;
  }

  get key(): string {
    return this.#key;
  }

  get(): T | undefined {
    try {
      const parsed = v.safeParse(this.#parser, JSON.parse(this.text));
      return parsed.success ? parsed.output : undefined;
    } catch {
      return undefined;
    }
  }

  set(value: T): void {
    this.text = JSON.stringify(value);
  }

  /** As it is stored; empty where nothing is. */
  get text(): string {
    return this.#storage.getItem(this.#key) ?? '';
  }

  set text(text: string) {
    try {
      this.#storage.setItem(this.#key, text);
    } catch {
      // The storage is full or was taken away: what is on the screen goes on without it.
    }
  }

  remove(): void {
    try {
      this.#storage.removeItem(this.#key);
    } catch {
      // As above.
    }
  }
}
