// When calls ring: at once when they begin, and again in one calm rhythm for all of them until they are over.
import { type Call, keyOf } from './calls.ts';

/** From one ring to the next (ms). */
export const RING_EVERY_MS = 10_000;

/** When each call rang last. */
export type Rung = ReadonlyMap<string, number>;

/** `isAgain`: everybody has heard it before. */
export interface Ring {
  readonly sound: 'newChat' | 'request';
  readonly isAgain: boolean;
}

export interface Rings {
  readonly rung: Rung;
  readonly rings: readonly Ring[];
  /** The calls that began. */
  readonly begun: readonly Call[];
}

const SOUNDS = { chat: 'newChat', request: 'request' } as const;

export function ringAfter(rung: Rung, calls: readonly Call[], now: number, repeats: boolean): Rings {
  // A call that is over for a moment and stands again, as with a patron's shaky connection, keeps its rhythm.
  const present = new Set(calls.map(keyOf));
  const next = new Map([...rung].filter(([key, at]) => present.has(key) || now - at < RING_EVERY_MS));
  const begun = calls.filter((call) => !next.has(keyOf(call)));
  const rings: Ring[] = [];
  for (const kind of ['chat', 'request'] as const) {
    const alike = calls.filter((call) => call.kind === kind);
    const isNew = begun.some((call) => call.kind === kind);
    const isDue = alike.some((call) => now - (next.get(keyOf(call)) ?? now) >= RING_EVERY_MS);
    if (!isNew && !(repeats && isDue)) continue;
    rings.push({ sound: SOUNDS[kind], isAgain: !isNew });
    for (const call of alike) next.set(keyOf(call), now);
  }
  return { rung: next, rings, begun };
}
