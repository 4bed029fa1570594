// Talks to the OpenID Connect issuer: authorization code with PKCE, newer tokens, the way out.
import * as oauth from 'oauth4webapi';
import * as v from 'valibot';

/** What a sign-in gives. `expiresAt` is that of the access token, in ms. */
export const tokens = v.object({
  accessToken: v.string(),
  idToken: v.optional(v.string()),
  refreshToken: v.optional(v.string()),
  expiresAt: v.number(),
});
export type Tokens = v.InferOutput<typeof tokens>;

/** What must be remembered between leaving for the issuer and coming back. */
export const attempt = v.object({
  state: v.string(),
  nonce: v.string(),
  verifier: v.string(),
  /** The screen to go on with: the address's fragment. */
  screen: v.string(),
});
export type Attempt = v.InferOutput<typeof attempt>;

/** `refused`: the issuer said no, and trying again with the same would not help. */
export type TokenOutcome =
  | { readonly outcome: 'tokens'; readonly tokens: Tokens }
  | { readonly outcome: 'refused'; readonly message: string }
  | { readonly outcome: 'unreachable' };

export interface IssuerProps {
  readonly issuer: string;
  readonly clientId: string;
  readonly scope: string;
  readonly resource?: string | undefined;
  /** Where the issuer sends people back to. */
  readonly redirectUri: string;
  readonly fetch?: typeof fetch;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

/** Taken where the issuer doesn't say how long an access token lasts. */
const USUAL_LIFE_S = 300;

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Plain http is for an issuer on this very machine, never over a network. */
export function isLocalIssuer(issuer: URL): boolean {
  return (
    issuer.protocol === 'http:' && (LOOPBACK.has(issuer.hostname) || issuer.hostname.endsWith('.localhost'))
  );
}

export class Issuer {
  readonly #url: URL;
  readonly #client: oauth.Client;
  readonly #scope: string;
  readonly #resource: string | undefined;
  readonly #redirectUri: string;
  readonly #http: oauth.HttpRequestOptions<'GET'> & oauth.TokenEndpointRequestOptions;
  readonly #now: () => number;
  #server: Promise<oauth.AuthorizationServer> | undefined;

  constructor(props: IssuerProps) {
    this.#url = new URL(props.issuer);
    this.#client = { client_id: props.clientId };
    this.#scope = props.scope;
    this.#resource = props.resource;
    this.#redirectUri = props.redirectUri;
    this.#now = props.now ?? Date.now;
    const fetchIt = props.fetch ?? fetch.bind(globalThis);
    this.#http = {
      [oauth.allowInsecureRequests]: isLocalIssuer(this.#url),
      [oauth.customFetch]: (url: string, options: FetchOptions) => fetchIt(url, requestInit(options)),
      signal: () => AbortSignal.timeout(15_000),
    };
  }

  /** Where to go to sign in, and what to remember until the return. */
  async begin(screen: string): Promise<{ address: URL; attempt: Attempt }> {
    const server = await this.#discovered();
    const state = oauth.generateRandomState();
    const nonce = oauth.generateRandomNonce();
    const verifier = oauth.generateRandomCodeVerifier();
    const address = endpoint(server, 'authorization_endpoint');
    const parameters = {
      client_id: this.#client.client_id,
      redirect_uri: this.#redirectUri,
      response_type: 'code',
      scope: this.#scope,
      code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      state,
      nonce,
      ...this.#resourceParameter(),
    };
    for (const [name, value] of Object.entries(parameters)) address.searchParams.set(name, value);
    return { address, attempt: { state, nonce, verifier, screen } };
  }

  /** Exchanges the code in the address that the issuer sent us back to. */
  complete(address: URL, { state, nonce, verifier }: Attempt): Promise<TokenOutcome> {
    return this.#outcome(async () => {
      const server = await this.#discovered();
      const answer = oauth.validateAuthResponse(server, this.#client, address, state);
      const response = await oauth.authorizationCodeGrantRequest(
        server,
        this.#client,
        oauth.None(),
        answer,
        this.#redirectUri,
        verifier,
        { ...this.#http, additionalParameters: this.#resourceParameter() },
      );
      const checks = { expectedNonce: nonce, requireIdToken: true };
      return this.#taken(
        await oauth.processAuthorizationCodeResponse(server, this.#client, response, checks),
      );
    });
  }

  /** Newer tokens for older ones. */
  renew(older: Tokens): Promise<TokenOutcome> {
    const { refreshToken } = older;
    if (refreshToken === undefined) {
      return Promise.resolve({ outcome: 'refused', message: 'The sign-in can’t be renewed.' });
    }
    return this.#outcome(async () => {
      const server = await this.#discovered();
      const response = await oauth.refreshTokenGrantRequest(
        server,
        this.#client,
        oauth.None(),
        refreshToken,
        {
          ...this.#http,
          additionalParameters: this.#resourceParameter(),
        },
      );
      const newer = await oauth.processRefreshTokenResponse(server, this.#client, response);
      // Where the refresh token isn't rotated, or no new identity token comes, the older ones stay good.
      return { ...older, ...this.#taken(newer) };
    });
  }

  /** Where to go to end the sign-in at the issuer too; undefined when it has no such place. */
  async wayOut(idToken: string | undefined): Promise<URL | undefined> {
    const server = await this.#discovered();
    if (isCognito(server)) return this.#cognitoWayOut(server);
    if (server.end_session_endpoint === undefined) return undefined;
    const address = new URL(server.end_session_endpoint);
    address.searchParams.set('client_id', this.#client.client_id);
    address.searchParams.set('post_logout_redirect_uri', this.#redirectUri);
    if (idToken !== undefined) address.searchParams.set('id_token_hint', idToken);
    return address;
  }

  /** Cognito's way out has parameters of its own: LOGOUT endpoint, Amazon Cognito developer guide. */
  #cognitoWayOut(server: oauth.AuthorizationServer): URL {
    const address = new URL('/logout', endpoint(server, 'authorization_endpoint'));
    address.searchParams.set('client_id', this.#client.client_id);
    address.searchParams.set('logout_uri', this.#redirectUri);
    return address;
  }

  #resourceParameter(): Record<string, string> {
    return this.#resource === undefined ? {} : { resource: this.#resource };
  }

  #taken(response: oauth.TokenEndpointResponse): Tokens {
    return {
      accessToken: response.access_token,
      expiresAt: this.#now() + (response.expires_in ?? USUAL_LIFE_S) * 1_000,
      ...(response.id_token === undefined ? {} : { idToken: response.id_token }),
      ...(response.refresh_token === undefined ? {} : { refreshToken: response.refresh_token }),
    };
  }

  #discovered(): Promise<oauth.AuthorizationServer> {
    this.#server ??= this.#discover().catch((error: unknown) => {
      this.#server = undefined;
      throw error;
    });
    return this.#server;
  }

  async #discover(): Promise<oauth.AuthorizationServer> {
    const response = await oauth.discoveryRequest(this.#url, { ...this.#http, algorithm: 'oidc' });
    return oauth.processDiscoveryResponse(this.#url, response);
  }

  async #outcome(exchange: () => Promise<Tokens>): Promise<TokenOutcome> {
    try {
      return { outcome: 'tokens', tokens: await exchange() };
    } catch (error) {
      const message = refusal(error);
      return message === undefined ? { outcome: 'unreachable' } : { outcome: 'refused', message };
    }
  }
}

type FetchOptions = oauth.CustomFetchOptions<'GET' | 'POST', URLSearchParams | undefined>;

/** The same options in the form that fetch itself takes: without what is undefined. */
function requestInit({ body, signal, ...options }: FetchOptions): RequestInit {
  return { ...options, body: body ?? null, signal: signal ?? null };
}

function endpoint(server: oauth.AuthorizationServer, name: 'authorization_endpoint'): URL {
  const address = server[name];
  if (address === undefined) throw new Error(`the issuer's metadata has no ${name}`);
  return new URL(address);
}

const isCognito = (server: oauth.AuthorizationServer): boolean =>
  /^cognito-idp\.[\w-]+\.amazonaws\.com(\.cn)?$/u.test(new URL(server.issuer).hostname);

/** Why the issuer said no; undefined when it could not be reached or stumbled itself. */
function refusal(error: unknown): string | undefined {
  if (error instanceof oauth.AuthorizationResponseError) {
    return error.error === 'access_denied'
      ? 'The sign-in was cancelled.'
      : said(error.error_description, error.error);
  }
  if (error instanceof oauth.ResponseBodyError) {
    return error.status >= 500 ? undefined : said(error.error_description, error.error);
  }
  if (error instanceof oauth.OperationProcessingError && error.code !== oauth.RESPONSE_IS_NOT_CONFORM) {
    return 'The answer of the sign-in service could not be trusted.';
  }
  return undefined;
}

const said = (description: string | undefined, code: string): string => description ?? code;
