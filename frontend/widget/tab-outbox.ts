// This tab's outbox: the one of the page before, unless another tab has it by now, or a new one.
import type { OutboxState, PendingMessage } from '../connection/outbox.ts';
import { randomOutboxName } from '../connection/random-names.ts';
import type { KeptOutbox, WidgetMemory } from './kept-chat.ts';

export interface TabOutboxProps {
  readonly memory: WidgetMemory;
  /** Makes an outbox this tab's own; false where another tab has it. */
  readonly claim: (name: string) => Promise<boolean>;
}

export class TabOutbox {
  readonly #props: TabOutboxProps;

  constructor(props: TabOutboxProps) {
    this.#props = props;
  }

  /** What the page before has left of this chat, with the messages that it could not send. */
  async saved(chatId: string): Promise<KeptOutbox | undefined> {
    const saved = this.#props.memory.outbox.get();
    if (saved?.chatId !== chatId) return undefined;
    return (await this.#props.claim(saved.outbox.outbox)) ? saved : undefined;
  }

  fresh(...messages: readonly PendingMessage[]): OutboxState {
    const state = { outbox: randomOutboxName(), next: 1, messages };
    // Nobody else can have this one; it is claimed so that a copy of this tab finds it taken.
    void this.#props.claim(state.outbox);
    return state;
  }
}
