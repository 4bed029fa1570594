// The gateway's rules for the end of a connection, and what `$disconnect` is told of it.
import { FunctionError } from '../../../local/functions/invocation.ts';
import { closeOf, OPEN_ROUTES, until, withGateway } from './gateway-bench.ts';

describe('$disconnect', () => {
  test('carries the code and the reason that the client gave', async () => {
    await withGateway({}, async ({ open, event }) => {
      (await open()).close(4001, 'page left');
      const connected = (await event('$connect')).requestContext;
      const { requestContext, headers, ...rest } = await event('$disconnect');
      expect(requestContext).toMatchObject({
        routeKey: '$disconnect',
        eventType: 'DISCONNECT',
        connectionId: connected.connectionId,
        connectedAt: connected.connectedAt,
        identity: { sourceIp: '127.0.0.1' },
        disconnectStatusCode: 4001,
        disconnectReason: 'page left',
      });
      expect(requestContext).not.toHaveProperty('messageId');
      expect(headers).toMatchObject({ Host: requestContext.domainName });
      expect(rest).not.toHaveProperty('body');
    });
  });

  test('a close without a code is 1005', async () => {
    await withGateway({}, async ({ open, event }) => {
      (await open()).close();
      expect((await event('$disconnect')).requestContext).toMatchObject({
        disconnectStatusCode: 1005,
        disconnectReason: 'Client-side close frame status not set',
      });
    });
  });

  test('a connection that breaks is 1006', async () => {
    await withGateway({}, async ({ open, event }) => {
      (await open()).terminate();
      expect((await event('$disconnect')).requestContext).toMatchObject({
        disconnectStatusCode: 1006,
        disconnectReason: 'Connection Closed Abnormally',
      });
    });
  });

  test('is best effort: its failure is logged and touches nobody else', async () => {
    const $disconnect = () => {
      throw new FunctionError('Error', 'no table');
    };
    await withGateway({ routes: { ...OPEN_ROUTES, $disconnect } }, async ({ open, event, logged }) => {
      const other = await open();
      (await open()).close(1000);
      await event('$disconnect');
      await until(() => logged.length > 0);
      expect(logged).toEqual(['$disconnect failed on $disconnect: Error: no table']);
      other.send('still here');
      await event('$default');
    });
  });

  test('runs once for a connection', async () => {
    await withGateway({}, async ({ open, event, events, manage }) => {
      const socket = await open();
      const { connectionId } = (await event('$connect')).requestContext;
      const path = `/live/@connections/${encodeURIComponent(connectionId)}`;
      socket.close(1000);
      await Promise.all([manage('DELETE', path), manage('DELETE', path)]);
      await event('$disconnect');
      await new Promise((resolve) => setTimeout(resolve, 30));
      expect(events.filter(({ requestContext }) => requestContext.eventType === 'DISCONNECT')).toHaveLength(
        1,
      );
    });
  });
});

describe('limits of time', () => {
  test('a connection on which nothing is said is closed with 1001', async () => {
    await withGateway({ limits: { idleMilliseconds: 60 } }, async ({ open, event }) => {
      expect(await closeOf(await open())).toEqual({ code: 1001, reason: 'Going away' });
      expect((await event('$disconnect')).requestContext).toMatchObject({
        disconnectStatusCode: 1001,
        disconnectReason: 'Going away',
      });
    });
  });

  test('messages either way keep it open, pings do not', async () => {
    await withGateway({ limits: { idleMilliseconds: 500 } }, async ({ open, event, manage }) => {
      const start = Date.now();
      const socket = await open();
      const { connectionId } = (await event('$connect')).requestContext;
      const talk = setInterval(() => {
        if (Date.now() - start < 700) socket.send('hello');
        else if (Date.now() - start < 1_400) {
          void manage('POST', `/live/@connections/${encodeURIComponent(connectionId)}`, 'hello');
        } else socket.ping();
      }, 40);
      await closeOf(socket);
      clearInterval(talk);
      expect(Date.now() - start).toBeGreaterThan(1_400);
    });
  });

  test('however busy, it ends when its time is over', async () => {
    await withGateway({ limits: { lifetimeMilliseconds: 150 } }, async ({ open }) => {
      const socket = await open();
      const talk = setInterval(() => socket.send('hello'), 20);
      expect(await closeOf(socket)).toEqual({ code: 1001, reason: 'Going away' });
      clearInterval(talk);
    });
  });
});

describe('stop', () => {
  test('closes every connection with 1001 and lets $disconnect end', async () => {
    let ended = 0;
    const $disconnect = async () => {
      await new Promise((resolve) => setTimeout(resolve, 50));
      ended += 1;
    };
    await withGateway({ routes: { ...OPEN_ROUTES, $disconnect } }, async ({ open, api }) => {
      const closes = [closeOf(await open()), closeOf(await open())];
      await api.stop();
      expect(ended).toBe(2);
      expect((await Promise.all(closes)).map(({ code }) => code)).toEqual([1001, 1001]);
      await expect(fetch(api.address.management)).rejects.toThrow();
    });
  });
});
