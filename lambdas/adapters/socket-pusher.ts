// Sends text to a connection through API Gateway's management endpoint.
import type { ApiGatewayManagementApiClient } from '@aws-sdk/client-apigatewaymanagementapi';
import { GoneException, PostToConnectionCommand } from '@aws-sdk/client-apigatewaymanagementapi';
import type { Pushed, Pusher } from '../app/publish.ts';
import type { Log } from './log.ts';

export class SocketPusher implements Pusher {
  readonly #client: ApiGatewayManagementApiClient;
  readonly #log: Log;

  constructor(client: ApiGatewayManagementApiClient, log: Log) {
    this.#client = client;
    this.#log = log;
  }

  async push(connectionId: string, text: string): Promise<Pushed> {
    try {
      await this.#client.send(
        new PostToConnectionCommand({ ConnectionId: connectionId, Data: new TextEncoder().encode(text) }),
      );
      return 'pushed';
    } catch (error) {
      if (error instanceof GoneException) return 'gone';
      // Throttled beyond the SDK's retries, or the endpoint is ill: the entry is stored, nobody loses it.
      this.#log.failure('push', error);
      return 'failed';
    }
  }
}
