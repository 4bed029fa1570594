// Access tokens that must not be believed, made from a real one.
import { type KeyObject, createHmac, generateKeyPairSync, sign } from 'node:crypto';
import * as v from 'valibot';

const anyObject = v.record(v.string(), v.unknown());
type AnyObject = v.InferOutput<typeof anyObject>;

const decode = (part = ''): AnyObject =>
  v.parse(v.pipe(v.string(), v.parseJson(), anyObject), Buffer.from(part, 'base64url').toString());
const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

const FAR = 4_102_444_800;

export interface Forgery {
  readonly what: string;
  readonly token: string;
}

export function forgeries(real: string): Forgery[] {
  const [head = '', body = '', signature = ''] = real.split('.');
  const header = decode(head);
  const claims = decode(body);
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const signed = (newHeader: object, newClaims: object): string => {
    const text = `${encode(newHeader)}.${encode(newClaims)}`;
    return `${text}.${sign('sha256', Buffer.from(text), privateKey).toString('base64url')}`;
  };
  const hmac = (newHeader: object): string => {
    const text = `${encode(newHeader)}.${body}`;
    return `${text}.${createHmac('sha256', 'secret').update(text).digest('base64url')}`;
  };
  const changed = (more: object): string => `${head}.${encode({ ...claims, ...more })}.${signature}`;
  return [
    { what: 'no token', token: 'not.a.token' },
    { what: 'one part', token: 'abc' },
    { what: 'unsigned', token: `${head}.${body}.` },
    { what: 'without the third part', token: `${head}.${body}` },
    { what: 'algorithm none', token: `${encode({ ...header, alg: 'none' })}.${body}.` },
    {
      what: 'algorithm none, old signature',
      token: `${encode({ ...header, alg: 'none' })}.${body}.${signature}`,
    },
    { what: 'a symmetric algorithm', token: hmac({ ...header, alg: 'HS256' }) },
    { what: 'another key under the same id', token: signed(header, claims) },
    { what: 'another key under its own id', token: signed({ ...header, kid: 'mine' }, claims) },
    { what: 'another key that the token brings along', token: signed({ ...header, ...ownKey() }, claims) },
    { what: 'a longer life', token: changed({ exp: FAR }) },
    { what: 'another person', token: changed({ sub: 'somebody-else' }) },
    {
      what: 'more groups',
      token: changed({ groups: ['administrators'], 'cognito:groups': ['administrators'] }),
    },
    { what: 'a changed signature', token: `${head}.${body}.${flipped(signature)}` },
    {
      what: 'a body that is no JSON',
      token: `${head}.${Buffer.from('{').toString('base64url')}.${signature}`,
    },
    {
      what: 'a body that is null',
      token: `${head}.${Buffer.from('null').toString('base64url')}.${signature}`,
    },
  ];
}

const flipped = (signature: string): string =>
  `${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`;

function ownKey(): { kid: string; jwk: object } {
  const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return { kid: 'embedded', jwk: publicKey.export({ format: 'jwk' }) };
}

/** A token with other claims, signed by the issuer's own key: what only an issuer can make. */
export function signedAnew(real: string, key: KeyObject, change: object): string {
  const [head = '', body = ''] = real.split('.');
  const text = `${head}.${encode({ ...decode(body), ...change })}`;
  return `${text}.${sign('sha256', Buffer.from(text), key).toString('base64url')}`;
}

/** Tokens that the issuer did sign, and that are not for us or not for now. */
export function wellSignedRefusals(real: string, key: KeyObject): Forgery[] {
  const now = Math.floor(Date.now() / 1_000);
  const anew = (what: string, change: object): Forgery => ({ what, token: signedAnew(real, key, change) });
  return [
    anew('expired', { iat: now - 7_200, exp: now - 3_600 }),
    anew('another client', { client_id: 'another-client', aud: 'another-client' }),
    anew('another issuer', { iss: 'https://issuer.example' }),
    anew('not yet valid', { nbf: now + 3_600 }),
  ];
}
