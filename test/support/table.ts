// A DynamoDB engine in memory for tests, tables of its own for each, and a count of what is asked of them.
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { LOCAL_CREDENTIALS, engineClient } from '../../local/engine/client.ts';
import type { EngineKind } from '../../local/engine/choice.ts';
import { startEngine } from '../../local/engine/engine.ts';
import { createTables } from '../../local/engine/tables.ts';
import type { TableModel } from '../../local/template/model.ts';
import { DEPARTMENT_INDEX, TABLE_KEYS, TTL_ATTRIBUTE } from '../../lambdas/store/table.ts';
import { TableClient } from '../../lambdas/store/table-client.ts';

const REGION = 'us-east-1';

const text = (name: string) => ({ name, type: 'S' }) as const;

const tableModel = (name: string): TableModel => ({
  stack: 'Test',
  logicalId: 'Table',
  name,
  key: { partition: text(TABLE_KEYS.partition), sort: text(TABLE_KEYS.sort) },
  indexes: [
    {
      name: DEPARTMENT_INDEX.name,
      kind: 'global',
      key: { partition: text(DEPARTMENT_INDEX.partition), sort: text(DEPARTMENT_INDEX.sort) },
      projection: 'ALL',
      projectedAttributes: [],
    },
  ],
  ttlAttribute: TTL_ATTRIBUTE,
});

/** A table with the client that the stores use, which notes the name of each request. */
export interface TestTable {
  readonly name: string;
  /** Where the engine answers. */
  readonly endpoint: string;
  readonly table: TableClient;
  readonly client: DynamoDBClient;
  /** The names of the requests so far, such as PutItemCommand. */
  readonly requests: string[];
}

export interface TestEngine {
  newTable(): Promise<TestTable>;
  stop(): Promise<void>;
}

export async function startTestEngine(kind: EngineKind = 'dynoxide'): Promise<TestEngine> {
  const engine = await startEngine({ kind });
  const maker = engineClient(engine.endpoint, REGION);
  const clients: DynamoDBClient[] = [maker];
  let tables = 0;
  return {
    async newTable() {
      tables += 1;
      const name = `test-${tables}`;
      await createTables(maker, [tableModel(name)]);
      const client = new DynamoDBClient({
        endpoint: engine.endpoint,
        region: REGION,
        credentials: LOCAL_CREDENTIALS,
      });
      clients.push(client);
      const requests: string[] = [];
      client.middlewareStack.add(
        (next, context) => async (given) => {
          requests.push(context.commandName ?? 'unknown');
          return next(given);
        },
        { step: 'initialize', name: 'countRequests' },
      );
      return { name, endpoint: engine.endpoint, client, requests, table: new TableClient(client, name) };
    },
    async stop() {
      for (const client of clients) client.destroy();
      await engine.stop();
    },
  };
}
