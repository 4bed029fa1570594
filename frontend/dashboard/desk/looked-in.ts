// The chats of colleagues that a coordinator looks in on, kept over a reload: the line is lost with it, the wish isn't.
import { signal } from '@preact/signals';
import * as v from 'valibot';
import { Kept, type KeptStorage } from '../../connection/kept.ts';

export class LookedIn {
  readonly #kept: Kept<readonly string[]>;
  readonly #chatIds;

  constructor(storage: KeptStorage) {
    this.#kept = new Kept(storage, 'carrel.lookedIn', v.array(v.string()));
    this.#chatIds = signal<readonly string[]>(this.#kept.get() ?? []);
  }

  all(): readonly string[] {
    return this.#chatIds.value;
  }

  has(chatId: string): boolean {
    return this.#chatIds.value.includes(chatId);
  }

  add(chatId: string): void {
    if (!this.has(chatId)) this.#set([...this.#chatIds.value, chatId]);
  }

  remove(chatId: string): void {
    if (this.has(chatId)) this.#set(this.#chatIds.value.filter((id) => id !== chatId));
  }

  #set(chatIds: readonly string[]): void {
    this.#chatIds.value = chatIds;
    if (chatIds.length === 0) this.#kept.remove();
    else this.#kept.set(chatIds);
  }
}
