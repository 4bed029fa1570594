// Shapes the events that API Gateway gives to the functions behind a WebSocket API.
import type { IncomingMessage } from 'node:http';
import { newGatewayId } from './ids.ts';

/** What stays the same for each event of a connection. */
export interface ConnectionContext {
  readonly connectionId: string;
  /** In epoch milliseconds. */
  readonly connectedAt: number;
  readonly domainName: string;
  readonly stage: string;
  readonly apiId: string;
  readonly identity: { readonly sourceIp: string; readonly userAgent?: string };
}

export interface GatewayEvent {
  readonly requestContext: ConnectionContext & {
    readonly routeKey: string;
    readonly eventType: 'CONNECT' | 'MESSAGE' | 'DISCONNECT';
    readonly requestId: string;
    readonly extendedRequestId: string;
    readonly requestTime: string;
    readonly requestTimeEpoch: number;
    readonly messageDirection: 'IN';
    readonly messageId?: string;
    readonly disconnectStatusCode?: number;
    readonly disconnectReason?: string;
  };
  readonly headers?: Readonly<Record<string, string>>;
  readonly multiValueHeaders?: Readonly<Record<string, readonly string[]>>;
  readonly queryStringParameters?: Readonly<Record<string, string>>;
  readonly multiValueQueryStringParameters?: Readonly<Record<string, readonly string[]>>;
  readonly body?: string;
  readonly isBase64Encoded: false;
}

export function connectEvent(connection: ConnectionContext, request: IncomingMessage): GatewayEvent {
  const headers = headersOf(request, connection.identity.sourceIp);
  const query = groupedBy([...new URL(request.url ?? '/', 'http://gateway').searchParams]);
  return {
    headers: lastOfEach(headers),
    multiValueHeaders: headers,
    // Absent, not empty, where the address has no query.
    ...(Object.keys(query).length === 0
      ? {}
      : { queryStringParameters: lastOfEach(query), multiValueQueryStringParameters: query }),
    requestContext: requestContext(connection, '$connect', 'CONNECT', {}),
    isBase64Encoded: false,
  };
}

export function messageEvent(connection: ConnectionContext, routeKey: string, body: string): GatewayEvent {
  const context = requestContext(connection, routeKey, 'MESSAGE', { messageId: newGatewayId() });
  return { requestContext: context, body, isBase64Encoded: false };
}

export function disconnectEvent(connection: ConnectionContext, code: number, reason: string): GatewayEvent {
  const headers = {
    Host: [connection.domainName],
    'x-api-key': [''],
    'X-Forwarded-For': [''],
    'x-restapi': [''],
  };
  return {
    headers: lastOfEach(headers),
    multiValueHeaders: headers,
    requestContext: requestContext(connection, '$disconnect', 'DISCONNECT', {
      disconnectStatusCode: code,
      disconnectReason: reason,
    }),
    isBase64Encoded: false,
  };
}

function requestContext(
  connection: ConnectionContext,
  routeKey: string,
  eventType: GatewayEvent['requestContext']['eventType'],
  own: Pick<GatewayEvent['requestContext'], 'messageId' | 'disconnectStatusCode' | 'disconnectReason'>,
): GatewayEvent['requestContext'] {
  const requestId = newGatewayId();
  const now = Date.now();
  return {
    ...connection,
    ...own,
    routeKey,
    eventType,
    requestId,
    extendedRequestId: requestId,
    requestTime: logTime(now),
    requestTimeEpoch: now,
    messageDirection: 'IN',
  };
}

/** As web servers log it: `09/Feb/2024:18:11:43 +0000`. */
function logTime(milliseconds: number): string {
  const [, day, month, year, time] = new Date(milliseconds).toUTCString().split(' ');
  return `${day}/${month}/${year}:${time} +0000`;
}

function headersOf({ rawHeaders, socket }: IncomingMessage, sourceIp: string): Record<string, string[]> {
  const pairs: [string, string][] = [];
  for (let at = 0; at < rawHeaders.length; at += 2)
    pairs.push([rawHeaders[at] ?? '', rawHeaders[at + 1] ?? '']);
  const isForwardedFor = ([name]: readonly [string, string]): boolean =>
    name.toLowerCase() === 'x-forwarded-for';
  const forwardedFor = [...pairs.filter(isForwardedFor).map(([, value]) => value), sourceIp].join(', ');
  return groupedBy([
    ...pairs.filter((pair) => !isForwardedFor(pair)),
    ['X-Forwarded-For', forwardedFor],
    ['X-Forwarded-Port', String(socket.localPort ?? '')],
    ['X-Forwarded-Proto', 'http'],
  ]);
}

function groupedBy(pairs: readonly (readonly [string, string])[]): Record<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const [name, value] of pairs) groups.set(name, [...(groups.get(name) ?? []), value]);
  return Object.fromEntries(groups);
}

function lastOfEach(values: Readonly<Record<string, readonly string[]>>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([name, each]) => [name, each.at(-1) ?? '']));
}
