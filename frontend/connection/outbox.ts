// Own messages until the server has them: named, in order, one in flight, sent again until answered.
import type { Offer } from '../../lambdas/protocol/guided-frames.ts';
import type { ErrorFrame, RefusalCode } from '../../lambdas/protocol/refusal.ts';
import { type Cancel, Emitter } from './emitter.ts';

/** A message without an answer for this long (ms) is sent again under the same name. */
export const RESEND_AFTER_MS = 10_000;
/** A server that is busy or stumbled is asked again after this long (ms). */
export const RETRY_AFTER_MS = 2_000;

/** Refusals that say nothing about the message itself: it is sent again. */
const PASSING_REFUSALS: ReadonlySet<RefusalCode> = new Set([
  'busy',
  'serverError',
  'helloFirst',
  'notSignedIn',
]);

interface Written {
  readonly id: string;
  readonly text: string;
  /** What an operator puts in front of the patron with it. */
  readonly offer?: Offer | undefined;
  /** What operators write among themselves in a patron's chat: it stays a note from the first key on. */
  readonly isNote?: boolean | undefined;
  readonly at: number;
}

export type PendingMessage =
  | (Written & { readonly kind: 'queued' })
  /** Sent at least once under this name, and not yet answered. */
  | (Written & { readonly kind: 'sending'; readonly name: string })
  /** Refused for good: the writer may try again or drop it. */
  | (Written & { readonly kind: 'refused'; readonly code: RefusalCode });

/** A message as it leaves. */
export type Outgoing = Pick<Written, 'text' | 'offer' | 'isNote'> & { readonly name: string };

/** What has to outlive a reload. */
export interface OutboxState {
  readonly outbox: string;
  /** The number of the next message that gets a name. */
  readonly next: number;
  readonly messages: readonly PendingMessage[];
}

export interface OutboxOptions {
  /** What was kept, or a new one: see `newOutbox`. */
  readonly state: OutboxState;
  /** Sends the message; false where there is no connection. */
  readonly transmit: (message: Outgoing) => boolean;
  /** Called with each new state, to keep it. */
  readonly keep: (state: OutboxState) => void;
  readonly after: (ms: number, run: () => void) => Cancel;
  readonly now: () => number;
}

/** The state of an outbox that has sent nothing. `name`: random, 8 to 22 characters of base64url. */
export function newOutbox(name: string): OutboxState {
  return { outbox: name, next: 1, messages: [] };
}

export class Outbox {
  /** After each change of `pending`. */
  readonly changes = new Emitter<readonly PendingMessage[]>();
  readonly #options: OutboxOptions;
  #state: OutboxState;
  #isOpen = false;
  #retry: Cancel = () => {};
  #ids = 0;

  constructor(options: OutboxOptions) {
    this.#options = options;
    this.#state = options.state;
  }

  /** Everything that the server hasn't acknowledged, oldest first. */
  get pending(): readonly PendingMessage[] {
    return this.#state.messages;
  }

  get name(): string {
    return this.#state.outbox;
  }

  /** Takes a message on its way, and returns the id by which `pending` lists it. */
  put(text: string, offer?: Offer, isNote?: boolean): string {
    this.#ids += 1;
    const at = this.#options.now();
    const id = `${at.toString(36)}-${this.#ids}`;
    this.#change({ messages: [...this.pending, { kind: 'queued', id, text, at, offer, isNote }] });
    this.#sendNext();
    return id;
  }

  /** The server has welcomed us on a new connection: what was in flight is sent again. */
  open(): void {
    this.#isOpen = true;
    this.#send();
    this.#sendNext();
  }

  /** The connection is gone. */
  close(): void {
    this.#isOpen = false;
    this.#retry();
  }

  /** The server has this message, as `sent` or an entry of the log tells. Returns it if it was ours. */
  acknowledge(name: string): PendingMessage | undefined {
    const message = this.inFlight(name);
    if (message === undefined) return undefined;
    this.#retry();
    this.#change({
      next: this.#state.next + 1,
      messages: this.pending.filter((other) => other !== message),
    });
    this.#sendNext();
    return message;
  }

  /** The server refused the message of this name. Returns it if it was ours and is refused for good. */
  refuse(name: string, refusal: Pick<ErrorFrame, 'code' | 'expected'>): PendingMessage | undefined {
    const message = this.inFlight(name);
    if (message === undefined) return undefined;
    this.#retry();
    if (PASSING_REFUSALS.has(refusal.code)) {
      this.#retry = this.#options.after(RETRY_AFTER_MS, () => this.#send());
      return undefined;
    }
    const written = writtenIn(message);
    if (refusal.code === 'outOfOrder' && refusal.expected !== undefined) {
      // The server counts otherwise than we do (another tab used our name): take its number.
      this.#replace(message, { kind: 'queued', ...written }, refusal.expected);
      this.#sendNext();
      return undefined;
    }
    const refused: PendingMessage = { kind: 'refused', ...written, code: refusal.code };
    this.#replace(message, refused);
    this.#sendNext();
    return refused;
  }

  /** Sends a refused message again, after those that wait already. */
  tryAgain(id: string): void {
    const message = this.pending.find((other) => other.id === id && other.kind === 'refused');
    if (message === undefined) return;
    const others = this.pending.filter((other) => other !== message);
    this.#change({ messages: [...others, { kind: 'queued', ...writtenIn(message) }] });
    this.#sendNext();
  }

  /** Forgets a refused message. */
  discard(id: string): void {
    this.#change({ messages: this.pending.filter((other) => other.id !== id || other.kind !== 'refused') });
  }

  /** The message of this name, if it is sent and not yet answered. */
  inFlight(name: string): PendingMessage | undefined {
    return this.pending.find((message) => message.kind === 'sending' && message.name === name);
  }

  /** Sends the oldest that waits, unless one is in flight. */
  #sendNext(): void {
    if (!this.#isOpen || this.pending.some(({ kind }) => kind === 'sending')) return;
    const message = this.pending.find(({ kind }) => kind === 'queued');
    if (message === undefined) return;
    const name = `${this.#state.outbox}.${this.#state.next}`;
    // Kept under its name before it leaves: a reload in this moment must send it by the same name.
    this.#replace(message, { kind: 'sending', ...writtenIn(message), name });
    this.#send();
  }

  /** Sends the one in flight, and again for as long as nothing answers. */
  #send(): void {
    this.#retry();
    const message = this.pending.find(({ kind }) => kind === 'sending');
    if (message?.kind !== 'sending') return;
    this.#retry = this.#options.after(RESEND_AFTER_MS, () => this.#send());
    const { name, text, offer, isNote } = message;
    this.#options.transmit({ name, text, offer, isNote });
  }

  #replace(old: PendingMessage, fresh: PendingMessage, next = this.#state.next): void {
    this.#change({ next, messages: this.pending.map((each) => (each === old ? fresh : each)) });
  }

  #change(change: Partial<OutboxState>): void {
    this.#state = { ...this.#state, ...change };
    this.#options.keep(this.#state);
    this.changes.emit(this.pending);
  }
}

/** Undefined fields are in no JSON, so neither in what is kept nor in what is sent. */
const writtenIn = ({ id, text, at, offer, isNote }: PendingMessage): Written => ({
  id,
  text,
  at,
  offer,
  isNote,
});
