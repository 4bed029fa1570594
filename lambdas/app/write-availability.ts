// Writes the availability file, so that the last one written always shows the last change, whoever writes at once.
import { availabilityFile } from '../domain/availability.ts';
import type { AvailabilityOfWidgets } from '../protocol/availability.ts';
import { HEARTBEAT_MS } from '../protocol/limits.ts';
import { readConfig } from './read-config.ts';
import type { Service } from './service.ts';

/** A lease goes on in the file when it was written this long ago (ms), a little less than heartbeats are apart. */
export const RENEW_AFTER_MS = HEARTBEAT_MS - 5_000;

/** How often one writer writes when it is overtaken each time. */
export const ROUNDS = 5;

/** What a writer needs; it is the service's, and a test's. */
export interface Writing {
  claim(): Promise<number | 'lost'>;
  newest(): Promise<number>;
  writeSoon(): Promise<void>;
  read(): Promise<AvailabilityOfWidgets>;
  put(file: AvailabilityOfWidgets): Promise<void>;
}

/**
 * Claims, reads, puts. Whoever claims meanwhile may have put a file that this older one overwrites, so one that was
 * overtaken reads and puts again. When it can't go on, the next heartbeat writes.
 */
export async function writeInOrder(writing: Writing): Promise<void> {
  let version = await writing.claim();
  if (version === 'lost') return;
  try {
    for (let rounds = 0; rounds < ROUNDS; rounds += 1) {
      await writing.put(await writing.read());
      const newest = await writing.newest();
      if (newest === version) return;
      version = newest;
    }
  } catch (error) {
    await writing.writeSoon();
    throw error;
  }
  await writing.writeSoon();
}

export async function writeAvailability(service: Service, because: 'changed' | 'renewed'): Promise<void> {
  const { availability, connections, publicFile } = service;
  const now = service.now();
  await writeInOrder({
    claim: () =>
      because === 'changed' ? availability.claim(now) : availability.claimIfOlder(now - RENEW_AFTER_MS, now),
    newest: () => availability.newest(),
    writeSoon: () => availability.writeSoon(),
    read: async () => {
      const [config, staff] = await Promise.all([readConfig(service), connections.staff()]);
      return availabilityFile(config, staff, service.now());
    },
    put: (file) => publicFile.put(file),
  });
}
