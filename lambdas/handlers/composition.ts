// The composition root: builds the clients and the service once for a container of a function.
import { ApiGatewayManagementApiClient } from '@aws-sdk/client-apigatewaymanagementapi';
import { AvailabilityFile } from '../adapters/availability-file.ts';
import { readEnvironment } from '../adapters/environment.ts';
import { hashOf } from '../adapters/secret-hash.ts';
import { SocketPusher } from '../adapters/socket-pusher.ts';
import { TokenVerifier } from '../adapters/token-verifier.ts';
import type { Service } from '../app/service.ts';
import { AvailabilityStore } from '../store/availability-store.ts';
import { CannedStore } from '../store/canned-store.ts';
import { ConnectionStore } from '../store/connection-store.ts';
import { DeskStore } from '../store/desk-store.ts';
import { InternalChatStore } from '../store/internal-chat-store.ts';
import { CLIENT, log, mailing, table } from './mailing.ts';

const environment = readEnvironment(process.env);
const ownStorage = environment.AWS_ENDPOINT_URL_S3 ?? environment.AWS_ENDPOINT_URL;

export const pusher = new SocketPusher(
  new ApiGatewayManagementApiClient({ ...CLIENT, endpoint: environment.MANAGEMENT_ENDPOINT }),
  log,
);

export const service: Service = {
  ...mailing,
  connections: new ConnectionStore(table),
  desks: new DeskStore(table),
  canned: new CannedStore(table),
  internalChat: new InternalChatStore(table),
  availability: new AvailabilityStore(table),
  publicFile: new AvailabilityFile({
    bucket: environment.AVAILABILITY_BUCKET,
    pathStyle: ownStorage !== undefined,
  }),
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
  framingOf: async (address) => {
    // Few frames need it, so the others don't load it.
    const { PageCheck } = await import('../adapters/page-check.ts');
    return new PageCheck({
      embedder: environment.WIDGET_ORIGIN,
      allowedHosts: environment.PAGE_CHECK_ALLOWED_HOSTS.split(',').filter(Boolean),
    }).framingOf(address);
  },
  pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms * (0.5 + Math.random()))),
};
