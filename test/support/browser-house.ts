// What all browser tests share: one local runner, one browser, and the network between them.
import type { Browser } from 'playwright-core';
import { launchBrowser } from './browser-chromium.ts';
import { Network } from './browser-network.ts';
import { BrowserRunner, type RunnerOptions } from './browser-runner.ts';
import { Scene } from './browser-scene.ts';

export class BrowserHouse {
  readonly runner: BrowserRunner;
  readonly browser: Browser;
  readonly #network: Network;
  readonly #closeShared: () => Promise<void>;

  private constructor(
    runner: BrowserRunner,
    shared: { browser: Browser; network: Network },
    closeShared: () => Promise<void>,
  ) {
    this.runner = runner;
    this.browser = shared.browser;
    this.#network = shared.network;
    this.#closeShared = closeShared;
  }

  static async open(options: RunnerOptions = {}): Promise<BrowserHouse> {
    const runner = await BrowserRunner.start(options);
    try {
      const network = await Network.open(runner.socketPort);
      const browser = await launchBrowser([network.browserFlag]);
      return new BrowserHouse(runner, { browser, network }, async () => {
        await browser.close();
        await network.close();
      });
    } catch (error) {
      await runner.stop();
      throw error;
    }
  }

  scene(): Scene {
    return new Scene(this.browser, this.#network);
  }

  /** Another runner in the same browser. Its lines can't be disturbed. */
  async beside(options: RunnerOptions): Promise<BrowserHouse> {
    const runner = await BrowserRunner.start({ prebuilt: this.runner.assembly, ...options });
    return new BrowserHouse(runner, { browser: this.browser, network: this.#network }, async () => undefined);
  }

  async close(): Promise<void> {
    await this.#closeShared();
    await this.runner.stop();
  }
}
