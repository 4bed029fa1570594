// The dashboard's own configuration, written beside it at deploy: where the socket is, and who signs people in.
import * as v from 'valibot';

const webAddress = (what: string) =>
  v.pipe(
    v.string(`${what} is missing`),
    v.check((text) => URL.canParse(text), `${what} is not an address`),
  );

const timeZone = v.pipe(
  v.string('timeZone is missing'),
  v.check((name) => {
    try {
      new Intl.DateTimeFormat('en', { timeZone: name });
      return true;
    } catch {
      return false;
    }
  }, 'timeZone is not the name of a time zone'),
);

export const dashboardConfig = v.object({
  socket: v.pipe(v.string('socket is missing'), v.regex(/^wss?:\/\//u, 'socket is not a wss address')),
  serviceName: v.pipe(v.string('serviceName is missing'), v.minLength(1, 'serviceName is empty')),
  timeZone,
  /** Where the widget's loader is, for the snippet to copy. */
  widgetOrigin: webAddress('widgetOrigin'),
  signIn: v.object({
    issuer: webAddress('signIn.issuer'),
    clientId: v.pipe(v.string('signIn.clientId is missing'), v.minLength(1, 'signIn.clientId is empty')),
    groupsClaim: v.string('signIn.groupsClaim is missing'),
    scope: v.optional(v.string(), 'openid profile email'),
    /** Named in the requests where the issuer gives tokens for one resource at a time (RFC 8707). */
    resource: v.optional(webAddress('signIn.resource')),
  }),
});
export type DashboardConfig = v.InferOutput<typeof dashboardConfig>;

export type ConfigOutcome =
  | { readonly outcome: 'read'; readonly config: DashboardConfig }
  | { readonly outcome: 'unreachable' }
  /** `problem`: a sentence for whoever deployed it. */
  | { readonly outcome: 'wrong'; readonly problem: string };

/** Reads `/config.json`. */
export async function readConfig(fetchIt: typeof fetch): Promise<ConfigOutcome> {
  let json: unknown;
  try {
    const response = await fetchIt('/config.json', { cache: 'no-cache' });
    if (!response.ok) return { outcome: 'unreachable' };
    json = await response.json();
  } catch {
    return { outcome: 'unreachable' };
  }
  const parsed = v.safeParse(dashboardConfig, json);
  if (parsed.success) return { outcome: 'read', config: parsed.output };
  return { outcome: 'wrong', problem: `config.json: ${parsed.issues[0].message}.` };
}
