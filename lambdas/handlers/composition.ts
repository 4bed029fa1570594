// The composition root: builds the clients and the service once for a container of a function.
import { ApiGatewayManagementApiClient } from '@aws-sdk/client-apigatewaymanagementapi';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { readEnvironment } from '../adapters/environment.ts';
import { consoleLog } from '../adapters/log.ts';
import { hashOf } from '../adapters/secret-hash.ts';
import { SocketPusher } from '../adapters/socket-pusher.ts';
import { TokenVerifier } from '../adapters/token-verifier.ts';
import type { Service } from '../app/service.ts';
import { ChatStore } from '../store/chat-store.ts';
import { ConnectionStore } from '../store/connection-store.ts';
import { InternalChatStore } from '../store/internal-chat-store.ts';
import { SettingsStore } from '../store/settings-store.ts';
import { TableClient } from '../store/table-client.ts';

/** Nothing is added to the clients' middleware later: without this each request puts it together anew. */
const CLIENT = { cacheMiddleware: true } as const;

const environment = readEnvironment(process.env);
const table = new TableClient(new DynamoDBClient(CLIENT), environment.TABLE_NAME);

export const log = consoleLog;

export const pusher = new SocketPusher(
  new ApiGatewayManagementApiClient({ ...CLIENT, endpoint: environment.MANAGEMENT_ENDPOINT }),
  log,
);

export const service: Service = {
  chats: new ChatStore(table),
  connections: new ConnectionStore(table),
  internalChat: new InternalChatStore(table),
  settings: new SettingsStore(table),
  signIn: new TokenVerifier(
    {
      issuer: environment.SIGN_IN_ISSUER,
      clientId: environment.SIGN_IN_CLIENT_ID,
      jwksUri: environment.SIGN_IN_JWKS_URI,
      groupsClaim: environment.SIGN_IN_GROUPS_CLAIM,
    },
    log,
  ),
  hashOf,
  now: Date.now,
  pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms * (0.5 + Math.random()))),
};
