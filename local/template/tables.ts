// Reads the DynamoDB tables: keys, indexes and the attribute that says when an item ends.
import * as v from 'valibot';
import type { IndexModel, KeyAttribute, KeyModel, TableModel } from './model.ts';
import type { Resource, Resources } from './resources.ts';

const keySchema = v.array(v.object({ AttributeName: v.string(), KeyType: v.picklist(['HASH', 'RANGE']) }));

const indexesSchema = v.optional(
  v.array(
    v.object({
      IndexName: v.string(),
      KeySchema: keySchema,
      Projection: v.object({
        ProjectionType: v.optional(v.picklist(['ALL', 'KEYS_ONLY', 'INCLUDE']), 'KEYS_ONLY'),
        NonKeyAttributes: v.optional(v.array(v.string()), []),
      }),
    }),
  ),
  [],
);

const tableSchema = v.object({
  KeySchema: keySchema,
  AttributeDefinitions: v.array(
    v.object({ AttributeName: v.string(), AttributeType: v.picklist(['S', 'N', 'B']) }),
  ),
  GlobalSecondaryIndexes: indexesSchema,
  LocalSecondaryIndexes: indexesSchema,
  TimeToLiveSpecification: v.optional(
    v.object({ AttributeName: v.optional(v.string()), Enabled: v.boolean() }),
  ),
});

type Table = v.InferOutput<typeof tableSchema>;

export function readTables(resources: Resources): TableModel[] {
  return resources.ofTypes('AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable').map((resource) => {
    resource.refuse(['StreamSpecification', 'KinesisStreamSpecification', 'ImportSourceSpecification']);
    const table = resource.read(tableSchema);
    const ttlAttribute = table.TimeToLiveSpecification?.Enabled
      ? table.TimeToLiveSpecification.AttributeName
      : undefined;
    return {
      ...resource.identity,
      name: resource.name,
      key: keyOf(resource, table, table.KeySchema),
      indexes: [
        ...table.GlobalSecondaryIndexes.map((index) => indexOf(resource, table, index, 'global')),
        ...table.LocalSecondaryIndexes.map((index) => indexOf(resource, table, index, 'local')),
      ],
      ...(ttlAttribute === undefined ? {} : { ttlAttribute }),
    };
  });
}

function indexOf(
  resource: Resource,
  table: Table,
  index: Table['GlobalSecondaryIndexes'][number],
  kind: IndexModel['kind'],
): IndexModel {
  return {
    name: index.IndexName,
    kind,
    key: keyOf(resource, table, index.KeySchema),
    projection: index.Projection.ProjectionType,
    projectedAttributes: index.Projection.NonKeyAttributes,
  };
}

function keyOf(resource: Resource, table: Table, schema: Table['KeySchema']): KeyModel {
  const attribute = (keyType: 'HASH' | 'RANGE'): KeyAttribute | undefined => {
    const name = schema.find(({ KeyType }) => KeyType === keyType)?.AttributeName;
    const type = table.AttributeDefinitions.find(
      ({ AttributeName }) => AttributeName === name,
    )?.AttributeType;
    return name === undefined || type === undefined ? undefined : { name, type };
  };
  const partition = attribute('HASH') ?? resource.stop('has a key without a partition attribute');
  const sort = attribute('RANGE');
  return { partition, ...(sort === undefined ? {} : { sort }) };
}
