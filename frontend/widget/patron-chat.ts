// The patron's side of a chat: its connection, what is known, and the conversation as soon as its part is fetched.
import type { Page } from '../../lambdas/protocol/fields.ts';
import type { PatronFrame } from '../../lambdas/protocol/patron-frames.ts';
import type { ToPatron } from '../../lambdas/protocol/to-patron.ts';
import type { OwnTyping } from '../connection/typing.ts';
import type { Surroundings } from '../connection/surroundings.ts';
import type { Wire } from '../connection/wire.ts';
import { type ChatState, NO_CHAT, type Notice } from './chat-state.ts';
import type { Conversation, Entered } from './conversation.ts';
import { type AboutQuestion, type KeptChat, newChat, questionOf, type WidgetMemory } from './kept-chat.ts';
import { type About, helloOf } from './patron-hello.ts';
import { watchReach } from './reach.ts';
import { goesOn, stageBefore } from './stage.ts';
import { Store } from './store.ts';
import type { TabOutbox } from './tab-outbox.ts';

const NOTHING_SAID = { entries: [], pending: [], readPlace: 0, isEnding: false } as const;

interface ConversationPart {
  readonly state: { readonly part: { readonly Conversation: typeof Conversation } | undefined };
  listen(listener: () => void): unknown;
}

export interface PatronChatProps extends About {
  readonly memory: WidgetMemory;
  readonly surroundings: Surroundings;
  readonly makeWire: (hello: (ref: string) => Promise<PatronFrame>) => Wire<PatronFrame, ToPatron>;
  readonly outbox: TabOutbox;
  /** What conversations are made of, once it is here. */
  readonly later: ConversationPart;
  /** Fetches it, as often as it takes. Never rejects. */
  readonly loadLater: () => Promise<unknown>;
}

export class PatronChat {
  readonly store = new Store<ChatState>(NO_CHAT);
  /** Where the patron is reading; it goes with the question. */
  page: Page | undefined;
  /** Something waits for a connection, also while nobody looks. */
  isWanted = false;
  readonly ask: Wire<PatronFrame, ToPatron>['ask'];
  readonly #props: PatronChatProps;
  readonly #wire: Wire<PatronFrame, ToPatron>;
  /** The chat that this widget is in. */
  #entered: Entered | undefined;
  /** What goes on in it. */
  #conversation: Conversation | undefined;

  constructor(props: PatronChatProps) {
    this.#props = props;
    this.#wire = props.makeWire((ref) => this.#hello(ref));
    this.ask = (request, answerType) => this.#wire.ask(request, answerType);
    this.#wire.frames.listen((frame) => this.#read(frame));
    this.#wire.states.listen((connection) => {
      this.store.set({ connection });
      this.#conversation?.follow(connection);
    });
    watchReach(this.#wire.states, props.surroundings, (isUnreachable) => this.store.set({ isUnreachable }));
    props.later.listen(() => this.#converse());
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
    if (goesOn(this.state.stage)) return;
    const { memory, surroundings, outbox } = this.#props;
    const at = surroundings.now();
    this.store.set({ notice: undefined });
    memory.forget();
    const kept = newChat(at);
    const asked = outbox.fresh({ kind: 'queued', id: at.toString(36), text, at });
    const question = questionOf({ patronName, page: this.page });
    // Before it is sent: what sends it may have to be fetched, and the patron may go on to another page meanwhile.
    memory.chat.set(kept);
    memory.outbox.set({ chatId: kept.chatId, outbox: asked, ...question });
    this.#enter(kept, asked, question);
    this.#wire.start();
  }

  say(text: string): void {
    this.#conversation?.say(text);
  }

  tryAgain(id: string): void {
    this.#conversation?.tryAgain(id);
  }

  discard(id: string): void {
    this.#conversation?.discard(id);
  }

  get ownTyping(): OwnTyping | undefined {
    return this.#conversation?.ownTyping;
  }

  tryNow(): void {
    this.#wire.tryNow();
  }

  /** Ends the chat, now or as soon as there is a connection. */
  end(): void {
    this.#conversation?.end();
  }

  /** What proves that this is the patron of the chat that the widget is in. */
  get proof(): Pick<KeptChat, 'chatId' | 'token'> | undefined {
    const kept = this.#entered?.kept;
    return kept && { chatId: kept.chatId, token: kept.token };
  }

  /** Leaves the chat that ended, for the form. */
  startAnew(notice?: Notice): void {
    this.#letGo();
    this.store.set({ ...NOTHING_SAID, stage: stageBefore(), ...(notice && { notice }) });
    this.#props.memory.forget();
  }

  /** Everything up to now was seen. */
  markRead(): void {
    this.#conversation?.markRead();
  }

  /** Another tab began a chat, or read on in ours. */
  followOtherTab(): void {
    const other = this.#props.memory.chat.get();
    if (other === undefined || !other.isStarted) return;
    if (other.chatId === this.#entered?.kept.chatId) {
      this.store.set({ readPlace: Math.max(this.state.readPlace, other.readPlace) });
    } else if (!goesOn(this.state.stage)) {
      this.#enter(other);
      this.#wire.start();
      this.#wire.reconnect();
    }
  }

  #enter(kept: KeptChat, outbox = this.#props.outbox.fresh(), saved: AboutQuestion = {}): void {
    this.#letGo();
    this.#entered = { kept, outbox, question: questionOf(saved) };
    const { readPlace } = kept;
    this.store.set({ ...NOTHING_SAID, readPlace, pending: outbox.messages, stage: stageBefore(kept) });
    void this.#props.loadLater();
    this.#converse();
  }

  /** Once there are both a chat and what conversations are made of. */
  #converse(): void {
    const { part } = this.#props.later.state;
    if (part === undefined || this.#entered === undefined) return;
    this.#conversation ??= new part.Conversation({
      ...this.#props,
      entered: this.#entered,
      wire: this.#wire,
      store: this.store,
      giveUp: (notice) => this.startAnew(notice),
    });
  }

  #letGo(): void {
    this.#conversation?.leave();
    this.#conversation = undefined;
    this.#entered = undefined;
  }

  async #hello(ref: string): Promise<PatronFrame> {
    // A chat that we come back to is named together with what is here of it, which the conversation knows.
    if (this.#entered?.kept.isStarted) await this.#props.loadLater();
    return helloOf(ref, this.#props, this.#conversation?.returning, this.page);
  }

  #read(frame: ToPatron): void {
    if (frame.type === 'welcome') {
      const { resumed: _, ...service } = frame;
      this.store.set({ service });
    }
    this.#conversation?.read(frame);
  }
}
