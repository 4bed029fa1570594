// What the operator has begun to write, kept for each chat until it is sent, over reloads too; a note apart from a message.
import { type ReadonlySignal, signal } from '@preact/signals';
import * as v from 'valibot';
import { Kept, type KeptStorage } from '../../connection/kept.ts';

/** Where a note's draft is kept, so that it can never become a message. */
export const noteDraft = (chatId: string): string => `note.${chatId}`;

export class Drafts {
  readonly #storage: KeptStorage;
  readonly #putIn = signal(0);

  constructor(storage: KeptStorage) {
    this.#storage = storage;
  }

  /** Changes when something is put in for the operator: a field that is open reads it then. */
  get putIn(): ReadonlySignal<number> {
    return this.#putIn;
  }

  of(chatId: string): string {
    return this.#kept(chatId).get() ?? '';
  }

  keep(chatId: string, text: string): void {
    if (text === '') this.#kept(chatId).remove();
    else this.#kept(chatId).set(text);
  }

  /** Puts in what the operator may send as it stands, or change. */
  put(chatId: string, text: string): void {
    this.keep(chatId, text);
    this.#putIn.value += 1;
  }

  /** The operator is done with the chat. */
  forget(chatId: string): void {
    this.keep(chatId, '');
    this.keep(noteDraft(chatId), '');
  }

  #kept(chatId: string): Kept<string> {
    return new Kept(this.#storage, `carrel.draft.${chatId}`, v.string());
  }
}
