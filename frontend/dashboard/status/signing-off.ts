// Going off duty, or signing out, while in open chats: asked first, so that no patron is left by accident.
import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { OperatorChat } from '../../../lambdas/protocol/chat-view.ts';
import { isOnDuty, type Status } from '../../../lambdas/protocol/settings.ts';
import type { DeskLists } from '../desk/desk-lists.ts';

/** Where to: a status that is off duty, or out. */
export type Leaving = Exclude<Status, 'available' | 'away'> | 'signOut';

export interface SigningOffProps {
  readonly status: ReadonlySignal<Status>;
  readonly lists: ReadonlySignal<DeskLists>;
  readonly go: (status: Status) => void;
  readonly signOut: () => void;
}

export class SigningOff {
  /** The open chats that the operator is in. */
  readonly chats: ReadonlySignal<readonly OperatorChat[]>;
  readonly #props: SigningOffProps;
  readonly #asked = signal<Leaving | undefined>(undefined);

  constructor(props: SigningOffProps) {
    this.#props = props;
    this.chats = computed(() =>
      props.lists.value.mine.flatMap(({ chat }) => (chat.state === 'active' ? [chat] : [])),
    );
  }

  /** What waits for the operator's answer. */
  get asked(): ReadonlySignal<Leaving | undefined> {
    return this.#asked;
  }

  /** At once where there is nothing to ask: who is off duty already has been asked. */
  wish(to: Leaving): void {
    const leavesDuty = to === 'signOut' || isOnDuty(this.#props.status.value);
    if (leavesDuty && this.chats.value.length > 0) this.#asked.value = to;
    else this.#leave(to);
  }

  /** Goes, and keeps the chats. */
  keep(): void {
    const to = this.#asked.value;
    this.#asked.value = undefined;
    if (to !== undefined) this.#leave(to);
  }

  stay(): void {
    this.#asked.value = undefined;
  }

  #leave(to: Leaving): void {
    if (to === 'signOut') this.#props.signOut();
    else this.#props.go(to);
  }
}
