// People without a browser, to fill a scene: their chats are as real, and take no window.
import { Patron } from '../support/conversation.ts';
import type { BrowserHouse } from '../support/browser-house.ts';
import type { Scene } from '../support/browser-scene.ts';
import { Desk } from '../support/desk.ts';
import { signIn } from '../support/sign-in.ts';
import { connectPatron, patronHello } from '../support/wire-client.ts';
import { WIDGET } from './visitor.ts';

export interface WireQuestion {
  readonly text: string;
  readonly name?: string;
  readonly widgetId?: string;
  /** That they read, for the library's own texts in it. */
  readonly language?: string;
  readonly page?: { readonly address: string; readonly title: string };
}

/** A patron who has asked and waits. The chat is ended with the scene. */
export async function startPatron(
  scene: Scene,
  { runner }: BrowserHouse,
  { text, name, widgetId = WIDGET, language, page }: WireQuestion,
) {
  const wire = await connectPatron(runner.addresses.socket);
  const spoken = language === undefined ? {} : { language };
  const welcome = await wire.ask({ ...patronHello(widgetId), ...spoken }, 'welcome');
  const patron = new Patron(runner.addresses.socket, widgetId, wire);
  await patron.start(text, {
    ...(name === undefined ? {} : { patronName: name }),
    ...(page === undefined ? {} : { page }),
  });
  scene.afterwards(async () => {
    await patron.end();
    await wire.socket.close();
  });
  return { patron, welcome };
}

/** The desk of a member of staff, over the wire. */
export async function openDesk(scene: Scene, { runner }: BrowserHouse, name: string): Promise<Desk> {
  const { username, password } = runner.person(name);
  const { socket, signIn: at } = runner.addresses;
  const desk = await Desk.open(socket, await signIn(at, username, password), 'available', name);
  scene.afterwards(() => desk.wire.socket.close());
  return desk;
}
