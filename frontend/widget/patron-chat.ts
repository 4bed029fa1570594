// The patron's side of a chat: what is known, what the patron can do, and how both follow the connection.
import type { PublicEntry } from '../../lambdas/protocol/entry.ts';
import type { Page } from '../../lambdas/protocol/fields.ts';
import type { PatronFrame, ToPatron } from '../../lambdas/protocol/patron-frames.ts';
import type { ErrorFrame } from '../../lambdas/protocol/refusal.ts';
import { ChatThread } from '../connection/chat-thread.ts';
import type { SocketState } from '../connection/socket.ts';
import type { Surroundings } from '../connection/surroundings.ts';
import { OthersTyping, OwnTyping } from '../connection/typing.ts';
import type { Wire } from '../connection/wire.ts';
import { type ChatState, NO_CHAT } from './chat-state.ts';
import { type AboutQuestion, type KeptChat, newChat, questionOf, type WidgetMemory } from './kept-chat.ts';
import { helloOf, type Returning } from './patron-hello.ts';
import { watchReach } from './reach.ts';
import { goesOn, stageOf } from './stage.ts';
import { Store } from './store.ts';
import type { TabOutbox } from './tab-outbox.ts';

type Welcome = Extract<ToPatron, { type: 'welcome' }>;

/** How long the log's `ended` may take to follow the answer to an ending (ms) before we ask for it. */
const END_PATIENCE_MS = 1_000;

export interface PatronChatProps {
  readonly widgetId: string;
  readonly language: string;
  readonly memory: WidgetMemory;
  readonly surroundings: Surroundings;
  readonly makeWire: (hello: (ref: string) => Promise<PatronFrame>) => Wire<PatronFrame, ToPatron>;
  readonly outbox: TabOutbox;
}

/** The chat that this widget is in. */
interface Present {
  readonly thread: ChatThread<PublicEntry>;
  readonly question: AboutQuestion;
  kept: KeptChat;
}

export class PatronChat {
  readonly store = new Store<ChatState>(NO_CHAT);
  /** Where the patron is reading; it goes with the question. */
  page: Page | undefined;
  /** Something waits for a connection, also while nobody looks. */
  isWanted = false;
  readonly ownTyping: OwnTyping;
  readonly ask: Wire<PatronFrame, ToPatron>['ask'];
  readonly #props: PatronChatProps;
  readonly #wire: Wire<PatronFrame, ToPatron>;
  readonly #othersTyping: OthersTyping;
  readonly #reattachedFor = new Set<string>();
  #present: Present | undefined;

  constructor(props: PatronChatProps) {
    this.#props = props;
    const { surroundings } = props;
    this.#wire = props.makeWire(async (ref) => helloOf(ref, props, this.#returning()));
    this.ask = (request, answerType) => this.#wire.ask(request, answerType);
    this.#wire.frames.listen((frame) => this.#read(frame));
    this.#wire.states.listen((state) => this.#follow(state));
    watchReach(this.#wire.states, surroundings, (isUnreachable) => this.store.set({ isUnreachable }));
    this.#othersTyping = new OthersTyping(surroundings.after, (writers) => this.store.set({ writers }));
    this.ownTyping = new OwnTyping({ now: surroundings.now, tell: (writing) => this.#tellTyping(writing) });
  }

  get state(): ChatState {
    return this.store.state;
  }

  /** Goes back to the chat of the page before, if there is one. */
  async begin(): Promise<void> {
    const kept = this.#props.memory.chatToResume(this.#props.surroundings.now());
    if (kept === undefined) return;
    const saved = await this.#props.outbox.saved(kept.chatId);
    // Another tab is still starting that chat, or was closed over it: nothing that we could show.
    if (saved !== undefined || kept.isStarted) this.#enter(kept, saved?.outbox, saved);
  }

  /** The panel came into view or left it. Without a chat, a panel that nobody sees needs no connection. */
  setShown(isShown: boolean): void {
    const { connection, stage } = this.state;
    if (connection.kind === 'stopped' && connection.reason !== 'asked') return;
    if (isShown || this.isWanted || goesOn(stage)) this.#wire.start();
    else this.#wire.stop();
  }

  start(text: string, patronName: string): void {
    this.store.set({ notice: undefined });
    this.#props.memory.forget();
    const kept = newChat(this.#props.surroundings.now());
    this.#enter(kept, undefined, { patronName, page: this.page });
    this.#keepChat();
    this.#present?.thread.say(text);
    this.#wire.start();
    if (this.#wire.state.kind === 'open') this.#present?.thread.open();
  }

  say(text: string): void {
    this.ownTyping.sent();
    this.#present?.thread.say(text);
  }

  tryAgain(id: string): void {
    this.#present?.thread.tryAgain(id);
  }

  discard(id: string): void {
    this.#present?.thread.discard(id);
  }

  tryNow(): void {
    this.#wire.tryNow();
  }

  /** Ends the chat, now or as soon as there is a connection. */
  end(): void {
    this.store.set({ isEnding: true });
    void this.#askToEnd();
  }

  /** What proves that this is the patron of the chat that the widget is in. */
  get proof(): Pick<KeptChat, 'chatId' | 'token'> | undefined {
    const kept = this.#present?.kept;
    return kept && { chatId: kept.chatId, token: kept.token };
  }

  /** Leaves the chat that ended, for the form. */
  startAnew(): void {
    this.#letGo();
    this.#show({ readPlace: 0, isEnding: false });
    this.#props.memory.forget();
  }

  /** Everything up to now was seen. */
  markRead(): void {
    const last = this.#present?.thread.last ?? 0;
    if (this.#present === undefined || last <= this.state.readPlace) return;
    this.store.set({ readPlace: last });
    this.#keepChat({ readPlace: last });
  }

  /** Another tab began a chat, or read on in ours. */
  followOtherTab(): void {
    const other = this.#props.memory.chat.get();
    if (other === undefined || !other.isStarted) return;
    if (other.chatId === this.#present?.kept.chatId) {
      this.store.set({ readPlace: Math.max(this.state.readPlace, other.readPlace) });
    } else if (!goesOn(this.state.stage)) {
      this.#enter(other);
      this.#wire.start();
      this.#wire.reconnect();
    }
  }

  #enter(kept: KeptChat, outbox = this.#props.outbox.fresh(), saved: AboutQuestion = {}): void {
    this.#letGo();
    const { chatId } = kept;
    const question = questionOf(saved);
    const thread = new ChatThread<PublicEntry>({
      outbox,
      keepOutbox: (state) => this.#props.memory.outbox.set({ chatId, outbox: state, ...question }),
      transmit: (message) => this.#transmit(message),
      catchUp: (after) => void this.#wire.ask({ action: 'catchUp', chatId, after }, 'entries'),
      ownEntry: (message) => ({ ...message, kind: 'message', by: { role: 'patron' } }),
      nameOf: (entry) => (entry.kind === 'message' && entry.by.role === 'patron' ? entry.name : undefined),
      after: this.#props.surroundings.after,
      now: this.#props.surroundings.now,
    });
    this.#present = { thread, question, kept };
    thread.changes.listen(() => this.#show());
    thread.additions.listen((entries) => this.#hear(entries));
    this.#show({ readPlace: kept.readPlace, isEnding: false });
  }

  #letGo(): void {
    this.#present?.thread.detach();
    this.#present = undefined;
    this.#othersTyping.clear();
  }

  /** Brings the state up to what the thread says. */
  #show(change: Partial<ChatState> = {}): void {
    const { entries = [], pending = [] } = this.#present?.thread ?? {};
    this.store.set({ ...change, entries, pending, stage: stageOf(entries, this.#present?.kept) });
  }

  #hear(entries: readonly PublicEntry[]): void {
    for (const { by, kind } of entries) {
      if (kind === 'message' && by.role === 'operator') this.#othersTyping.heard(by.name, false);
      if (kind !== 'ended') continue;
      this.#othersTyping.clear();
      this.store.set({ isEnding: false });
      this.#keepChat();
    }
  }

  #keepChat(change: Partial<KeptChat> = {}): void {
    if (this.#present === undefined) return;
    const kept = { ...this.#present.kept, ...change, seenAt: this.#props.surroundings.now() };
    this.#present.kept = kept;
    if (this.state.stage.kind === 'ended') this.#props.memory.keepEnded(kept);
    else this.#props.memory.chat.set(kept);
  }

  #returning(): Returning | undefined {
    const present = this.#present;
    return present && { kept: present.kept, place: present.thread.last, page: this.page };
  }

  #follow(state: SocketState): void {
    this.store.set({ connection: state });
    if (state.kind !== 'open') {
      this.#present?.thread.detach();
      this.#othersTyping.clear();
    } else if (this.state.isEnding) void this.#askToEnd();
  }

  #read(frame: ToPatron): void {
    if (frame.type === 'welcome') this.#welcome(frame);
    else if (frame.type === 'error') this.#readError(frame);
    else if ('chatId' in frame && frame.chatId === this.#present?.kept.chatId) {
      if (frame.type !== 'typing') this.#present.thread.read(frame);
      else if (frame.by.role === 'operator') this.#othersTyping.heard(frame.by.name, frame.writing);
    }
  }

  #welcome({ resumed, ...service }: Welcome): void {
    this.store.set({ service });
    const present = this.#present;
    if (resumed?.outcome === 'gone') {
      this.startAnew();
      this.store.set({ notice: 'chatGone' });
    } else if (resumed?.outcome === 'back' && resumed.chat.chatId === present?.kept.chatId) {
      present.thread.attach(resumed.entries, resumed.more);
    } else if (present !== undefined && !present.kept.isStarted) present.thread.open();
  }

  /** The first message starts the chat; the others are said in it. */
  #transmit(message: { readonly name: string; readonly text: string }): boolean {
    const present = this.#present;
    if (present === undefined) return false;
    const { chatId } = present.kept;
    if (present.kept.isStarted) return this.#wire.tell({ action: 'send', chatId, ...message });
    void this.#askToStart(present, message);
    return true;
  }

  async #askToStart(present: Present, message: { name: string; text: string }): Promise<void> {
    const { chatId, token } = present.kept;
    const about = { widgetId: this.#props.widgetId, chatId, token, ...present.question };
    const answer = await this.ask({ action: 'startChat', ...about, ...message }, 'chatStarted');
    if (present !== this.#present || present.kept.isStarted || answer.type === 'unanswered') return;
    if (answer.type === 'chatStarted') {
      this.#keepChat({ isStarted: true });
      present.thread.attach(answer.entries, answer.more);
      return;
    }
    // A server that is busy is asked again; anything else won't change, and the question goes back to the form.
    if (answer.code === 'busy' || answer.code === 'serverError') {
      present.thread.readError({ ...answer, name: message.name });
      return;
    }
    const text = present.thread.pending.map((each) => each.text).join('\n\n');
    this.startAnew();
    this.#props.memory.draft.set({ text, name: present.question.patronName ?? '' });
    this.store.set({ notice: 'startFailed' });
  }

  #readError(error: ErrorFrame): void {
    const { name, code } = error;
    if (name === undefined || this.#present?.kept.isStarted !== true) return;
    // The server has lost sight of this connection: on a new one the message may pass.
    const mayHelp = (code === 'notAllowed' || code === 'noSuchChat') && !this.#reattachedFor.has(name);
    if (!mayHelp) this.#present.thread.readError(error);
    else {
      this.#reattachedFor.add(name);
      this.#wire.reconnect();
    }
  }

  async #askToEnd(): Promise<void> {
    const present = this.#present;
    if (present === undefined) return;
    const answer = await this.#wire.ask({ action: 'endChat', chatId: present.kept.chatId }, 'done');
    if (answer.type === 'unanswered' || present !== this.#present) return;
    if (answer.type === 'error' && answer.code !== 'chatEnded') {
      this.store.set({ isEnding: false });
      return;
    }
    this.#props.surroundings.after(END_PATIENCE_MS, () => {
      if (present === this.#present && this.state.stage.kind !== 'ended') present.thread.refresh();
    });
  }

  #tellTyping(writing: boolean): void {
    const chatId = this.#present?.kept.chatId;
    if (chatId !== undefined && this.state.stage.kind === 'active')
      this.#wire.tell({ action: 'typing', chatId, writing });
  }
}
