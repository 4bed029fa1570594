// Whose tokens are believed: every way to forge, borrow or outlive one is refused, and nothing of it is logged.
import { generateKeyPairSync } from 'node:crypto';
import { TokenVerifier } from '../../lambdas/adapters/token-verifier.ts';
import { IssuerKeys } from '../support/issuer-keys.ts';
import { KeptLog } from '../support/kept-log.ts';

const CLIENT = 'dashboard';
const keys = new IssuerKeys();
const now = Math.floor(Date.now() / 1_000);
const exp = now + 3_600;
let jwksUri = '';

beforeAll(async () => {
  jwksUri = await keys.listen();
});
afterAll(() => keys.close());
beforeEach(() => {
  keys.status = 200;
});

function verifier(groupsClaim = 'groups'): { verify: TokenVerifier['verify']; log: KeptLog } {
  const log = new KeptLog();
  const made = new TokenVerifier({ issuer: keys.issuer, clientId: CLIENT, jwksUri, groupsClaim }, log);
  return { verify: (tokens) => made.verify(tokens), log };
}

const access = (more: object = {}): object => ({
  iss: keys.issuer,
  sub: 'subject-1',
  aud: 'https://carrel.example/api',
  client_id: CLIENT,
  iat: now,
  exp,
  groups: ['operators'],
  ...more,
});
const id = (more: object = {}): object => ({
  iss: keys.issuer,
  sub: 'subject-1',
  aud: CLIENT,
  iat: now,
  exp,
  name: 'Ada Lovelace',
  email: 'ada@library.example',
  ...more,
});

describe('a good token', () => {
  test('S1: says who, in which groups, until when', async () => {
    const { verify, log } = verifier();

    expect(await verify({ accessToken: keys.sign(access()) })).toEqual({
      id: 'subject-1',
      groups: ['operators'],
      until: exp * 1_000,
    });
    expect(log.lines).toEqual([]);
  });

  test('S2: with the identity token, name and email too', async () => {
    const { verify } = verifier();

    const identity = await verify({ accessToken: keys.sign(access()), idToken: keys.sign(id()) });
    expect(identity).toMatchObject({ name: 'Ada Lovelace', email: 'ada@library.example' });
    const { name: _, ...nameless } = { name: '', ...id({ given_name: 'Ada', family_name: 'King' }) };
    const parts = await verify({ accessToken: keys.sign(access()), idToken: keys.sign(nameless) });
    expect(parts).toMatchObject({ name: 'Ada King' });
  });

  test("in Cognito's form: no audience, a client_id, its own claim for groups", async () => {
    const { verify } = verifier('cognito:groups');
    const { aud: _, groups: __, ...bare } = { aud: '', groups: '', ...access() };
    const accessToken = keys.sign({ ...bare, token_use: 'access', 'cognito:groups': ['coordinators'] });
    const idToken = keys.sign(id({ token_use: 'id' }));

    expect(await verify({ accessToken, idToken })).toMatchObject({
      groups: ['coordinators'],
      name: 'Ada Lovelace',
    });
  });

  test.each(['azp', 'cid'])('of an issuer that names the client in %s', async (claim) => {
    const { verify } = verifier();

    const token = keys.sign(access({ client_id: undefined, [claim]: CLIENT }));
    expect(await verify({ accessToken: token })).toMatchObject({ id: 'subject-1' });
  });

  test.each([[undefined], ['operators'], [{ operators: true }], [[7]]])(
    'with groups that are no list of names (%j) it is of no group',
    async (groups) => {
      const { verify } = verifier();

      expect(await verify({ accessToken: keys.sign(access({ groups })) })).toMatchObject({ groups: [] });
    },
  );

  test('the keys are fetched once', async () => {
    const { verify } = verifier();
    const before = keys.requests;

    for (let time = 0; time < 3; time += 1) await verify({ accessToken: keys.sign(access()) });

    expect(keys.requests - before).toBe(1);
  });
});

const other = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;

describe('S3, S7: refused', () => {
  const good = (): string => keys.sign(access());
  test.each<[string, string, () => { accessToken: string; idToken?: string }]>([
    [
      'of another issuer',
      'issuer',
      () => ({ accessToken: keys.sign(access({ iss: 'https://evil.example' })) }),
    ],
    ['of another client', 'client', () => ({ accessToken: keys.sign(access({ client_id: 'another' })) })],
    ['of no client', 'client', () => ({ accessToken: keys.sign(access({ client_id: undefined })) })],
    [
      'of another client, with ours beside it',
      'client',
      () => ({ accessToken: keys.sign(access({ client_id: 'another', azp: CLIENT })) }),
    ],
    ['expired', 'expired', () => ({ accessToken: keys.sign(access({ exp: now - 10 })) })],
    ['not yet good', 'malformed', () => ({ accessToken: keys.sign(access({ nbf: now + 600 })) })],
    ['without an end', 'malformed', () => ({ accessToken: keys.sign(access({ exp: undefined })) })],
    ['without a subject', 'malformed', () => ({ accessToken: keys.sign(access({ sub: undefined })) })],
    [
      'of a subject that is too long',
      'malformed',
      () => ({ accessToken: keys.sign(access({ sub: 'x'.repeat(129) })) }),
    ],
    ['signed by another key', 'signature', () => ({ accessToken: keys.sign(access(), { key: other }) })],
    [
      'signed by a key that is not known',
      'unknownKey',
      () => ({ accessToken: keys.sign(access(), { header: { kid: 'x' } }) }),
    ],
    ['unsigned', 'malformed', () => ({ accessToken: good().replace(/[^.]*$/, '') })],
    ['with the algorithm none', 'malformed', () => ({ accessToken: keys.unsigned(access(), 'none') })],
    ['with the public key as a shared secret', 'malformed', () => ({ accessToken: keys.confused(access()) })],
    [
      'changed',
      'signature',
      () => ({ accessToken: good().replace(/^([^.]*)\.[^.]*/, `$1.${payload(access({ sub: 'x' }))}`) }),
    ],
    ['no token', 'malformed', () => ({ accessToken: 'not-a-token' })],
    ['rubbish in three parts', 'malformed', () => ({ accessToken: '...' })],
    [
      'with a header that is no object',
      'malformed',
      () => ({ accessToken: `${payload('x')}.${payload('y')}.z` }),
    ],
    [
      "Cognito's identity token",
      'malformed',
      () => ({ accessToken: keys.sign(access({ token_use: 'id' })) }),
    ],
    [
      'an identity token of an issuer that names no client in it',
      'client',
      () => ({ accessToken: keys.sign(id()) }),
    ],
    ['with an identity token of another person', 'otherPerson', () => withId(id({ sub: 'subject-2' }))],
    ['with an identity token for another audience', 'audience', () => withId(id({ aud: 'another' }))],
    ['with an identity token of another issuer', 'issuer', () => withId(id({ iss: 'https://evil.example' }))],
    ['with an identity token that is expired', 'expired', () => withId(id({ exp: now - 10 }))],
    ['with an access token for an identity token', 'malformed', () => withId(id({ token_use: 'access' }))],
    [
      'with an identity token signed by another key',
      'signature',
      () => ({ accessToken: good(), idToken: keys.sign(id(), { key: other }) }),
    ],
    ['with an identity token of rubbish', 'malformed', () => ({ accessToken: good(), idToken: 'x' })],
  ])('%s (%s)', async (_, reason, tokens) => {
    const { verify, log } = verifier();
    const given = tokens();

    expect(await verify(given)).toBeUndefined();

    expect(log.lines).toEqual([{ event: 'signInRefused', fields: { reason } }]);
    const logged = JSON.stringify(log.lines);
    for (const part of `${given.accessToken}.${given.idToken ?? ''}`
      .split('.')
      .filter((text) => text.length > 3)) {
      expect(logged).not.toContain(part);
    }
    expect(logged).not.toMatch(/subject|evil|ada|another/i);
  });

  const withId = (claims: object) => ({ accessToken: good(), idToken: keys.sign(claims) });
});

const payload = (part: unknown): string => Buffer.from(JSON.stringify(part)).toString('base64url');

test('where the keys cannot be fetched it is our failure, not a bad token; later it works', async () => {
  const { verify } = verifier();
  keys.status = 503;
  await expect(verify({ accessToken: keys.sign(access()) })).rejects.toThrow('503');

  keys.status = 200;
  expect(await verify({ accessToken: keys.sign(access()) })).toMatchObject({ id: 'subject-1' });
});

test('where nobody answers, too', async () => {
  const settings = { issuer: keys.issuer, clientId: CLIENT, groupsClaim: 'groups' };
  const unreachable = new TokenVerifier({ ...settings, jwksUri: 'http://127.0.0.1:9/jwks' }, new KeptLog());

  await expect(unreachable.verify({ accessToken: keys.sign(access()) })).rejects.toThrow('no answer');
});
