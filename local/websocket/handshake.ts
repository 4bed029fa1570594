// The upgrade of a request to a WebSocket, which waits for what the `$connect` function says.
import { type IncomingMessage, STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import * as v from 'valibot';
import { type WebSocket, WebSocketServer } from 'ws';
import { Connection } from './connection.ts';
import { type ConnectionContext, connectEvent, disconnectEvent } from './events.ts';
import type { Gateway } from './gateway.ts';
import { newGatewayId } from './ids.ts';
import { receiveMessage } from './incoming.ts';

const connectResultSchema = v.object({
  statusCode: v.pipe(v.union([v.number(), v.string()]), v.transform(Number), v.integer()),
  headers: v.nullish(v.record(v.string(), v.unknown())),
});

type Admission =
  | { readonly kind: 'admitted'; readonly subprotocol: string | undefined }
  | { readonly kind: 'refused'; readonly status: number };

export class Handshakes {
  readonly #gateway: Gateway;
  readonly #webSockets: WebSocketServer;
  readonly #subprotocols = new WeakMap<IncomingMessage, string>();

  constructor(gateway: Gateway) {
    this.#gateway = gateway;
    this.#webSockets = new WebSocketServer({
      noServer: true,
      clientTracking: false,
      perMessageDeflate: false,
      maxPayload: gateway.limits.messageBytes,
      handleProtocols: (_offered, request) => this.#subprotocols.get(request) ?? false,
    });
  }

  async upgrade(request: IncomingMessage, socket: Socket, head: Buffer): Promise<void> {
    const context = this.#contextOf(request);
    // A client may hang up while its function runs; without a listener that would end the process.
    socket.on('error', () => socket.destroy());
    const admission = await this.#admit(request, context);
    if (admission.kind === 'refused') {
      refuse(socket, admission.status, context.connectionId);
      return;
    }
    // `ws` would end such a socket without a word, and `$connect` has been promised a `$disconnect`.
    if (!socket.readable || !socket.writable) {
      socket.destroy();
      this.#disconnected(context, 1006, 'Connection Closed Abnormally');
      return;
    }
    if (admission.subprotocol !== undefined) this.#subprotocols.set(request, admission.subprotocol);
    this.#webSockets.handleUpgrade(request, socket, head, (webSocket) =>
      this.#open(context, webSocket, socket),
    );
  }

  async #admit(request: IncomingMessage, context: ConnectionContext): Promise<Admission> {
    const status = statusOfForm(request, context.stage);
    if (status !== undefined) return { kind: 'refused', status };
    const route = this.#gateway.routes.get('$connect');
    if (route === undefined) return { kind: 'admitted', subprotocol: undefined };
    if (!route.throttle.take()) return { kind: 'refused', status: 429 };
    const answer = await this.#gateway.call(route, connectEvent(context, request));
    if (answer.kind === 'timed out') return { kind: 'refused', status: 504 };
    const parsed = v.safeParse(connectResultSchema, answer.kind === 'answered' ? answer.result : undefined);
    if (!parsed.success) return { kind: 'refused', status: 502 };
    const { statusCode, headers } = parsed.output;
    if (statusCode < 200 || statusCode > 299) return { kind: 'refused', status: statusCode };
    const named = Object.entries(headers ?? {}).find(
      ([name]) => name.toLowerCase() === 'sec-websocket-protocol',
    );
    return { kind: 'admitted', subprotocol: named === undefined ? undefined : String(named[1]) };
  }

  #open(context: ConnectionContext, webSocket: WebSocket, socket: Socket): void {
    const gateway = this.#gateway;
    const connection: Connection = new Connection({
      context,
      webSocket,
      socket,
      limits: gateway.limits,
      onMessage: (text) => void receiveMessage(gateway, connection, text),
      onGone: () => gateway.open.delete(context.connectionId),
      onClosed: (code, reason) => {
        gateway.sockets.delete(connection);
        this.#disconnected(context, code, reason);
      },
    });
    gateway.open.set(context.connectionId, connection);
    gateway.sockets.add(connection);
  }

  #disconnected(context: ConnectionContext, code: number, reason: string): void {
    const route = this.#gateway.routes.get('$disconnect');
    // Best effort, as in the cloud: nobody is left to hear of a failure.
    if (route !== undefined) void this.#gateway.call(route, disconnectEvent(context, code, reason));
  }

  #contextOf({ headers, socket }: IncomingMessage): ConnectionContext {
    const userAgent = headers['user-agent'];
    // The address that the connection came from; a header could say anything.
    const sourceIp = (socket.remoteAddress ?? '').replace(/^::ffff:/, '');
    return {
      connectionId: newGatewayId(),
      connectedAt: Date.now(),
      domainName: headers.host ?? '',
      stage: this.#gateway.api.stage.name,
      apiId: this.#gateway.api.id,
      identity: { sourceIp, ...(userAgent === undefined ? {} : { userAgent }) },
    };
  }
}

/** Refused before any function is called: another path than the stage's, or no WebSocket handshake. */
function statusOfForm({ url, headers, method }: IncomingMessage, stage: string): number | undefined {
  const path = new URL(url ?? '/', 'http://gateway').pathname;
  if (path !== `/${stage}` && path !== `/${stage}/`) return 403;
  const keyFits = /^[+/0-9A-Za-z]{22}==$/.test(headers['sec-websocket-key'] ?? '');
  const fits = method === 'GET' && headers.upgrade?.toLowerCase() === 'websocket' && keyFits;
  return fits && headers['sec-websocket-version'] === '13' ? undefined : 400;
}

function refuse(socket: Socket, status: number, connectionId: string): void {
  const reason = STATUS_CODES[status] ?? '';
  const message = status >= 500 && status !== 504 ? 'Internal server error' : reason;
  const body = JSON.stringify({ message, connectionId, requestId: newGatewayId() });
  socket.end(
    [
      `HTTP/1.1 ${status} ${reason}`,
      'Connection: close',
      'Content-Type: application/json',
      `Content-Length: ${Buffer.byteLength(body)}`,
      '',
      body,
    ].join('\r\n'),
  );
}
