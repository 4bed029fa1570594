// Signs a person in over HTTP as a browser would: authorization code with PKCE through the issuer's login form.
import { createHash, randomBytes } from 'node:crypto';
import * as v from 'valibot';
import type { Tokens } from './wire-client.ts';

export interface SignIn {
  readonly issuer: string;
  readonly clientId: string;
  /** An address that the client may be sent back to; nothing has to answer there. */
  readonly redirectUri: string;
  readonly scope?: string | undefined;
}

const discovery = v.object({ authorization_endpoint: v.string(), token_endpoint: v.string() });
const tokenAnswer = v.object({
  access_token: v.string(),
  id_token: v.optional(v.string()),
  refresh_token: v.optional(v.string()),
});
const MOST_STEPS = 15;

/** Keeps the cookies of one sign-in, by name: enough for one issuer. */
class CookieJar {
  readonly #cookies = new Map<string, string>();

  take(response: Response): void {
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      const [name = '', ...value] = pair.split('=');
      if (value.join('=') === '') this.#cookies.delete(name.trim());
      else this.#cookies.set(name.trim(), value.join('='));
    }
  }

  get header(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }
}

const unescapeHtml = (text: string): string =>
  text
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&#x27;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');

const attribute = (tag: string, name: string): string | undefined => {
  const found = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s>]+))`, 'i').exec(tag);
  const value = found?.[1] ?? found?.[2] ?? found?.[3];
  return value === undefined ? undefined : unescapeHtml(value);
};

interface Form {
  readonly action: string;
  readonly fields: URLSearchParams;
}

/** The first form of a page, filled in: the password into its field, the name into the text field. */
export function filledForm(html: string, address: string, username: string, password: string): Form {
  const form = /<form[\s\S]*?<\/form>/i.exec(html)?.[0];
  if (form === undefined) throw new Error(`The page at ${address} has no form: ${html.slice(0, 300)}`);
  const fields = new URLSearchParams();
  for (const [input] of form.matchAll(/<(?:input|button)\b[^>]*>/gi)) {
    const name = attribute(input, 'name');
    const type = (attribute(input, 'type') ?? 'text').toLowerCase();
    if (name === undefined || type === 'reset') continue;
    if (type === 'password') fields.set(name, password);
    else if (type === 'text' || type === 'email') fields.set(name, username);
    else fields.set(name, attribute(input, 'value') ?? '');
  }
  const action = attribute(/<form[^>]*>/i.exec(form)?.[0] ?? '', 'action') ?? '';
  return { action: new URL(action, address).href, fields };
}

/** Walks from the authorization address to the redirect, and gives the code. */
async function codeFor(start: URL, redirectUri: string, username: string, password: string): Promise<string> {
  const jar = new CookieJar();
  let address = start.href;
  let post: URLSearchParams | undefined;
  for (let step = 0; step < MOST_STEPS; step += 1) {
    if (address.startsWith(redirectUri)) {
      const answer = new URL(address).searchParams;
      const code = answer.get('code');
      if (code !== null) return code;
      throw new Error(`Sign-in ended with ${answer.get('error')}: ${answer.get('error_description')}`);
    }
    const response: Response = await fetch(address, {
      redirect: 'manual',
      headers: { cookie: jar.header, accept: 'text/html' },
      ...(post === undefined ? {} : { method: 'POST', body: post }),
    });
    jar.take(response);
    post = undefined;
    const location = response.headers.get('location');
    if (location !== null) {
      address = new URL(location, address).href;
      continue;
    }
    const html = await response.text();
    if (!response.ok && !html.includes('<form')) {
      throw new Error(`${address} answered ${response.status}: ${html.slice(0, 300)}`);
    }
    const form = filledForm(html, address, username, password);
    address = form.action;
    post = form.fields;
  }
  throw new Error(`Sign-in of ${username} did not end after ${MOST_STEPS} pages; the last was ${address}`);
}

async function json<T>(response: Response, schema: v.GenericSchema<unknown, T>): Promise<T> {
  const text = await response.text();
  if (!response.ok) throw new Error(`${response.url} answered ${response.status}: ${text.slice(0, 300)}`);
  return v.parse(v.pipe(v.string(), v.parseJson(), schema), text);
}

/** The tokens of a person who types this name and this password. */
export async function signIn(at: SignIn, username: string, password: string): Promise<Tokens> {
  const where = await json(await fetch(`${at.issuer}/.well-known/openid-configuration`), discovery);
  const verifier = randomBytes(32).toString('base64url');
  const start = new URL(where.authorization_endpoint);
  start.search = new URLSearchParams({
    response_type: 'code',
    client_id: at.clientId,
    redirect_uri: at.redirectUri,
    scope: at.scope ?? 'openid profile email',
    state: randomBytes(12).toString('base64url'),
    nonce: randomBytes(12).toString('base64url'),
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  }).toString();
  const code = await codeFor(start, at.redirectUri, username, password);
  const answer = await fetch(where.token_endpoint, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      client_id: at.clientId,
      redirect_uri: at.redirectUri,
      code,
      code_verifier: verifier,
    }),
  });
  const tokens = await json(answer, tokenAnswer);
  return { accessToken: tokens.access_token, idToken: tokens.id_token };
}
