// $disconnect: the connection is gone; its chats and the staff list are told.
import type { APIGatewayProxyResultV2, APIGatewayProxyWebsocketEventV2 } from 'aws-lambda';
import { leave } from '../app/leave.ts';
import { publish } from '../app/publish.ts';
import { pusher, service } from './composition.ts';
import { log } from './mailing.ts';

export const handler = async ({
  requestContext,
}: APIGatewayProxyWebsocketEventV2): Promise<APIGatewayProxyResultV2> => {
  try {
    await publish(service, pusher, await leave(service, requestContext.connectionId));
    return { statusCode: 200 };
  } catch (error) {
    log.failure('leaveFailed', error, { requestId: requestContext.requestId });
    return { statusCode: 500 };
  }
};
