// Verifies operators' tokens of any OpenID Connect issuer, Cognito included, and reads who they speak for.
import { JwtVerifier } from 'aws-jwt-verify';
import {
  FetchError,
  JwksValidationError,
  JwtExpiredError,
  JwtInvalidAudienceError,
  JwtInvalidIssuerError,
  JwtInvalidSignatureError,
  KidNotFoundInJwksError,
} from 'aws-jwt-verify/error';
import { SimpleFetcher } from 'aws-jwt-verify/https';
import type { Fetcher } from 'aws-jwt-verify/https';
import { SimpleJwksCache } from 'aws-jwt-verify/jwk';
import * as v from 'valibot';
import type { SignIn } from '../app/service.ts';
import type { Identity } from '../domain/staff.ts';
import { operatorId } from '../protocol/fields.ts';
import type { Log } from './log.ts';

export interface SignInSettings {
  readonly issuer: string;
  readonly clientId: string;
  readonly jwksUri: string;
  /** The claim that lists somebody's groups, in the access token. */
  readonly groupsClaim: string;
}

/**
 * An access token says for which client it was issued: Cognito and RFC 9068 in `client_id`, others in `azp`
 * or `cid`. Cognito's has no audience, so that can't be asked for.
 */
const accessClaims = v.object({
  sub: operatorId,
  exp: v.number(),
  token_use: v.optional(v.literal('access')),
  client_id: v.optional(v.string()),
  azp: v.optional(v.string()),
  cid: v.optional(v.string()),
});

const idClaims = v.object({
  sub: v.string(),
  token_use: v.optional(v.literal('id')),
  name: v.optional(v.string()),
  given_name: v.optional(v.string()),
  family_name: v.optional(v.string()),
  email: v.optional(v.string()),
});

const groupsList = v.fallback(v.array(v.string()), []);

/** The library refuses keys over plain http; an issuer on this machine has nothing else. */
const loopbackFetcher: Fetcher = {
  async fetch(uri) {
    try {
      const answer = await fetch(uri);
      if (answer.ok) return await answer.arrayBuffer();
      throw new FetchError(uri, `answered ${answer.status}`);
    } catch (error) {
      throw error instanceof FetchError ? error : new FetchError(uri, 'no answer');
    }
  },
};

const isLoopback = (uri: string): boolean =>
  new URL(uri).protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(uri).hostname);

export class TokenVerifier implements SignIn {
  readonly #settings: SignInSettings;
  readonly #log: Log;
  readonly #access;
  readonly #id;

  constructor(settings: SignInSettings, log: Log) {
    const { issuer, jwksUri, clientId } = settings;
    const fetcher = isLoopback(jwksUri) ? loopbackFetcher : new SimpleFetcher();
    const jwksCache = new SimpleJwksCache({ fetcher });
    this.#settings = settings;
    this.#log = log;
    this.#access = JwtVerifier.create({ issuer, jwksUri, audience: null }, { jwksCache });
    this.#id = JwtVerifier.create({ issuer, jwksUri, audience: clientId }, { jwksCache });
  }

  async verify(tokens: { accessToken: string; idToken?: string | undefined }): Promise<Identity | undefined> {
    try {
      const payload = await this.#access.verify(tokens.accessToken);
      const access = v.parse(accessClaims, payload);
      const client = access.client_id ?? access.azp ?? access.cid;
      if (client !== this.#settings.clientId) throw new WrongClientError();
      const person =
        tokens.idToken === undefined ? undefined : await this.#person(tokens.idToken, access.sub);
      const groups = v.parse(groupsList, payload[this.#settings.groupsClaim]);
      return { id: access.sub, groups, until: access.exp * 1_000, ...person };
    } catch (error) {
      // Without the issuer's keys nobody can tell: that is our trouble, and not the operator's.
      if (error instanceof FetchError || error instanceof JwksValidationError) throw error;
      this.#log.note('signInRefused', { reason: reasonOf(error) });
      return undefined;
    }
  }

  async #person(idToken: string, sub: string): Promise<{ name?: string; email?: string }> {
    const claims = v.parse(idClaims, await this.#id.verify(idToken));
    if (claims.sub !== sub) throw new OtherPersonError();
    const parts = [claims.given_name, claims.family_name].filter((part) => part !== undefined);
    const name = claims.name ?? (parts.length > 0 ? parts.join(' ') : undefined);
    return {
      ...(name !== undefined && { name }),
      ...(claims.email !== undefined && { email: claims.email }),
    };
  }
}

class WrongClientError extends Error {}

class OtherPersonError extends Error {}

/** What an administrator has to know where nobody can sign in. The errors themselves quote tokens. */
const REASONS = [
  [JwtExpiredError, 'expired'],
  [JwtInvalidIssuerError, 'issuer'],
  [JwtInvalidAudienceError, 'audience'],
  [JwtInvalidSignatureError, 'signature'],
  [KidNotFoundInJwksError, 'unknownKey'],
  [WrongClientError, 'client'],
  [OtherPersonError, 'otherPerson'],
] as const;

const reasonOf = (error: unknown): string =>
  REASONS.find(([kind]) => error instanceof kind)?.[1] ?? 'malformed';
