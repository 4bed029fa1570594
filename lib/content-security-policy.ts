// The Content-Security-Policy of each front end: no inline code, and named partners only.
import { Aws } from 'aws-cdk-lib';
import type { ServiceContext } from './context.ts';

const policy = (
  connect: readonly string[],
  ancestors: readonly string[],
  more: readonly string[] = [],
): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    ["connect-src 'self'", ...connect].join(' '),
    "img-src 'self' data:",
    ['frame-ancestors', ...ancestors].join(' '),
    "base-uri 'none'",
    "form-action 'none'",
    ...more,
  ].join('; ');

/** The pages that may hold the widget are the only ones that may frame it. */
export const widgetPolicy = (context: ServiceContext): string =>
  policy([socketSource(context)], context.pageOrigins);

/** The guided page shows pages of the web, whichever an operator or a patron opens, and nobody may show it. */
export const guidedPolicy = (context: ServiceContext): string =>
  policy([socketSource(context)], ["'none'"], ['frame-src http: https:']);

/** Nobody may frame the dashboard, where a click can end a chat. */
export const dashboardPolicy = (context: ServiceContext, signInPrefix: string): string =>
  policy([socketSource(context), ...signInSources(context, signInPrefix)], ["'none'"]);

/** The API is made after the sites, which its rules name, so they know its host by pattern only. */
const socketSource = ({ emulation }: ServiceContext): string =>
  emulation ? new URL(emulation.socket).origin : `wss://*.execute-api.${Aws.REGION}.${Aws.URL_SUFFIX}`;

const signInSources = ({ signIn }: ServiceContext, prefix: string): readonly string[] =>
  signIn
    ? [...new Set([new URL(signIn.issuer).origin, new URL(signIn.jwksUri).origin])]
    : [
        `https://cognito-idp.${Aws.REGION}.${Aws.URL_SUFFIX}`,
        `https://${prefix}.auth.${Aws.REGION}.amazoncognito.com`,
      ];
