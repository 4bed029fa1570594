// One chat that the patron is in, from the part that is fetched later: its log, the messages on their way, who writes.
import type { PublicEntry } from '../../lambdas/protocol/entry.ts';
import type { PatronFrame } from '../../lambdas/protocol/patron-frames.ts';
import type { ToPatron } from '../../lambdas/protocol/to-patron.ts';
import type { ErrorFrame } from '../../lambdas/protocol/refusal.ts';
import type { Cancel } from '../connection/emitter.ts';
import { ChatThread } from '../connection/chat-thread.ts';
import type { OutboxState } from '../connection/outbox.ts';
import type { SocketState } from '../connection/socket.ts';
import type { Surroundings } from '../connection/surroundings.ts';
import { OthersTyping, OwnTyping } from '../connection/typing.ts';
import type { Wire } from '../connection/wire.ts';
import type { ChatState, Notice } from './chat-state.ts';
import type { AboutQuestion, KeptChat, WidgetMemory } from './kept-chat.ts';
import { stageOf } from './log-stage.ts';
import type { Returning } from './patron-hello.ts';
import type { Store } from './store.ts';
import { transfersIn } from './transfers.ts';

/** How long the log's `ended` may take to follow the answer to an ending (ms) before we ask for it. */
const END_PATIENCE_MS = 1_000;

/** A chat as the widget enters it. */
export interface Entered {
  readonly kept: KeptChat;
  readonly outbox: OutboxState;
  readonly question: AboutQuestion;
}

export interface ConversationProps {
  readonly entered: Entered;
  readonly widgetId: string;
  readonly memory: WidgetMemory;
  readonly surroundings: Surroundings;
  readonly wire: Wire<PatronFrame, ToPatron>;
  readonly store: Store<ChatState>;
  /** Back to the form: the chat can't be had. */
  readonly giveUp: (notice: Notice) => void;
}

export class Conversation {
  readonly ownTyping: OwnTyping;
  readonly #props: ConversationProps;
  readonly #thread: ChatThread<PublicEntry>;
  readonly #othersTyping: OthersTyping;
  readonly #reattachedFor = new Set<string>();
  #kept: KeptChat;
  /** How far the server's clock is ahead of ours (ms), as well as its frames tell. */
  #ahead = 0;
  #cancelLapse: Cancel = () => {};
  #isLeft = false;

  constructor(props: ConversationProps) {
    this.#props = props;
    const { surroundings, store, wire } = props;
    this.#kept = props.entered.kept;
    this.#othersTyping = new OthersTyping(surroundings.after, (writers) => store.set({ writers }));
    this.ownTyping = new OwnTyping({
      now: surroundings.now,
      tell: (writing) => this.#tellTyping(writing),
    });
    this.#thread = this.#newThread();
    this.#thread.changes.listen(() => this.#show());
    this.#thread.additions.listen((entries) => this.#hear(entries));
    if (wire.state.kind === 'open' && !this.#kept.isStarted) this.#thread.open();
  }

  get returning(): Returning {
    return { kept: this.#kept, place: this.#thread.last };
  }

  say(text: string): void {
    this.ownTyping.sent();
    this.#thread.say(text);
  }

  tryAgain(id: string): void {
    this.#thread.tryAgain(id);
  }

  discard(id: string): void {
    this.#thread.discard(id);
  }

  /** Ends the chat, now or as soon as there is a connection. */
  end(): void {
    this.#props.store.set({ isEnding: true });
    void this.#askToEnd();
  }

  /** Everything up to now was seen. */
  markRead(): void {
    const { store } = this.#props;
    const readPlace = this.#thread.last;
    if (readPlace <= store.state.readPlace) return;
    store.set({ readPlace });
    this.#keepChat({ readPlace });
  }

  /** The widget is no longer in this chat. */
  leave(): void {
    this.#isLeft = true;
    this.#thread.detach();
    this.#othersTyping.clear();
    this.#cancelLapse();
    this.#props.store.set({ transfers: undefined });
  }

  follow(connection: SocketState): void {
    if (connection.kind !== 'open') {
      this.#thread.detach();
      this.#othersTyping.clear();
    } else if (this.#props.store.state.isEnding) void this.#askToEnd();
  }

  read(frame: ToPatron): void {
    if ('serverTime' in frame) this.#ahead = frame.serverTime - this.#props.surroundings.now();
    if (frame.type === 'entry') this.#ahead = frame.entry.at - this.#props.surroundings.now();
    if (frame.type === 'welcome') this.#welcome(frame.resumed);
    else if (frame.type === 'error') this.#readError(frame);
    else if ('chatId' in frame && frame.chatId === this.#kept.chatId) {
      if (frame.type !== 'typing') this.#thread.read(frame);
      else if (frame.by.role === 'operator') this.#othersTyping.heard(frame.by.name, frame.writing);
    }
  }

  #newThread(): ChatThread<PublicEntry> {
    const { entered, memory, surroundings, wire } = this.#props;
    const { outbox, question } = entered;
    const { chatId } = entered.kept;
    return new ChatThread<PublicEntry>({
      outbox,
      keepOutbox: (state) => memory.outbox.set({ chatId, outbox: state, ...question }),
      transmit: (message) => this.#transmit(message),
      catchUp: (after) => void wire.ask({ action: 'catchUp', chatId, after }, 'entries'),
      ownEntry: (message) => ({ ...message, kind: 'message', by: { role: 'patron' } }),
      nameOf: (entry) => (entry.kind === 'message' && entry.by.role === 'patron' ? entry.name : undefined),
      after: surroundings.after,
      now: surroundings.now,
    });
  }

  /** Brings the state up to what the thread says. */
  #show(): void {
    if (this.#isLeft) return;
    const { surroundings, store } = this.#props;
    const { entries, pending } = this.#thread;
    const now = surroundings.now() + this.#ahead;
    const transfers = transfersIn(entries, now);
    store.set({ entries, pending, stage: stageOf(entries, this.#kept), transfers });
    this.#cancelLapse();
    if (transfers.standing)
      this.#cancelLapse = surroundings.after(transfers.standing.until - now + 1, () => this.#show());
  }

  #hear(entries: readonly PublicEntry[]): void {
    for (const entry of entries) {
      const { by, kind } = entry;
      if ((kind === 'message' || kind === 'left') && by.role === 'operator')
        this.#othersTyping.heard(by.name, false);
      if (entry.kind === 'transferred' && !entry.stays) this.#othersTyping.heard(entry.other, false);
      if (kind !== 'ended') continue;
      this.#othersTyping.clear();
      this.#props.store.set({ isEnding: false });
      this.#keepChat();
    }
  }

  #keepChat(change: Partial<KeptChat> = {}): void {
    const { memory, store, surroundings } = this.#props;
    this.#kept = { ...this.#kept, ...change, seenAt: surroundings.now() };
    if (store.state.stage.kind === 'ended') memory.keepEnded(this.#kept);
    else memory.chat.set(this.#kept);
  }

  #welcome(resumed: Extract<ToPatron, { type: 'welcome' }>['resumed']): void {
    if (resumed?.outcome === 'gone') this.#props.giveUp('chatGone');
    else if (resumed?.outcome === 'back' && resumed.chat.chatId === this.#kept.chatId)
      this.#thread.attach(resumed.entries, resumed.more);
    else if (!this.#kept.isStarted) this.#thread.open();
  }

  /** The first message starts the chat; the others are said in it. */
  #transmit(message: { readonly name: string; readonly text: string }): boolean {
    const { chatId, isStarted } = this.#kept;
    if (isStarted) return this.#props.wire.tell({ action: 'send', chatId, ...message });
    void this.#askToStart(message);
    return true;
  }

  async #askToStart(message: { name: string; text: string }): Promise<void> {
    const { widgetId, memory, wire, entered, giveUp } = this.#props;
    const { chatId, token } = this.#kept;
    const about = { widgetId, chatId, token, ...entered.question };
    const answer = await wire.ask({ action: 'startChat', ...about, ...message }, 'chatStarted');
    if (this.#isLeft || this.#kept.isStarted || answer.type === 'unanswered') return;
    if (answer.type === 'chatStarted') {
      this.#keepChat({ isStarted: true });
      this.#thread.attach(answer.entries, answer.more);
      return;
    }
    // A server that is busy is asked again; anything else won't change, and the question goes back to the form.
    if (answer.code === 'busy' || answer.code === 'serverError') {
      this.#thread.readError({ ...answer, name: message.name });
      return;
    }
    const text = this.#thread.pending.map((each) => each.text).join('\n\n');
    memory.draft.set({ text, name: entered.question.patronName ?? '' });
    giveUp('startFailed');
  }

  #readError(error: ErrorFrame): void {
    const { name, code } = error;
    if (name === undefined || !this.#kept.isStarted) return;
    // The server has lost sight of this connection: on a new one the message may pass.
    const mayHelp = (code === 'notAllowed' || code === 'noSuchChat') && !this.#reattachedFor.has(name);
    if (!mayHelp) this.#thread.readError(error);
    else {
      this.#reattachedFor.add(name);
      this.#props.wire.reconnect();
    }
  }

  async #askToEnd(): Promise<void> {
    const { wire, store, surroundings } = this.#props;
    const answer = await wire.ask({ action: 'endChat', chatId: this.#kept.chatId }, 'done');
    if (answer.type === 'unanswered' || this.#isLeft) return;
    if (answer.type === 'error' && answer.code !== 'chatEnded') {
      store.set({ isEnding: false });
      return;
    }
    surroundings.after(END_PATIENCE_MS, () => {
      if (!this.#isLeft && store.state.stage.kind !== 'ended') this.#thread.refresh();
    });
  }

  #tellTyping(writing: boolean): void {
    const { store, wire } = this.#props;
    if (!this.#isLeft && store.state.stage.kind === 'active')
      wire.tell({ action: 'typing', chatId: this.#kept.chatId, writing });
  }
}
