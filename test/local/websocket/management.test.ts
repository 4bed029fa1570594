// The gateway's rules for its management endpoint, over plain HTTP and through the SDK.
import { Agent, request } from 'node:http';
import {
  ApiGatewayManagementApiClient,
  DeleteConnectionCommand,
  GetConnectionCommand,
  GoneException,
  LimitExceededException,
  PayloadTooLargeException,
  PostToConnectionCommand,
} from '@aws-sdk/client-apigatewaymanagementapi';
import type { WebSocket } from 'ws';
import { type Bench, type BenchOptions, closeOf, nextMessage, withGateway } from './gateway-bench.ts';

const KB = 1024;
const NOBODY = encodeURIComponent('L0SM9cOFvHcCIhw=');

/** A gateway with one open connection. */
async function withConnection(
  options: BenchOptions,
  test: (bench: Bench & { socket: WebSocket; id: string; path: string }) => Promise<void>,
): Promise<void> {
  await withGateway(options, async (bench) => {
    const socket = await bench.open({ headers: { 'User-Agent': 'Browser/1.0' } });
    const id = (await bench.event('$connect')).requestContext.connectionId;
    await test({ ...bench, socket, id, path: `/live/@connections/${encodeURIComponent(id)}` });
  });
}

describe('POST', () => {
  test('sends the body as a text message, with or without the stage in the path', async () => {
    await withConnection({}, async ({ socket, path, manage }) => {
      for (const each of [path, path.slice('/live'.length), path.replace('@', '%40')]) {
        const received = nextMessage(socket);
        const response = await manage('POST', each, 'Grüße');
        expect(response.status).toBe(200);
        expect(await response.text()).toBe('');
        expect(await received).toBe('Grüße');
      }
    });
  });

  test('a closed or unknown connection is gone: 410 and the name of the exception', async () => {
    await withConnection({}, async ({ socket, path, manage, event }) => {
      socket.close();
      await event('$disconnect');
      for (const each of [path, `/live/@connections/${NOBODY}`]) {
        const response = await manage('POST', each, 'hello');
        expect(response.status).toBe(410);
        expect(response.headers.get('x-amzn-ErrorType')).toBe('GoneException');
      }
    });
  });

  test('what is no connection id gives 400', async () => {
    await withConnection({}, async ({ manage }) => {
      const response = await manage('POST', '/live/@connections/nobody', 'hello');
      expect(response.status).toBe(400);
      expect(response.headers.get('x-amzn-ErrorType')).toBe('BadRequestException');
    });
  });

  test('32 KB is the most that a frame can hold, more gives 413 and sends nothing', async () => {
    await withConnection({}, async ({ socket, path, manage }) => {
      const received = nextMessage(socket);
      for (const size of [32 * KB + 1, 128 * KB + 1, 1024 * KB]) {
        const response = await manage('POST', path, 'x'.repeat(size));
        expect(response.status).toBe(413);
        expect(response.headers.get('x-amzn-ErrorType')).toBe('PayloadTooLargeException');
      }
      expect((await manage('POST', path, 'x'.repeat(32 * KB))).status).toBe(200);
      expect(await received).toHaveLength(32 * KB);
    });
  });

  test('over its rate gives 429', async () => {
    const limits = { posts: { ratePerSecond: 0.001, burst: 1 } };
    await withConnection({ limits }, async ({ path, manage }) => {
      expect((await manage('POST', path, 'one')).status).toBe(200);
      const response = await manage('POST', path, 'two');
      expect(response.status).toBe(429);
      expect(response.headers.get('x-amzn-ErrorType')).toBe('LimitExceededException');
    });
  });

  test('many posts go over one HTTP connection', async () => {
    await withConnection({}, async ({ path, api }) => {
      const agent = new Agent({ keepAlive: true, maxSockets: 1 });
      const post = () =>
        new Promise<boolean>((resolve, reject) => {
          const address = `http://127.0.0.1:${api.address.port}${path}`;
          const posting = request(address, { method: 'POST', agent }, (response) => {
            response.resume().on('end', () => resolve(posting.reusedSocket));
          });
          posting.on('error', reject).end('hello');
        });
      expect([await post(), await post(), await post()]).toEqual([false, true, true]);
      agent.destroy();
    });
  });
});

test('GET tells since when, from where and how lately', async () => {
  await withConnection({}, async ({ socket, path, manage, event }) => {
    socket.send('hello');
    await event('$default');
    const description = await (await manage('GET', path)).json();
    expect(description).toEqual({
      connectedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      identity: { sourceIp: '127.0.0.1', userAgent: 'Browser/1.0' },
      lastActiveAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
    });
    expect(Date.parse(description.lastActiveAt)).toBeGreaterThanOrEqual(Date.parse(description.connectedAt));
    expect((await manage('GET', `/live/@connections/${NOBODY}`)).status).toBe(410);
  });
});

test('DELETE closes the connection with 1000, and from then on it is gone', async () => {
  await withConnection({}, async ({ socket, path, manage, event }) => {
    const closed = closeOf(socket);
    expect((await manage('DELETE', path)).status).toBe(204);
    expect((await manage('POST', path, 'hello')).status).toBe(410);
    expect((await closed).code).toBe(1000);
    expect((await event('$disconnect')).requestContext).toMatchObject({
      disconnectStatusCode: 1000,
      disconnectReason: 'Connection Closed Normally',
    });
    expect((await manage('DELETE', path)).status).toBe(410);
  });
});

test.each([
  ['PUT', `/live/@connections/${NOBODY}`],
  ['POST', `/test/@connections/${NOBODY}`],
  ['POST', '/live/@connections'],
  ['POST', '/live/@connections/%E0%A4%A'],
  ['GET', '/live'],
])('%s %s gives 403', async (method, path) => {
  await withGateway({}, async ({ manage }) => {
    expect((await manage(method, path)).status).toBe(403);
  });
});

test('the SDK understands every answer', async () => {
  const limits = { posts: { ratePerSecond: 0.001, burst: 4 } };
  await withConnection({ limits }, async ({ socket, id, api }) => {
    const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
    const options = { region: 'us-east-1', credentials, maxAttempts: 1 };
    const client = new ApiGatewayManagementApiClient({ ...options, endpoint: api.address.management });
    const post = (ConnectionId: string, Data: string) =>
      client.send(new PostToConnectionCommand({ ConnectionId, Data }));
    const received = nextMessage(socket);
    await post(id, 'hello');
    expect(await received).toBe('hello');
    const { ConnectedAt, Identity } = await client.send(new GetConnectionCommand({ ConnectionId: id }));
    expect(ConnectedAt).toBeInstanceOf(Date);
    expect(Identity).toEqual({ SourceIp: '127.0.0.1', UserAgent: 'Browser/1.0' });
    await expect(post(id, 'x'.repeat(40 * KB))).rejects.toBeInstanceOf(PayloadTooLargeException);
    await client.send(new DeleteConnectionCommand({ ConnectionId: id }));
    await expect(post(id, 'hello')).rejects.toBeInstanceOf(LimitExceededException);
    client.destroy();
  });
});

test('the SDK takes a connection that is gone for a GoneException', async () => {
  await withGateway({}, async ({ api }) => {
    const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
    const endpoint = api.address.management;
    const client = new ApiGatewayManagementApiClient({ region: 'us-east-1', credentials, endpoint });
    const post = new PostToConnectionCommand({ ConnectionId: 'L0SM9cOFvHcCIhw=', Data: 'hello' });
    await expect(client.send(post)).rejects.toBeInstanceOf(GoneException);
    client.destroy();
  });
});
