// A running socket API over functions that the test writes, and the clients that it opens.
import { once } from 'node:events';
import type { GatewayEvent } from '../../../local/websocket/events.ts';
import type { SocketLimits } from '../../../local/websocket/limits.ts';
import type { RunningSocketApi } from '../../../local/websocket/options.ts';
import { startSocketApi } from '../../../local/websocket/socket-api.ts';
import type { SocketApiModel } from '../../../local/template/model.ts';
import * as v from 'valibot';
import { type ClientOptions, WebSocket } from 'ws';

export type TestFunction = (event: GatewayEvent) => unknown;

export interface Bench {
  readonly api: RunningSocketApi;
  /** The events so far, oldest first. */
  readonly events: readonly GatewayEvent[];
  /** What the gateway logged. */
  readonly logged: readonly string[];
  /** Waits for the first event, or the next ones, of a route. */
  event(routeKey: string): Promise<GatewayEvent>;
  open(options?: ClientOptions & { query?: string; protocols?: string[] }): Promise<WebSocket>;
  /** Opens a socket that the test wants refused, and gives the handshake's status and body. */
  refused(options?: ClientOptions & { path?: string }): Promise<{ status: number; body: unknown }>;
  manage(method: string, path: string, body?: string): Promise<Response>;
}

export interface BenchOptions {
  /** A function for each route; others than those named have none. */
  readonly routes?: Readonly<Record<string, TestFunction>>;
  readonly limits?: Partial<SocketLimits>;
  readonly throttle?: SocketApiModel['stage']['throttle'];
}

const ok: TestFunction = () => ({ statusCode: 200 });
export const OPEN_ROUTES: Readonly<Record<string, TestFunction>> = {
  $connect: ok,
  $disconnect: ok,
  $default: ok,
};

/** Starts an API, runs the test and stops what it started, however the test ends. */
export async function withGateway(
  options: BenchOptions,
  test: (bench: Bench) => Promise<void>,
): Promise<void> {
  const routes = options.routes ?? OPEN_ROUTES;
  const events: GatewayEvent[] = [];
  const logged: string[] = [];
  const taken = new Map<string, number>();
  const sockets: WebSocket[] = [];
  const api = await startSocketApi({
    port: 0,
    api: modelWith(Object.keys(routes), options.throttle),
    limits: options.limits ?? {},
    log: (sentence) => logged.push(sentence),
    functions: {
      async invoke(name, event) {
        // What only workers would do: nothing but JSON reaches a function.
        const received = structuredClone(event);
        events.push(received);
        return routes[name]?.(received);
      },
    },
  });
  const client = (address: string, { protocols, ...more }: ClientOptions & { protocols?: string[] }) => {
    const socket = new WebSocket(address, protocols ?? [], { ...more, perMessageDeflate: false });
    socket.on('error', () => {});
    sockets.push(socket);
    return socket;
  };
  const bench: Bench = {
    api,
    events,
    logged,
    async event(routeKey) {
      const at = taken.get(routeKey) ?? 0;
      taken.set(routeKey, at + 1);
      await until(() => events.filter((each) => each.requestContext.routeKey === routeKey).length > at);
      const event = events.filter((each) => each.requestContext.routeKey === routeKey)[at];
      if (event === undefined) throw new Error(`No event on ${routeKey}`);
      return event;
    },
    async open({ query = '', ...more } = {}) {
      const socket = client(api.address.socket + query, more);
      await once(socket, 'open');
      return socket;
    },
    async refused({ path = '/live', ...more } = {}) {
      const socket = client(`ws://127.0.0.1:${api.address.port}${path}`, more);
      const [, response] = await once(socket, 'unexpected-response');
      const chunks: Buffer[] = await response.toArray();
      return { status: response.statusCode, body: JSON.parse(Buffer.concat(chunks).toString()) };
    },
    manage(method, path, body) {
      const address = `http://127.0.0.1:${api.address.port}${path}`;
      return fetch(address, { method, ...(body === undefined ? {} : { body }) });
    },
  };
  try {
    await test(bench);
  } finally {
    for (const socket of sockets) socket.terminate();
    await api.stop();
  }
}

export async function nextMessage(socket: WebSocket): Promise<string> {
  const [data] = await once(socket, 'message');
  return String(data);
}

/** An error that the gateway itself sends to a client. */
export async function nextError(socket: WebSocket): Promise<{ message: string; connectionId: string }> {
  const error = v.strictObject({ message: v.string(), connectionId: v.string(), requestId: v.string() });
  return v.parse(v.pipe(v.string(), v.parseJson(), error), await nextMessage(socket));
}

export async function closeOf(socket: WebSocket): Promise<{ code: number; reason: string }> {
  const [code, reason] = await once(socket, 'close');
  return { code: Number(code), reason: String(reason) };
}

export async function until(holds: () => boolean, milliseconds = 5_000): Promise<void> {
  const end = Date.now() + milliseconds;
  while (!holds()) {
    if (Date.now() > end) throw new Error(`Waited ${milliseconds} ms in vain: ${holds.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}

/** Each route is served by a function of the same name. */
function modelWith(keys: readonly string[], throttle: SocketApiModel['stage']['throttle']): SocketApiModel {
  return {
    stack: 'Chat',
    logicalId: 'Api',
    id: 'a1b2c3d4e5',
    name: 'Chat',
    region: 'us-east-1',
    routeSelectionExpression: '$request.body.action',
    stage: { name: 'live', ...(throttle === undefined ? {} : { throttle }) },
    routes: keys.map((key) => ({ key, functionName: key })),
  };
}
