// What became of chats that were handed over or asked about, in words above the list until they are dismissed.
import { type ReadonlySignal, signal } from '@preact/signals';

export interface HandingWord {
  readonly id: number;
  readonly text: string;
  /** The chat that it is about, where the operator may still read it. */
  readonly chatId?: string;
  /** What they had written there, and nobody has read. */
  readonly unsent?: string;
}

/** Older ones have been seen for long enough. */
const MOST = 3;

export class HandingNews {
  readonly #words = signal<readonly HandingWord[]>([]);
  readonly #say: (sentence: string) => void;
  #count = 0;

  constructor(say: (sentence: string) => void) {
    this.#say = say;
  }

  get words(): ReadonlySignal<readonly HandingWord[]> {
    return this.#words;
  }

  tell(word: Omit<HandingWord, 'id'>): void {
    this.#count += 1;
    this.#words.value = [...this.#words.value, { ...word, id: this.#count }].slice(-MOST);
    this.#say(word.text);
  }

  dismiss(id: number): void {
    this.#words.value = this.#words.value.filter((word) => word.id !== id);
  }
}
