// The table as the stores use it: plain objects in and out, lost races as answers instead of exceptions.
import type {
  AttributeValue,
  DynamoDBClient,
  QueryCommandInput,
  TransactWriteItem,
} from '@aws-sdk/client-dynamodb';
import {
  BatchGetItemCommand,
  ConditionalCheckFailedException,
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  TransactionCanceledException,
  TransactionConflictException,
  TransactionInProgressException,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { Key } from './table.ts';

export type Item = Readonly<Record<string, unknown>>;

/** `lost`: the condition did not hold, or another writer was at the same item: read again and decide anew. */
export type Written = 'written' | 'lost';

export interface Condition {
  readonly expression: string;
  readonly names?: Readonly<Record<string, string>>;
  readonly values?: Item;
}

export interface Update {
  readonly key: Key;
  readonly expression: string;
  readonly names?: Readonly<Record<string, string>>;
  readonly values?: Item;
  readonly condition?: string;
}

export type Write =
  | { readonly put: Item; readonly condition?: Condition }
  | { readonly update: Update }
  | { readonly delete: Key; readonly condition?: Condition };

export interface Range {
  readonly index?: string;
  readonly condition: string;
  readonly names: Readonly<Record<string, string>>;
  readonly values: Item;
  readonly forward: boolean;
  readonly limit: number;
  readonly from?: Item;
}

export interface Page {
  readonly items: readonly Item[];
  /** Where to go on, if there may be more. */
  readonly next?: Item;
}

const encode = (item: Item): Record<string, AttributeValue> =>
  marshall(item, { removeUndefinedValues: true });

export class TableClient {
  readonly #client: DynamoDBClient;
  readonly #table: string;

  constructor(client: DynamoDBClient, table: string) {
    this.#client = client;
    this.#table = table;
  }

  async get(key: Key): Promise<Item | undefined> {
    const { Item } = await this.#client.send(
      new GetItemCommand({ TableName: this.#table, Key: encode({ ...key }), ConsistentRead: true }),
    );
    return Item && unmarshall(Item);
  }

  /** A few items in one request; those that don't exist are left out. */
  async getSome(keys: readonly Key[]): Promise<readonly Item[]> {
    let wanted: Record<string, AttributeValue>[] = keys.map((key) => encode({ ...key }));
    const found: Item[] = [];
    for (let attempt = 0; wanted.length > 0; attempt += 1) {
      if (attempt === 5)
        throw new Error(`the table did not answer for ${wanted.length} of ${keys.length} items`);
      const { Responses, UnprocessedKeys } = await this.#client.send(
        new BatchGetItemCommand({ RequestItems: { [this.#table]: { Keys: wanted, ConsistentRead: true } } }),
      );
      for (const item of Responses?.[this.#table] ?? []) found.push(unmarshall(item));
      wanted = UnprocessedKeys?.[this.#table]?.Keys ?? [];
    }
    return found;
  }

  async query(range: Range): Promise<Page> {
    const input: QueryCommandInput = {
      TableName: this.#table,
      KeyConditionExpression: range.condition,
      ExpressionAttributeNames: { ...range.names },
      ExpressionAttributeValues: encode(range.values),
      ScanIndexForward: range.forward,
      Limit: range.limit,
      // An index can't be read consistently.
      ...(range.index ? { IndexName: range.index } : { ConsistentRead: true }),
      ...(range.from && { ExclusiveStartKey: encode(range.from) }),
    };
    const { Items, LastEvaluatedKey } = await this.#client.send(new QueryCommand(input));
    const items = (Items ?? []).map((item) => unmarshall(item));
    return LastEvaluatedKey ? { items, next: unmarshall(LastEvaluatedKey) } : { items };
  }

  /** Every item of a partition that is known to be small. */
  async partition(value: string): Promise<readonly Item[]> {
    const items: Item[] = [];
    let from: Item | undefined;
    do {
      const page: Page = await this.query({
        condition: '#pk = :pk',
        names: { '#pk': 'pk' },
        values: { ':pk': value },
        forward: true,
        limit: 1_000,
        ...(from && { from }),
      });
      items.push(...page.items);
      from = page.next;
    } while (from);
    return items;
  }

  async put(item: Item, condition?: Condition): Promise<Written> {
    return this.#settle(async () => {
      await this.#client.send(
        new PutItemCommand({ TableName: this.#table, Item: encode(item), ...conditionInput(condition) }),
      );
    });
  }

  async update(update: Update): Promise<Written> {
    return this.#settle(async () => {
      await this.#client.send(new UpdateItemCommand(this.#updateInput(update)));
    });
  }

  /** An update that answers with the whole item as it is after it. */
  async updateAndRead(update: Update): Promise<Item | 'lost'> {
    let item: Item = {};
    const written = await this.#settle(async () => {
      const { Attributes } = await this.#client.send(
        new UpdateItemCommand({ ...this.#updateInput(update), ReturnValues: 'ALL_NEW' }),
      );
      item = unmarshall(Attributes ?? {});
    });
    return written === 'lost' ? 'lost' : item;
  }

  /** Counts a number one up and answers with it; the first is `first`. */
  async count(key: Key, first: number): Promise<number> {
    const { Attributes = {} } = await this.#client.send(
      new UpdateItemCommand({
        ...this.#updateInput({
          key,
          expression: 'SET #count = if_not_exists(#count, :before) + :one',
          names: { '#count': 'count' },
          values: { ':before': first - 1, ':one': 1 },
        }),
        ReturnValues: 'UPDATED_NEW',
      }),
    );
    return Number(unmarshall(Attributes)['count']);
  }

  async delete(key: Key, condition?: Condition): Promise<Written> {
    return this.#settle(async () => {
      await this.#client.send(
        new DeleteItemCommand({
          TableName: this.#table,
          Key: encode({ ...key }),
          ...conditionInput(condition),
        }),
      );
    });
  }

  /** All writes or none. */
  async transact(writes: readonly Write[]): Promise<Written> {
    const items = writes.map((write): TransactWriteItem => {
      if ('put' in write) {
        return {
          Put: { TableName: this.#table, Item: encode(write.put), ...conditionInput(write.condition) },
        };
      }
      if ('update' in write) return { Update: this.#updateInput(write.update) };
      const { condition, delete: key } = write;
      return { Delete: { TableName: this.#table, Key: encode({ ...key }), ...conditionInput(condition) } };
    });
    return this.#settle(async () => {
      await this.#client.send(new TransactWriteItemsCommand({ TransactItems: items }));
    });
  }

  #updateInput({ key, expression, names, values, condition }: Update) {
    return {
      TableName: this.#table,
      Key: encode({ ...key }),
      UpdateExpression: expression,
      ...(names && { ExpressionAttributeNames: { ...names } }),
      ...(values && { ExpressionAttributeValues: encode(values) }),
      ...(condition && { ConditionExpression: condition }),
    };
  }

  async #settle(write: () => Promise<void>): Promise<Written> {
    try {
      await write();
      return 'written';
    } catch (error) {
      if (isLostRace(error)) return 'lost';
      throw error;
    }
  }
}

function conditionInput(condition: Condition | undefined) {
  if (!condition) return {};
  return {
    ConditionExpression: condition.expression,
    ...(condition.names && { ExpressionAttributeNames: { ...condition.names } }),
    ...(condition.values && { ExpressionAttributeValues: encode(condition.values) }),
  };
}

function isLostRace(error: unknown): boolean {
  if (error instanceof ConditionalCheckFailedException) return true;
  if (error instanceof TransactionConflictException || error instanceof TransactionInProgressException)
    return true;
  if (!(error instanceof TransactionCanceledException)) return false;
  const reasons = error.CancellationReasons ?? [];
  return reasons.every(({ Code }) =>
    [undefined, 'None', 'ConditionalCheckFailed', 'TransactionConflict'].includes(Code),
  );
}
