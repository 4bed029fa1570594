// The dialog that hands a chat over or invites a colleague: whom one finds and chooses, the note, and asking them.
import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { OperatorChat } from '../../../lambdas/protocol/chat-view.ts';
import { REQUEST_NOTE_LENGTH, type RequestKind } from '../../../lambdas/protocol/desk-frames.ts';
import type { StaffWire } from '../session.ts';
import type { Taker } from './takers.ts';

export interface AskingWrong {
  readonly taker?: string;
  readonly note?: string;
}

export type AskingState =
  | { readonly kind: 'writing' }
  | { readonly kind: 'sending' }
  | { readonly kind: 'failed'; readonly message: string };

export interface AskingProps {
  readonly kind: RequestKind;
  readonly chat: OperatorChat;
  readonly wire: Pick<StaffWire, 'ask'>;
  /** Who fits what is looked for, as things are now. */
  readonly takers: (query: string) => readonly Taker[];
  /** Somebody is asked. */
  readonly onAsked: (taker: Taker) => void;
}

export class Asking {
  readonly chosen = signal<string | undefined>(undefined);
  readonly note = signal('');
  readonly stays = signal(false);
  readonly found: ReadonlySignal<readonly Taker[]>;
  #props: AskingProps;
  readonly #query = signal('');
  readonly #state: Signal<AskingState> = signal({ kind: 'writing' });
  readonly #wrong = signal<AskingWrong>({});

  constructor(props: AskingProps) {
    this.#props = props;
    this.found = computed(() => this.#props.takers(this.#query.value));
  }

  get kind(): RequestKind {
    return this.#props.kind;
  }

  get chat(): OperatorChat {
    return this.#props.chat;
  }

  get query(): ReadonlySignal<string> {
    return this.#query;
  }

  get state(): ReadonlySignal<AskingState> {
    return this.#state;
  }

  get wrong(): ReadonlySignal<AskingWrong> {
    return this.#wrong;
  }

  /** Whoever is chosen, if they still can take it. */
  get taker(): Taker | undefined {
    const taker = this.#props.takers('').find(({ key }) => key === this.chosen.value);
    return taker?.cannot === undefined ? taker : undefined;
  }

  get isSomebodyThere(): boolean {
    return this.#props.takers('').some(({ cannot }) => cannot === undefined);
  }

  get lettersLeft(): number {
    return REQUEST_NOTE_LENGTH - this.note.value.length;
  }

  /** Looks for somebody, and chooses the first who fits. */
  look(query: string): void {
    this.#query.value = query;
    const able = this.found.value.find(({ cannot }) => cannot === undefined);
    if (query.trim() !== '') this.choose(able?.key);
  }

  choose(key: string | undefined): void {
    this.chosen.value = key;
    if (key !== undefined) this.#wrong.value = {};
  }

  /** Once more, perhaps about a chat that has gone on meanwhile. */
  resume(props: AskingProps): void {
    this.#props = props;
    this.#query.value = '';
    this.#wrong.value = {};
    if (this.#state.value.kind === 'failed') this.#state.value = { kind: 'writing' };
  }

  /** Asks whoever is chosen. A second click meanwhile does nothing. */
  async send(): Promise<void> {
    if (this.#state.value.kind === 'sending') return;
    const taker = this.#checked();
    if (taker === undefined) return;
    this.#state.value = { kind: 'sending' };
    const { kind, chat, wire, onAsked } = this.#props;
    const stays = kind === 'transfer' && this.stays.value;
    const answer = await wire.ask(
      { action: 'request', chatId: chat.chatId, kind, to: taker.to, note: this.note.value.trim(), stays },
      'done',
    );
    if (answer.type === 'done') {
      this.#state.value = { kind: 'writing' };
      onAsked(taker);
      return;
    }
    const message =
      answer.type === 'error'
        ? answer.message
        : 'There was no answer, so they may be asked or not. Try again: nobody is asked twice.';
    this.#state.value = { kind: 'failed', message };
  }

  #checked(): Taker | undefined {
    const { taker } = this;
    const isGone = this.chosen.value !== undefined && taker === undefined;
    const nobody = isGone
      ? 'They can’t take it any more. Choose somebody else.'
      : this.kind === 'transfer'
        ? 'Choose a colleague or a department.'
        : 'Choose a colleague.';
    const isLong = this.note.value.trim().length > REQUEST_NOTE_LENGTH;
    this.#wrong.value = {
      ...(taker === undefined && { taker: nobody }),
      ...(isLong && { note: `The note is longer than ${REQUEST_NOTE_LENGTH} characters.` }),
    };
    return isLong ? undefined : taker;
  }
}
