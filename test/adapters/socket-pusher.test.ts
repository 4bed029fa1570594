// Pushing through API Gateway's management endpoint: what its answers mean.
import { ApiGatewayManagementApiClient } from '@aws-sdk/client-apigatewaymanagementapi';
import { SocketPusher } from '../../lambdas/adapters/socket-pusher.ts';
import { KeptLog } from '../support/kept-log.ts';
import { ManagementEndpoint } from '../support/management-endpoint.ts';

let endpoint: ManagementEndpoint;
let client: ApiGatewayManagementApiClient;
beforeEach(async () => {
  endpoint = new ManagementEndpoint();
  client = new ApiGatewayManagementApiClient({
    endpoint: await endpoint.listen(),
    region: 'us-east-1',
    credentials: { accessKeyId: 'x', secretAccessKey: 'x' },
  });
});
afterEach(async () => {
  client.destroy();
  await endpoint.close();
});

const pusher = (): { pusher: SocketPusher; log: KeptLog } => {
  const log = new KeptLog();
  return { pusher: new SocketPusher(client, log), log };
};

test('posts the text to the connection, its id encoded', async () => {
  const { pusher: socket, log } = pusher();

  expect(await socket.push('L0SM9c/FvHcCIhw=', '{"text":"語"}')).toBe('pushed');

  expect(endpoint.posts).toEqual([
    { path: '/live/@connections/L0SM9c%2FFvHcCIhw%3D', text: '{"text":"語"}' },
  ]);
  expect(log.lines).toEqual([]);
});

test('a gone connection is a normal outcome', async () => {
  const { pusher: socket, log } = pusher();
  endpoint.answers = [{ status: 410, type: 'GoneException' }];

  expect(await socket.push('a', 'x')).toBe('gone');
  expect(endpoint.posts).toHaveLength(1);
  expect(log.lines).toEqual([]);
});

test('a throttled post is tried again', async () => {
  const { pusher: socket } = pusher();
  endpoint.answers = [{ status: 429, type: 'LimitExceededException' }];

  expect(await socket.push('a', 'x')).toBe('pushed');
  expect(endpoint.posts).toHaveLength(2);
});

test.each([
  ['throttled for long', { status: 429, type: 'LimitExceededException' }],
  ['ill', { status: 500 }],
  ['refusing the size', { status: 413, type: 'PayloadTooLargeException' }],
  ['refusing us', { status: 403, type: 'ForbiddenException' }],
])('an endpoint that is %s is a failure, told to the log without what was said', async (_, answer) => {
  const { pusher: socket, log } = pusher();
  endpoint.answers = Array.from({ length: 10 }, () => answer);

  expect(await socket.push('a', 'my name is Sam')).toBe('failed');

  expect(endpoint.posts.length).toBeLessThanOrEqual(3);
  expect(log.lines).toMatchObject([{ event: 'push' }]);
  expect(JSON.stringify(log.lines[0]?.fields)).not.toMatch(/Sam|secret-id/);
});

test('an endpoint that is not there is a failure', async () => {
  const { pusher: socket, log } = pusher();
  await endpoint.close();

  expect(await socket.push('a', 'x')).toBe('failed');
  expect(log.lines).toMatchObject([{ event: 'push' }]);
});
