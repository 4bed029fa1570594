// A whole service on a table in memory, with a clock, a sign-in and sockets that a test holds in its hand.
import { createHash } from 'node:crypto';
import { errorFor } from '../../lambdas/app/delivery.ts';
import type { Frame } from '../../lambdas/app/delivery.ts';
import { dispatch } from '../../lambdas/app/dispatch.ts';
import { leave } from '../../lambdas/app/leave.ts';
import type { Pushed, Pusher } from '../../lambdas/app/publish.ts';
import { publish } from '../../lambdas/app/publish.ts';
import type { Service } from '../../lambdas/app/service.ts';
import { refused } from '../../lambdas/domain/refused.ts';
import type { Identity } from '../../lambdas/domain/staff.ts';
import { FRAME_BYTES, PROTOCOL_VERSION } from '../../lambdas/protocol/limits.ts';
import { parseFrame } from '../../lambdas/protocol/parse-frame.ts';
import { utf8Length } from '../../lambdas/protocol/utf8.ts';
import { ChatStore } from '../../lambdas/store/chat-store.ts';
import { ConnectionStore } from '../../lambdas/store/connection-store.ts';
import { InternalChatStore } from '../../lambdas/store/internal-chat-store.ts';
import { SettingsStore } from '../../lambdas/store/settings-store.ts';
import { DAY, START } from './chat-views.ts';
import type { TestEngine, TestTable } from './table.ts';

type FrameOf<T extends Frame['type']> = Extract<Frame, { type: T }>;

/** What each connection was sent, and which connections are gone. */
export class Sockets implements Pusher {
  readonly gone = new Set<string>();
  readonly failing = new Set<string>();
  readonly #sent = new Map<string, Frame[]>();
  largestBytes = 0;

  async push(connectionId: string, text: string): Promise<Pushed> {
    if (this.failing.has(connectionId)) return 'failed';
    if (this.gone.has(connectionId)) return 'gone';
    this.largestBytes = Math.max(this.largestBytes, utf8Length(text));
    const frame: Frame = JSON.parse(text);
    this.#sent.set(connectionId, [...this.all(connectionId), frame]);
    return 'pushed';
  }

  all(connectionId: string): readonly Frame[] {
    return this.#sent.get(connectionId) ?? [];
  }

  of<T extends Frame['type']>(connectionId: string, type: T): FrameOf<T>[] {
    return this.all(connectionId).filter((frame): frame is FrameOf<T> => frame.type === type);
  }

  types(connectionId: string): string[] {
    return this.all(connectionId).map(({ type }) => type);
  }

  forget(): void {
    this.#sent.clear();
  }
}

export const tokenOf = (chat: string): string => chat.padEnd(43, 't');
export const chatIdOf = (chat: string): string => chat.padEnd(22, 'c');
const hashOf = (token: string): string => createHash('sha256').update(token).digest('base64url');

interface Parts {
  readonly chats?: (table: TestTable) => ChatStore;
  readonly connections?: (table: TestTable) => ConnectionStore;
  readonly internalChat?: (table: TestTable) => InternalChatStore;
  readonly settings?: (table: TestTable) => SettingsStore;
}

export class Library {
  readonly sockets = new Sockets();
  readonly service: Service;
  readonly table: TestTable;
  readonly people = new Map<string, Identity>();
  now = START;
  pauses = 0;

  constructor(table: TestTable, parts: Parts) {
    this.table = table;
    this.service = {
      chats: parts.chats?.(table) ?? new ChatStore(table.table),
      connections: parts.connections?.(table) ?? new ConnectionStore(table.table),
      internalChat: parts.internalChat?.(table) ?? new InternalChatStore(table.table),
      settings: parts.settings?.(table) ?? new SettingsStore(table.table),
      signIn: { verify: async ({ accessToken }) => this.people.get(accessToken) },
      hashOf,
      now: () => this.now,
      pause: async (ms) => {
        this.pauses += 1;
        await new Promise((resolve) => setTimeout(resolve, ms * Math.random()));
      },
    };
  }

  static async open(engine: TestEngine, parts: Parts = {}): Promise<Library> {
    return new Library(await engine.newTable(), parts);
  }

  /** A frame as it comes from the socket; answers with what its connection was sent meanwhile. */
  async says(connectionId: string, frame: object): Promise<readonly Frame[]> {
    const before = this.sockets.all(connectionId).length;
    const parsed = parseFrame(JSON.stringify(frame));
    const deliveries = parsed.ok
      ? await dispatch(this.service, connectionId, parsed.frame)
      : [{ to: connectionId, frame: errorFor(refused(parsed.code), parsed.about) }];
    await publish(this.service, this.sockets, deliveries);
    return this.sockets.all(connectionId).slice(before);
  }

  /** The one answer of that type. */
  async asks<T extends Frame['type']>(connectionId: string, frame: object, type: T): Promise<FrameOf<T>> {
    const sent = await this.says(connectionId, { ref: 'r1', ...frame });
    const [answer, ...more] = sent.filter((each): each is FrameOf<T> => each.type === type);
    if (!answer || more.length > 0) throw new Error(`expected one ${type}, got ${JSON.stringify(sent)}`);
    return answer;
  }

  /** The code with which a frame is refused; a refusal is the only answer. */
  async refuses(connectionId: string, frame: object): Promise<string> {
    const sent = await this.says(connectionId, { ref: 'r1', ...frame });
    const [answer] = sent;
    if (sent.length !== 1 || answer?.type !== 'error') {
      throw new Error(`expected an error, got ${JSON.stringify(sent)}`);
    }
    return answer.code;
  }

  /** The line is cut, and API Gateway tells so. */
  async disconnects(connectionId: string): Promise<void> {
    this.sockets.gone.add(connectionId);
    await publish(this.service, this.sockets, await leave(this.service, connectionId));
  }

  patronHello(connectionId: string, more: object = {}) {
    const hello = { action: 'hello', as: 'patron', version: PROTOCOL_VERSION, widgetId: 'reference' };
    return this.asks(connectionId, { ...hello, ...more }, 'welcome');
  }

  /** Back in a chat on another connection; the widget has everything up to that place. */
  async returns(connectionId: string, chat: string, place: number) {
    const resume = { chatId: chatIdOf(chat), token: tokenOf(chat), place };
    const welcome = await this.patronHello(connectionId, { resume });
    if (!('resumed' in welcome) || welcome.resumed?.outcome !== 'back') throw new Error('not back');
    return welcome.resumed;
  }

  startFrame(chat: string, more: object = {}) {
    return {
      action: 'startChat',
      ref: 'r1',
      widgetId: 'reference',
      chatId: chatIdOf(chat),
      token: tokenOf(chat),
      name: `patron-${chat}.1`,
      text: `Question of ${chat}`,
      ...more,
    };
  }

  /** A patron on connection `p-NAME` who has started the chat of that name. */
  async patronAsks(chat: string, more: object = {}): Promise<{ connectionId: string; chatId: string }> {
    const connectionId = `p-${chat}`;
    await this.patronHello(connectionId);
    await this.asks(connectionId, this.startFrame(chat, more), 'chatStarted');
    return { connectionId, chatId: chatIdOf(chat) };
  }

  /** An operator signed in on a connection; their token is called like them. */
  async operator(
    id: string,
    {
      connectionId = `o-${id}`,
      groups = ['operators'],
      status = 'available',
      until = this.now + DAY,
    }: { connectionId?: string; groups?: string[]; status?: string; until?: number } = {},
  ): Promise<string> {
    this.people.set(`token-${id}`, {
      id,
      name: `Name ${id}`,
      email: `${id}@library.example`,
      groups,
      until,
    });
    const hello = { action: 'hello', as: 'operator', version: PROTOCOL_VERSION, accessToken: `token-${id}` };
    await this.asks(connectionId, { ...hello, status }, 'welcome');
    return connectionId;
  }

  claims(connectionId: string, chatId: string) {
    return this.asks(connectionId, { action: 'claim', chatId }, 'chat');
  }

  sends(connectionId: string, chatId: string, name: string, text = `text of ${name}`) {
    return this.asks(connectionId, { action: 'send', chatId, name, text }, 'sent');
  }

  /** Everything that stands in the log, as staff would read it. */
  async log(chatId: string) {
    const { entries } = await this.service.chats.readEntries(chatId, 0, 1_000);
    return entries;
  }

  get framesFit(): boolean {
    return this.sockets.largestBytes <= FRAME_BYTES;
  }
}
