// Who writes the availability file, and in which order: one item that counts the claims to write it.
import * as v from 'valibot';
import { keys } from './table.ts';
import type { TableClient } from './table-client.ts';

const claims = v.object({ version: v.number() });

export class AvailabilityStore {
  readonly #table: TableClient;

  constructor(table: TableClient) {
    this.#table = table;
  }

  /** Something has changed: the file has to be written by whoever reads after this. Answers with the claim's number. */
  async claim(now: number): Promise<number> {
    const claimed = await this.#claim(now);
    if (claimed === 'lost') throw new Error('the claim to write the availability file was refused');
    return claimed;
  }

  /** The same, unless the file was claimed later than `before`: `lost`. */
  async claimIfOlder(before: number, now: number): Promise<number | 'lost'> {
    return this.#claim(now, before);
  }

  /** The number of the newest claim. */
  async newest(): Promise<number> {
    return v.parse(claims, await this.#table.get(keys.availability)).version;
  }

  /** Lets the next heartbeat write. */
  async writeSoon(): Promise<void> {
    await this.#table.update({
      key: keys.availability,
      expression: 'SET writtenAt = :never',
      values: { ':never': 0 },
    });
  }

  async #claim(now: number, before?: number): Promise<number | 'lost'> {
    const item = await this.#table.updateAndRead({
      key: keys.availability,
      expression: 'ADD #version :one SET writtenAt = :now',
      names: { '#version': 'version' },
      values: { ':one': 1, ':now': now, ...(before !== undefined && { ':before': before }) },
      ...(before !== undefined && { condition: 'attribute_not_exists(pk) OR writtenAt < :before' }),
    });
    return item === 'lost' ? 'lost' : v.parse(claims, item).version;
  }
}
