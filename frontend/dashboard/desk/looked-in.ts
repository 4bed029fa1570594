// The chats of colleagues that a coordinator looks in on, kept over a reload: the line is lost with it, the wish isn't.
import { signal } from '@preact/signals';
import * as v from 'valibot';
import { Kept, type KeptStorage } from '../../connection/kept.ts';

/** `by`: who looks in, for somebody else may sign in at this screen. */
const lookedIn = v.object({ by: v.string(), chatIds: v.array(v.string()) });

export class LookedIn {
  readonly #me: () => string;
  readonly #kept;
  readonly #state;

  constructor(storage: KeptStorage, me: () => string) {
    this.#me = me;
    this.#kept = new Kept(storage, 'carrel.lookedIn', lookedIn);
    this.#state = signal(this.#kept.get() ?? { by: '', chatIds: [] });
  }

  all(): readonly string[] {
    const { by, chatIds } = this.#state.value;
    return by === this.#me() ? chatIds : [];
  }

  has(chatId: string): boolean {
    return this.all().includes(chatId);
  }

  add(chatId: string): void {
    if (!this.has(chatId)) this.#set([...this.all(), chatId]);
  }

  remove(chatId: string): void {
    if (this.has(chatId)) this.#set(this.all().filter((id) => id !== chatId));
  }

  #set(chatIds: string[]): void {
    this.#state.value = { by: this.#me(), chatIds };
    if (chatIds.length === 0) this.#kept.remove();
    else this.#kept.set(this.#state.value);
  }
}
