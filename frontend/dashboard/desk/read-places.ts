// How far the operator has read in each chat, kept over a reload so that nothing counts as unread twice.
import * as v from 'valibot';
import { Kept, type KeptStorage } from '../../connection/kept.ts';
import type { DeskState } from './desk-state.ts';

/** Chats that are remembered; older ones have long left the desk. */
const REMEMBERED = 100;

export class ReadPlaces {
  readonly #kept: Kept<Record<string, number>>;
  readonly #places: Map<string, number>;

  constructor(storage: KeptStorage) {
    this.#kept = new Kept(storage, 'carrel.readTo', v.record(v.string(), v.number()));
    this.#places = new Map(Object.entries(this.#kept.get() ?? {}));
  }

  of(chatId: string): number | undefined {
    return this.#places.get(chatId);
  }

  keep({ chats }: DeskState): void {
    const moved = [...chats.values()].filter(
      ({ chat, readTo }) => readTo > (this.#places.get(chat.chatId) ?? 0),
    );
    // The desk's state changes much more often than what was read.
    if (moved.length === 0) return;
    for (const { chat, readTo } of moved) this.#places.set(chat.chatId, readTo);
    this.#kept.set(Object.fromEntries([...this.#places].slice(-REMEMBERED)));
  }
}
