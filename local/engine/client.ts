// The DynamoDB client of the runner itself, for what the service would do: making tables, deleting by TTL.
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';

/** The engines take any credentials, but the SDK insists on some. */
export const LOCAL_CREDENTIALS = { accessKeyId: 'local', secretAccessKey: 'local' } as const;

export function engineClient(endpoint: string, region: string): DynamoDBClient {
  return new DynamoDBClient({ endpoint, region, credentials: LOCAL_CREDENTIALS });
}
