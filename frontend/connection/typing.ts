// Typing, both ways: tells now and then that somebody writes, and forgets it when nothing more comes.
import { TYPING_EVERY_MS, TYPING_LASTS_MS } from '../../lambdas/protocol/limits.ts';
import type { Cancel } from './emitter.ts';

export interface TypingTeller {
  readonly tell: (writing: boolean) => void;
  readonly now: () => number;
}

/** Our own writing: at most one frame in `TYPING_EVERY_MS`, and one when it stops. */
export class OwnTyping {
  readonly #props: TypingTeller;
  #toldAt: number | undefined;

  constructor(props: TypingTeller) {
    this.#props = props;
  }

  /** The field changed; an empty one means that the writer thought better of it. */
  changed(text: string): void {
    if (text.trim() === '') {
      this.stopped();
      return;
    }
    const now = this.#props.now();
    if (this.#toldAt !== undefined && now - this.#toldAt < TYPING_EVERY_MS) return;
    this.#toldAt = now;
    this.#props.tell(true);
  }

  /** The field was left empty. A message that is sent says it by itself: use `sent`. */
  stopped(): void {
    if (this.#toldAt !== undefined) this.#props.tell(false);
    this.#toldAt = undefined;
  }

  sent(): void {
    this.#toldAt = undefined;
  }
}

/** The others' writing, by name. */
export class OthersTyping {
  readonly #after: (ms: number, run: () => void) => Cancel;
  readonly #changed: (names: readonly string[]) => void;
  readonly #writers = new Map<string, Cancel>();

  constructor(after: (ms: number, run: () => void) => Cancel, changed: (names: readonly string[]) => void) {
    this.#after = after;
    this.#changed = changed;
  }

  heard(name: string, writing: boolean): void {
    const known = this.#writers.get(name);
    known?.();
    this.#writers.delete(name);
    if (writing)
      this.#writers.set(
        name,
        this.#after(TYPING_LASTS_MS, () => this.heard(name, false)),
      );
    if (writing !== (known !== undefined)) this.#changed([...this.#writers.keys()]);
  }

  /** Nobody writes any more: the connection is gone or the chat is over. */
  clear(): void {
    for (const name of this.#writers.keys()) this.heard(name, false);
  }
}
