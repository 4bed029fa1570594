// The sign-in page's handler: shows the form, checks the password, hands the person back to oidc-provider.
import type { IncomingMessage, ServerResponse } from 'node:http';

import type Provider from 'oidc-provider';

import { errorPage, signInPage } from './pages.ts';
import { type Person, personByPassword, personBySubject } from './people.ts';

const LARGEST_FORM = 10_000;

type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

export function signInHandler(
  provider: Provider,
  people: readonly Person[],
  dashboardOrigin: string,
): Handler {
  const answer: Handler = async (request, response) => {
    const { uid } = await provider.interactionDetails(request, response);
    if (request.method !== 'POST') return send(response, 200, signInPage({ uid, people }), dashboardOrigin);
    const form = await readForm(request);
    const email = form.get('email') ?? '';
    const person =
      personBySubject(people, form.get('person') ?? '') ??
      personByPassword(people, email, form.get('password') ?? '');
    if (person === undefined) {
      return send(response, 401, signInPage({ uid, people, refused: { email } }), dashboardOrigin);
    }
    await provider.interactionFinished(request, response, { login: { accountId: person.subject } });
  };
  return async (request, response) => {
    try {
      await answer(request, response);
    } catch {
      // Without its cookie, or after an hour, a sign-in can't go on: the dashboard begins another.
      const reason = 'This sign-in is too old, or was begun in another browser.';
      if (!response.headersSent) send(response, 400, errorPage(reason, dashboardOrigin), dashboardOrigin);
      else response.end();
    }
  };
}

/** A form's redirects are bound by form-action too, so the dashboard must be in it. */
function send(response: ServerResponse, status: number, html: string, dashboardOrigin: string): void {
  response.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'content-security-policy':
      `default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; ` +
      `form-action 'self' ${dashboardOrigin}; frame-ancestors 'none'; base-uri 'none'`,
    'referrer-policy': 'no-referrer',
  });
  response.end(html);
}

async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
  let body = '';
  for await (const chunk of request) {
    body += String(chunk);
    if (body.length > LARGEST_FORM) throw new Error('The form is too large');
  }
  return new URLSearchParams(body);
}
