// Who is writing at the moment, room by room.
import { type ReadonlySignal, signal } from '@preact/signals';
import type { Surroundings } from '../../connection/surroundings.ts';
import { OthersTyping } from '../../connection/typing.ts';

export class RoomWriters {
  readonly #after: Surroundings['after'];
  readonly #rooms = new Map<string, OthersTyping>();
  readonly #names = signal<ReadonlyMap<string, readonly string[]>>(new Map());

  constructor(after: Surroundings['after']) {
    this.#after = after;
  }

  /** Their names, by room. */
  get names(): ReadonlySignal<ReadonlyMap<string, readonly string[]>> {
    return this.#names;
  }

  heard(roomId: string, name: string, writing: boolean): void {
    const room =
      this.#rooms.get(roomId) ??
      new OthersTyping(this.#after, (names) => {
        this.#names.value = new Map(this.#names.value).set(roomId, names);
      });
    this.#rooms.set(roomId, room);
    room.heard(name, writing);
  }

  clear(): void {
    for (const room of this.#rooms.values()) room.clear();
  }
}
