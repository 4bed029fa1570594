// $connect: lets a socket open if the page that opens it belongs to the service. Sign-in is the first frame's.
import type { APIGatewayProxyResultV2, APIGatewayProxyWebsocketEventV2WithRequestContext } from 'aws-lambda';

type ConnectEvent = APIGatewayProxyWebsocketEventV2WithRequestContext<unknown> & {
  readonly headers?: Readonly<Record<string, string>>;
};

/** Web origins that may open a socket; none listed: any. */
const allowed = (process.env['ALLOWED_ORIGINS'] ?? '').split(',').filter(Boolean);

export function originOf(headers: ConnectEvent['headers']): string | undefined {
  const name = Object.keys(headers ?? {}).find((header) => header.toLowerCase() === 'origin');
  return name === undefined ? undefined : headers?.[name];
}

/** Programs send no origin, and have none to be protected from. */
export const mayConnect = (origin: string | undefined, origins: readonly string[]): boolean =>
  origin === undefined || origins.length === 0 || origins.includes(origin);

export const handler = async (event: ConnectEvent): Promise<APIGatewayProxyResultV2> => ({
  statusCode: mayConnect(originOf(event.headers), allowed) ? 200 : 403,
});
