// A bare relay over `ws`: passes each text on to the other socket of its pair. What a machine can do at most.
import { type WebSocket, WebSocketServer } from 'ws';

export interface Relay {
  readonly socket: string;
  stop(): Promise<void>;
}

/** Sockets that name the same path are a pair. */
export async function startRelay(): Promise<Relay> {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  const pairs = new Map<string, Set<WebSocket>>();
  server.on('connection', (socket, { url = '/' }) => {
    const pair = pairs.get(url) ?? new Set();
    pairs.set(url, pair.add(socket));
    socket.on('message', (data) => {
      for (const other of pair) if (other !== socket) other.send(data.toString());
    });
  });
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    socket: `ws://127.0.0.1:${port}`,
    stop() {
      for (const socket of server.clients) socket.terminate();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
