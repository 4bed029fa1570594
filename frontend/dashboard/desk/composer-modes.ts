// Whether the operator writes to the patron or a note to staff, for each chat: changed by nothing but their own act.
import { signal } from '@preact/signals';
import * as v from 'valibot';
import { Kept, type KeptStorage } from '../../connection/kept.ts';

export type ComposerMode = 'message' | 'note';

/**
 * A message that was meant as a note can't be taken back, a note that was meant as a message costs a moment. So
 * notes stay notes: after sending one, over another chat and back, and over a reload.
 */
export class ComposerModes {
  readonly #kept: Kept<readonly string[]>;
  /** The chats in which notes are written. */
  readonly #notes;

  constructor(storage: KeptStorage) {
    this.#kept = new Kept(storage, 'carrel.noteModes', v.array(v.string()));
    this.#notes = signal<readonly string[]>(this.#kept.get() ?? []);
  }

  of(chatId: string): ComposerMode {
    return this.#notes.value.includes(chatId) ? 'note' : 'message';
  }

  set(chatId: string, mode: ComposerMode): void {
    const others = this.#notes.value.filter((id) => id !== chatId);
    this.#notes.value = mode === 'note' ? [...others, chatId].slice(-REMEMBERED) : others;
    this.#kept.set(this.#notes.value);
  }
}

/** Chats that are remembered; older ones have long left the desk. */
const REMEMBERED = 100;
