// $disconnect: the connection is gone; its chats and the staff list are told.
import type { APIGatewayProxyResultV2, APIGatewayProxyWebsocketEventV2 } from 'aws-lambda';
import { leave } from '../app/leave.ts';
import { service } from './composition.ts';
import { finish } from './finish.ts';
import { log } from './mailing.ts';

export const handler = async ({
  requestContext,
}: APIGatewayProxyWebsocketEventV2): Promise<APIGatewayProxyResultV2> => {
  try {
    await finish(await leave(service, requestContext.connectionId), requestContext.requestId);
    return { statusCode: 200 };
  } catch (error) {
    log.failure('leaveFailed', error, { requestId: requestContext.requestId });
    return { statusCode: 500 };
  }
};
