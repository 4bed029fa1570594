// A browser that is left as it is: its tabs can be hidden and suspended, which the usual contexts never are.
import { type AddressInfo, createServer } from 'node:net';
import { type BrowserContext, chromium } from 'playwright-core';
import { launchBrowser } from './browser-chromium.ts';

const HOST = '127.0.0.1';

export async function launchUnadorned(
  flags: readonly string[],
): Promise<{ readonly context: BrowserContext; close(): Promise<void> }> {
  const port = await freePort();
  const browser = await launchBrowser([...flags, `--remote-debugging-port=${port}`]);
  try {
    // Who connects in this way may leave out what makes each page believe that it is looked at.
    const guest = await chromium.connectOverCDP(`http://${HOST}:${port}`, { noDefaults: true });
    const [context] = guest.contexts();
    if (context === undefined) throw new Error('The browser has no context.');
    return { context, close: () => browser.close() };
  } catch (error) {
    await browser.close();
    throw error;
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, HOST, resolve));
  // oxlint-disable-next-line no-unsafe-type-assertion -- a TCP server's address is no pipe
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
