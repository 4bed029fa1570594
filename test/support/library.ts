// A whole service on a table in memory, with a clock, a sign-in and sockets that a test holds in its hand.
import { createHash } from 'node:crypto';
import { errorFor } from '../../lambdas/app/delivery.ts';
import type { Frame, Outcome } from '../../lambdas/app/delivery.ts';
import { dispatch } from '../../lambdas/app/dispatch.ts';
import { errandsIn, runErrands } from '../../lambdas/app/errands.ts';
import { leave } from '../../lambdas/app/leave.ts';
import type { Pushed, Pusher } from '../../lambdas/app/publish.ts';
import { publish } from '../../lambdas/app/publish.ts';
import type { BuiltMail } from '../../lambdas/app/mails/built-mail.ts';
import { sendDueMails } from '../../lambdas/app/send-mails.ts';
import { signOffAfterClosing } from '../../lambdas/app/sign-off.ts';
import type { Service } from '../../lambdas/app/service.ts';
import type { Tried } from '../../lambdas/domain/mail.ts';
import { refused } from '../../lambdas/domain/refused.ts';
import type { Identity } from '../../lambdas/domain/staff.ts';
import type { Framing } from '../../lambdas/protocol/guided-frames.ts';
import type { Availability, AvailabilityOfWidgets } from '../../lambdas/protocol/availability.ts';
import { availabilityAt, widgetIn } from '../../lambdas/protocol/availability.ts';
import { FRAME_BYTES, PROTOCOL_VERSION } from '../../lambdas/protocol/limits.ts';
import { parseFrame } from '../../lambdas/protocol/parse-frame.ts';
import { utf8Length } from '../../lambdas/protocol/utf8.ts';
import { AvailabilityStore } from '../../lambdas/store/availability-store.ts';
import { CannedStore } from '../../lambdas/store/canned-store.ts';
import { ChatStore } from '../../lambdas/store/chat-store.ts';
import { FollowUpStore } from '../../lambdas/store/follow-up-store.ts';
import { MailStore } from '../../lambdas/store/mail-store.ts';
import { ConnectionStore } from '../../lambdas/store/connection-store.ts';
import { DeskStore } from '../../lambdas/store/desk-store.ts';
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
  /** The availability files that were put, the newest last. */
  readonly files: AvailabilityOfWidgets[] = [];
  /** Nothing can be put while it is set. */
  storageIsDown = false;
  readonly people = new Map<string, Identity>();
  /** The mails that were handed over, and what the next ones are answered: accepted, unless something stands here. */
  readonly mailbox: BuiltMail[] = [];
  readonly mailAnswers: Tried[] = [];
  /** A function that dies before it sends leaves its mails to the scheduled check. */
  diesBeforeSending = false;
  readonly mailLog: string[] = [];
  sourceIp = '203.0.113.7';
  now = START;
  pauses = 0;
  /** What the next page check finds, and the pages that were checked. */
  framing: Framing = 'yes';
  readonly checked: string[] = [];

  constructor(table: TestTable, parts: Parts) {
    this.table = table;
    this.service = {
      chats: parts.chats?.(table) ?? new ChatStore(table.table),
      connections: parts.connections?.(table) ?? new ConnectionStore(table.table),
      desks: new DeskStore(table.table),
      internalChat: parts.internalChat?.(table) ?? new InternalChatStore(table.table),
      settings: parts.settings?.(table) ?? new SettingsStore(table.table),
      followUps: new FollowUpStore(table.table),
      mails: new MailStore(table.table),
      mailer: {
        send: async (mail) => {
          const answer = this.mailAnswers.shift() ?? ({ outcome: 'accepted' } as const);
          if (answer.outcome === 'accepted') this.mailbox.push(mail);
          return answer;
        },
      },
      serviceName: 'Northfield Libraries',
      canned: new CannedStore(table.table),
      availability: new AvailabilityStore(table.table),
      publicFile: {
        put: async (file) => {
          if (this.storageIsDown) throw new Error('the storage is down');
          this.files.push(file);
        },
      },
      timeZone: 'America/Toronto',
      askAddress: 'ask@library.example',
      signIn: { verify: async ({ accessToken }) => this.people.get(accessToken) },
      hashOf,
      framingOf: async (address) => {
        this.checked.push(address);
        return this.framing;
      },
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
    const outcomes: Outcome[] = parsed.ok
      ? await dispatch(this.service, connectionId, parsed.frame, this.sourceIp)
      : [{ to: connectionId, frame: errorFor(refused(parsed.code), parsed.about) }];
    await this.#finish(outcomes);
    return this.sockets.all(connectionId).slice(before);
  }

  /** The scheduled check runs, as it does every minute. */
  async checks(): Promise<void> {
    await sendDueMails(this.service, this.#log);
    await this.#finish(await signOffAfterClosing(this.service));
  }

  readonly #log = {
    note: (event: string) => void this.mailLog.push(event),
    failure: (event: string) => void this.mailLog.push(event),
  };

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
    await this.#finish(await leave(this.service, connectionId));
  }

  /** Which state a page reads out of the newest file now. */
  get availability(): Availability {
    return availabilityAt(widgetIn(this.files.at(-1), 'reference'), this.now);
  }

  async #finish(outcomes: readonly Outcome[]): Promise<void> {
    const more = await publish(this.service, this.sockets, outcomes);
    if (this.diesBeforeSending) return;
    const failures: unknown[] = [];
    const failure = (_event: string, error: unknown): void => void failures.push(error);
    await runErrands(this.service, [...errandsIn(outcomes), ...more], { ...this.#log, failure }, {});
    if (failures.length > 0 && !this.storageIsDown) throw failures[0];
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
