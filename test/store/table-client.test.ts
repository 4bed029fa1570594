// What the table client makes of answers that an engine on this machine never gives.
import type { CancellationReason } from '@aws-sdk/client-dynamodb';
import {
  DynamoDBClient,
  ProvisionedThroughputExceededException,
  TransactionCanceledException,
  TransactionConflictException,
  TransactionInProgressException,
} from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { TableClient } from '../../lambdas/store/table-client.ts';

/** A client that answers with what `answer` gives or throws, without any request. */
function clientAnswering(answer: (input: unknown, count: number) => object): TableClient {
  const client = new DynamoDBClient({ region: 'us-east-1' });
  let count = 0;
  client.middlewareStack.add(
    () =>
      async ({ input }) => {
        count += 1;
        return { output: { $metadata: {}, ...answer(input, count) }, response: {} };
      },
    { step: 'initialize', priority: 'low' },
  );
  return new TableClient(client, 'test');
}

const about = { $metadata: {}, message: 'no' };
const canceled = (...codes: (string | undefined)[]) =>
  new TransactionCanceledException({
    ...about,
    CancellationReasons: codes.map((Code): CancellationReason => (Code === undefined ? {} : { Code })),
  });
const failing = (error: Error) =>
  clientAnswering(() => {
    throw error;
  });
const item = { pk: 'a', sk: 'b' };

test.each([
  ['a condition that failed', canceled('None', 'ConditionalCheckFailed')],
  ['another transaction at the same item', canceled('TransactionConflict', undefined)],
  ['a transaction at the item of a single write', new TransactionConflictException(about)],
  ['the same transaction still going on', new TransactionInProgressException({ ...about, Message: 'no' })],
])('%s is a lost race', async (_, error) => {
  expect(await failing(error).transact([{ put: item }])).toBe('lost');
  expect(await failing(error).put(item)).toBe('lost');
});

test.each([
  ['throttling within a transaction', canceled('None', 'ThrottlingError')],
  ['a mistake in a transaction', canceled('ValidationError', 'ConditionalCheckFailed')],
  ['throttling', new ProvisionedThroughputExceededException(about)],
  ['anything else', new TypeError('broken')],
])('%s is an error', async (_, error) => {
  await expect(failing(error).transact([{ put: item }])).rejects.toBe(error);
  await expect(failing(error).update({ key: item, expression: 'SET x = y' })).rejects.toBe(error);
});

test('keys that a batch left out are asked for again, but not for ever', async () => {
  const stored = marshall({ ...item, found: true });
  const Keys = [marshall(item)];
  const second = clientAnswering((_, count) =>
    count === 1 ? { UnprocessedKeys: { test: { Keys } } } : { Responses: { test: [stored] } },
  );
  const never = clientAnswering(() => ({ UnprocessedKeys: { test: { Keys } } }));

  expect(await second.getSome([item])).toEqual([{ ...item, found: true }]);
  await expect(never.getSome([item])).rejects.toThrow('did not answer for 1 of 1 items');
});

test('a partition is read to its end', async () => {
  const table = clientAnswering((_, count) => ({
    Items: [marshall({ count })],
    ...(count < 3 && { LastEvaluatedKey: marshall(item) }),
  }));

  expect(await table.partition('STAFF')).toEqual([{ count: 1 }, { count: 2 }, { count: 3 }]);
});
