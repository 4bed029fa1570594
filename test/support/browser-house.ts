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

  private constructor(runner: BrowserRunner, browser: Browser, network: Network) {
    this.runner = runner;
    this.browser = browser;
    this.#network = network;
  }

  static async open(options: RunnerOptions = {}): Promise<BrowserHouse> {
    const runner = await BrowserRunner.start(options);
    try {
      const network = await Network.open(runner.socketPort);
      const browser = await launchBrowser([network.browserFlag]);
      return new BrowserHouse(runner, browser, network);
    } catch (error) {
      await runner.stop();
      throw error;
    }
  }

  scene(): Scene {
    return new Scene(this.browser, this.#network);
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.#network.close();
    await this.runner.stop();
  }
}
