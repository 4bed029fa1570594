// The log of a chat that isn't the operator's own: read without taking part, and read again while looked at.
import { type ReadonlySignal, signal } from '@preact/signals';
import type { Surroundings } from '../../connection/surroundings.ts';
import type { OperatorChat } from '../../../lambdas/protocol/chat-view.ts';
import type { Entry } from '../../../lambdas/protocol/entry.ts';
import type { StaffWire } from '../session.ts';

export type PreviewState =
  | { readonly kind: 'reading'; readonly chatId: string }
  | {
      readonly kind: 'read';
      readonly chatId: string;
      readonly chat: OperatorChat;
      readonly entries: readonly Entry[];
    }
  | { readonly kind: 'failed'; readonly chatId: string; readonly message: string };

/** Entries of a chat are pushed to its participants only, so who looks on asks again this often (ms). */
export const LOOK_AGAIN_MS = 10_000;

export interface PreviewProps {
  readonly wire: Pick<StaffWire, 'ask'>;
  readonly surroundings: Pick<Surroundings, 'after'>;
  /** Told of the chat as it is now. */
  readonly onChat?: (chat: OperatorChat) => void;
  /** Whether to go on asking. */
  readonly isLookedAt?: () => boolean;
}

export class Preview {
  readonly #props: PreviewProps;
  readonly #state = signal<PreviewState | undefined>(undefined);
  #again = (): void => {};
  #turn = 0;

  constructor(props: PreviewProps) {
    this.#props = props;
  }

  get state(): ReadonlySignal<PreviewState | undefined> {
    return this.#state;
  }

  /** Shows this chat, or none. */
  async show(chatId: string | undefined): Promise<void> {
    this.#again();
    this.#turn += 1;
    if (chatId === undefined) {
      this.#state.value = undefined;
      return;
    }
    const shown = this.#state.value;
    if (shown?.chatId !== chatId || shown.kind === 'failed') this.#state.value = { kind: 'reading', chatId };
    await this.#read(chatId, this.#turn);
  }

  /** What is shown changed, and can perhaps no longer be read: somebody else has it now. */
  follow(chat: OperatorChat): void {
    const shown = this.#state.value;
    if (shown?.chatId !== chat.chatId) return;
    if (shown.kind === 'read') this.#state.value = { ...shown, chat };
    void this.show(chat.chatId);
  }

  dispose(): void {
    this.#again();
    this.#turn += 1;
  }

  async #read(chatId: string, turn: number): Promise<void> {
    const shown = this.#state.value;
    const entries = shown?.kind === 'read' ? [...shown.entries] : [];
    for (;;) {
      const after = entries.at(-1)?.place ?? 0;
      const answer = await this.#props.wire.ask({ action: 'readChat', chatId, after }, 'chat');
      if (turn !== this.#turn) return;
      if (answer.type !== 'chat') {
        this.#fail(chatId, answer);
        break;
      }
      entries.push(...answer.entries);
      this.#props.onChat?.(answer.chat);
      this.#state.value = { kind: 'read', chatId, chat: answer.chat, entries: entries.slice() };
      if (!answer.more) break;
    }
    this.#plan(chatId, turn);
  }

  /** What is shown already stays; the next look may succeed. */
  #fail(chatId: string, answer: { type: 'error'; message: string } | { type: 'unanswered' }): void {
    if (this.#state.value?.kind === 'read') return;
    const message = answer.type === 'error' ? answer.message : 'The chat could not be read just now.';
    this.#state.value = { kind: 'failed', chatId, message };
  }

  #plan(chatId: string, turn: number): void {
    const { isLookedAt, surroundings } = this.#props;
    if (isLookedAt === undefined) return;
    this.#again = surroundings.after(LOOK_AGAIN_MS, () => {
      if (isLookedAt()) void this.#read(chatId, turn);
      else this.#plan(chatId, turn);
    });
  }
}
