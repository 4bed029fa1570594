// Events of a WebSocket API as API Gateway gives them to a function.
import type { APIGatewayProxyWebsocketEventV2 } from 'aws-lambda';

const identity = { sourceIp: '203.0.113.7', userAgent: 'Sam’s browser' };

function event(
  eventType: 'MESSAGE' | 'DISCONNECT',
  routeKey: string,
  connectionId: string,
): APIGatewayProxyWebsocketEventV2 {
  const requestContext = {
    routeKey,
    messageId: 'm1',
    eventType,
    extendedRequestId: 'e1',
    requestTime: '15/Jan/2030:09:00:00 +0000',
    messageDirection: 'IN' as const,
    stage: 'live',
    connectedAt: 1_894_698_000_000,
    requestTimeEpoch: 1_894_698_000_000,
    requestId: `request-of-${connectionId}`,
    domainName: 'abc.execute-api.eu-west-1.amazonaws.com',
    connectionId,
    apiId: 'abc',
    identity,
  };
  return { requestContext, isBase64Encoded: false };
}

export const messageEvent = (
  connectionId: string,
  body: string | undefined,
): APIGatewayProxyWebsocketEventV2 => ({
  ...event('MESSAGE', '$default', connectionId),
  ...(body !== undefined && { body }),
});

export const disconnectEvent = (connectionId: string): APIGatewayProxyWebsocketEventV2 =>
  event('DISCONNECT', '$disconnect', connectionId);
