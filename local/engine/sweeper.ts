// Deletes expired items as DynamoDB's own TTL would, which the local engines don't.
import {
  type AttributeValue,
  ConditionalCheckFailedException,
  DeleteItemCommand,
  type DynamoDBClient,
  ScanCommand,
} from '@aws-sdk/client-dynamodb';

import type { TableModel } from '../template/model.ts';

export type Sweeper = { stop(): Promise<void> };

export type SweeperOptions = {
  client: DynamoDBClient;
  tables: readonly TableModel[];
  everySeconds: number;
  /** Takes what went wrong; the next round tries again. */
  onFailure(error: unknown): void;
  /** Milliseconds since 1970. */
  now?: () => number;
};

export function startSweeper(options: SweeperOptions): Sweeper {
  const now = options.now ?? Date.now;
  let round = Promise.resolve();
  const timer = setInterval(() => {
    round = round.then(() => sweepAll(options.client, options.tables, now())).catch(options.onFailure);
  }, options.everySeconds * 1000);
  return {
    async stop() {
      clearInterval(timer);
      await round;
    },
  };
}

async function sweepAll(client: DynamoDBClient, tables: readonly TableModel[], nowMs: number): Promise<void> {
  for (const table of tables) await sweep(client, table, nowMs);
}

/**
 * The one place with a Scan: here the runner plays DynamoDB's own part, and DynamoDB too looks at every item.
 * Gives the number of items that were deleted.
 */
export async function sweep(client: DynamoDBClient, table: TableModel, nowMs: number): Promise<number> {
  const { ttlAttribute } = table;
  if (ttlAttribute === undefined) return 0;
  const now = String(Math.floor(nowMs / 1000));
  let deleted = 0;
  let from: Record<string, AttributeValue> | undefined;
  do {
    const page = await client.send(
      new ScanCommand({
        TableName: table.name,
        FilterExpression: '#ttl < :now',
        ProjectionExpression: table.key.sort === undefined ? '#pk' : '#pk, #sk',
        ExpressionAttributeNames: { ...keyNames(table), '#ttl': ttlAttribute },
        ExpressionAttributeValues: { ':now': { N: now } },
        ...(from === undefined ? {} : { ExclusiveStartKey: from }),
      }),
    );
    for (const key of page.Items ?? []) {
      if (await deleteExpired(client, table.name, ttlAttribute, key, now)) deleted += 1;
    }
    from = page.LastEvaluatedKey;
  } while (from !== undefined);
  return deleted;
}

function keyNames({ key }: TableModel): Record<string, string> {
  return { '#pk': key.partition.name, ...(key.sort === undefined ? {} : { '#sk': key.sort.name }) };
}

/** Under a condition: between the scan and now somebody may have given the item a longer life. */
async function deleteExpired(
  client: DynamoDBClient,
  tableName: string,
  ttlAttribute: string,
  key: Record<string, AttributeValue>,
  now: string,
): Promise<boolean> {
  try {
    await client.send(
      new DeleteItemCommand({
        TableName: tableName,
        Key: key,
        ConditionExpression: '#ttl < :now',
        ExpressionAttributeNames: { '#ttl': ttlAttribute },
        ExpressionAttributeValues: { ':now': { N: now } },
      }),
    );
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}
