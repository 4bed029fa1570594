// Who is behind a connection: patrons' and staff's connections, and everybody who is signed in.
import * as v from 'valibot';
import type { Staff } from '../domain/desk.ts';
import type { StaffConnection, Standing } from '../domain/staff.ts';
import { role, status } from '../protocol/settings.ts';
import { isDesk, parseDesk } from './desk-store.ts';
import { keys, TABLE_KEYS } from './table.ts';
import type { Item, TableClient, Write, Written } from './table-client.ts';

/** A connection on which a patron's widget said hello, and the chat that it is in. */
export interface PatronConnection {
  readonly connectionId: string;
  readonly widgetId: string;
  readonly chatId?: string;
}

export type Caller =
  | ({ readonly kind: 'patron' } & PatronConnection)
  | ({ readonly kind: 'staff' } & StaffConnection);

/** API Gateway closes every connection after two hours; what is left of one may go after three. */
const CONNECTION_KEPT_MS = 3 * 3_600_000;

const patronItem = v.object({
  connectionId: v.string(),
  widgetId: v.string(),
  chatId: v.exactOptional(v.string()),
});

const staffItem = v.object({
  connectionId: v.string(),
  operatorId: v.string(),
  name: v.string(),
  roles: v.array(role),
  departmentIds: v.array(v.string()),
  status,
  since: v.number(),
  awayUntil: v.exactOptional(v.number()),
  chosenAt: v.exactOptional(v.number()),
  seenAt: v.number(),
  signedInUntil: v.number(),
  /** A string set, which is absent while it is empty. */
  chatIds: v.pipe(
    v.optional(v.set(v.string()), () => new Set<string>()),
    v.transform((ids) => [...ids]),
  ),
});

const expiresAt = (now: number): number => Math.ceil((now + CONNECTION_KEPT_MS) / 1_000);

const FREE = { expression: 'attribute_not_exists(pk)' } as const;
const THERE = 'attribute_exists(pk)';

export class ConnectionStore {
  readonly #table: TableClient;

  constructor(table: TableClient) {
    this.#table = table;
  }

  /** Who said hello on a connection, if anybody did. */
  async whoIs(connectionId: string): Promise<Caller | undefined> {
    const items = await this.#table.getSome([
      keys.patronConnection(connectionId),
      keys.staffConnection(connectionId),
    ]);
    const isStaff = (item: Item): boolean => item[TABLE_KEYS.partition] === keys.staffPartition;
    // Two hellos at once may both have been stored; then the one with fewer rights holds.
    const patron = items.find((item) => !isStaff(item));
    if (patron) return { kind: 'patron', ...v.parse(patronItem, patron) };
    const staff = items.find(isStaff);
    return staff && { kind: 'staff', ...v.parse(staffItem, staff) };
  }

  /** A patron's hello; `lost` if hello was said on this connection before. */
  async addPatron(connection: PatronConnection, now: number): Promise<Written> {
    return this.#table.put(this.#patronItem(connection, now), FREE);
  }

  /** Part of a transaction: the patron's connection is in this chat from now on. */
  patronInChat(connection: Required<PatronConnection>, now: number): Write {
    return { put: this.#patronItem(connection, now) };
  }

  #patronItem(connection: PatronConnection, now: number): Item {
    return { ...keys.patronConnection(connection.connectionId), ...connection, expiresAt: expiresAt(now) };
  }

  /** Forgets a connection; `lost` if it has come into another chat since it was read. */
  async removePatron({ connectionId, chatId }: PatronConnection): Promise<Written> {
    return this.#table.delete(
      keys.patronConnection(connectionId),
      chatId === undefined
        ? { expression: 'attribute_not_exists(chatId)' }
        : { expression: 'attribute_not_exists(pk) OR chatId = :chatId', values: { ':chatId': chatId } },
    );
  }

  /** Everybody who is signed in, connection by connection; whose lease ran out is among them until TTL. */
  async staff(): Promise<readonly StaffConnection[]> {
    return (await this.staffAndDesks()).connections;
  }

  /** The same with everybody's desks, in the same query. */
  async staffAndDesks(): Promise<Staff> {
    const items = await this.#table.partition(keys.staffPartition);
    return {
      connections: items.filter((item) => !isDesk(item)).map((item) => v.parse(staffItem, item)),
      desks: items.filter(isDesk).map(parseDesk),
    };
  }

  /** An operator's hello; `lost` if hello was said on this connection before. */
  async addStaff(connection: StaffConnection, now: number): Promise<Written> {
    // Nobody is in a chat at hello, and DynamoDB has no empty set.
    const { chatIds: _, ...about } = connection;
    const item = {
      ...keys.staffConnection(connection.connectionId),
      ...about,
      expiresAt: expiresAt(now),
    };
    return this.#table.put(item, FREE);
  }

  /** Forgets a connection; `lost` if it has come into another chat since it was read. */
  async removeStaff({ connectionId, chatIds }: StaffConnection): Promise<Written> {
    return this.#table.delete(
      keys.staffConnection(connectionId),
      chatIds.length === 0
        ? { expression: 'attribute_not_exists(chatIds)' }
        : {
            expression: 'attribute_not_exists(pk) OR chatIds = :chatIds',
            values: { ':chatIds': new Set(chatIds) },
          },
    );
  }

  /** A heartbeat: the operator is still there. `lost` if the connection was forgotten meanwhile. */
  async seen(connectionId: string, now: number): Promise<Written> {
    return this.#set(connectionId, { seenAt: now });
  }

  /** A newer token holds on the connection. */
  async signedIn(
    connectionId: string,
    changed: Pick<StaffConnection, 'signedInUntil' | 'roles' | 'seenAt'>,
  ): Promise<Written> {
    return this.#set(connectionId, changed);
  }

  async setStatus(connectionId: string, standing: Standing): Promise<Written> {
    return this.#set(connectionId, { awayUntil: undefined, chosenAt: undefined, ...standing });
  }

  /** Being away has come to the end that it was given; `lost` if the status was changed since it was read. */
  async awayIsOver(connectionId: string, awayUntil: number, chosenAt: number): Promise<Written> {
    const available = { status: 'available', since: awayUntil, awayUntil: undefined, chosenAt };
    return this.#set(connectionId, available, 'awayUntil = :since');
  }

  /** Off duty, unless the status was changed since it was read: `lost`. */
  async signOff(read: StaffConnection, since: number): Promise<Written> {
    const offline = { status: 'offline', since, awayUntil: undefined, chosenAt: undefined };
    const compared = { ':was': read.since, ':on': read.status };
    return this.#set(read.connectionId, offline, '#since = :was AND #status = :on', compared);
  }

  async setDepartments(connectionId: string, departmentIds: readonly string[]): Promise<Written> {
    return this.#set(connectionId, { departmentIds });
  }

  /** Part of a transaction: the connection takes part in this chat from now on. */
  staffInChat(connectionId: string, chatId: string): Write {
    return {
      update: {
        key: keys.staffConnection(connectionId),
        expression: 'ADD #chatIds :chatIds',
        names: { '#chatIds': 'chatIds' },
        values: { ':chatIds': new Set([chatId]) },
        condition: THERE,
      },
    };
  }

  /** A field without a value is taken out. */
  async #set(connectionId: string, changed: Item, condition = THERE, compared: Item = {}): Promise<Written> {
    const fields = Object.keys(changed);
    const kept = fields.filter((field) => changed[field] !== undefined);
    const gone = fields.filter((field) => changed[field] === undefined);
    const removal = gone.length > 0 ? ` REMOVE ${gone.map((field) => `#${field}`).join(', ')}` : '';
    return this.#table.update({
      key: keys.staffConnection(connectionId),
      expression: `SET ${kept.map((field) => `#${field} = :${field}`).join(', ')}${removal}`,
      names: Object.fromEntries(fields.map((field) => [`#${field}`, field])),
      values: { ...Object.fromEntries(kept.map((field) => [`:${field}`, changed[field]])), ...compared },
      condition,
    });
  }
}
