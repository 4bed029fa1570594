// What the issuer remembers (sessions, grants, refresh tokens), in memory and in a file across restarts.
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

import type { Adapter, AdapterPayload } from 'oidc-provider';
import * as v from 'valibot';

const Payload = v.custom<AdapterPayload>((input) => typeof input === 'object' && input !== null);
const Entry = v.object({ payload: Payload, expiresAt: v.optional(v.number()) });
const StorageFile = v.record(v.string(), Entry);
type Entry = v.InferOutput<typeof Entry>;

const WRITE_AFTER_MS = 150;

export class IssuerStorage {
  readonly #entries: Map<string, Entry>;
  readonly #file: string | undefined;
  readonly #now: () => number;
  #timer: NodeJS.Timeout | undefined;

  /** `now` in milliseconds since 1970. */
  constructor(file: string | undefined, now: () => number = Date.now) {
    this.#file = file;
    this.#now = now;
    this.#entries = new Map(Object.entries(readEntries(file)));
  }

  get(key: string): AdapterPayload | undefined {
    const entry = this.#entries.get(key);
    if (entry === undefined) return undefined;
    if (entry.expiresAt === undefined || entry.expiresAt > this.#now()) return entry.payload;
    this.delete(key);
    return undefined;
  }

  set(key: string, payload: AdapterPayload, expiresIn?: number): void {
    const expiresAt = expiresIn === undefined ? {} : { expiresAt: this.#now() + expiresIn * 1000 };
    this.#entries.set(key, { payload, ...expiresAt });
    this.#changed();
  }

  patch(key: string, change: AdapterPayload): void {
    const entry = this.#entries.get(key);
    if (entry === undefined) return;
    this.#entries.set(key, { ...entry, payload: { ...entry.payload, ...change } });
    this.#changed();
  }

  delete(key: string): void {
    if (this.#entries.delete(key)) this.#changed();
  }

  /** The payload of the kind for which the test holds. */
  find(kind: string, test: (payload: AdapterPayload) => boolean): AdapterPayload | undefined {
    for (const [key, { payload }] of this.#entries) {
      if (key.startsWith(`${kind}:`) && test(payload)) return this.get(key);
    }
    return undefined;
  }

  deleteGrant(grantId: string): void {
    for (const [key, { payload }] of this.#entries) if (payload.grantId === grantId) this.delete(key);
  }

  #changed(): void {
    if (this.#file === undefined) return;
    this.#timer ??= setTimeout(() => this.flush(), WRITE_AFTER_MS);
  }

  /** Writes what has changed; a rename, so that a kill in between leaves the old file whole. */
  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#file === undefined) return;
    const now = this.#now();
    const live = [...this.#entries].filter(([, { expiresAt }]) => expiresAt === undefined || expiresAt > now);
    mkdirSync(dirname(this.#file), { recursive: true });
    writeFileSync(`${this.#file}.new`, JSON.stringify(Object.fromEntries(live)), { mode: 0o600 });
    renameSync(`${this.#file}.new`, this.#file);
  }
}

function readEntries(file: string | undefined): Record<string, Entry> {
  if (file === undefined || !existsSync(file)) return {};
  try {
    return v.parse(StorageFile, JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return {};
  }
}

/** One of these for each kind of thing that oidc-provider stores. */
export function storageAdapter(storage: IssuerStorage, kind: string): Adapter {
  const key = (id: string): string => `${kind}:${id}`;
  return {
    async upsert(id, payload, expiresIn) {
      storage.set(key(id), payload, expiresIn);
    },
    async find(id) {
      return storage.get(key(id));
    },
    async findByUid(uid) {
      return storage.find(kind, (payload) => payload.uid === uid);
    },
    async findByUserCode(userCode) {
      return storage.find(kind, (payload) => payload.userCode === userCode);
    },
    async consume(id) {
      storage.patch(key(id), { consumed: Math.floor(Date.now() / 1000) });
    },
    async destroy(id) {
      storage.delete(key(id));
    },
    async revokeByGrantId(grantId) {
      storage.deleteGrant(grantId);
    },
  };
}
