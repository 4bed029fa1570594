// Who writes the availability file when several do at once: the last one written shows the last change.
import * as fc from 'fast-check';
import type { Writing } from '../../lambdas/app/write-availability.ts';
import {
  RENEW_AFTER_MS,
  ROUNDS,
  writeAvailability,
  writeInOrder,
} from '../../lambdas/app/write-availability.ts';
import type { AvailabilityOfWidgets } from '../../lambdas/protocol/availability.ts';
import { STAFF_LEASE_MS } from '../../lambdas/protocol/limits.ts';
import { libraries } from '../support/libraries.ts';

/** A file says which change it shows, by the number of claims that there were when it was read. */
const fileOf = (change: number): AvailabilityOfWidgets => ({
  widgets: { reference: { availableUntil: change, onDutyUntil: change } },
});
const changeIn = (file: AvailabilityOfWidgets | undefined): number =>
  file?.widgets['reference']?.availableUntil ?? 0;

/** The item and the bucket that writers share. `pause` lets others go on before each thing that is done. */
class Shared {
  claims = 0;
  isDue = false;
  readonly puts: AvailabilityOfWidgets[] = [];
  readonly #pause: () => Promise<unknown>;

  constructor(pause: () => Promise<unknown> = async () => undefined) {
    this.#pause = pause;
  }

  writing(more: Partial<Writing> = {}): Writing {
    return {
      claim: async () => {
        await this.#pause();
        this.isDue = false;
        this.claims += 1;
        return this.claims;
      },
      newest: async () => {
        await this.#pause();
        return this.claims;
      },
      writeSoon: async () => {
        await this.#pause();
        this.isDue = true;
      },
      read: async () => {
        await this.#pause();
        return fileOf(this.claims);
      },
      put: async (file) => {
        await this.#pause();
        this.puts.push(file);
      },
      ...more,
    };
  }
}

test('A13: one writer alone reads and puts once', async () => {
  const shared = new Shared();
  await writeInOrder(shared.writing());
  expect(shared.puts).toEqual([fileOf(1)]);
});

test('A13: an older file that was put over a newer one is put right by who put it', async () => {
  const shared = new Shared();
  let overtake: (() => Promise<void>) | undefined = () => writeInOrder(shared.writing());
  const slow = shared.writing({
    put: async (file) => {
      const other = overtake;
      overtake = undefined;
      await other?.();
      shared.puts.push(file);
    },
  });

  await writeInOrder(slow);

  expect(shared.puts.map(changeIn)).toEqual([2, 1, 2]);
});

test('A13: whatever the order, the last file put was read after the last change', async () => {
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), fc.integer({ min: 1, max: ROUNDS }), async (scheduler, writers) => {
      const shared = new Shared(() => scheduler.schedule(Promise.resolve()));
      const done = Promise.all(Array.from({ length: writers }, () => writeInOrder(shared.writing())));
      await scheduler.waitFor(done);
      expect(changeIn(shared.puts.at(-1))).toBe(writers);
    }),
    { numRuns: 300 },
  );
});

test('A13: a writer that is overtaken again and again leaves it to the next heartbeat', async () => {
  const shared = new Shared();
  const restless = shared.writing({
    put: async (file) => {
      shared.puts.push(file);
      shared.claims += 1;
    },
  });

  await writeInOrder(restless);

  expect(shared.puts).toHaveLength(ROUNDS);
  expect(shared.isDue).toBe(true);
});

test('A14: a writer that can’t put says so, and leaves it to the next heartbeat', async () => {
  const shared = new Shared();
  const put = async (): Promise<void> => {
    throw new Error('the storage is down');
  };
  await expect(writeInOrder(shared.writing({ put }))).rejects.toThrow('the storage is down');
  expect(shared.isDue).toBe(true);
});

describe('heartbeats', () => {
  const open = libraries();

  test('A15: renew the lease when the last writing is some time ago, whoever wrote it', async () => {
    const library = await open();
    await library.operator('ada');
    await library.operator('ben');
    library.files.length = 0;

    library.now += RENEW_AFTER_MS;
    await library.says('o-ada', { action: 'ping' });
    expect(library.files).toEqual([]);
    library.now += 1;
    await library.says('o-ada', { action: 'ping' });
    await library.says('o-ben', { action: 'ping' });

    const until = library.now + STAFF_LEASE_MS;
    expect(library.files).toEqual([
      { widgets: { reference: { availableUntil: until, onDutyUntil: until } } },
    ]);
  });

  test('A14: write what could not be put before', async () => {
    const library = await open();
    library.storageIsDown = true;
    await library.operator('ada');
    library.storageIsDown = false;

    await library.says('o-ada', { action: 'ping' });

    expect(library.files).toHaveLength(1);
    expect(library.availability).toBe('online');
  });

  test('A15: of who is off duty, and of patrons, write nothing', async () => {
    const library = await open();
    await library.operator('ada', { status: 'offline' });
    await library.patronHello('p-one');
    library.files.length = 0;
    library.now += STAFF_LEASE_MS - 1;

    for (const connectionId of ['o-ada', 'p-one']) await library.says(connectionId, { action: 'ping' });

    expect(library.files).toEqual([]);
  });

  test('A13: a change counts, also right after a heartbeat', async () => {
    const library = await open();
    await library.operator('ada');
    await writeAvailability(library.service, 'renewed');
    library.files.length = 0;
    await writeAvailability(library.service, 'changed');
    await writeAvailability(library.service, 'renewed');
    expect(library.files).toHaveLength(1);
  });
});
