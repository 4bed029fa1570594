// How oidc-provider is set up to stand in for a Cognito user pool.
import type { Configuration, KoaContextWithOIDC } from 'oidc-provider';

import type { IssuerKeys } from './keys.ts';
import { errorPage, signOutPage, signedOutPage } from './pages.ts';
import { type Person, personBySubject } from './people.ts';
import { type IssuerStorage, storageAdapter } from './storage.ts';

export const CLIENT_ID = 'carrel-desk';
export const GROUPS_CLAIM = 'groups';
export const JWKS_PATH = '/jwks';
export const SIGN_IN_PATH = '/sign-in';

/** What the access tokens are for. A resource is what makes oidc-provider give them as JWTs. */
const RESOURCE = 'urn:carrel:desk';
const SCOPES = ['openid', 'profile', 'email', 'offline_access'];
const DAY = 24 * 60 * 60;

export type IssuerSetup = {
  people: readonly Person[];
  keys: IssuerKeys;
  storage: IssuerStorage;
  /** Where the dashboard is: people come back to it, and its scripts may ask for tokens. */
  dashboardOrigin: string;
  accessTokenSeconds: number;
  /** Part of the cookies' names: cookies don't tell ports apart, so two runners would mix theirs. */
  port: number;
};

export function issuerConfiguration(setup: IssuerSetup): Configuration {
  const { people, keys, storage, dashboardOrigin, accessTokenSeconds } = setup;
  return {
    adapter: (kind: string) => storageAdapter(storage, kind),
    clients: [deskClient(dashboardOrigin)],
    clientBasedCORS: (_context, origin) => origin === dashboardOrigin,
    claims: { openid: ['sub', GROUPS_CLAIM], profile: ['name'], email: ['email', 'email_verified'] },
    // The dashboard shows name and email from the id token, as Cognito's carries them.
    conformIdTokenClaims: false,
    scopes: SCOPES,
    pkce: { required: () => true },
    jwks: { keys: [{ ...keys.signingKey }] },
    cookies: cookies(keys, setup.port),
    routes: { jwks: JWKS_PATH },
    interactions: { url: (_context, interaction) => `${SIGN_IN_PATH}/${interaction.uid}` },
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (context, form) => show(context, signOutPage(form)),
        postLogoutSuccessSource: (context) => show(context, signedOutPage(dashboardOrigin)),
      },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => RESOURCE,
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({
          scope: '',
          audience: RESOURCE,
          accessTokenFormat: 'jwt',
          accessTokenTTL: accessTokenSeconds,
          jwt: { sign: { alg: 'RS256' } },
        }),
      },
    },
    extraTokenClaims: (_context, token) => groupsOf(people, token),
    findAccount: (_context, subject) => account(people, subject),
    loadExistingGrant: (context) => grantWithoutAsking(context),
    // As in Cognito: a refresh token with each sign-in, and the same one until it ends, so that two tabs
    // which renew at once don't lock each other out.
    issueRefreshToken: () => true,
    rotateRefreshToken: false,
    // Signing out ends it, and only that.
    expiresWithSession: () => true,
    ttl: {
      AccessToken: accessTokenSeconds,
      IdToken: accessTokenSeconds,
      AuthorizationCode: 60,
      RefreshToken: 30 * DAY,
      Grant: 30 * DAY,
      Interaction: 60 * 60,
      Session: 14 * DAY,
    },
    renderError: (context, out) =>
      show(context, errorPage(out.error_description ?? out.error, dashboardOrigin)),
  };
}

function deskClient(dashboardOrigin: string) {
  return {
    client_id: CLIENT_ID,
    client_name: 'Carrel',
    token_endpoint_auth_method: 'none' as const,
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code' as const],
    redirect_uris: [`${dashboardOrigin}/`],
    post_logout_redirect_uris: [`${dashboardOrigin}/`],
  };
}

function cookies(keys: IssuerKeys, port: number) {
  const name = (what: string): string => `carrel_${port}_${what}`;
  return {
    keys: keys.cookieKeys,
    names: { session: name('session'), interaction: name('interaction'), resume: name('resume') },
  };
}

function show(context: KoaContextWithOIDC, html: string): void {
  context.type = 'html';
  context.body = html;
}

function groupsOf(people: readonly Person[], token: object): Record<string, readonly string[]> | undefined {
  const subject = 'accountId' in token && typeof token.accountId === 'string' ? token.accountId : '';
  const person = personBySubject(people, subject);
  return person === undefined ? undefined : { [GROUPS_CLAIM]: person.groups };
}

function account(people: readonly Person[], subject: string) {
  const person = personBySubject(people, subject);
  if (person === undefined) return undefined;
  return {
    accountId: subject,
    claims: () => ({
      sub: subject,
      name: person.name,
      email: person.email,
      email_verified: true,
      [GROUPS_CLAIM]: [...person.groups],
    }),
  };
}

/** The dashboard is the library's own: nobody is asked whether it may know who they are. */
async function grantWithoutAsking(context: KoaContextWithOIDC) {
  const { oidc } = context;
  const clientId = oidc.client?.clientId ?? CLIENT_ID;
  const grantId = oidc.result?.consent?.grantId ?? oidc.session?.grantIdFor(clientId);
  const existing = grantId === undefined ? undefined : await oidc.provider.Grant.find(grantId);
  if (existing !== undefined) return existing;
  const grant = new oidc.provider.Grant({ clientId, accountId: oidc.session?.accountId });
  grant.addOIDCScope(SCOPES.join(' '));
  await grant.save();
  return grant;
}
