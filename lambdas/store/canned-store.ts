// Canned messages: each stored under its title, so that no two bear one, and counted, so that room has an end.
import * as v from 'valibot';
import { type CannedOwner, isRenamed, roomOf, type Standing, type Wanted } from '../domain/canned-message.ts';
import { type CannedMessage, cannedMessage, titleKey } from '../protocol/canned-frames.ts';
import { overVersion } from './settings-store.ts';
import { type Key, keys, TABLE_KEYS } from './table.ts';
import type { Item, TableClient, Write, Written } from './table-client.ts';

/** Messages in one page of the list. */
const PAGE = 50;

export class CannedStore {
  readonly #table: TableClient;

  constructor(table: TableClient) {
    this.#table = table;
  }

  /** By title, from the one behind `after` on; `more`: the list goes on behind the last. */
  async read(owner: CannedOwner, after = ''): Promise<{ messages: CannedMessage[]; more: boolean }> {
    const from = keys.cannedMessage(owner, titleKey(after));
    const page = await this.#table.query({
      condition: '#pk = :pk AND #sk > :after',
      names: { '#pk': TABLE_KEYS.partition, '#sk': TABLE_KEYS.sort },
      values: { ':pk': from.pk, ':after': from.sk },
      forward: true,
      limit: PAGE,
    });
    return { messages: page.items.map(parsed), more: page.next !== undefined };
  }

  /** `lost`: the title is taken, there is no room, or it is not the version that was read: `standing` says which. */
  async save(owner: CannedOwner, wanted: Wanted): Promise<Written> {
    const { message, was } = wanted;
    const key = keys.cannedMessage(owner, titleKey(message.title));
    const item = { ...key, ...message, version: message.version + 1 };
    if (message.version === 0) {
      return this.#table.transact([{ put: item, condition: overVersion(0) }, oneMore(owner)]);
    }
    if (was === undefined || !isRenamed(wanted)) {
      return this.#table.put(item, overVersion(message.version));
    }
    return this.#table.transact([
      { delete: keys.cannedMessage(owner, titleKey(was)), condition: overVersion(message.version) },
      { put: item, condition: overVersion(0) },
    ]);
  }

  async remove(owner: CannedOwner, title: string, version: number): Promise<Written> {
    const key = keys.cannedMessage(owner, titleKey(title));
    return this.#table.transact([{ delete: key, condition: overVersion(version) }, oneLess(owner)]);
  }

  /** What there is where a write was lost. */
  async standing(owner: CannedOwner, { message, was = message.title }: Wanted): Promise<Standing> {
    const [before, namesake] = [was, message.title].map((title) =>
      keys.cannedMessage(owner, titleKey(title)),
    );
    const wanted = [before, namesake, keys.cannedCount(owner)].filter((key) => key !== undefined);
    const items = await this.#table.getSome(distinct(wanted));
    const at = (sort: string | undefined): Item | undefined =>
      items.find((item) => item[TABLE_KEYS.sort] === sort);
    const found = (key: Key | undefined): CannedMessage | undefined => {
      const item = at(key?.sk);
      return item && parsed(item);
    };
    const count = Number(at(keys.cannedCount(owner).sk)?.['messages'] ?? 0);
    return { before: found(before), namesake: found(namesake), count };
  }
}

const parsed = (item: Item): CannedMessage => v.parse(cannedMessage, item);

const distinct = (wanted: readonly Key[]): Key[] => [...new Map(wanted.map((key) => [key.sk, key])).values()];

const oneMore = (owner: CannedOwner): Write => ({
  update: {
    key: keys.cannedCount(owner),
    expression: 'ADD #n :one',
    names: { '#n': 'messages' },
    values: { ':one': 1, ':room': roomOf(owner) },
    condition: 'attribute_not_exists(#n) OR #n < :room',
  },
});

const oneLess = (owner: CannedOwner): Write => ({
  update: {
    key: keys.cannedCount(owner),
    expression: 'ADD #n :one',
    names: { '#n': 'messages' },
    values: { ':one': -1 },
  },
});
