// A message from a client: route, throttle, function, and what the client hears when that goes wrong.
import type { Connection } from './connection.ts';
import { messageEvent } from './events.ts';
import type { Gateway } from './gateway.ts';
import { newGatewayId } from './ids.ts';

/** Messages of one connection run side by side, as in the cloud: their order is the functions' concern. */
export async function receiveMessage(gateway: Gateway, connection: Connection, text: string): Promise<void> {
  const route = gateway.routes.ofMessage(text);
  if (route === undefined) {
    sendError(connection, 'Forbidden');
    return;
  }
  if (!route.throttle.take()) {
    sendError(connection, 'Too Many Requests');
    return;
  }
  const event = messageEvent(connection.context, route.key, text);
  const answer = await gateway.call(route, event);
  const { requestId } = event.requestContext;
  // The function's own status is nobody's: without a route response there is nothing to send it in.
  if (answer.kind === 'failed') sendError(connection, 'Internal server error', requestId);
  if (answer.kind === 'timed out') sendError(connection, 'Endpoint request timed out', requestId);
}

function sendError(connection: Connection, message: string, requestId = newGatewayId()): void {
  const { connectionId } = connection.context;
  connection.send(JSON.stringify({ message, connectionId, requestId }));
}
