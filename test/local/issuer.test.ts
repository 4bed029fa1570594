// The local issuer over HTTP, as a browser and the dashboard meet it.
import { type ChildProcess, spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import * as v from 'valibot';

import { DEMO_PEOPLE } from '../../local/issuer/people.ts';
import { freePort } from '../../local/ports.ts';

const DASHBOARD = 'http://127.0.0.1:9';
const [DANA] = DEMO_PEOPLE;
const TOKEN_SECONDS = 120;

const tokens = v.object({
  access_token: v.string(),
  id_token: v.string(),
  refresh_token: v.string(),
  expires_in: v.number(),
});
const claims = v.looseObject({ sub: v.string() });

const folder = mkdtempSync(join(tmpdir(), 'carrel-issuer-'));
let issuer: string;
let child: ChildProcess;

async function start(port: number): Promise<void> {
  const script = join(__dirname, 'issuer-process.ts');
  const words = [DASHBOARD, folder, String(port), String(TOKEN_SECONDS)];
  child = spawn(process.execPath, ['--import', 'tsx', script, ...words], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (child.stdout === null) throw new Error('no output');
  await once(child.stdout, 'data');
  issuer = `http://127.0.0.1:${port}`;
}

async function stop(): Promise<void> {
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}

/** A browser that keeps cookies and follows nothing by itself. */
class Browser {
  readonly #cookies = new Map<string, string>();

  async get(address: string): Promise<Response> {
    return this.#ask(address, {});
  }

  async post(address: string, form: Record<string, string>): Promise<Response> {
    return this.#ask(address, { method: 'POST', body: new URLSearchParams(form) });
  }

  async #ask(address: string, init: RequestInit): Promise<Response> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(address, { ...init, redirect: 'manual', headers: { cookie } });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '') this.#cookies.delete(name);
      else this.#cookies.set(name, value);
    }
    return response;
  }

  /** Follows redirects until a page or the dashboard is reached. */
  async follow(first: Response): Promise<{ address: string; response: Response }> {
    let response = first;
    for (;;) {
      const location = response.headers.get('location');
      if (location === null) return { address: response.url, response };
      const address = new URL(location, issuer).href;
      if (address.startsWith(DASHBOARD)) return { address, response };
      response = await this.get(address);
    }
  }
}

function authorization(verifier: string | undefined): string {
  const challenge = verifier && createHash('sha256').update(verifier).digest('base64url');
  const query = new URLSearchParams({
    client_id: 'carrel-desk',
    redirect_uri: `${DASHBOARD}/`,
    response_type: 'code',
    scope: 'openid profile email',
    state: 'here',
    ...(challenge ? { code_challenge: challenge, code_challenge_method: 'S256' } : {}),
  });
  return `${issuer}/auth?${query}`;
}

async function askForTokens(form: Record<string, string>): Promise<Response> {
  return fetch(`${issuer}/token`, {
    method: 'POST',
    headers: { origin: DASHBOARD },
    body: new URLSearchParams({ client_id: 'carrel-desk', ...form }),
  });
}

async function signIn(browser: Browser, email: string, password: string) {
  const verifier = randomBytes(32).toString('base64url');
  const page = await browser.follow(await browser.get(authorization(verifier)));
  const { address } = await browser.follow(await browser.post(page.address, { email, password }));
  const code = new URL(address).searchParams.get('code') ?? '';
  const redeem = { grant_type: 'authorization_code', redirect_uri: `${DASHBOARD}/`, code };
  return { verifier, redeem, answer: await askForTokens({ ...redeem, code_verifier: verifier }) };
}

async function signedIn(browser = new Browser()) {
  const { answer } = await signIn(browser, DANA?.email ?? '', DANA?.password ?? '');
  return v.parse(tokens, await answer.json());
}

function claimsOf(token: string) {
  const [, payload = ''] = token.split('.');
  return v.parse(claims, JSON.parse(Buffer.from(payload, 'base64url').toString()));
}

beforeAll(async () => start(await freePort()));
afterAll(async () => {
  await stop();
  rmSync(folder, { recursive: true, force: true });
});

describe('signing in', () => {
  it('gives an access token with the client and the groups, for as long as it was told', async () => {
    const { access_token, expires_in } = await signedIn();

    expect(expires_in).toBe(TOKEN_SECONDS);
    expect(claimsOf(access_token)).toMatchObject({
      iss: issuer,
      sub: DANA?.subject,
      client_id: 'carrel-desk',
      groups: ['operators'],
    });
  });

  it('gives an id token with name, email and groups', async () => {
    const { id_token } = await signedIn();

    expect(claimsOf(id_token)).toMatchObject({
      aud: 'carrel-desk',
      sub: DANA?.subject,
      name: DANA?.name,
      email: DANA?.email,
      groups: ['operators'],
    });
  });

  it('answers a wrong password with the page again, an alert in it, and no way on', async () => {
    const browser = new Browser();
    const page = await browser.follow(await browser.get(authorization('v'.repeat(43))));

    const answer = await browser.post(page.address, { email: '"><b>', password: 'wrong' });

    expect(answer.status).toBe(401);
    expect(answer.headers.get('location')).toBeNull();
    const html = await answer.text();
    expect(html).toContain('role="alert"');
    expect(html).toContain('value="&quot;&gt;&lt;b&gt;"');
  });

  it('refuses to begin without PKCE', async () => {
    const answer = await new Browser().get(authorization(undefined));

    const location = new URL(answer.headers.get('location') ?? '');
    expect(location.searchParams.get('error')).toBe('invalid_request');
    expect(location.searchParams.get('error_description')).toMatch(/PKCE/);
  });

  it('refuses the code with another verifier', async () => {
    const { redeem } = await signIn(new Browser(), DANA?.email ?? '', DANA?.password ?? '');

    const answer = await askForTokens({ ...redeem, code_verifier: 'x'.repeat(43) });

    expect(answer.status).toBe(400);
  });

  it('says what to do when a sign-in is too old', async () => {
    const answer = await fetch(`${issuer}/sign-in/nothing`);

    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain(`href="${DASHBOARD}/"`);
  });
});

describe('staying signed in', () => {
  it('renews with the same refresh token, also twice at once', async () => {
    const { refresh_token } = await signedIn();
    const renewal = { grant_type: 'refresh_token', refresh_token };

    const answers = await Promise.all([askForTokens(renewal), askForTokens(renewal)]);

    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(answers[0]?.headers.get('access-control-allow-origin')).toBe(DASHBOARD);
  });

  it('lets no other web page ask for tokens', async () => {
    const answer = await fetch(`${issuer}/token`, {
      method: 'POST',
      headers: { origin: 'http://elsewhere.example' },
      body: new URLSearchParams({
        client_id: 'carrel-desk',
        grant_type: 'refresh_token',
        refresh_token: 'x',
      }),
    });

    expect(answer.headers.get('access-control-allow-origin')).not.toBe('http://elsewhere.example');
    expect(answer.status).toBe(400);
  });

  it('survives a restart: the same keys, the same session, the same refresh token', async () => {
    const browser = new Browser();
    const { refresh_token } = await signedIn(browser);
    const keys = await (await fetch(`${issuer}/jwks`)).json();

    await stop();
    await start(Number(new URL(issuer).port));

    expect(await (await fetch(`${issuer}/jwks`)).json()).toEqual(keys);
    expect((await askForTokens({ grant_type: 'refresh_token', refresh_token })).status).toBe(200);
    const { address } = await browser.follow(await browser.get(authorization('v'.repeat(43))));
    expect(new URL(address).searchParams.get('code')).not.toBeNull();
  });
});

describe('signing out', () => {
  it('ends the session and its refresh token, and leads back to the dashboard', async () => {
    const browser = new Browser();
    const { id_token, refresh_token } = await signedIn(browser);
    const query = new URLSearchParams({ id_token_hint: id_token, post_logout_redirect_uri: `${DASHBOARD}/` });

    const page = await (await browser.get(`${issuer}/session/end?${query}`)).text();
    const secret = /name="xsrf" value="(\w+)"/.exec(page)?.[1] ?? '';
    const { address } = await browser.follow(
      await browser.post(`${issuer}/session/end/confirm`, { xsrf: secret, logout: 'yes' }),
    );

    expect(address).toBe(`${DASHBOARD}/`);
    expect((await askForTokens({ grant_type: 'refresh_token', refresh_token })).status).toBe(400);
    const again = await browser.follow(await browser.get(authorization('v'.repeat(43))));
    expect(again.address).toContain('/sign-in/');
  });
});
