// Makes the tables of the stacks in the engine, as CloudFormation would.
import {
  type AttributeDefinition,
  CreateTableCommand,
  DescribeTableCommand,
  type DynamoDBClient,
  type KeySchemaElement,
  ResourceNotFoundException,
  type TableDescription,
} from '@aws-sdk/client-dynamodb';

import { StartError } from '../start-error.ts';
import type { IndexModel, KeyModel, TableModel } from '../template/model.ts';

export async function createTables(client: DynamoDBClient, tables: readonly TableModel[]): Promise<void> {
  for (const table of tables) {
    const existing = await describe(client, table.name);
    if (existing === undefined) await create(client, table);
    else assertSameShape(table, existing);
  }
}

async function describe(client: DynamoDBClient, name: string): Promise<TableDescription | undefined> {
  try {
    return (await client.send(new DescribeTableCommand({ TableName: name }))).Table;
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  }
}

async function create(client: DynamoDBClient, table: TableModel): Promise<void> {
  const of = (kind: IndexModel['kind']) => table.indexes.filter((index) => index.kind === kind);
  const global = of('global').map(indexDefinition);
  const local = of('local').map(indexDefinition);
  await client.send(
    new CreateTableCommand({
      TableName: table.name,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: attributes(table),
      KeySchema: keySchema(table.key),
      ...(global.length > 0 ? { GlobalSecondaryIndexes: global } : {}),
      ...(local.length > 0 ? { LocalSecondaryIndexes: local } : {}),
    }),
  );
}

function indexDefinition(index: IndexModel) {
  const included = index.projection === 'INCLUDE' ? { NonKeyAttributes: [...index.projectedAttributes] } : {};
  return {
    IndexName: index.name,
    KeySchema: keySchema(index.key),
    Projection: { ProjectionType: index.projection, ...included },
  };
}

function keySchema(key: KeyModel): KeySchemaElement[] {
  const partition: KeySchemaElement = { AttributeName: key.partition.name, KeyType: 'HASH' };
  return key.sort === undefined
    ? [partition]
    : [partition, { AttributeName: key.sort.name, KeyType: 'RANGE' }];
}

/** DynamoDB wants each key attribute once, whatever the number of keys that it is part of. */
function attributes(table: TableModel): AttributeDefinition[] {
  const byName = new Map<string, AttributeDefinition>();
  for (const { partition, sort } of [table.key, ...table.indexes.map((index) => index.key)]) {
    for (const attribute of sort === undefined ? [partition] : [partition, sort]) {
      byName.set(attribute.name, { AttributeName: attribute.name, AttributeType: attribute.type });
    }
  }
  return [...byName.values()];
}

/** A table can't change its keys: CloudFormation would replace it, and the data with it. */
function assertSameShape(table: TableModel, existing: TableDescription): void {
  const indexes = [...(existing.GlobalSecondaryIndexes ?? []), ...(existing.LocalSecondaryIndexes ?? [])];
  const found = shape(
    existing.KeySchema,
    indexes.map((index) => [index.IndexName, index.KeySchema]),
  );
  const wanted = shape(
    keySchema(table.key),
    table.indexes.map((index) => [index.name, keySchema(index.key)]),
  );
  if (found === wanted) return;
  throw new StartError(
    `The table ${table.name} was made with other keys or indexes than the stack now has: ` +
      'begin anew with --fresh (which deletes the local data).',
  );
}

function shape(
  key: KeySchemaElement[] | undefined,
  indexes: readonly [string | undefined, KeySchemaElement[] | undefined][],
): string {
  const words = (schema: KeySchemaElement[] | undefined): string =>
    (schema ?? []).map((element) => `${element.KeyType} ${element.AttributeName}`).join(', ');
  return [words(key), ...indexes.map(([name, schema]) => `${name}: ${words(schema)}`).sort()].join('; ');
}
