// Internal chat in the table: rooms' logs with their heads and outbox marks, and each operator's rooms.
import * as v from 'valibot';
import type { RoomEntry, RoomHead, RoomState, SaidInRoom } from '../domain/internal-chat.ts';
import { keys, TABLE_KEYS } from './table.ts';
import type { Item, TableClient, Write, Written } from './table-client.ts';

/** How many entries one page has at most. */
const PAGE = 50;

/** As many items as one BatchGetItem takes. */
const BATCH = 100;

/** Which outbox of whom, in which room. */
export interface OutboxAt {
  readonly key: string;
  readonly operatorId: string;
  readonly outbox: string;
}

/** One of an operator's rooms: how far they have read, and in a conversation of two who the other is. */
export interface OwnRoom {
  readonly roomId: string;
  readonly readTo: number;
  readonly name?: string;
}

/** A conversation of two begins: it is on this operator's list from now on. */
export interface Beginning {
  readonly operatorId: string;
  readonly roomId: string;
  readonly name: string;
}

/** From a place on, or back from one (`Infinity`: from the end). */
export type Direction = { readonly after: number } | { readonly before: number };

const headItem = v.object({ place: v.number(), at: v.number() });
const markItem = v.object({ number: v.number(), place: v.number(), after: v.number(), at: v.number() });
const entryItem = v.object({
  place: v.number(),
  at: v.number(),
  by: v.object({ id: v.string(), name: v.string() }),
  name: v.string(),
  text: v.string(),
  keptUntil: v.number(),
});
const ownItem = v.object({
  roomId: v.string(),
  readTo: v.optional(v.number(), 0),
  name: v.exactOptional(v.string()),
});

const FREE = 'attribute_not_exists(pk)';
const isHead = (item: Item): boolean => item[TABLE_KEYS.sort] === keys.roomHead('').sk;
const seconds = (instant: number): number => Math.ceil(instant / 1_000);

/** The item is as it was read. */
const unchanged = (name: 'place' | 'number', read: number | undefined) =>
  read === undefined
    ? { expression: FREE }
    : { expression: '#n = :n', names: { '#n': name }, values: { ':n': read } };

export class InternalChatStore {
  readonly #table: TableClient;

  constructor(table: TableClient) {
    this.#table = table;
  }

  /** Where the room stands, and what this outbox said in it last. */
  async turn({ key, operatorId, outbox }: OutboxAt): Promise<RoomState> {
    const items = await this.#table.getSome([keys.roomHead(key), keys.roomOutbox(key, operatorId, outbox)]);
    const head = items.find(isHead);
    const mark = items.find((item) => !isHead(item));
    return {
      ...(head && { head: v.parse(headItem, head) }),
      ...(mark && { mark: v.parse(markItem, mark) }),
    };
  }

  /**
   * Adds a message at its place, with the room's head and the outbox's mark moved on. `lost` where one of the two is
   * not as it was read: a batch may see a transaction half done, and neither alone would notice.
   */
  async add(
    { key, operatorId, outbox }: OutboxAt,
    before: RoomState,
    { entry, mark }: SaidInRoom,
    beginnings: readonly Beginning[] = [],
  ): Promise<Written> {
    const expiresAt = seconds(entry.keptUntil);
    const head: RoomHead = { place: entry.place, at: entry.at };
    return this.#table.transact([
      {
        put: { ...keys.roomEntry(key, entry.place), ...entry, expiresAt },
        condition: { expression: FREE },
      },
      { put: { ...keys.roomHead(key), ...head }, condition: unchanged('place', before.head?.place) },
      {
        put: { ...keys.roomOutbox(key, operatorId, outbox), ...mark, expiresAt },
        condition: unchanged('number', before.mark?.number),
      },
      ...beginnings.map(listed),
    ]);
  }

  async entry(key: string, place: number): Promise<RoomEntry | undefined> {
    const item = await this.#table.get(keys.roomEntry(key, place));
    return item && v.parse(entryItem, item);
  }

  /**
   * A page of what is still kept, in its order: from a place on, or the newest before one. `more`: there is more in
   * that direction, and an empty page with more doesn't occur.
   */
  async entries(
    key: string,
    direction: Direction,
    now: number,
  ): Promise<{ entries: RoomEntry[]; more: boolean }> {
    const forward = 'after' in direction;
    let from = direction;
    for (;;) {
      const page = await this.#page(key, from);
      const entries = page.entries.filter(({ keptUntil }) => keptUntil > now);
      const last = page.entries.at(-1);
      if (entries.length > 0 || !page.more || !last) {
        return { entries: forward ? entries : entries.toReversed(), more: page.more };
      }
      from = forward ? { after: last.place } : { before: last.place };
    }
  }

  async #page(key: string, direction: Direction) {
    const forward = 'after' in direction;
    const { from, to } = forward ? keys.entriesAfter(direction.after) : keys.entriesBefore(direction.before);
    if (from > to) return { entries: [], more: false };
    const page = await this.#table.query({
      condition: '#pk = :pk AND #sk BETWEEN :from AND :to',
      names: { '#pk': TABLE_KEYS.partition, '#sk': TABLE_KEYS.sort },
      values: { ':pk': keys.roomPartition(key), ':from': from, ':to': to },
      forward,
      limit: PAGE,
    });
    return { entries: page.items.map((item) => v.parse(entryItem, item)), more: page.next !== undefined };
  }

  async rooms(operatorId: string): Promise<OwnRoom[]> {
    const items = await this.#table.partition(keys.ownRoomsPartition(operatorId));
    return items.map((item) => v.parse(ownItem, item));
  }

  /** The heads of those rooms in which something was said, by the rooms' keys. */
  async heads(roomKeys: readonly string[]): Promise<Map<string, RoomHead>> {
    const heads = new Map<string, RoomHead>();
    const prefix = keys.roomPartition('').length;
    for (let from = 0; from < roomKeys.length; from += BATCH) {
      const some = roomKeys.slice(from, from + BATCH);
      for (const item of await this.#table.getSome(some.map(keys.roomHead))) {
        heads.set(String(item[TABLE_KEYS.partition]).slice(prefix), v.parse(headItem, item));
      }
    }
    return heads;
  }

  /** The operator sees a room for the first time: what was said before is not news to them. */
  async beginAt(operatorId: string, roomId: string, readTo: number): Promise<Written> {
    return this.#table.put({ ...keys.ownRoom(operatorId, roomId), roomId, readTo }, { expression: FREE });
  }

  /** `lost` where they had read farther already, or the room is not on their list. */
  async markRead(operatorId: string, roomId: string, place: number): Promise<Written> {
    return this.#table.update({
      key: keys.ownRoom(operatorId, roomId),
      expression: 'SET #r = :place',
      names: { '#r': 'readTo' },
      values: { ':place': place },
      condition: 'attribute_exists(pk) AND (attribute_not_exists(#r) OR #r < :place)',
    });
  }
}

const listed = ({ operatorId, roomId, name }: Beginning): Write => ({
  update: {
    key: keys.ownRoom(operatorId, roomId),
    expression: 'SET roomId = :room, #name = :name',
    names: { '#name': 'name' },
    values: { ':room': roomId, ':name': name },
  },
});
