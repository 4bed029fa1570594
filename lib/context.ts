// What an administrator chooses before deploying: the `carrel` part of cdk.json's context, checked.
import * as v from 'valibot';
import { ContextError, type ContextFault } from './context-error.ts';

/** The key under which the context stands in cdk.json. */
export const CONTEXT_KEY = 'carrel';

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);
const HOST_NAME = /^(?=.{4,253}$)([a-z\d]([a-z\d-]{0,61}[a-z\d])?\.)+[a-z]{2,63}$/;
const CERTIFICATE_ARN = /^arn:aws[a-z-]*:acm:us-east-1:\d{12}:certificate\/[\w-]+$/;
const STACK_PREFIX = /^[A-Za-z][A-Za-z0-9-]{0,39}$/;
/** Cognito refuses host name prefixes that hold one of the words excluded here. */
const SIGN_IN_PREFIX = /^(?!.*(aws|amazon|cognito))[a-z\d]([a-z\d-]{0,48}[a-z\d])?$/;

/** Every key that may stand in the context, and what belongs there, in an administrator's words. */
const EXPECTATIONS: Readonly<Record<string, string>> = {
  serviceName: 'the name that patrons read, 1 to 80 characters, such as "Northfield Libraries"',
  timeZone: 'an IANA time zone, such as "America/Toronto"',
  senderAddress: 'the email address that Carrel sends from, such as "chat@library.example.org"',
  askALibrarianAddress: 'the email address that answers follow-ups, such as "ask@library.example.org"',
  pageOrigins:
    'a list of 1 to 20 different web origins (1,200 characters in all) whose pages may hold the widget, such as ["https://library.example.org"]',
  'pageOrigins[]': 'a web origin with https and without a path, such as "https://library.example.org"',
  alarmAddress: 'the email address that hears of alarms, such as "systems@library.example.org"',
  stackPrefix: 'letters, digits and hyphens, at most 40, beginning with a letter, such as "Carrel"',
  signInPrefix:
    'the first part of the sign-in page\'s host name: lower-case letters, digits and hyphens, without "aws", "amazon" or "cognito", such as "northfield-chat"',
  domains: 'an object with "widget", "dashboard" or both, with a different host name each',
  'domains.widget': 'an object with "name" and "certificateArn"',
  'domains.widget.name': 'a host name, such as "chat.library.example.org"',
  'domains.widget.certificateArn': 'the ARN of an ACM certificate in us-east-1, where CloudFront looks',
  'domains.dashboard': 'an object with "name" and "certificateArn"',
  'domains.dashboard.name': 'a host name, such as "desk.library.example.org"',
  'domains.dashboard.certificateArn': 'the ARN of an ACM certificate in us-east-1, where CloudFront looks',
  signIn: 'an object with "issuer", "clientId", "jwksUri" and "groupsClaim"',
  'signIn.issuer': 'the https address of an OpenID Connect issuer, as its tokens spell it',
  'signIn.clientId': "the dashboard's client id at that issuer",
  'signIn.jwksUri': "the https address of that issuer's signing keys",
  'signIn.groupsClaim': 'the name of the claim that lists an operator\'s groups, such as "groups"',
  emulation: 'an object with "managementEndpoint", "socket", "widgetOrigin" and "dashboardOrigin"',
  'emulation.managementEndpoint': "an http or https address, in which {api} stands for the API's id",
  'emulation.socket': "a ws or wss address, in which {api} stands for the API's id",
  'emulation.widgetOrigin': 'a web origin',
  'emulation.dashboardOrigin': 'a web origin other than that of the widget',
};

const isTimeZone = (name: string): boolean => {
  try {
    // An offset such as "+05:00" is taken by Intl too, but it knows no daylight saving.
    return (
      new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '' &&
      /^[A-Z]/.test(name)
    );
  } catch {
    return false;
  }
};

const hasProtocol = (text: string, protocols: readonly string[]): boolean => {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || url.username || url.password || url.hash) return false;
  const plain = url.protocol === 'http:' || url.protocol === 'ws:';
  return protocols.includes(url.protocol) && (!plain || LOOPBACK.has(url.hostname));
};
/** https everywhere; plain http only on the machine itself, where the local runner and the emulator are. */
const isWebAddress = (text: string): boolean => hasProtocol(text, ['https:', 'http:']);
const isSocketAddress = (text: string): boolean => hasProtocol(text, ['wss:', 'ws:']);
const isOrigin = (text: string): boolean =>
  isWebAddress(text) && new URL(text).origin === text && !text.includes('*');

const email = v.pipe(v.string(), v.email(), v.maxLength(254));
const origin = v.pipe(v.string(), v.check(isOrigin));
const webAddress = v.pipe(v.string(), v.check(isWebAddress));
const domain = v.strictObject({
  name: v.pipe(v.string(), v.regex(HOST_NAME)),
  certificateArn: v.pipe(v.string(), v.regex(CERTIFICATE_ARN)),
});

const schema = v.strictObject({
  // Letters of any script, but nothing that could be taken for markup.
  serviceName: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(80), v.regex(/^[^\p{C}<>]+$/u)),
  timeZone: v.pipe(v.string(), v.check(isTimeZone)),
  senderAddress: email,
  askALibrarianAddress: email,
  pageOrigins: v.pipe(
    v.array(origin),
    v.minLength(1),
    v.maxLength(20),
    // CloudFront sends no header longer than 1,783 characters, and these stand in one.
    v.check((origins) => origins.join(' ').length <= 1200 && new Set(origins).size === origins.length),
  ),
  alarmAddress: v.optional(email),
  stackPrefix: v.optional(v.pipe(v.string(), v.regex(STACK_PREFIX)), 'Carrel'),
  signInPrefix: v.optional(v.pipe(v.string(), v.regex(SIGN_IN_PREFIX))),
  domains: v.optional(
    v.pipe(
      v.strictObject({ widget: v.optional(domain), dashboard: v.optional(domain) }),
      v.check(({ widget, dashboard }) => widget?.name !== dashboard?.name || widget === undefined),
    ),
  ),
  signIn: v.optional(
    v.strictObject({
      issuer: webAddress,
      clientId: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
      jwksUri: webAddress,
      groupsClaim: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
    }),
  ),
  emulation: v.optional(
    v.pipe(
      v.strictObject({
        managementEndpoint: v.pipe(
          v.string(),
          v.check((text) => isWebAddress(text.replace('{api}', 'api'))),
        ),
        socket: v.pipe(
          v.string(),
          v.check((text) => isSocketAddress(text.replace('{api}', 'api'))),
        ),
        widgetOrigin: origin,
        dashboardOrigin: origin,
      }),
      v.check(({ widgetOrigin, dashboardOrigin }) => widgetOrigin !== dashboardOrigin),
    ),
  ),
});
const KEYS = Object.keys(schema.entries);

export type ServiceContext = v.InferOutput<typeof schema>;
export type SiteDomain = v.InferOutput<typeof domain>;
export type Emulation = NonNullable<ServiceContext['emulation']>;
export type SignInSettings = NonNullable<ServiceContext['signIn']>;

/**
 * Reads the context that CDK found: an object from cdk.json or from code, or the JSON text of one
 * from the command line (`--context carrel='{…}'`).
 * @throws ContextError with a line for each key that is missing, unknown or wrong.
 */
export const parseServiceContext = (found: unknown): ServiceContext => {
  const outcome = v.safeParse(schema, typeof found === 'string' ? parseJson(found) : found, {
    abortPipeEarly: true,
  });
  if (outcome.success) return outcome.output;
  throw new ContextError(outcome.issues.map(describe));
};

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};

const describe = (issue: v.InferIssue<typeof schema>): ContextFault => {
  const path = v.getDotPath(issue) ?? '';
  const key = path === '' ? CONTEXT_KEY : `${CONTEXT_KEY}.${path}`;
  const found = issue.received === 'undefined' ? 'nothing' : shorten(JSON.stringify(issue.input));
  return { key, expected: expectation(path), found };
};

const expectation = (path: string): string => {
  if (path === '') return `an object with the keys ${KEYS.slice(0, 5).join(', ')}`;
  const parent = path.slice(0, Math.max(0, path.lastIndexOf('.')));
  return EXPECTATIONS[path.replace(/\.\d+$/, '[]')] ?? EXPECTATIONS[parent] ?? `one of ${KEYS.join(', ')}`;
};

const shorten = (text: string): string => (text.length > 80 ? `${text.slice(0, 79)}…` : text);
