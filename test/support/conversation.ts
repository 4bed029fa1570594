// One person's side of one chat in a test: its outbox, and the log as that person has put it together.
import { type OperatorWire, type PatronWire, connectPatron, patronHello, randomName } from './wire-client.ts';

type AnyWire = PatronWire | OperatorWire;

/** Names messages as a client must: a random outbox, then 1, 2, 3 … */
export class Outbox {
  readonly id = randomName(9);
  #last = 0;

  next(): string {
    this.#last += 1;
    return `${this.id}.${this.#last}`;
  }

  /** A name of this outbox without taking it. */
  at(number: number): string {
    return `${this.id}.${number}`;
  }
}

export interface LoggedEntry {
  readonly place: number;
  readonly after: number;
  readonly kind: string;
  readonly name?: string;
  readonly text?: string;
}

/** Every entry of a chat that a connection was sent, pushed or asked for, in the order of arrival. */
export function entriesHeard(client: AnyWire, chatId: string): LoggedEntry[] {
  const heard: LoggedEntry[] = [];
  for (const frame of client.received) {
    if (frame.type === 'entry' && frame.chatId === chatId) heard.push(frame.entry);
    if (frame.type === 'entries' && frame.chatId === chatId) heard.push(...frame.entries);
    if (frame.type === 'chatStarted' && frame.chat.chatId === chatId) heard.push(...frame.entries);
    if (frame.type === 'chat' && frame.chat.chatId === chatId) heard.push(...frame.entries);
    if (frame.type === 'welcome' && 'resumed' in frame && frame.resumed?.outcome === 'back') {
      if (frame.resumed.chat.chatId === chatId) heard.push(...frame.resumed.entries);
    }
  }
  return heard;
}

/** The entries that were pushed one by one (not asked for). */
export function entriesPushed(client: AnyWire, chatId: string): LoggedEntry[] {
  const pushed: LoggedEntry[] = [];
  for (const frame of client.received) {
    if (frame.type === 'entry' && frame.chatId === chatId) pushed.push(frame.entry);
  }
  return pushed;
}

/** The names of the messages that were acknowledged on a connection. */
export function namesAcknowledged(client: AnyWire): string[] {
  const names: string[] = [];
  for (const frame of client.received) if (frame.type === 'sent') names.push(frame.name);
  return names;
}

/** Everything of a chat after a place, page by page, as a client catches up. */
export async function catchUp(client: AnyWire, chatId: string, after: number): Promise<LoggedEntry[]> {
  const all: LoggedEntry[] = [];
  for (;;) {
    const last = all.at(-1)?.place ?? after;
    const answer = await client.answer({ action: 'catchUp', chatId, after: last });
    if (answer.type !== 'entries') throw new Error(`catchUp: ${JSON.stringify(answer)}`);
    all.push(...answer.entries);
    if (!answer.more) return all;
    if (answer.entries.length === 0)
      throw new Error(`catchUp after ${last} gives nothing but says there is more`);
  }
}

/** A patron with a widget: keeps the chat's id and token as the browser's storage would. */
export class Patron {
  readonly outbox = new Outbox();
  readonly chatId = randomName(16);
  readonly token = randomName(32);
  readonly widgetId: string;
  wire: PatronWire;
  readonly #address: string;

  constructor(address: string, widgetId: string, wire: PatronWire) {
    this.#address = address;
    this.widgetId = widgetId;
    this.wire = wire;
  }

  static async arrive(address: string, widgetId: string): Promise<Patron> {
    const wire = await connectPatron(address);
    await wire.ask(patronHello(widgetId), 'welcome');
    return new Patron(address, widgetId, wire);
  }

  /** The frame that starts this patron's chat: the same each time it is made. */
  startFrame(text: string, more: object = {}) {
    return {
      action: 'startChat',
      widgetId: this.widgetId,
      chatId: this.chatId,
      token: this.token,
      name: this.outbox.at(1),
      text,
      ...more,
    };
  }

  async start(text: string, more: object = {}) {
    this.outbox.next();
    return await this.wire.ask(this.startFrame(text, more), 'chatStarted');
  }

  async say(text: string): Promise<number> {
    return await this.wire.place(this.chatId, this.outbox.next(), text);
  }

  async end(): Promise<void> {
    await this.wire.ask({ action: 'endChat', chatId: this.chatId }, 'done');
  }

  /** Another connection of the same patron (a second tab, or the same one after a loss). */
  async anotherConnection(place = 0) {
    const wire = await connectPatron(this.#address, 'patron again');
    const { chatId, token } = this;
    const welcome = await wire.ask(patronHello(this.widgetId, { chatId, token, place }), 'welcome');
    return { wire, welcome };
  }

  /** Comes back on a new connection with everything after a place. */
  async resume(place = 0) {
    const { wire, welcome } = await this.anotherConnection(place);
    this.wire = wire;
    return welcome;
  }
}
