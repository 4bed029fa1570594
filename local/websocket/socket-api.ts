// A WebSocket API as API Gateway runs it, on one port: sockets, and the management endpoint beside them.
import { createServer, type Server } from 'node:http';
import { type AddressInfo, Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { StartError } from '../start-error.ts';
import { Gateway } from './gateway.ts';
import { Handshakes } from './handshake.ts';
import { manage } from './management.ts';
import type { RunningSocketApi, SocketApiOptions } from './options.ts';

/** Longer than the SDK keeps a connection, so that it is never closed under a post. */
const KEEP_ALIVE_MILLISECONDS = 10 * 60 * 1000;
/** How long `stop` waits for clients to close, and then for `$disconnect`. */
const STOP_MILLISECONDS = 500;
const DISCONNECT_MILLISECONDS = 2_000;

export async function startSocketApi(options: SocketApiOptions): Promise<RunningSocketApi> {
  const gateway = new Gateway(options);
  const handshakes = new Handshakes(gateway);
  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MILLISECONDS, noDelay: true });
  const pending = new Set<Socket>();
  server.on('upgrade', (request, socket, head) => {
    if (!(socket instanceof Socket)) return;
    pending.add(socket);
    void handshakes.upgrade(request, socket, head).finally(() => pending.delete(socket));
  });
  server.on('request', (request, response) => {
    // A request that breaks off has nobody to answer.
    manage(gateway, request, response).catch(() => response.destroy());
  });
  const host = options.host ?? '127.0.0.1';
  const port = await listen(server, options.port, host);
  const stage = options.api.stage.name;
  return {
    address: {
      port,
      socket: `ws://${host}:${port}/${stage}`,
      management: `http://${host}:${port}/${stage}`,
    },
    async stop() {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of pending) socket.destroy();
      await closeConnections(gateway);
      await Promise.race([gateway.quiet(), delay(DISCONNECT_MILLISECONDS, undefined, { ref: false })]);
      server.closeAllConnections();
      await closed;
    },
  };
}

async function closeConnections(gateway: Gateway): Promise<void> {
  for (const connection of gateway.sockets) connection.close(1001, 'Going away');
  const end = Date.now() + STOP_MILLISECONDS;
  while (gateway.sockets.size > 0 && Date.now() < end) await delay(10);
  for (const connection of gateway.sockets) connection.terminate();
}

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause) => {
      reject(
        new StartError(`The port ${port} for the sockets can't be opened: ${cause.message}.`, { cause }),
      );
    });
    server.listen(port, host, () => resolve(portOf(server.address())));
  });
}

function portOf(address: AddressInfo | string | null): number {
  return typeof address === 'object' && address !== null ? address.port : 0;
}
