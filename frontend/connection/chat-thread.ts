// One chat as a participant has it: the log, the own messages on their way, and the frames that feed both.
import type { Offer } from '../../lambdas/protocol/guided-frames.ts';
import type { ErrorFrame } from '../../lambdas/protocol/refusal.ts';
import { ChatLog, type Placed } from './chat-log.ts';
import { type Cancel, Emitter } from './emitter.ts';
import { Outbox, type Outgoing, type OutboxState, type PendingMessage } from './outbox.ts';

/** The frames about one chat, as far as a thread reads them. */
export type ThreadFrame<E> =
  | {
      readonly type: 'sent';
      readonly name: string;
      readonly place: number;
      readonly after: number;
      readonly at: number;
    }
  | { readonly type: 'entry'; readonly entry: E }
  | { readonly type: 'entries'; readonly entries: readonly E[]; readonly more: boolean };

/** An acknowledged message, from which the reader's own entry is made. */
export interface Acknowledged extends Placed {
  readonly name: string;
  readonly text: string;
  readonly offer?: Offer | undefined;
  readonly isNote?: boolean | undefined;
  readonly at: number;
}

export interface ChatThreadOptions<E> {
  readonly outbox: OutboxState;
  readonly keepOutbox: (state: OutboxState) => void;
  readonly transmit: (message: Outgoing) => boolean;
  readonly catchUp: (after: number) => void;
  /** The log's entry for a message of one's own that the server has stored. */
  readonly ownEntry: (message: Acknowledged) => E;
  /** The client's name of the message that this entry is, if it is one. */
  readonly nameOf: (entry: E) => string | undefined;
  readonly after: (ms: number, run: () => void) => Cancel;
  readonly now: () => number;
}

export class ChatThread<E extends Placed> {
  /** After each change of `entries` or `pending`. */
  readonly changes = new Emitter<void>();
  /** Entries that were just added to the log. */
  readonly additions: Emitter<readonly E[]>;
  readonly #options: ChatThreadOptions<E>;
  readonly #log: ChatLog<E>;
  readonly #outbox: Outbox;
  /** Stored by the server, but held back by the log until what comes before them is here. */
  readonly #unplaced = new Map<string, PendingMessage>();

  constructor(options: ChatThreadOptions<E>) {
    this.#options = options;
    this.#log = new ChatLog({ catchUp: options.catchUp, after: options.after });
    this.#outbox = new Outbox({
      state: options.outbox,
      transmit: options.transmit,
      keep: options.keepOutbox,
      after: options.after,
      now: options.now,
    });
    this.additions = this.#log.additions;
    this.#log.additions.listen((entries) => this.#recognize(entries));
    this.#outbox.changes.listen(() => this.changes.emit());
  }

  get entries(): readonly E[] {
    return this.#log.entries;
  }

  get last(): number {
    return this.#log.last;
  }

  /** Own messages that aren't in the log yet. */
  get pending(): readonly PendingMessage[] {
    return [...this.#unplaced.values(), ...this.#outbox.pending];
  }

  get outboxName(): string {
    return this.#outbox.name;
  }

  /** Says something. Returns the id by which `pending` lists it. */
  say(text: string, offer?: Offer, isNote?: boolean): string {
    return this.#outbox.put(text, offer, isNote);
  }

  tryAgain(id: string): void {
    this.#outbox.tryAgain(id);
  }

  discard(id: string): void {
    this.#outbox.discard(id);
  }

  /** We are in the chat on a new connection: these are the entries after `last`. */
  attach(entries: readonly E[], more: boolean): void {
    this.#log.addPage(entries, more);
    if (!more) this.#log.settle();
    this.#outbox.open();
  }

  /** The messages may leave, although the chat has no log yet (its first message starts it). */
  open(): void {
    this.#outbox.open();
  }

  /** The connection is gone. */
  detach(): void {
    this.#log.pause();
    this.#outbox.close();
  }

  /** Asks for what came after `last`, where a push may have been lost. */
  refresh(): void {
    this.#log.refresh();
  }

  /** Reads a frame that is about this chat. */
  read(frame: ThreadFrame<E>): void {
    if (frame.type === 'entry') this.#log.add(frame.entry);
    else if (frame.type === 'entries') this.#log.addPage(frame.entries, frame.more);
    else this.#store(frame);
  }

  /** Reads an error that names a message. Returns the message if it is refused for good. */
  readError(error: ErrorFrame): PendingMessage | undefined {
    return error.name === undefined ? undefined : this.#outbox.refuse(error.name, error);
  }

  #store(sent: Extract<ThreadFrame<E>, { type: 'sent' }>): void {
    const { name, place, after, at } = sent;
    const message = this.#outbox.inFlight(name);
    if (message === undefined) return;
    this.#unplaced.set(name, message);
    this.#outbox.acknowledge(name);
    const { text, offer, isNote } = message;
    this.#log.add(this.#options.ownEntry({ name, place, after, at, text, offer, isNote }));
  }

  /** Own messages that come back in the log are acknowledged by that, should `sent` have been lost. */
  #recognize(entries: readonly E[]): void {
    for (const entry of entries) {
      const name = this.#options.nameOf(entry);
      if (name === undefined) continue;
      this.#unplaced.delete(name);
      this.#outbox.acknowledge(name);
    }
    this.changes.emit();
  }
}
