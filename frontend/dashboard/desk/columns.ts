// Whether the operator's chats stand side by side or one at a time, and in which order: the choice is kept on the device.
import { computed, type ReadonlySignal, signal } from '@preact/signals';
import * as v from 'valibot';
import { Kept, type KeptStorage } from '../../connection/kept.ts';
import type { DeskModel } from './desk-model.ts';
import type { DeskChat } from './desk-state.ts';

/** Two columns and the lists fit from this width on; below it chats are shown one at a time. */
export const WIDE_ENOUGH = '(min-width: 1024px)';

export interface ColumnsProps {
  readonly desk: Pick<DeskModel, 'lists' | 'openChatId'>;
  readonly storage: KeptStorage;
  readonly isWide: ReadonlySignal<boolean>;
}

export class Columns {
  /** Whether there is a choice at all. */
  readonly isWide: ReadonlySignal<boolean>;
  readonly isOn: ReadonlySignal<boolean>;
  readonly #desk: ColumnsProps['desk'];
  readonly #kept: Kept<boolean>;
  readonly #wanted;

  constructor({ desk, storage, isWide }: ColumnsProps) {
    this.#desk = desk;
    this.#kept = new Kept(storage, 'carrel.sideBySide', v.boolean());
    this.#wanted = signal(this.#kept.get() ?? false);
    this.isWide = isWide;
    this.isOn = computed(() => this.#wanted.value && isWide.value);
  }

  choose(isSideBySide: boolean): void {
    this.#wanted.value = isSideBySide;
    this.#kept.set(isSideBySide);
  }

  /** The operator's own chats, from the one that was claimed first, and at the end the open one if it is none of them. */
  get ids(): readonly string[] {
    const claimedAt = ({ chat }: DeskChat): number => chat.claimedAt ?? 0;
    const own = this.#desk.lists.value.mine
      .toSorted((one, other) => claimedAt(one) - claimedAt(other))
      .map(({ chat }) => chat.chatId);
    const open = this.#desk.openChatId;
    return open === undefined || own.includes(open) ? own : [...own, open];
  }

  /** The chat beside the open one; from the last the first follows. */
  beside(by: 1 | -1): string | undefined {
    const { ids } = this;
    const open = this.#desk.openChatId;
    if (open === undefined) return ids.at(by === 1 ? 0 : -1);
    return ids.length < 2 ? undefined : ids.at((ids.indexOf(open) + by) % ids.length);
  }
}
