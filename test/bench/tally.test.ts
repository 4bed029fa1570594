// Counting: which requests are the functions', what they consume, and the middle of several rounds.
import { askingForCapacity, capacityOf, operationOf } from '../../bench/capacity.ts';
import { Tally, eachCount, medianCounts } from '../../bench/tally.ts';

const inFunction = { 'user-agent': 'aws-sdk-js/3 exec-env/AWS_Lambda_nodejs24.x' };
const request = (operation: string, answer: object, headers: object = inFunction) => ({
  method: 'POST',
  path: '/',
  status: 200,
  headers: { ...headers, 'x-amz-target': `DynamoDB_20120810.${operation}` },
  answer: JSON.stringify(answer),
});
const post = (status: number, method = 'POST') => ({ method, path: '/x', headers: {}, status, answer: '' });

test('requests of the functions are counted with their units, those of the runner are not', () => {
  const tally = new Tally();
  tally.addRequest(request('Query', { ConsumedCapacity: { CapacityUnits: 0.5 } }));
  tally.addRequest(request('PutItem', { ConsumedCapacity: { CapacityUnits: 2 } }));
  tally.addRequest(
    request('Scan', { ConsumedCapacity: { CapacityUnits: 9 } }, { 'user-agent': 'aws-sdk-js/3' }),
  );
  const { counts, operations } = tally.take();
  expect(counts).toMatchObject({ requests: 2, reads: 1, writes: 1, readUnits: 0.5, writeUnits: 2 });
  expect(operations).toEqual({ Query: 1, PutItem: 1 });
});

test('a Scan of a function is not overlooked', () => {
  const tally = new Tally();
  tally.addRequest(request('Scan', {}));
  expect(tally.take().operations).toEqual({ Scan: 1 });
});

test('posts count as pushes when they arrive and apart when nobody is there', () => {
  const tally = new Tally();
  tally.addPost(post(200));
  tally.addPost(post(410));
  tally.addPost(post(204, 'DELETE'));
  tally.addInvocation();
  expect(tally.take().counts).toMatchObject({ pushes: 1, gone: 1, invocations: 1, requests: 0 });
  expect(tally.take().counts).toEqual(eachCount(() => 0));
});

test('files that are put are counted apart from what DynamoDB is asked', () => {
  const tally = new Tally();
  tally.addPut(post(200, 'PUT'));
  tally.addPut(post(404, 'PUT'));
  tally.addPut(post(200, 'GET'));
  const { counts, operations } = tally.take();
  expect(counts).toMatchObject({ puts: 1, requests: 0 });
  expect(operations).toEqual({ 'S3 PutObject': 1 });
});

test('the units of a batch and of a transaction are summed', () => {
  const batch = JSON.stringify({ ConsumedCapacity: [{ CapacityUnits: 1 }, { CapacityUnits: 1.5 }] });
  expect(capacityOf('BatchGetItem', batch)).toEqual({ reads: 1, writes: 0, readUnits: 2.5, writeUnits: 0 });
  const transaction = JSON.stringify({ ConsumedCapacity: [{ CapacityUnits: 6, WriteCapacityUnits: 6 }] });
  expect(capacityOf('TransactWriteItems', transaction)).toMatchObject({ writes: 1, writeUnits: 6 });
});

test('an answer without figures, as of a refused condition, is one request of no units', () => {
  expect(capacityOf('PutItem', '{"__type":"ConditionalCheckFailedException"}')).toMatchObject({
    writes: 1,
    writeUnits: 0,
  });
  expect(capacityOf('PutItem', 'not JSON')).toMatchObject({ writes: 1, writeUnits: 0 });
});

test.each([['{"TableName":"t"}'], [' {}'], ['{ }']])('%s asks for capacity figures', (body) => {
  expect(JSON.parse(askingForCapacity(body))).toEqual({
    ...JSON.parse(body),
    ReturnConsumedCapacity: 'TOTAL',
  });
});

test('an operation is named by the end of its target', () => {
  expect(operationOf('DynamoDB_20120810.GetItem')).toBe('GetItem');
  expect(operationOf(undefined)).toBe('');
});

test('the median takes each count for itself', () => {
  const counts = [1, 9, 2].map((value) => eachCount((count) => (count === 'pushes' ? 10 - value : value)));
  expect(medianCounts(counts)).toMatchObject({ requests: 2, pushes: 8 });
});
