// Follow-ups in the table: left once, numbered, counted against their limits, listed for coordinators.
import * as v from 'valibot';
import type { FollowUp } from '../domain/follow-up.ts';
import { followUpView } from '../protocol/follow-up-frames.ts';
import { page } from '../protocol/fields.ts';
import type { Item, TableClient, Write, Written } from './table-client.ts';
import { DEPARTMENT_INDEX, followUpKeys, keys } from './table.ts';

/** The number of a library's first follow-up: one to be read out on the phone. */
const FIRST_NUMBER = 1_001;

/** How many follow-ups a page of the list holds; two mails each fit into one request. */
const PAGE = 25;

const facts = {
  followUpId: v.string(),
  number: v.number(),
  departmentId: v.string(),
  from: followUpView.entries.from,
  question: v.string(),
  email: v.string(),
  patronName: v.exactOptional(v.string()),
  page: v.exactOptional(page),
  language: v.exactOptional(v.string()),
  chatId: v.exactOptional(v.string()),
  note: v.exactOptional(v.string()),
  leftBy: v.exactOptional(v.object({ id: v.string(), name: v.string() })),
  leftAt: v.number(),
  keptUntil: v.number(),
  version: v.number(),
};
const storedFollowUp = v.variant('state', [
  v.object({ ...facts, state: v.literal('open') }),
  v.object({ ...facts, state: v.literal('closed'), closedAt: v.number(), closedBy: v.string() }),
]);
const followUpItem = v.object({ followUp: v.pipe(v.string(), v.parseJson(), storedFollowUp) });

const parseFollowUp = (item: Item): FollowUp => v.parse(followUpItem, item).followUp;

/** Where a follow-up stands in its department's list. */
export const followUpCursor = ({ leftAt, followUpId }: FollowUp): string =>
  followUpKeys.sort(leftAt, followUpId);

const itemOf = (followUp: FollowUp): Item => ({
  ...keys.followUp(followUp.followUpId),
  [DEPARTMENT_INDEX.partition]: followUpKeys.partition(followUp.departmentId, followUp.state),
  [DEPARTMENT_INDEX.sort]: followUpCursor(followUp),
  expiresAt: Math.ceil(followUp.keptUntil / 1_000),
  version: followUp.version,
  followUp: JSON.stringify(followUp),
});

export class FollowUpStore {
  readonly #table: TableClient;

  constructor(table: TableClient) {
    this.#table = table;
  }

  async read(followUpId: string): Promise<FollowUp | undefined> {
    const item = await this.#table.get(keys.followUp(followUpId));
    return item && parseFollowUp(item);
  }

  /** A number that no other follow-up has. */
  async nextNumber(): Promise<number> {
    return this.#table.count(keys.followUpCounter, FIRST_NUMBER);
  }

  /** Counts one more follow-up of somebody in this hour; `lost`: their limit is reached. */
  async countOne(who: string, hour: number, limit: number): Promise<Written> {
    return this.#table.update({
      key: keys.followUpLimit(who, hour),
      expression: 'SET #expiresAt = :expiresAt ADD #count :one',
      names: { '#count': 'count', '#expiresAt': 'expiresAt' },
      values: { ':one': 1, ':limit': limit, ':expiresAt': (hour + 2) * 3_600 },
      condition: 'attribute_not_exists(#count) OR #count < :limit',
    });
  }

  /** Stores a follow-up with what belongs to it; `lost`: it is there already, or its chat has moved on. */
  async add(followUp: FollowUp, also: readonly Write[]): Promise<Written> {
    return this.#table.transact([this.adding(followUp), ...also]);
  }

  /** Part of a transaction: the follow-up is left. */
  adding(followUp: FollowUp): Write {
    return { put: itemOf(followUp), condition: { expression: 'attribute_not_exists(pk)' } };
  }

  /** Stores a follow-up anew, on top of the one that was read. */
  async change(followUp: FollowUp): Promise<Written> {
    return this.#table.put(itemOf(followUp), {
      expression: '#v = :v',
      names: { '#v': 'version' },
      values: { ':v': followUp.version - 1 },
    });
  }

  /**
   * A department's open or closed follow-ups, newest first, behind the cursor of the last one known; `next` says
   * where to go on. Those past their time are left out, whether or not they have been deleted already.
   */
  async list(
    departmentId: string,
    { state, after, now }: { state: 'open' | 'closed'; after?: string | undefined; now: number },
  ): Promise<{ followUps: FollowUp[]; next?: string }> {
    const found = await this.#table.query({
      index: DEPARTMENT_INDEX.name,
      condition: '#d = :d AND #s < :below',
      names: { '#d': DEPARTMENT_INDEX.partition, '#s': DEPARTMENT_INDEX.sort },
      // Digits and '#' sort before '~': the first page begins behind the newest there can be.
      values: { ':d': followUpKeys.partition(departmentId, state), ':below': after || '~' },
      forward: false,
      limit: PAGE,
    });
    const all = found.items.map(parseFollowUp);
    const last = all.at(-1);
    const followUps = all.filter(({ keptUntil }) => keptUntil > now);
    return { followUps, ...(found.next && last && { next: followUpCursor(last) }) };
  }
}
