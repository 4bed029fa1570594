// A patron at a page of the demo library, who finds things as people do: by what they are and are called.
import type { BrowserContextOptions, FrameLocator, Locator, Page } from 'playwright-core';
import * as v from 'valibot';
import type { BrowserHouse } from '../support/browser-house.ts';
import type { Person, Scene } from '../support/browser-scene.ts';
import { until } from '../support/browser-waiting.ts';
import { connectPatron, patronHello } from '../support/wire-client.ts';

export const WIDGET = 'reference';

const keptChat = v.object({ chatId: v.string(), token: v.string() });

export interface VisitorOptions {
  /** The page of the demo library. */
  readonly path?: string;
  readonly browser?: BrowserContextOptions;
}

export class Visitor {
  readonly person: Person;
  readonly page: Page;

  constructor(person: Person, page: Page) {
    this.person = person;
    this.page = page;
  }

  /** Somebody new comes to a page of the library. */
  static async arrive(
    scene: Scene,
    house: BrowserHouse,
    { path = '', browser = {} }: VisitorOptions = {},
  ): Promise<Visitor> {
    return await openPageIn(await scene.person('patron', browser), house, scene, path);
  }

  async goTo(house: BrowserHouse, path: string): Promise<void> {
    await this.page.goto(new URL(path, house.runner.addresses.demo).href);
  }

  /** Another tab of the same browser. */
  async anotherTab(house: BrowserHouse, path = ''): Promise<Visitor> {
    const tab = new Visitor(this.person, await this.person.context.newPage());
    await tab.goTo(house, path);
    return tab;
  }

  /** The button in the page's corner. */
  get button(): Locator {
    return this.page.locator('carrel-chat').getByRole('button');
  }

  get panel(): FrameLocator {
    return this.page.locator('carrel-chat').frameLocator('iframe');
  }

  /** What is seen in the panel, without what is only read out. */
  get main(): Locator {
    return this.panel.getByRole('main');
  }

  get question(): Locator {
    return this.panel.getByRole('textbox', { name: 'Your question' });
  }

  get composer(): Locator {
    return this.panel.getByRole('textbox', { name: /^(Write a message|Add to your question)$/u });
  }

  get log(): Locator {
    return this.panel.getByRole('region', { name: 'Conversation' });
  }

  async open(): Promise<void> {
    await this.button.click();
    await this.question.waitFor();
  }

  /** Opens the widget, writes the question, and waits in line. */
  async ask(question: string, name?: string): Promise<void> {
    await this.open();
    await this.question.fill(question);
    if (name !== undefined) await this.panel.getByRole('textbox', { name: /^Your name/u }).fill(name);
    // Whoever opened the panel a moment before an operator was there was asked for an address.
    const start = this.panel.getByRole('button', { name: 'Start chat' });
    const back = this.panel.getByRole('button', { name: 'Back to the chat' });
    await start.or(back).first().waitFor();
    if (await back.isVisible()) await back.click();
    await start.click();
    await this.panel.getByRole('heading', { name: 'You are in line' }).waitFor();
  }

  async say(text: string): Promise<void> {
    await this.composer.fill(text);
    await this.composer.press('Enter');
  }

  /** A message or an event in the conversation. */
  line(text: string | RegExp): Locator {
    return this.log.getByRole('listitem').filter({ hasText: text });
  }

  async sees(text: string | RegExp): Promise<void> {
    await this.line(text).first().waitFor();
  }

  /** Waits until somebody from the library has joined. */
  async isAnswered(by: string): Promise<void> {
    await this.panel.getByRole('heading', { name: by, level: 1 }).waitFor();
  }

  async end(): Promise<void> {
    await this.panel.getByRole('button', { name: 'End chat' }).click();
    const sheet = this.panel.getByRole('dialog', { name: 'End this chat?' });
    await sheet.getByRole('button', { name: 'End chat' }).click();
    await this.panel.getByRole('heading', { name: 'This chat has ended' }).waitFor();
  }

  /** Waits until something was read out to those who can't see the page. */
  async hears(words: RegExp): Promise<void> {
    const region = this.panel.locator(':root');
    const said = () => region.evaluate(() => window.readAloud.join('\n'));
    await until(`to hear ${words}`, said, (all) => words.test(all));
  }
}

/** A person's first page. A chat that still goes on at the scene's end is ended then. */
export async function openPageIn(
  person: Person,
  house: BrowserHouse,
  scene: Scene,
  path = '',
): Promise<Visitor> {
  const visitor = new Visitor(person, await person.context.newPage());
  await visitor.goTo(house, path);
  scene.afterwards(() => endOpenChat(visitor, house));
  return visitor;
}

/** Which of these texts stand in a log, in its order: once for each time that they stand there. */
export async function textsInOrder(log: Locator, texts: readonly string[]): Promise<string[]> {
  const items = await log.getByRole('listitem').allInnerTexts();
  return items.flatMap((item) => texts.filter((text) => item.includes(text)));
}

/** So that no test finds the chats of another. */
async function endOpenChat({ person }: Visitor, { runner }: BrowserHouse): Promise<void> {
  for (const page of person.context.pages()) {
    for (const frame of page.frames()) {
      if (!frame.url().startsWith(runner.addresses.widget)) continue;
      const text = await frame.evaluate((key) => localStorage.getItem(key), `carrel:${WIDGET}`);
      const kept = v.safeParse(v.pipe(v.string(), v.parseJson(), keptChat), text);
      if (kept.success) return await endChat(runner.addresses.socket, kept.output);
    }
  }
}

async function endChat(socket: string, { chatId, token }: v.InferOutput<typeof keptChat>): Promise<void> {
  const wire = await connectPatron(socket, 'tidying');
  const welcome = await wire.ask(patronHello(WIDGET, { chatId, token, place: 0 }), 'welcome');
  if (welcome.resumed?.outcome === 'back') await wire.ask({ action: 'endChat', chatId }, 'done');
  await wire.socket.close();
}
