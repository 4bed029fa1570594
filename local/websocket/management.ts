// The management endpoint: functions post to connections, look them up and close them over HTTP.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Connection } from './connection.ts';
import type { Gateway } from './gateway.ts';
import { isGatewayId, newGatewayId } from './ids.ts';

interface Reply {
  readonly status: number;
  /** The exception's name, which the SDK reads from a header. */
  readonly error?: string;
  readonly body?: object;
}

const GONE: Reply = { status: 410, error: 'GoneException' };
const FORBIDDEN: Reply = { status: 403, error: 'ForbiddenException', body: { message: 'Forbidden' } };
const TOO_MANY: Reply = {
  status: 429,
  error: 'LimitExceededException',
  body: { message: 'Too Many Requests' },
};
const TOO_LARGE: Reply = {
  status: 413,
  error: 'PayloadTooLargeException',
  body: { message: 'Message too long' },
};

export async function manage(
  gateway: Gateway,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  // Read to the end whatever the answer, or the next request on this connection would begin inside it.
  const body = await readBody(request, gateway.limits.messageBytes);
  send(response, replyTo(gateway, request, body));
}

/** The body is `undefined` where it was longer than a message may be. */
function replyTo(gateway: Gateway, { method, url }: IncomingMessage, body: Buffer | undefined): Reply {
  const id = connectionIdIn(url ?? '', gateway.api.stage.name);
  if (id === undefined) return FORBIDDEN;
  if (!isGatewayId(id)) return invalidId(id);
  if (!gateway.posts.take()) return TOO_MANY;
  const connection = gateway.open.get(id);
  switch (method) {
    case 'POST':
      if (body === undefined || body.length > gateway.limits.frameBytes) return TOO_LARGE;
      return connection?.send(body) ? { status: 200 } : GONE;
    case 'GET':
      return connection === undefined ? GONE : { status: 200, body: description(connection) };
    case 'DELETE':
      connection?.close(1000, 'Connection Closed Normally');
      return connection === undefined ? GONE : { status: 204 };
    default:
      return FORBIDDEN;
  }
}

/** With or without the stage before it; functions address the stage, some emulators the root. */
function connectionIdIn(url: string, stage: string): string | undefined {
  const [path = ''] = url.split('?');
  const encoded = /^(?:\/([^/]+))?\/(?:@|%40)connections\/([^/]+)$/.exec(path);
  if (encoded === null || (encoded[1] !== undefined && encoded[1] !== stage)) return undefined;
  try {
    return decodeURIComponent(encoded[2] ?? '');
  } catch {
    return undefined;
  }
}

function invalidId(id: string): Reply {
  return { status: 400, error: 'BadRequestException', body: { message: `Invalid connectionId: ${id}` } };
}

function description({ context, lastActiveAt }: Connection): object {
  return {
    connectedAt: new Date(context.connectedAt).toISOString(),
    identity: context.identity,
    lastActiveAt: new Date(lastActiveAt).toISOString(),
  };
}

async function readBody(request: IncomingMessage, limit: number): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    length += chunk.length;
    if (length <= limit) chunks.push(chunk);
  }
  return length > limit ? undefined : Buffer.concat(chunks, length);
}

function send(response: ServerResponse, { status, error, body }: Reply): void {
  const text = body === undefined ? '' : JSON.stringify(body);
  response.writeHead(status, {
    'x-amzn-RequestId': newGatewayId(),
    ...(error === undefined ? {} : { 'x-amzn-ErrorType': error }),
    ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
    ...(status === 204 ? {} : { 'Content-Length': Buffer.byteLength(text) }),
  });
  response.end(text);
}
