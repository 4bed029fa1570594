// What the operator has begun to write, kept for each chat until it is sent, over reloads too.
import * as v from 'valibot';
import { Kept, type KeptStorage } from '../../connection/kept.ts';

export class Drafts {
  readonly #storage: KeptStorage;

  constructor(storage: KeptStorage) {
    this.#storage = storage;
  }

  of(chatId: string): string {
    return this.#kept(chatId).get() ?? '';
  }

  keep(chatId: string, text: string): void {
    if (text === '') this.#kept(chatId).remove();
    else this.#kept(chatId).set(text);
  }

  #kept(chatId: string): Kept<string> {
    return new Kept(this.#storage, `carrel.draft.${chatId}`, v.string());
  }
}
