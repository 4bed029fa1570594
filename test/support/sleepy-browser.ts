// A browser that lets hidden pages sleep, as people's do: Playwright's own way to start one keeps all pages awake.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { chromiumToStart, FLAGS } from './browser-chromium.ts';

/** Hidden pages' timers are held to one a minute after this long, instead of after 5 minutes. */
const SLEEP = '--enable-features=IntensiveWakeUpThrottling:grace_period_seconds/1';

const START_MS = 20_000;

export class SleepyBrowser {
  readonly context: BrowserContext;
  readonly #close: () => Promise<void>;

  private constructor(context: BrowserContext, close: () => Promise<void>) {
    this.context = context;
    this.#close = close;
  }

  static async launch(): Promise<SleepyBrowser> {
    const { file, env } = await chromiumToStart();
    const profile = mkdtempSync(join(tmpdir(), 'carrel-sleepy-'));
    const flags = [...FLAGS, SLEEP, '--headless', '--remote-debugging-port=0', `--user-data-dir=${profile}`];
    const child = spawn(file, [...flags, 'about:blank'], { env, stdio: ['ignore', 'ignore', 'pipe'] });
    const end = async (): Promise<void> => {
      await ended(child);
      rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    };
    try {
      // Without the defaults pages don't all believe to be in front.
      const browser = await chromium.connectOverCDP(await addressOf(child), { noDefaults: true });
      const [context] = browser.contexts();
      if (context === undefined) throw new Error('The browser has no window.');
      return new SleepyBrowser(context, async () => {
        await browser.close();
        await end();
      });
    } catch (error) {
      await end();
      throw error;
    }
  }

  /** Puts the page's window out of sight. */
  async minimize(page: Page): Promise<void> {
    const devtools = await this.context.newCDPSession(page);
    const { windowId } = await devtools.send('Browser.getWindowForTarget');
    await devtools.send('Browser.setWindowBounds', { windowId, bounds: { windowState: 'minimized' } });
    await devtools.detach();
  }

  async close(): Promise<void> {
    await this.#close();
  }
}

/** Where it can be driven, which it says when it has started. */
function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    const fail = (): void => reject(new Error(`The browser did not start.\n${said.slice(-1_000)}`));
    const timer = setTimeout(fail, START_MS);
    child.stderr?.on('data', (bytes: Buffer) => {
      said += bytes.toString();
      const address = /ws:\/\/\S+/u.exec(said)?.[0];
      if (address === undefined) return;
      clearTimeout(timer);
      resolve(address);
    });
    child.once('exit', fail);
  });
}

function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGKILL');
  });
}
