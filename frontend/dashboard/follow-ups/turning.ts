// Turning a chat into a follow-up: what is written in the dialog, sending it, and what became of it.
import { type ReadonlySignal, type Signal, signal } from '@preact/signals';
import * as v from 'valibot';
import { randomName } from '../../connection/random-names.ts';
import type { OperatorChat } from '../../../lambdas/protocol/chat-view.ts';
import { emailAddress } from '../../../lambdas/protocol/email-field.ts';
import { MESSAGE_LENGTH } from '../../../lambdas/protocol/limits.ts';
import type { StaffWire } from '../session.ts';

export interface Wrong {
  readonly email?: string;
  readonly note?: string;
}

export type TurningState =
  | { readonly kind: 'writing' }
  | { readonly kind: 'sending' }
  | { readonly kind: 'failed'; readonly message: string }
  /** `email`: where the answer will go. `end`: whether the chat was to end as well, and did. */
  | {
      readonly kind: 'left';
      readonly number: number;
      readonly email: string;
      readonly end: 'notAsked' | 'ended' | 'failed';
    };

export interface TurningProps {
  readonly chat: OperatorChat;
  readonly wire: Pick<StaffWire, 'ask'>;
  /** Ends the chat; false when that failed. */
  readonly endChat: (chatId: string) => Promise<boolean>;
  readonly say: (sentence: string) => void;
  /** The log and the head of the chat have changed. */
  readonly onLeft: () => void;
  readonly makeId?: () => string;
}

/** Marks 128 bits, as the protocol wants it. */
const randomFollowUpId = (): string => randomName(16);

export class Turning {
  readonly email: Signal<string>;
  readonly note = signal('');
  readonly andEnd = signal(false);
  #props: TurningProps;
  /** Chosen once, so that sending it again after a lost answer is the same follow-up. */
  readonly #followUpId: string;
  readonly #state = signal<TurningState>({ kind: 'writing' });
  readonly #wrong = signal<Wrong>({});

  constructor(props: TurningProps) {
    const { chat, makeId = randomFollowUpId } = props;
    this.#props = props;
    this.email = signal(chat.patronEmail ?? '');
    this.#followUpId = makeId();
  }

  get chat(): OperatorChat {
    return this.#props.chat;
  }

  get state(): ReadonlySignal<TurningState> {
    return this.#state;
  }

  get wrong(): ReadonlySignal<Wrong> {
    return this.#wrong;
  }

  /** The dialog is opened once more, perhaps elsewhere, and the chat has gone on meanwhile. */
  resume(props: TurningProps): void {
    this.#props = props;
    if (this.email.value === '') this.email.value = props.chat.patronEmail ?? '';
    if (props.chat.state !== 'active') this.andEnd.value = false;
  }

  /** Stores it, and ends the chat where that was asked for. A second click meanwhile does nothing. */
  async send(): Promise<void> {
    const { kind } = this.#state.value;
    if (kind === 'sending' || kind === 'left') return;
    const email = this.#checked();
    if (email === undefined) return;
    this.#state.value = { kind: 'sending' };
    const note = this.note.value.trim() === '' ? {} : { note: this.note.value };
    const { chatId } = this.chat;
    const answer = await this.#props.wire.ask(
      { action: 'turnIntoFollowUp', followUpId: this.#followUpId, chatId, email, ...note },
      'followUpLeft',
    );
    if (answer.type !== 'followUpLeft') {
      const message =
        answer.type === 'error'
          ? answer.message
          : 'There was no answer, so it may be stored or not. Try again: it will be one follow-up all the same.';
      this.#state.value = { kind: 'failed', message };
      return;
    }
    this.#props.say(`It is follow-up number ${answer.number}.`);
    this.#props.onLeft();
    const end = !this.andEnd.value ? 'notAsked' : (await this.#props.endChat(chatId)) ? 'ended' : 'failed';
    this.#state.value = { kind: 'left', number: answer.number, email: answer.email, end };
  }

  #checked(): string | undefined {
    const email = v.safeParse(emailAddress, this.email.value);
    const isLong = this.note.value.length > MESSAGE_LENGTH;
    this.#wrong.value = {
      ...(email.success ? {} : { email: `The address ${email.issues[0].message}.` }),
      ...(isLong ? { note: `The note is longer than ${MESSAGE_LENGTH} characters.` } : {}),
    };
    return email.success && !isLong ? email.output : undefined;
  }
}

/** The dialog that is open, and what was written in those that were closed without sending. */
export class Turnings {
  readonly #open = signal<Turning | undefined>(undefined);
  readonly #kept = new Map<string, Turning>();

  get open(): ReadonlySignal<Turning | undefined> {
    return this.#open;
  }

  begin(props: TurningProps): void {
    const { chatId } = props.chat;
    const turning = this.#kept.get(chatId) ?? new Turning(props);
    turning.resume(props);
    this.#kept.set(chatId, turning);
    this.#open.value = turning;
  }

  /** What is not left yet stays as it was written, with its id. */
  close(): void {
    const turning = this.#open.value;
    if (turning === undefined || turning.state.value.kind === 'sending') return;
    if (turning.state.value.kind === 'left') this.#kept.delete(turning.chat.chatId);
    this.#open.value = undefined;
  }
}
