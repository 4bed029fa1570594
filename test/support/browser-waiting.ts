// Waits for what is expected, instead of for some time; and says what was there instead.
import { isDeepStrictEqual } from 'node:util';
import { PATIENCE_MS } from './browser-scene.ts';

const LOOK_EVERY_MS = 30;

/** Looks again and again until what is found is accepted; returns it. */
export async function until<Found>(
  what: string,
  look: () => Promise<Found> | Found,
  accepts: (found: Found) => boolean,
  withinMs = PATIENCE_MS,
): Promise<Found> {
  const deadline = performance.now() + withinMs;
  for (;;) {
    const found = await look();
    if (accepts(found)) return found;
    if (performance.now() > deadline) {
      throw new Error(`Expected ${what} within ${withinMs} ms, but there was ${JSON.stringify(found)}.`);
    }
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}

export async function untilEqual<Found>(
  what: string,
  look: () => Promise<Found> | Found,
  wanted: Found,
  withinMs = PATIENCE_MS,
): Promise<void> {
  await until(
    `${what} to be ${JSON.stringify(wanted)}`,
    look,
    (found) => isDeepStrictEqual(found, wanted),
    withinMs,
  );
}
