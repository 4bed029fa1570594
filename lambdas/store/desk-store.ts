// Operators' desks in the table: part of the transaction that changes a chat, and changed on their own.
import * as v from 'valibot';
import type { Desk, DeskAsk, DeskChange, DeskChat } from '../domain/desk.ts';
import { staleOf, turnAt } from '../domain/desk.ts';
import { keys, TABLE_KEYS } from './table.ts';
import type { Item, TableClient, Update, Write } from './table-client.ts';

/** A desk that nothing touches for so long (ms) is forgotten, with the operator's own limit. */
const DESK_KEPT_MS = 30 * 86_400_000;

/**
 * Each chat is an attribute of its own, named after it, with the time until which it counts: put in or taken out
 * twice does no harm, and one can be taken out and another put in at once.
 */
const CHAT = 'chat#';
const OFFER = 'offer#';
const ASKS = 'asks#';

const deskItem = v.object({
  operatorId: v.string(),
  version: v.number(),
  taken: v.optional(v.number(), 0),
  lastTurnAt: v.optional(v.number(), 0),
  limit: v.exactOptional(v.number()),
  touchedAt: v.number(),
});

const ofDesks = keys.desk('').sk;

export const isDesk = (item: Item): boolean => String(item[TABLE_KEYS.sort]).startsWith(ofDesks);

export const parseDesk = (item: Item): Desk => ({
  ...v.parse(deskItem, item),
  chats: chatsUnder(CHAT, item),
  offers: chatsUnder(OFFER, item),
  asks: asksIn(item),
});

const chatsUnder = (prefix: string, item: Item): DeskChat[] =>
  Object.entries(item)
    .filter(([name]) => name.startsWith(prefix))
    .map(([name, until]) => ({ chatId: name.slice(prefix.length), until: Number(until) }))
    // Engines give attributes in any order.
    .sort((a, b) => a.until - b.until || (a.chatId < b.chatId ? -1 : 1));

/** Which department stands behind the time. */
const asksIn = (item: Item): DeskAsk[] =>
  Object.entries(item)
    .filter(([name]) => name.startsWith(ASKS))
    .map(([name, value]) => {
      const [until, departmentId = ''] = String(value).split('#');
      return { chatId: name.slice(ASKS.length), until: Number(until), departmentId };
    });

/** Attributes that are set (or taken out, where they have no value), and the version counted up. */
function deskUpdate(operatorId: string, changed: Item, now: number, taken = 0): Update {
  const expiresAt = Math.ceil((now + DESK_KEPT_MS) / 1_000);
  const all: Item = { ...changed, operatorId, touchedAt: now, expiresAt };
  const fields = Object.keys(all).map((field, index) => ({ field, index, value: all[field] }));
  const kept = fields.filter(({ value }) => value !== undefined);
  const gone = fields.filter(({ value }) => value === undefined);
  const removal = gone.length > 0 ? ` REMOVE ${gone.map(({ index }) => `#f${index}`).join(', ')}` : '';
  return {
    key: keys.desk(operatorId),
    expression:
      `SET ${kept.map(({ index }) => `#f${index} = :f${index}`).join(', ')}${removal}` +
      ` ADD #version :one${taken === 0 ? '' : ', #taken :taken'}`,
    names: {
      ...Object.fromEntries(fields.map(({ field, index }) => [`#f${index}`, field])),
      '#version': 'version',
      ...(taken !== 0 && { '#taken': 'taken' }),
    },
    values: {
      ...Object.fromEntries(kept.map(({ index, value }) => [`:f${index}`, value])),
      ':one': 1,
      ...(taken !== 0 && { ':taken': taken }),
    },
  };
}

/** What is past its time goes with whatever is written next, so that no desk grows. */
const withoutStale = (desk: Desk | undefined, now: number): Item => {
  if (!desk) return {};
  const { chats, offers, asks } = staleOf(desk, now);
  return Object.fromEntries([
    ...chats.map(({ chatId }) => [`${CHAT}${chatId}`, undefined]),
    ...offers.map(({ chatId }) => [`${OFFER}${chatId}`, undefined]),
    ...asks.map(({ chatId }) => [`${ASKS}${chatId}`, undefined]),
  ]);
};

const untilOf = (change: 'out' | 'over' | { readonly until: number }): number | undefined =>
  typeof change === 'string' ? undefined : change.until;

/** Part of a transaction: what a chat's change changes on a desk; with `asRead`, only if that is still the desk. */
export function deskWrite(change: DeskChange, at: number, asRead?: Desk): Write {
  const { operatorId, chatId, chat, offer, asks, takes, hadTurn } = change;
  const changed: Item = {
    ...withoutStale(asRead, at),
    ...(chat && { [`${CHAT}${chatId}`]: untilOf(chat) }),
    ...(offer && { [`${OFFER}${chatId}`]: untilOf(offer) }),
    ...(asks && { [`${ASKS}${chatId}`]: asks === 'over' ? undefined : `${asks.until}#${asks.departmentId}` }),
    ...(hadTurn && { lastTurnAt: asRead ? turnAt(asRead, at) : at }),
  };
  const update = deskUpdate(operatorId, changed, at, takes ? 1 : 0);
  if (!asRead) return { update };
  if (asRead.version === 0) return { update: { ...update, condition: 'attribute_not_exists(#version)' } };
  return {
    update: {
      ...update,
      values: { ...update.values, ':read': asRead.version },
      condition: '#version = :read',
    },
  };
}

/** Each answers with the desk as it is then; `lost` if a transaction was just at it. */
export class DeskStore {
  readonly #table: TableClient;

  constructor(table: TableClient) {
    this.#table = table;
  }

  /** Nothing but another version: who had read the desk before must read it again. */
  async touch(operatorId: string, now: number): Promise<Desk | 'lost'> {
    return this.#change(deskUpdate(operatorId, {}, now));
  }

  /** Coming on duty: chats taken, and the turn, begin anew. */
  async beginShift(desk: Desk, now: number): Promise<Desk | 'lost'> {
    const changed = { ...withoutStale(desk, now), taken: 0, lastTurnAt: now };
    return this.#change(deskUpdate(desk.operatorId, changed, now));
  }

  async setLimit(operatorId: string, limit: number | undefined, now: number): Promise<Desk | 'lost'> {
    return this.#change(deskUpdate(operatorId, { limit }, now));
  }

  async #change(update: Update): Promise<Desk | 'lost'> {
    const item = await this.#table.updateAndRead(update);
    return item === 'lost' ? 'lost' : parseDesk(item);
  }
}
