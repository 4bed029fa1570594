// One browser test: its people's browsers apart from each other, what their pages complain of, and evidence.
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import type { Line, Network } from './browser-network.ts';
import { launchUnadorned } from './browser-unadorned.ts';

/** How long anything that is expected may take (ms). */
export const PATIENCE_MS = 10_000;

export const DESKTOP = { width: 1280, height: 800 } as const;
export const PHONE = { width: 390, height: 844 } as const;

declare global {
  interface Window {
    /** Everything that was read out on this page to those who can't see it. */
    readAloud: string[];
  }
}

/** Runs on every page before its own scripts: reports what its policy forbids, and writes down what is said. */
function takeNotes(): void {
  addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
    console.error(`Content-Security-Policy: ${violatedDirective} forbids ${blockedURI}`);
  });
  window.readAloud = [];
  const listen = (): void => {
    for (const { textContent } of document.querySelectorAll('[aria-live=polite], [role=status]')) {
      if (textContent && textContent !== window.readAloud.at(-1)) window.readAloud.push(textContent);
    }
  };
  new MutationObserver(listen).observe(document, { subtree: true, childList: true, characterData: true });
}

/** A person at a browser of their own. */
export interface Person {
  readonly name: string;
  readonly context: BrowserContext;
  readonly line: Line;
}

/** A service at which nobody has signed in yet has no availability file: the browser itself notes that. */
const NOBODY_YET = /\b404\b.*\/availability\.json\)$/;

interface Seen {
  readonly who: string;
  readonly page: Page;
  readonly said: string[];
}

export class Scene {
  readonly #browser: Browser;
  readonly #network: Network;
  readonly #people: Person[] = [];
  readonly #leaves: (() => Promise<void>)[] = [];
  readonly #pages: Seen[] = [];
  readonly #complaints: string[] = [];
  readonly #afterwards: (() => Promise<void>)[] = [];
  #expected: RegExp | undefined;
  #isClosing = false;

  constructor(browser: Browser, network: Network) {
    this.#browser = browser;
    this.#network = network;
  }

  /** What browsers will rightly say here is no complaint. */
  expectComplaints(words: RegExp): void {
    this.#expected = words;
  }

  /** Done when the scene is over, before the browsers are closed, whether it went well or not. */
  afterwards(tidy: () => Promise<void>): void {
    this.#afterwards.push(tidy);
  }

  async person(name: string, options: BrowserContextOptions = {}): Promise<Person> {
    const line = this.#lineOf(name);
    const context = await this.#browser.newContext({
      viewport: DESKTOP,
      reducedMotion: 'reduce',
      locale: 'en-GB',
      userAgent: line.userAgent,
      ...options,
    });
    return await this.#settle({ name, context, line }, () => context.close());
  }

  /** Somebody whose browser hides and suspends its tabs as any browser does; others act as if all were in front. */
  async personWithTabsThatSleep(name: string): Promise<Person> {
    const line = this.#lineOf(name);
    const flags = [this.#network.browserFlag, `--user-agent=${line.userAgent}`];
    const { context, close } = await launchUnadorned(flags);
    return await this.#settle({ name, context, line }, close);
  }

  #lineOf(name: string): Line {
    return this.#network.line(`${name.replace(/\W+/gu, '-')}-${this.#people.length}-${Date.now()}`);
  }

  async #settle(person: Person, leave: () => Promise<void>): Promise<Person> {
    const { name, context } = person;
    this.#people.push(person);
    this.#leaves.push(leave);
    context.setDefaultTimeout(PATIENCE_MS);
    await context.addInitScript(takeNotes);
    context.on('page', (page) => this.#watch(name, page));
    return person;
  }

  /** Errors on any page so far, and what a page's policy had to stop. */
  get complaints(): readonly string[] {
    return this.#complaints;
  }

  /** Screenshots and what the pages wrote, in a folder whose name is returned. */
  async keepEvidence(title: string): Promise<string> {
    const folder = mkdtempSync(join(tmpdir(), `carrel-${title.replace(/\W+/gu, '-').slice(0, 40)}-`));
    for (const [index, { who, page, said }] of this.#pages.entries()) {
      if (page.isClosed()) continue;
      const file = join(folder, `${index + 1}-${who.replace(/\W+/gu, '-')}`);
      writeFileSync(`${file}.txt`, `${page.url()}\n${said.join('\n')}\n`);
      // A page that hangs must not hide why the test failed.
      await page.screenshot({ path: `${file}.png`, timeout: 3_000 }).catch(() => undefined);
    }
    return folder;
  }

  async close(): Promise<void> {
    this.#isClosing = true;
    try {
      for (const { line, context } of this.#people) {
        line.restore();
        await context.setOffline(false);
      }
      for (const tidy of this.#afterwards.toReversed()) await tidy();
    } finally {
      await Promise.all(this.#leaves.map((leave) => leave()));
    }
  }

  #watch(who: string, page: Page): void {
    const said: string[] = [];
    this.#pages.push({ who, page, said });
    page.on('console', (message) => {
      said.push(`${message.type()}: ${message.text()}`);
      if (message.type() === 'error') this.#complain(who, `${message.text()} (${message.location().url})`);
    });
    page.on('pageerror', (error) => {
      said.push(`exception: ${error.stack ?? error.message}`);
      this.#complain(who, error.stack ?? error.message);
    });
  }

  #complain(who: string, what: string): void {
    if (this.#isClosing || this.#expected?.test(what) || NOBODY_YET.test(what)) return;
    this.#complaints.push(`${who}: ${what}`);
  }
}
