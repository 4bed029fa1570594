// Talking to the issuer: PKCE, state and nonce, renewal, the way out; against an issuer made of a fetch.
import { createHash } from 'node:crypto';
import {
  type Attempt,
  Issuer,
  isLocalIssuer,
  type Tokens,
} from '../../../frontend/dashboard/sign-in/issuer.ts';

const ISSUER = 'https://issuer.example';
const HOME = 'https://desk.example/';
const NOW = Date.now();

interface Asked {
  readonly url: string;
  readonly body: URLSearchParams;
}

const encoded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** An identity token. Fetched over TLS from the issuer itself, its signature needn't be checked. */
const idToken = (claims: object): string =>
  `${encoded({ alg: 'RS256' })}.${encoded({
    iss: ISSUER,
    aud: 'desk',
    sub: 'dana',
    iat: Math.floor(NOW / 1_000),
    exp: Math.floor(NOW / 1_000) + 300,
    ...claims,
  })}.${Buffer.from('signature').toString('base64url')}`;

interface Setup {
  readonly metadata?: object;
  readonly issuer?: string;
  readonly token?: (asked: Asked) => Response | Promise<Response>;
}

function prepared({ metadata = {}, issuer = ISSUER, token }: Setup = {}) {
  const asked: Asked[] = [];
  const answers: typeof fetch = async (input, options) => {
    const url = String(input instanceof Request ? input.url : input);
    const request = { url, body: new URLSearchParams(String(options?.body ?? '')) };
    asked.push(request);
    if (url.endsWith('/.well-known/openid-configuration')) {
      return Response.json({
        issuer,
        authorization_endpoint: `${issuer}/auth`,
        token_endpoint: `${issuer}/token`,
        jwks_uri: `${issuer}/jwks`,
        ...metadata,
      });
    }
    if (token === undefined) throw new TypeError('fetch failed');
    return token(request);
  };
  const made = new Issuer({
    issuer,
    clientId: 'desk',
    scope: 'openid profile email',
    redirectUri: HOME,
    fetch: answers,
    now: () => NOW,
  });
  return { issuer: made, asked };
}

const returned = ({ state }: Attempt, more: Record<string, string> = {}): URL => {
  const address = new URL(HOME);
  address.search = new URLSearchParams({ code: 'the-code', state, ...more }).toString();
  return address;
};

const granted = (claims: object, more: object = {}): Response =>
  Response.json({
    access_token: 'access-1',
    token_type: 'Bearer',
    expires_in: 600,
    refresh_token: 'refresh-1',
    id_token: idToken(claims),
    ...more,
  });

describe('signing in', () => {
  test('leaves with a challenge, a state and a nonce, and comes back with what proves them', async () => {
    let nonce = '';
    const { issuer, asked } = prepared({ token: () => granted({ nonce }) });
    const { address, attempt } = await issuer.begin('#/desk');
    nonce = attempt.nonce;
    expect(address.origin + address.pathname).toBe(`${ISSUER}/auth`);
    expect(Object.fromEntries(address.searchParams)).toEqual({
      client_id: 'desk',
      redirect_uri: HOME,
      response_type: 'code',
      scope: 'openid profile email',
      code_challenge: createHash('sha256').update(attempt.verifier).digest('base64url'),
      code_challenge_method: 'S256',
      state: attempt.state,
      nonce: attempt.nonce,
    });
    const result = await issuer.complete(returned(attempt), attempt);
    expect(result).toMatchObject({
      outcome: 'tokens',
      tokens: { accessToken: 'access-1', refreshToken: 'refresh-1', expiresAt: NOW + 600_000 },
    });
    const exchange = asked.at(-1)?.body;
    expect(exchange?.get('code')).toBe('the-code');
    expect(exchange?.get('code_verifier')).toBe(attempt.verifier);
    expect(exchange?.get('redirect_uri')).toBe(HOME);
    expect(exchange?.get('client_id')).toBe('desk');
  });

  test('never uses a verifier, state or nonce twice', async () => {
    const { issuer } = prepared();
    const [one, other] = [await issuer.begin(''), await issuer.begin('')];
    expect(one.attempt.verifier).not.toBe(other.attempt.verifier);
    expect(one.attempt.state).not.toBe(other.attempt.state);
    expect(one.attempt.nonce).not.toBe(other.attempt.nonce);
  });

  test('trusts no answer to another attempt, and sends its code to nobody', async () => {
    const { issuer, asked } = prepared({ token: () => granted({ nonce: 'x' }) });
    const { attempt } = await issuer.begin('');
    const result = await issuer.complete(returned(attempt, { state: 'another' }), attempt);
    expect(result.outcome).toBe('refused');
    expect(asked.every(({ url }) => !url.endsWith('/token'))).toBe(true);
  });

  test.each([
    ['of another attempt', { nonce: 'another' }],
    ['of another client', { aud: 'another' }],
    ['of another issuer', { iss: 'https://another.example' }],
    ['that has ended', { exp: Math.floor(NOW / 1_000) - 3_600 }],
  ])('trusts no identity token %s', async (_, claims) => {
    let nonce = '';
    const { issuer } = prepared({ token: () => granted({ nonce, ...claims }) });
    const { attempt } = await issuer.begin('');
    nonce = attempt.nonce;
    expect((await issuer.complete(returned(attempt), attempt)).outcome).toBe('refused');
  });

  test('says that it was cancelled', async () => {
    const { issuer } = prepared();
    const { attempt } = await issuer.begin('');
    const address = new URL(HOME);
    address.search = new URLSearchParams({ error: 'access_denied', state: attempt.state }).toString();
    expect(await issuer.complete(address, attempt)).toEqual({
      outcome: 'refused',
      message: 'The sign-in was cancelled.',
    });
  });

  test('tells an issuer that stumbles from one that refuses', async () => {
    const stumbles = prepared({ token: () => new Response('oops', { status: 502 }) });
    const { attempt } = await stumbles.issuer.begin('');
    expect(await stumbles.issuer.complete(returned(attempt), attempt)).toEqual({ outcome: 'unreachable' });
    const refuses = prepared({
      token: () =>
        Response.json({ error: 'invalid_grant', error_description: 'The code was used.' }, { status: 400 }),
    });
    const begun = await refuses.issuer.begin('');
    expect(await refuses.issuer.complete(returned(begun.attempt), begun.attempt)).toEqual({
      outcome: 'refused',
      message: 'The code was used.',
    });
  });
});

describe('newer tokens', () => {
  const older: Tokens = { accessToken: 'old', refreshToken: 'refresh-0', idToken: 'id-0', expiresAt: NOW };

  test('keep what the issuer did not send anew', async () => {
    const { issuer, asked } = prepared({
      token: () => Response.json({ access_token: 'access-2', token_type: 'Bearer', expires_in: 60 }),
    });
    expect(await issuer.renew(older)).toEqual({
      outcome: 'tokens',
      tokens: { ...older, accessToken: 'access-2', expiresAt: NOW + 60_000 },
    });
    expect(asked.at(-1)?.body.get('refresh_token')).toBe('refresh-0');
  });

  test('are refused without a refresh token, and unreachable without a network', async () => {
    const { issuer } = prepared();
    expect((await issuer.renew({ accessToken: 'old', expiresAt: NOW })).outcome).toBe('refused');
    expect(await issuer.renew(older)).toEqual({ outcome: 'unreachable' });
  });
});

describe('the way out', () => {
  test('is where the issuer says', async () => {
    const { issuer } = prepared({ metadata: { end_session_endpoint: `${ISSUER}/end` } });
    const address = await issuer.wayOut('the-id-token');
    expect(address?.pathname).toBe('/end');
    expect(address?.searchParams.get('post_logout_redirect_uri')).toBe(HOME);
    expect(address?.searchParams.get('id_token_hint')).toBe('the-id-token');
  });

  test('is nowhere when the issuer has none', async () => {
    expect(await prepared().issuer.wayOut('x')).toBeUndefined();
  });

  test('is Cognito’s own, with its own parameters', async () => {
    const cognito = 'https://cognito-idp.ca-central-1.amazonaws.com/ca-central-1_abc';
    const { issuer } = prepared({
      issuer: cognito,
      metadata: {
        authorization_endpoint: 'https://library.auth.ca-central-1.amazoncognito.com/oauth2/authorize',
      },
    });
    const address = await issuer.wayOut('x');
    expect(address?.href).toBe(
      `https://library.auth.ca-central-1.amazoncognito.com/logout?client_id=desk&logout_uri=${encodeURIComponent(HOME)}`,
    );
  });
});

test.each([
  ['http://127.0.0.1:4864', true],
  ['http://localhost:4864', true],
  ['http://[::1]:4864', true],
  ['https://127.0.0.1', false],
  ['http://issuer.example', false],
  ['http://localhost.example', false],
])('plain http to %s is allowed: %s', (address, allowed) => {
  expect(isLocalIssuer(new URL(address))).toBe(allowed);
});

test('plain http to another machine is refused before anything is sent', async () => {
  const { issuer, asked } = prepared({ issuer: 'http://issuer.example' });
  await expect(issuer.begin('')).rejects.toThrow();
  expect(asked).toEqual([]);
});
