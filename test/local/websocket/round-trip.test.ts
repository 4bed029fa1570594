// The whole way of a message: socket, function in its worker, management endpoint, socket.
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import { startFunctions } from '../../../local/functions/functions.ts';
import type { RunningFunctions } from '../../../local/functions/invocation.ts';
import type { FunctionModel } from '../../../local/template/model.ts';
import type { RunningSocketApi } from '../../../local/websocket/options.ts';
import { startSocketApi } from '../../../local/websocket/socket-api.ts';
import { nextError, nextMessage } from './gateway-bench.ts';

const BUNDLE = `
  export const handler = async ({ requestContext, body }) => {
    if (requestContext.eventType !== 'MESSAGE') return { statusCode: 200 };
    if (body === 'throw') throw new Error('as asked');
    if (body === 'exit') process.exit(1);
    if (body === 'loop') while (true) {}
    const { domainName, stage, connectionId } = requestContext;
    const address = 'http://' + domainName + '/' + stage + '/@connections/' + encodeURIComponent(connectionId);
    const { status } = await fetch(address, { method: 'POST', body: 'heard ' + body });
    return { statusCode: status };
  };`;

let folder: string;
let functions: RunningFunctions;
let api: RunningSocketApi;
let socket: WebSocket;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'carrel-round-trip-'));
  await writeFile(join(folder, 'index.mjs'), BUNDLE);
  const frame: FunctionModel = {
    stack: 'Chat',
    logicalId: 'Frame',
    name: 'Frame',
    arn: 'arn:aws:lambda:us-east-1:000000000000:function:Frame',
    folder,
    handler: 'index.handler',
    runtime: 'nodejs24.x',
    environment: {},
    timeoutSeconds: 0.5,
    memoryMegabytes: 128,
  };
  functions = startFunctions({ region: 'us-east-1', functions: [frame] }, { log: () => {} });
  api = await startSocketApi({
    port: 0,
    functions,
    log: () => {},
    api: {
      stack: 'Chat',
      logicalId: 'Api',
      id: 'a1b2c3d4e5',
      name: 'Chat',
      region: 'us-east-1',
      routeSelectionExpression: '$request.body.action',
      stage: { name: 'live' },
      routes: ['$connect', '$disconnect', '$default'].map((key) => ({ key, functionName: 'Frame' })),
    },
  });
  socket = new WebSocket(api.address.socket);
  await once(socket, 'open');
});

afterAll(async () => {
  socket.terminate();
  await api.stop();
  await functions.stop();
  await rm(folder, { recursive: true, force: true });
});

test('a message reaches its function, and what that posts reaches the client', async () => {
  socket.send('Grüße');
  expect(await nextMessage(socket)).toBe('heard Grüße');
});

test.each(['throw', 'exit', 'loop'])(
  'after a function that fails by %s the same socket is served',
  async (how) => {
    socket.send(how);
    expect(await nextError(socket)).toMatchObject({ message: 'Internal server error' });
    socket.send('again');
    expect(await nextMessage(socket)).toBe('heard again');
  },
);
