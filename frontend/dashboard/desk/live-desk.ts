// The desk's state as it changes: each event is taken in, and what came of it is kept and told.
import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { OperatorChat } from '../../../lambdas/protocol/chat-view.ts';
import type { KeptStorage } from '../../connection/kept.ts';
import type { DeskAlerts } from './desk-alerts.ts';
import { type DeskLists, deskLists, somebodyWaits, urgentFirst } from './desk-lists.ts';
import { type DeskEvent, type DeskState, deskAfter, emptyDesk } from './desk-state.ts';
import { ReadPlaces } from './read-places.ts';

export interface LiveDeskProps {
  readonly storage: KeptStorage;
  readonly alerts: Pick<DeskAlerts, 'follow'>;
  readonly isUrgent: (chat: OperatorChat, now: number) => boolean;
  /** The server's time in ms. */
  readonly now: () => number;
}

export class LiveDesk {
  readonly lists: ReadonlySignal<DeskLists>;
  /** Since when nobody has been waiting, where that is known. */
  readonly quietSince = signal<number | undefined>(undefined);
  readonly readTo: ReadPlaces;
  readonly #props: LiveDeskProps;
  readonly #state = signal<DeskState>(emptyDesk);
  readonly #now = signal(0);

  constructor(props: LiveDeskProps) {
    this.#props = props;
    this.#now.value = props.now();
    this.readTo = new ReadPlaces(props.storage);
    this.lists = computed(() =>
      urgentFirst(deskLists(this.#state.value), (chat) => props.isUrgent(chat, this.#now.value)),
    );
  }

  get state(): ReadonlySignal<DeskState> {
    return this.#state;
  }

  dispatch(event: DeskEvent): void {
    const { alerts, now } = this.#props;
    if (event.type === 'tick') this.#now.value = event.now;
    const before = this.#state.peek();
    const after = deskAfter(before, event);
    if (after === before) return;
    this.#state.value = after;
    this.readTo.keep(after);
    if (somebodyWaits(before) && !somebodyWaits(after)) this.quietSince.value = now();
    alerts.follow(before, after);
  }
}
