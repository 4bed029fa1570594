// The chats that the operator takes part in or looks in on, on the wire: a thread each, again on every new connection.
import { type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { type Acknowledged, ChatThread } from '../../connection/chat-thread.ts';
import { Kept, type KeptStorage } from '../../connection/kept.ts';
import { outboxState } from '../../connection/kept-outbox.ts';
import { ownOutbox } from '../../connection/own-outbox.ts';
import type { OutboxState, PendingMessage } from '../../connection/outbox.ts';
import type { Unanswered } from '../../connection/wire.ts';
import type { Surroundings } from '../../connection/surroundings.ts';
import type { OperatorChat } from '../../../lambdas/protocol/chat-view.ts';
import type { Author, Entry } from '../../../lambdas/protocol/entry.ts';
import type { Offer } from '../../../lambdas/protocol/guided-frames.ts';
import type { ToOperator } from '../../../lambdas/protocol/operator-frames.ts';
import type { ErrorFrame } from '../../../lambdas/protocol/refusal.ts';
import type { Operator } from '../../../lambdas/protocol/settings.ts';
import type { StaffWire } from '../session.ts';
import type { RefusedMessages } from './log-line.tsx';
import { LookedIn } from './looked-in.ts';

/** One own chat's log and messages on their way, to be drawn. */
export interface OwnChat {
  readonly entries: ReadonlySignal<readonly Entry[]>;
  readonly pending: ReadonlySignal<readonly PendingMessage[]>;
  /** Whether the log up to now has been read. */
  readonly loaded: ReadonlySignal<boolean>;
}

type ChatAnswer = Extract<ToOperator, { type: 'chat' }> | ErrorFrame | Unanswered;

interface Own extends OwnChat {
  readonly thread: ChatThread<Entry>;
  readonly loaded: Signal<boolean>;
}

export interface OwnChatsProps {
  readonly wire: Pick<StaffWire, 'ask' | 'tell'>;
  readonly surroundings: Pick<Surroundings, 'after' | 'now'>;
  readonly storage: KeptStorage;
  readonly outboxName: () => string;
  /** Whether an outbox's name is this tab's alone; see `claimOutbox`. */
  readonly claimOutbox: (name: string) => Promise<boolean>;
  readonly me: () => Pick<Operator, 'id' | 'name'>;
  readonly onChat: (chat: OperatorChat) => void;
  readonly onEntries: (chatId: string, entries: readonly Entry[]) => void;
}

export class OwnChats {
  readonly #props: OwnChatsProps;
  readonly #own = signal<ReadonlyMap<string, Own>>(new Map());
  readonly #making = new Map<string, Promise<Own>>();
  readonly #lookedIn: LookedIn;

  constructor(props: OwnChatsProps) {
    this.#props = props;
    this.#lookedIn = new LookedIn(props.storage, () => props.me().id);
  }

  get chats(): ReadonlySignal<ReadonlyMap<string, OwnChat>> {
    return this.#own;
  }

  /** The chats that have a thread: what is attached again on a new connection. */
  ids(): string[] {
    return [...new Set([...this.#own.value.keys(), ...this.#lookedIn.all()])];
  }

  /** Whether the operator only looks in: reads live, and writes notes. */
  looksIn(chatId: string): boolean {
    return this.#lookedIn.has(chatId);
  }

  /** Looks in on a colleague's chat from now on, on new connections too. */
  async lookIn(chatId: string): Promise<ChatAnswer> {
    this.#lookedIn.add(chatId);
    const answer = await this.attach(chatId);
    if (answer.type !== 'chat') this.forget(chatId);
    return answer;
  }

  /** Back at a chat on this connection: what was missed comes, and what waits leaves. */
  async attach(chatId: string): Promise<ChatAnswer> {
    const own = await this.#ready(chatId);
    const action = this.looksIn(chatId) ? 'lookIn' : 'attach';
    const answer = await this.#props.wire.ask({ action, chatId, after: own.thread.last }, 'chat');
    if (answer.type === 'chat') this.#take(own, answer);
    else if (action === 'lookIn' && answer.type === 'error' && answer.code === 'chatEnded')
      this.forget(chatId);
    return answer;
  }

  /** The chat was just claimed, or taken from a colleague: its log came with the answer. */
  async join(answer: Extract<ToOperator, { type: 'chat' }>): Promise<void> {
    this.#lookedIn.remove(answer.chat.chatId);
    this.#take(await this.#ready(answer.chat.chatId), answer);
  }

  /** The connection is gone. */
  detach(): void {
    for (const { thread } of this.#own.value.values()) thread.detach();
  }

  read(frame: ToOperator): void {
    if (frame.type === 'entry' || frame.type === 'sent') {
      this.#own.value.get(frame.chatId)?.thread.read(frame);
    } else if (frame.type === 'error' && frame.name !== undefined) {
      for (const { thread } of this.#own.value.values()) thread.readError(frame);
    } else if (frame.type === 'chatChanged' && this.looksIn(frame.chat.chatId)) {
      this.#followLookedIn(frame.chat);
    }
  }

  say(chatId: string, text: string, offer?: Offer): void {
    this.#own.value.get(chatId)?.thread.say(text, offer);
  }

  /** Writes to the staff in the chat only. */
  note(chatId: string, text: string): void {
    this.#own.value.get(chatId)?.thread.say(text, undefined, true);
  }

  /** Whether something that was written there hasn't reached the server. */
  hasUnsent(chatId: string): boolean {
    return (this.#own.value.get(chatId)?.pending.value ?? []).length > 0;
  }

  /** What can be done with messages of a chat that were refused. */
  refused(chatId: string): RefusedMessages {
    const thread = this.#own.value.get(chatId)?.thread;
    return { tryAgain: (id) => thread?.tryAgain(id), discard: (id) => thread?.discard(id) };
  }

  /** The operator is done with a chat: it has ended, or they are in it no more. */
  forget(chatId: string): void {
    this.#lookedIn.remove(chatId);
    const own = this.#own.value.get(chatId);
    if (own === undefined) return;
    own.thread.detach();
    this.#kept(chatId).remove();
    this.#own.value = new Map([...this.#own.value].filter(([id]) => id !== chatId));
  }

  #followLookedIn(chat: OperatorChat): void {
    if (chat.state === 'ended') this.forget(chat.chatId);
    else if (chat.operators.some(({ id }) => id === this.#props.me().id)) this.#lookedIn.remove(chat.chatId);
  }

  #take(own: Own, { chat, entries, more }: Extract<ToOperator, { type: 'chat' }>): void {
    this.#props.onChat(chat);
    own.thread.attach(entries, more);
    own.loaded.value = true;
  }

  #ready(chatId: string): Promise<Own> {
    const there = this.#own.value.get(chatId);
    if (there !== undefined) return Promise.resolve(there);
    const making = this.#making.get(chatId) ?? this.#make(chatId);
    this.#making.set(chatId, making);
    return making.finally(() => this.#making.delete(chatId));
  }

  async #make(chatId: string): Promise<Own> {
    const { outboxName, claimOutbox } = this.#props;
    const own = this.#drawn(chatId, await ownOutbox(this.#kept(chatId), outboxName, claimOutbox));
    this.#own.value = new Map(this.#own.value).set(chatId, own);
    return own;
  }

  #drawn(chatId: string, outbox: OutboxState): Own {
    const { wire, surroundings, onEntries } = this.#props;
    const kept = this.#kept(chatId);
    const thread: ChatThread<Entry> = new ChatThread<Entry>({
      outbox,
      keepOutbox: (state) => kept.set(state),
      transmit: (message) => wire.tell({ action: 'send', chatId, ...message }),
      catchUp: (after) => void this.#catchUp(chatId, after),
      ownEntry: (message) => this.#ownEntry(message),
      nameOf: (entry) => (entry.kind === 'message' || entry.kind === 'note' ? entry.name : undefined),
      after: surroundings.after,
      now: surroundings.now,
    });
    const entries = signal(thread.entries);
    const pending = signal(thread.pending);
    thread.changes.listen(() => {
      entries.value = thread.entries;
      pending.value = thread.pending;
    });
    thread.additions.listen((added) => onEntries(chatId, added));
    return { thread, entries, pending, loaded: signal(false) };
  }

  #ownEntry({ isNote, offer, ...message }: Acknowledged): Entry {
    const by: Author = { role: 'operator', ...this.#props.me() };
    if (isNote) return { kind: 'note', ...message, by };
    return { kind: 'message', ...message, ...(offer && { offer }), by };
  }

  async #catchUp(chatId: string, after: number): Promise<void> {
    const answer = await this.#props.wire.ask({ action: 'catchUp', chatId, after }, 'entries');
    if (answer.type === 'entries') this.#own.value.get(chatId)?.thread.read(answer);
  }

  #kept(chatId: string): Kept<OutboxState> {
    return new Kept(this.#props.storage, `carrel.outbox.${chatId}`, outboxState);
  }
}
