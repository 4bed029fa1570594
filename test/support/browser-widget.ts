// The built widget in a browser at a page of a fake library: for tests of the widget alone, without a server.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, FrameLocator, Page } from 'playwright-core';
import { buildWidget } from '../../frontend/build.ts';
import { launchBrowser } from './browser-chromium.ts';
import { FakeLibrary } from './fake-library.ts';

/** How long a test, or what comes before and after it, may take on a slow machine (ms). */
export const WIDGET_MS = 60_000;

export interface Arrival {
  readonly library: FakeLibrary;
  readonly context: BrowserContext;
  readonly page: Page;
  /** What the console said, and what was thrown. */
  readonly complaints: string[];
}

export interface ArrivalOptions {
  /** What the person's browser speaks. */
  readonly locale?: string;
  /** Another built widget. */
  readonly built?: string;
}

export const panelOf = (page: Page, within = ''): FrameLocator =>
  page.frameLocator(`${within} carrel-chat iframe`);

/** Builds the widget and starts a browser for all tests of this file; who arrives in a test leaves with it. */
export function widgetInBrowser(): { arrive(options?: ArrivalOptions): Promise<Arrival> } {
  const dist = mkdtempSync(join(tmpdir(), 'carrel-widget-'));
  const arrived: Arrival[] = [];
  let browser: Browser;
  beforeAll(async () => {
    [browser] = await Promise.all([launchBrowser([]), buildWidget({ outdir: dist, minify: true })]);
  }, WIDGET_MS);
  afterAll(async () => {
    await browser.close();
    rmSync(dist, { recursive: true, force: true });
  }, WIDGET_MS);
  afterEach(async () => {
    for (const { context, library } of arrived.splice(0)) {
      await context.close();
      await library.close();
    }
  }, WIDGET_MS);
  return {
    arrive: async ({ locale = 'en-CA', built = dist } = {}) => {
      const library = await FakeLibrary.open(built);
      const context = await browser.newContext({ reducedMotion: 'reduce', locale });
      const page = await context.newPage();
      const complaints: string[] = [];
      page.on('console', (message) => complaints.push(message.text()));
      page.on('pageerror', (error) => complaints.push(error.message));
      const arrival = { library, context, page, complaints };
      arrived.push(arrival);
      return arrival;
    },
  };
}
