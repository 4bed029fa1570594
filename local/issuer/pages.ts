// The issuer's pages: signing in, signing out, and what went wrong. Plain HTML that works without scripts.
import { readFileSync } from 'node:fs';

import { type Html, type Safe, html } from '../html.ts';
import type { Person } from './people.ts';

const STYLE_PATH = '/issuer.css';
const SIGN_OUT_SCRIPT_PATH = '/sign-out.js';

/** The form's own button sends it at once: whoever pressed "Sign out" isn't asked again. */
const SIGN_OUT_SCRIPT = "document.querySelector('button[name=logout]').click();\n";

export function asset(path: string): { type: string; content: string } | undefined {
  switch (path) {
    case STYLE_PATH:
      return { type: 'text/css; charset=utf-8', content: stylesheet() };
    case SIGN_OUT_SCRIPT_PATH:
      return { type: 'text/javascript; charset=utf-8', content: SIGN_OUT_SCRIPT };
    default:
      return undefined;
  }
}

function stylesheet(): string {
  const read = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8');
  return read('../../frontend/ui/tokens.css') + read('./issuer.css');
}

export type SignInView = {
  uid: string;
  people: readonly Person[];
  /** After a wrong email or password: what was typed as the email. */
  refused?: { email: string };
};

export function signInPage({ uid, people, refused }: SignInView): string {
  const problem =
    refused === undefined
      ? ''
      : html`<p class="problem" role="alert" id="problem">
          That email and password don't belong together. Check both and try again.
        </p>`;
  const described = refused === undefined ? '' : html` aria-describedby="problem" aria-invalid="true"`;
  return page(
    'Sign in',
    html`<h1>Sign in to the desk</h1>
      <p class="lead">For the people who answer chats at Northfield Libraries.</p>
      ${problem}
      <form method="post" action="/sign-in/${uid}">
        <label for="email">Email</label>
        <input id="email" name="email" type="email" autocomplete="username" required
          value="${refused?.email ?? ''}"${described}>
        <label for="password">Password</label>
        <input id="password" name="password" type="password" autocomplete="current-password" required${described}>
        <button class="primary">Sign in</button>
      </form>
      <section aria-labelledby="people">
        <h2 id="people">Demo people</h2>
        <p>On this computer only. One click signs you in; a second person needs a private window.</p>
        <form method="post" action="/sign-in/${uid}" class="people">${people.map(personButton)}</form>
      </section>`,
  );
}

function personButton(person: Person): Safe {
  return html`<button name="person" value="${person.subject}">
    <span class="initials" aria-hidden="true">${initials(person.name)}</span>
    <span><b>${person.name}</b> <span class="role">${person.role === 'none' ? 'in no group, so not let in' : person.role}</span></span>
  </button>`;
}

function initials(name: string): string {
  return name
    .split(' ')
    .map((word) => word.slice(0, 1))
    .join('');
}

/** `form` is oidc-provider's own, without a button. */
export function signOutPage(form: string): string {
  return page(
    'Sign out',
    html`<h1>Sign out?</h1>
      <p class="lead">You will no longer be on duty.</p>
      ${{ html: form }}
      <div class="choices">
        <button class="primary" form="op.logoutForm" name="logout" value="yes">Sign out</button>
        <button class="plain" form="op.logoutForm">Stay signed in</button>
      </div>
      <script src="${SIGN_OUT_SCRIPT_PATH}" defer></script>`,
  );
}

export function signedOutPage(dashboardOrigin: string): string {
  return page(
    'Signed out',
    html`<h1>You are signed out</h1>
      <p><a href="${dashboardOrigin}/">Sign in again</a></p>`,
  );
}

export function errorPage(reason: string, dashboardOrigin: string): string {
  return page(
    "That didn't work",
    html`<h1>Signing in didn't work</h1>
      <p class="problem">${reason}</p>
      <p><a href="${dashboardOrigin}/">Go to the dashboard and try again</a></p>`,
  );
}

function page(title: string, main: Html): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · Carrel</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${STYLE_PATH}">
</head>
<body>
<header><span class="mark" aria-hidden="true"></span>Carrel <span class="where">Northfield Libraries</span></header>
<main>${main}</main>
</body>
</html>`.html;
}
