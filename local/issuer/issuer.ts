// The local OpenID Connect issuer: oidc-provider and its sign-in page on a port of its own.
import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http';
import { join } from 'node:path';

import type Provider from 'oidc-provider';

import { HOST, freePort } from '../ports.ts';
import { CLIENT_ID, GROUPS_CLAIM, JWKS_PATH, SIGN_IN_PATH, issuerConfiguration } from './configuration.ts';
import { issuerKeys } from './keys.ts';
import { asset } from './pages.ts';
import { DEMO_PEOPLE, type Person } from './people.ts';
import { signInHandler } from './sign-in.ts';
import { IssuerStorage } from './storage.ts';

export type IssuerOptions = {
  /** Absent: any free one. */
  port?: number;
  dashboardOrigin: string;
  /** The folder for keys and sessions; absent: in memory. */
  folder?: string;
  people?: readonly Person[];
  accessTokenSeconds?: number;
};

export type SignInSettings = {
  readonly issuer: string;
  readonly clientId: string;
  readonly jwksUri: string;
  readonly groupsClaim: string;
};

export type Issuer = {
  readonly settings: SignInSettings;
  readonly people: readonly Person[];
  stop(): Promise<void>;
};

const ACCESS_TOKEN_SECONDS = 60 * 60;

/** What the stacks must know of the issuer; known from its port alone, before it runs. */
export function signInSettings(port: number): SignInSettings {
  const issuer = `http://${HOST}:${port}`;
  return { issuer, clientId: CLIENT_ID, jwksUri: issuer + JWKS_PATH, groupsClaim: GROUPS_CLAIM };
}

export async function startIssuer(options: IssuerOptions): Promise<Issuer> {
  const port = options.port ?? (await freePort());
  const people = options.people ?? DEMO_PEOPLE;
  const inFolder = (name: string) => (options.folder === undefined ? undefined : join(options.folder, name));
  const storage = new IssuerStorage(inFolder('sign-ins.json'));
  const settings = signInSettings(port);
  const ProviderClass = await loadProvider();
  const configuration = issuerConfiguration({
    people,
    keys: issuerKeys(inFolder('issuer-keys.json')),
    storage,
    dashboardOrigin: options.dashboardOrigin,
    accessTokenSeconds: options.accessTokenSeconds ?? ACCESS_TOKEN_SECONDS,
    port,
  });
  const provider = new ProviderClass(settings.issuer, configuration);
  const server = createServer(handler(provider, people, options.dashboardOrigin));
  await listen(server, port);
  return {
    settings,
    people,
    async stop() {
      await close(server);
      storage.flush();
    },
  };
}

/** It warns of Node 20, on which all that is used here works; the tests say so at each run. */
async function loadProvider(): Promise<typeof Provider> {
  const { warn } = console;
  console.warn = () => {};
  try {
    return (await import('oidc-provider')).default;
  } finally {
    console.warn = warn;
  }
}

function handler(provider: Provider, people: readonly Person[], dashboardOrigin: string) {
  const signIn = signInHandler(provider, people, dashboardOrigin);
  const protocol = provider.callback();
  return (request: IncomingMessage, response: ServerResponse): void => {
    const path = new URL(request.url ?? '/', 'http://issuer').pathname;
    const file = asset(path);
    if (file !== undefined) {
      response.writeHead(200, { 'content-type': file.type, 'cache-control': 'no-cache' }).end(file.content);
    } else if (path.startsWith(`${SIGN_IN_PATH}/`)) {
      void signIn(request, response);
    } else {
      void protocol(request, response);
    }
  };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, HOST, resolve);
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
