// Chats with several operators in browser tests, and proof of what a patron's page was sent.
import type { Page } from 'playwright-core';
import type { BrowserHouse } from '../support/browser-house.ts';
import type { Scene } from '../support/browser-scene.ts';
import type { Operator } from './operator.ts';
import { openDesk } from './wire-people.ts';

/** A lost chat is offered after ten seconds, which the clock of the page counts; a slow machine needs more. */
export const LOST_MS = 30_000;

/** Has a colleague join the operator's open chat, as asked and accepted over the wire; both are in it afterwards. */
export async function bringIn(
  scene: Scene,
  house: BrowserHouse,
  { host, guest, chatId }: { readonly host: string; readonly guest: string; readonly chatId: string },
): Promise<void> {
  const [asking, asked] = await Promise.all([openDesk(scene, house, host), openDesk(scene, house, guest)]);
  const to = { operatorId: asked.id };
  await asking.wire.ask({ action: 'request', chatId, kind: 'invitation', to, note: '' }, 'done');
  await asked.wire.ask({ action: 'acceptRequest', chatId }, 'chat');
}

/** The chat that an operator has open, as the address says it. */
export async function openChatId({ page }: Operator, patron: string): Promise<string> {
  await page.getByRole('region', { name: `Chat with ${patron}`, exact: true }).waitFor();
  const [, chatId] = /#\/desk\/([^/]+)/u.exec(page.url()) ?? [];
  if (chatId === undefined) throw new Error(`No chat is open at ${page.url()}`);
  return chatId;
}

/** Collects every frame that a page's sockets are sent from now on, those of later reloads too. */
export function framesSentTo(page: Page): readonly string[] {
  const frames: string[] = [];
  page.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => frames.push(String(payload))));
  return frames;
}

/** All text of a page and of the frames in it. */
export async function everythingOn(page: Page): Promise<string> {
  const texts = page.frames().map((frame) => frame.locator(':root').evaluate((root) => root.outerHTML));
  return (await Promise.all(texts)).join('\n');
}
