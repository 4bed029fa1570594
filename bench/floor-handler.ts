// The least that a stored and pushed message can cost: one conditional write and one push, and nothing else.
import {
  ApiGatewayManagementApiClient,
  PostToConnectionCommand,
} from '@aws-sdk/client-apigatewaymanagementapi';
import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';

const TableName = process.env['TABLE_NAME'] ?? '';
const database = new DynamoDBClient({ cacheMiddleware: true });
const sockets = new ApiGatewayManagementApiClient({
  endpoint: process.env['MANAGEMENT_ENDPOINT'] ?? '',
  cacheMiddleware: true,
});

/** The message: where it goes, its name, and its text. `to` is empty for who only wants to know their own id. */
interface Message {
  readonly to: string;
  readonly name: string;
  readonly text: string;
}

interface FrameEvent {
  readonly body?: string;
  readonly requestContext: { readonly connectionId: string; readonly routeKey: string };
}

const push = (ConnectionId: string, frame: object): Promise<unknown> =>
  sockets.send(new PostToConnectionCommand({ ConnectionId, Data: JSON.stringify(frame) }));

export const handler = async ({
  body = '{}',
  requestContext,
}: FrameEvent): Promise<{ statusCode: number }> => {
  const { connectionId, routeKey } = requestContext;
  if (routeKey !== '$default') return { statusCode: 200 };
  const { to, name, text }: Message = JSON.parse(body);
  if (to === '') await push(connectionId, { type: 'id', id: connectionId });
  else {
    const Item = { pk: { S: name }, sk: { S: 'message' }, text: { S: text } };
    const ConditionExpression = 'attribute_not_exists(pk)';
    await database.send(new PutItemCommand({ TableName, Item, ConditionExpression }));
    await push(to, { type: 'message', name, text });
  }
  return { statusCode: 200 };
};
