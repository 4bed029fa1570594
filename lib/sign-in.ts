// How operators sign in: a Cognito user pool with its three groups, or the issuer that the context names.
import { Aws, Duration, RemovalPolicy } from 'aws-cdk-lib';
import {
  AccountRecovery,
  CfnManagedLoginBranding,
  FeaturePlan,
  ManagedLoginVersion,
  Mfa,
  OAuthScope,
  UserPool,
  type UserPoolClient,
  UserPoolClientIdentityProvider,
} from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import type { SignInSettings } from './context.ts';
import type { ServiceFunction } from './service-function.ts';

const GROUPS = {
  operators: 'Answer the chats of the departments that they belong to',
  coordinators: 'Set up departments, the people in them and their settings',
  administrators: 'Set up everything',
} as const;

/** Tells the function whose tokens to believe. */
export const bindSignIn = (fn: ServiceFunction, settings: SignInSettings): void =>
  fn.bind({
    SIGN_IN_ISSUER: settings.issuer,
    SIGN_IN_CLIENT_ID: settings.clientId,
    SIGN_IN_JWKS_URI: settings.jwksUri,
    SIGN_IN_GROUPS_CLAIM: settings.groupsClaim,
  });

export type SignInProps = {
  /** Where the dashboard is: the only place that a sign-in comes back to. */
  dashboardOrigin: string;
  /** The first part of the sign-in page's host name. */
  prefix: string;
};

export class SignIn extends Construct {
  readonly settings: SignInSettings;
  readonly userPoolId: string;

  constructor(scope: Construct, id: string, { dashboardOrigin, prefix }: SignInProps) {
    super(scope, id);
    const pool = this.#addPool();
    const client = this.#addClient(pool, `${dashboardOrigin}/`);
    for (const [name, description] of Object.entries(GROUPS)) {
      pool.addGroup(name, { groupName: name, description });
    }
    this.#addSignInPages(pool, client, prefix);
    const issuer = `https://cognito-idp.${Aws.REGION}.${Aws.URL_SUFFIX}/${pool.userPoolId}`;
    this.userPoolId = pool.userPoolId;
    this.settings = {
      issuer,
      clientId: client.userPoolClientId,
      jwksUri: `${issuer}/.well-known/jwks.json`,
      groupsClaim: 'cognito:groups',
    };
  }

  #addPool(): UserPool {
    return new UserPool(this, 'People', {
      selfSignUpEnabled: false,
      signInAliases: { email: true },
      signInCaseSensitive: false,
      standardAttributes: {
        email: { required: true, mutable: true },
        fullname: { required: true, mutable: true },
      },
      passwordPolicy: {
        minLength: 12,
        requireLowercase: true,
        requireUppercase: true,
        requireDigits: true,
        requireSymbols: true,
        tempPasswordValidity: Duration.days(7),
      },
      mfa: Mfa.OPTIONAL,
      mfaSecondFactor: { otp: true, sms: false },
      accountRecovery: AccountRecovery.EMAIL_ONLY,
      featurePlan: FeaturePlan.ESSENTIALS,
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
  }

  #addClient(pool: UserPool, home: string): UserPoolClient {
    return pool.addClient('Dashboard', {
      // A browser keeps no secret: PKCE takes its place.
      generateSecret: false,
      // Beside the sign-in pages only whoever holds rights in the AWS account gets tokens, for test:live.
      authFlows: { adminUserPassword: true },
      oAuth: {
        flows: { authorizationCodeGrant: true },
        scopes: [OAuthScope.OPENID, OAuthScope.EMAIL, OAuthScope.PROFILE],
        callbackUrls: [home],
        logoutUrls: [home],
      },
      supportedIdentityProviders: [UserPoolClientIdentityProvider.COGNITO],
      preventUserExistenceErrors: true,
      enableTokenRevocation: true,
      accessTokenValidity: Duration.hours(1),
      idTokenValidity: Duration.hours(1),
      // A long shift; whoever comes back tomorrow signs in again.
      refreshTokenValidity: Duration.hours(12),
      refreshTokenRotationGracePeriod: Duration.seconds(60),
    });
  }

  #addSignInPages(pool: UserPool, client: UserPoolClient, domainPrefix: string): void {
    pool.addDomain('Domain', {
      cognitoDomain: { domainPrefix },
      managedLoginVersion: ManagedLoginVersion.NEWER_MANAGED_LOGIN,
    });
    // Without a look of its own, even the default one, the newer sign-in pages answer with an error.
    new CfnManagedLoginBranding(this, 'Look', {
      userPoolId: pool.userPoolId,
      clientId: client.userPoolClientId,
      useCognitoProvidedValues: true,
    });
  }
}
