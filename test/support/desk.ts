// An operator's dashboard in a test: signs in, reads lists, claims, answers and ends chats.
import type { ToOperator } from '../../lambdas/protocol/operator-frames.ts';
import type { Status } from '../../lambdas/protocol/settings.ts';
import { Outbox } from './conversation.ts';
import { type Tokens, type WireClient, connectOperator, operatorHello } from './wire-client.ts';

type Welcome = Extract<ToOperator, { readonly type: 'welcome' }>;
type Changed = Extract<ToOperator, { readonly type: 'chatChanged' }>['chat'];

export class Desk {
  readonly wire: WireClient<ToOperator>;
  readonly welcome: Welcome;
  readonly #outboxes = new Map<string, Outbox>();

  constructor(wire: WireClient<ToOperator>, welcome: Welcome) {
    this.wire = wire;
    this.welcome = welcome;
  }

  static async open(
    address: string,
    tokens: Tokens,
    status: Status = 'available',
    label = 'operator',
  ): Promise<Desk> {
    const wire = await connectOperator(address, label);
    const desk = new Desk(wire, await wire.ask(operatorHello(tokens, status), 'welcome'));
    // A line of before that is only just closing may still lend its status.
    const own = desk.welcome.staff.find(({ id }) => id === desk.id);
    if (own && own.status !== status) await desk.setStatus(status);
    return desk;
  }

  get id(): string {
    return this.welcome.operator.id;
  }

  get name(): string {
    return this.welcome.operator.name;
  }

  outbox(chatId: string): Outbox {
    const outbox = this.#outboxes.get(chatId) ?? new Outbox();
    this.#outboxes.set(chatId, outbox);
    return outbox;
  }

  /** Waits until a chat was pushed to this desk in a state that is accepted. */
  async sees(chatId: string, accept: (chat: Changed) => boolean = () => true): Promise<Changed> {
    const frame = await this.wire.expect('chatChanged', ({ chat }) => chat.chatId === chatId && accept(chat));
    return frame.chat;
  }

  /** What was pushed of a chat so far, as the lists would show it. */
  sightings(chatId: string): Changed[] {
    return this.wire.all('chatChanged').flatMap(({ chat }) => (chat.chatId === chatId ? [chat] : []));
  }

  async claim(chatId: string) {
    return await this.wire.ask({ action: 'claim', chatId }, 'chat');
  }

  async attach(chatId: string, after = 0) {
    return await this.wire.ask({ action: 'attach', chatId, after }, 'chat');
  }

  async read(chatId: string, after = 0) {
    return await this.wire.ask({ action: 'readChat', chatId, after }, 'chat');
  }

  async say(chatId: string, text: string): Promise<number> {
    return await this.wire.place(chatId, this.outbox(chatId).next(), text);
  }

  async end(chatId: string): Promise<void> {
    await this.wire.ask({ action: 'endChat', chatId }, 'done');
  }

  async setStatus(status: Status, awayMinutes?: number) {
    const end = awayMinutes === undefined ? {} : { awayMinutes };
    return await this.wire.ask({ action: 'setStatus', status, ...end }, 'statusSet');
  }

  /** Every open chat of a department, all pages. */
  async openChats(departmentId: string): Promise<Changed[]> {
    const chats: Changed[] = [];
    let after: string | undefined;
    do {
      const more = after === undefined ? {} : { after };
      const frame = await this.wire.ask({ action: 'openChats', departmentId, ...more }, 'openChats');
      chats.push(...frame.chats);
      after = frame.next;
    } while (after !== undefined);
    return chats;
  }

  /** The ended chats that a search finds, all pages. */
  async transcripts(departmentId: string, words?: string): Promise<Changed[]> {
    const chats: Changed[] = [];
    let after: string | undefined;
    do {
      const request = {
        action: 'transcripts',
        departmentId,
        ...(words === undefined ? {} : { words }),
        ...(after === undefined ? {} : { after }),
      };
      const frame = await this.wire.ask(request, 'transcripts');
      chats.push(...frame.chats);
      after = frame.next;
    } while (after !== undefined);
    return chats;
  }
}
