// The gateway's rules for opening a socket.
import { FunctionError } from '../../../local/functions/invocation.ts';
import { OPEN_ROUTES, nextMessage, withGateway } from './gateway-bench.ts';

describe('$connect', () => {
  test('runs before the socket is open, and a 2xx opens it', async () => {
    let answered = false;
    const $connect = async () => {
      await new Promise((resolve) => setTimeout(resolve, 30));
      answered = true;
      return { statusCode: 204 };
    };
    await withGateway({ routes: { $connect } }, async ({ open }) => {
      await open();
      expect(answered).toBe(true);
    });
  });

  test('a socket opens without a $connect route too', async () => {
    await withGateway({ routes: {} }, async ({ open }) => {
      expect((await open()).readyState).toBe(1);
    });
  });

  test.each([301, 401, 403, 404, 500])(
    'the status %i becomes the status of the handshake',
    async (status) => {
      const routes = { ...OPEN_ROUTES, $connect: () => ({ statusCode: status }) };
      await withGateway({ routes }, async ({ refused }) => {
        expect((await refused()).status).toBe(status);
      });
    },
  );

  test('an exception gives 502 and the words of API Gateway', async () => {
    const $connect = () => Promise.reject(new FunctionError('TypeError', 'x is undefined'));
    await withGateway({ routes: { $connect } }, async ({ refused, logged }) => {
      const { status, body } = await refused();
      expect(status).toBe(502);
      expect(body).toEqual({
        message: 'Internal server error',
        connectionId: expect.stringMatching(/^[\w-]{15}=$/),
        requestId: expect.any(String),
      });
      expect(logged).toEqual(['$connect failed on $connect: TypeError: x is undefined']);
    });
  });

  test.each([undefined, null, {}, { statusCode: 'fine' }])(
    'the answer %j, no answer at all, gives 502',
    async (answer) => {
      await withGateway({ routes: { $connect: () => answer } }, async ({ refused }) => {
        expect((await refused()).status).toBe(502);
      });
    },
  );

  test('a function that takes too long gives 504', async () => {
    const $connect = () => new Promise((resolve) => setTimeout(resolve, 300, { statusCode: 200 }));
    await withGateway(
      { routes: { $connect }, limits: { integrationMilliseconds: 30 } },
      async ({ refused }) => {
        expect((await refused()).status).toBe(504);
      },
    );
  });

  test('over the throttle of the stage gives 429, and the function is not called', async () => {
    const throttle = { ratePerSecond: 0.001, burst: 1 };
    await withGateway({ throttle }, async ({ open, refused, events }) => {
      await open();
      expect((await refused()).status).toBe(429);
      expect(events).toHaveLength(1);
    });
  });

  test('posting to a connection during its $connect gives 410', async () => {
    const statuses: number[] = [];
    let post: (id: string) => Promise<Response>;
    const $connect = async (event: { requestContext: { connectionId: string } }) => {
      statuses.push((await post(event.requestContext.connectionId)).status);
      return { statusCode: 200 };
    };
    await withGateway({ routes: { $connect } }, async ({ open, manage }) => {
      post = (id) => manage('POST', `/live/@connections/${encodeURIComponent(id)}`, 'early');
      await open();
      expect(statuses).toEqual([410]);
    });
  });

  test('a refused connection has no $disconnect', async () => {
    const routes = { ...OPEN_ROUTES, $connect: () => ({ statusCode: 403 }) };
    await withGateway({ routes }, async ({ refused, events }) => {
      await refused();
      await new Promise((resolve) => setTimeout(resolve, 30));
      expect(events.map(({ requestContext }) => requestContext.eventType)).toEqual(['CONNECT']);
    });
  });

  test('a client that hangs up during its $connect is disconnected with 1006', async () => {
    const $connect = () => new Promise((resolve) => setTimeout(resolve, 100, { statusCode: 200 }));
    await withGateway({ routes: { ...OPEN_ROUTES, $connect } }, async ({ open, event }) => {
      const opening = open({ handshakeTimeout: 30 });
      await expect(opening).rejects.toThrow('timed out');
      expect((await event('$disconnect')).requestContext.disconnectStatusCode).toBe(1006);
    });
  });

  test('the subprotocol is the one that the function names', async () => {
    const $connect = () => ({ statusCode: 200, headers: { 'Sec-WebSocket-Protocol': 'carrel' } });
    await withGateway({ routes: { $connect } }, async ({ open }) => {
      expect((await open({ protocols: ['other', 'carrel'] })).protocol).toBe('carrel');
    });
  });

  test('another path than the stage gives 403, and a request that is no handshake 400', async () => {
    await withGateway({}, async ({ refused, api, events }) => {
      expect((await refused({ path: '/' })).status).toBe(403);
      expect((await refused({ path: '/test' })).status).toBe(403);
      expect((await refused({ protocolVersion: 8 })).status).toBe(400);
      expect((await fetch(api.address.management)).status).toBe(403);
      expect(events).toEqual([]);
    });
  });
});

describe('the event of $connect', () => {
  test('has the fields that API Gateway gives', async () => {
    await withGateway({}, async ({ open, event, api }) => {
      const before = Date.now();
      await open({ origin: 'https://library.example', headers: { 'User-Agent': 'Browser/1.0' } });
      const { requestContext, headers, multiValueHeaders, ...rest } = await event('$connect');
      expect(requestContext).toEqual({
        routeKey: '$connect',
        eventType: 'CONNECT',
        connectionId: expect.stringMatching(/^[\w-]{15}=$/),
        connectedAt: expect.any(Number),
        domainName: `127.0.0.1:${api.address.port}`,
        stage: 'live',
        apiId: 'a1b2c3d4e5',
        identity: { sourceIp: '127.0.0.1', userAgent: 'Browser/1.0' },
        requestId: expect.stringMatching(/^[\w-]{15}=$/),
        extendedRequestId: requestContext.requestId,
        requestTime: expect.stringMatching(/^\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d \+0000$/),
        requestTimeEpoch: expect.any(Number),
        messageDirection: 'IN',
      });
      expect(requestContext.connectedAt).toBeGreaterThanOrEqual(before);
      expect(headers).toMatchObject({ Origin: 'https://library.example', 'Sec-WebSocket-Version': '13' });
      expect(multiValueHeaders).toMatchObject({ Origin: ['https://library.example'] });
      expect(rest).toEqual({ isBase64Encoded: false });
    });
  });

  test('has the query, each value and the last of each name', async () => {
    await withGateway({}, async ({ open, event }) => {
      await open({ query: '?widget=reference&tag=a&tag=b' });
      const { queryStringParameters, multiValueQueryStringParameters } = await event('$connect');
      expect(queryStringParameters).toEqual({ widget: 'reference', tag: 'b' });
      expect(multiValueQueryStringParameters).toEqual({ widget: ['reference'], tag: ['a', 'b'] });
    });
  });

  test('names the address that the socket came from, whatever the headers say', async () => {
    await withGateway({}, async ({ open, event }) => {
      await open({ localAddress: '127.0.0.2', headers: { 'X-Forwarded-For': '203.0.113.9' } });
      const { requestContext, headers } = await event('$connect');
      expect(requestContext.identity.sourceIp).toBe('127.0.0.2');
      expect(headers?.['X-Forwarded-For']).toBe('203.0.113.9, 127.0.0.2');
    });
  });

  test('has no userAgent where the client sent none', async () => {
    await withGateway({}, async ({ open, event }) => {
      await open();
      expect((await event('$connect')).requestContext.identity).toEqual({ sourceIp: '127.0.0.1' });
    });
  });
});

test('each connection has an id of its own, that must be encoded in a path', async () => {
  await withGateway({}, async ({ open, event, manage }) => {
    const sockets = [await open(), await open()];
    const ids = [await event('$connect'), await event('$connect')].map(
      (each) => each.requestContext.connectionId,
    );
    expect(new Set(ids).size).toBe(2);
    for (const [index, socket] of sockets.entries()) {
      const received = nextMessage(socket);
      await manage('POST', `/live/@connections/${encodeURIComponent(ids[index] ?? '')}`, `to ${index}`);
      expect(await received).toBe(`to ${index}`);
    }
  });
});
