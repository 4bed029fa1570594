// The gateway's rules for messages from clients: routes, failures and sizes.
import { once } from 'node:events';
import { FunctionError } from '../../../local/functions/invocation.ts';
import { closeOf, nextError, nextMessage, OPEN_ROUTES, until, withGateway } from './gateway-bench.ts';

const KB = 1024;
const ok = () => ({ statusCode: 200 });

describe('route selection', () => {
  const routes = { ...OPEN_ROUTES, hello: ok, '7': ok };

  test.each([
    ['{"action":"hello"}', 'hello'],
    ['{"action":7}', '7'],
    ['{"action":"goodbye"}', '$default'],
    ['{"action":{"hello":1}}', '$default'],
    ['{"action":null}', '$default'],
    ['{"other":"hello"}', '$default'],
    ['["hello"]', '$default'],
    ['"hello"', '$default'],
    ['null', '$default'],
    ['hello', '$default'],
    ['{"action":"hello"', '$default'],
    ['{"action":"$connect"}', '$default'],
    ['{"action":"$disconnect"}', '$default'],
    ['{"action":"constructor"}', '$default'],
  ])('%s goes to %s', async (text, key) => {
    await withGateway({ routes }, async ({ open, event }) => {
      (await open()).send(text);
      const { requestContext, body } = await event(key);
      expect(requestContext.eventType).toBe('MESSAGE');
      expect(body).toBe(text);
    });
  });

  test('without $default the client is told, and the socket stays open', async () => {
    await withGateway({ routes: { hello: ok } }, async ({ open, event }) => {
      const socket = await open();
      socket.send('anything');
      expect(await nextError(socket)).toMatchObject({ message: 'Forbidden' });
      socket.send('{"action":"hello"}');
      await event('hello');
    });
  });
});

test('the event of a message has a messageId, and no headers', async () => {
  await withGateway({}, async ({ open, event }) => {
    const socket = await open({ localAddress: '127.0.0.3' });
    socket.send('{"action":"type"}');
    const connected = (await event('$connect')).requestContext;
    const { requestContext, ...rest } = await event('$default');
    expect(requestContext).toMatchObject({
      routeKey: '$default',
      eventType: 'MESSAGE',
      messageId: expect.stringMatching(/^[\w-]{15}=$/),
      connectionId: connected.connectionId,
      connectedAt: connected.connectedAt,
      identity: { sourceIp: '127.0.0.3' },
      stage: 'live',
    });
    expect(connected).not.toHaveProperty('messageId');
    expect(requestContext.requestId).not.toBe(connected.requestId);
    expect(rest).toEqual({ body: '{"action":"type"}', isBase64Encoded: false });
  });
});

describe('what a function answers to a message', () => {
  test('its status and body are ignored', async () => {
    const $default = ({ body }: { body?: string }) => ({ statusCode: 500, body });
    await withGateway({ routes: { $default } }, async ({ open, event }) => {
      const socket = await open();
      const heard: unknown[] = [];
      socket.on('message', (data) => heard.push(data));
      socket.send('hello');
      await event('$default');
      await new Promise((resolve) => setTimeout(resolve, 30));
      expect(heard).toEqual([]);
      expect(socket.readyState).toBe(socket.OPEN);
    });
  });

  test('an exception is told with the connection and the request, and the socket stays open', async () => {
    const $default = ({ body }: { body?: string }) => {
      if (body === 'bad') throw new FunctionError('TypeError', 'x is undefined');
    };
    await withGateway({ routes: { ...OPEN_ROUTES, $default } }, async ({ open, event }) => {
      const socket = await open();
      const { connectionId } = (await event('$connect')).requestContext;
      socket.send('bad');
      const text = await nextMessage(socket);
      const { requestId } = (await event('$default')).requestContext;
      expect(JSON.parse(text)).toEqual({ message: 'Internal server error', connectionId, requestId });
      socket.send('good');
      expect((await event('$default')).body).toBe('good');
    });
  });

  test('a function that takes too long is told, and runs on', async () => {
    let ended = false;
    const $default = async () => {
      await new Promise((resolve) => setTimeout(resolve, 100));
      ended = true;
    };
    const limits = { integrationMilliseconds: 20 };
    await withGateway({ routes: { $default }, limits }, async ({ open }) => {
      const socket = await open();
      socket.send('slow');
      expect(await nextError(socket)).toMatchObject({ message: 'Endpoint request timed out' });
      expect(ended).toBe(false);
      await until(() => ended);
      expect(socket.readyState).toBe(socket.OPEN);
    });
  });

  test('messages of one connection run side by side', async () => {
    const ended: unknown[] = [];
    const $default = async ({ body }: { body?: string }) => {
      await new Promise((resolve) => setTimeout(resolve, Number(body)));
      ended.push(body);
    };
    await withGateway({ routes: { $default } }, async ({ open }) => {
      const socket = await open();
      for (const wait of ['120', '1']) socket.send(wait);
      await until(() => ended.length === 2);
      expect(ended).toEqual(['1', '120']);
    });
  });

  test('over the throttle the client is told, the function is not called, and others are served', async () => {
    const throttle = { ratePerSecond: 0.001, burst: 2 };
    await withGateway({ routes: { $default: ok, hello: ok }, throttle }, async ({ open, events, event }) => {
      const socket = await open();
      for (const text of ['1', '2', '3']) socket.send(text);
      expect(await nextError(socket)).toMatchObject({ message: 'Too Many Requests' });
      expect(events).toHaveLength(2);
      socket.send('{"action":"hello"}');
      await event('hello');
    });
  });
});

describe('sizes and kinds of frames', () => {
  test('a frame of 32 KB is a message', async () => {
    await withGateway({}, async ({ open, event }) => {
      (await open()).send('x'.repeat(32 * KB));
      expect((await event('$default')).body).toHaveLength(32 * KB);
    });
  });

  test('a frame over 32 KB closes with 1009 and reaches no function', async () => {
    await withGateway({}, async ({ open, event, events }) => {
      const socket = await open();
      socket.send('x'.repeat(32 * KB + 1));
      expect((await closeOf(socket)).code).toBe(1009);
      expect((await event('$disconnect')).requestContext.disconnectStatusCode).toBe(1009);
      expect(events.map(({ requestContext }) => requestContext.routeKey)).not.toContain('$default');
    });
  });

  test('what comes after a frame over 32 KB reaches no function', async () => {
    await withGateway({}, async ({ open, event, events }) => {
      const socket = await open();
      socket.send('x'.repeat(32 * KB + 1));
      socket.send('after');
      await event('$disconnect');
      expect(events.map(({ requestContext }) => requestContext.routeKey)).not.toContain('$default');
    });
  });

  test('frames of 32 KB make a message of 128 KB', async () => {
    await withGateway({}, async ({ open, event }) => {
      const socket = await open();
      for (const letter of 'abcd') socket.send(letter.repeat(32 * KB), { fin: letter === 'd' });
      expect((await event('$default')).body).toHaveLength(128 * KB);
    });
  });

  test('a message over 128 KB closes with 1009, however it is cut', async () => {
    await withGateway({}, async ({ open, event, events }) => {
      const socket = await open();
      for (const letter of 'abcd') socket.send(letter.repeat(32 * KB), { fin: false });
      socket.send('e', { fin: true });
      expect((await closeOf(socket)).code).toBe(1009);
      expect((await event('$disconnect')).requestContext.disconnectStatusCode).toBe(1009);
      expect(events.map(({ requestContext }) => requestContext.routeKey)).not.toContain('$default');
    });
  });

  test('a binary message closes with 1003 and reaches no function', async () => {
    await withGateway({}, async ({ open, event, events }) => {
      const socket = await open();
      socket.send(Buffer.from('hello'));
      expect((await closeOf(socket)).code).toBe(1003);
      expect((await event('$disconnect')).requestContext.disconnectStatusCode).toBe(1003);
      expect(events.map(({ requestContext }) => requestContext.routeKey)).not.toContain('$default');
    });
  });

  test('a ping is answered and is no message', async () => {
    await withGateway({}, async ({ open, events }) => {
      const socket = await open();
      socket.ping('still there?');
      const [data] = await once(socket, 'pong');
      expect(String(data)).toBe('still there?');
      expect(events.map(({ requestContext }) => requestContext.routeKey)).toEqual(['$connect']);
    });
  });
});
