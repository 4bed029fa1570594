// The transcripts screen's view-model: a department's ended chats, found by words, and the one that is read.
import { batch, type ReadonlySignal, signal } from '@preact/signals';
import type { Surroundings } from '../../connection/surroundings.ts';
import type { OperatorChat } from '../../../lambdas/protocol/chat-view.ts';
import { Preview } from '../desk/preview.ts';
import type { StaffWire } from '../session.ts';

export interface Found {
  readonly departmentId: string;
  readonly words: string;
  readonly chats: readonly OperatorChat[];
  /** Where the next page begins; absent on the last. */
  readonly next: string | undefined;
}

export type FindState =
  | { readonly kind: 'finding'; readonly sofar: Found | undefined }
  | { readonly kind: 'found'; readonly found: Found }
  | { readonly kind: 'failed'; readonly sofar: Found | undefined; readonly message: string };

export interface TranscriptsModelProps {
  readonly wire: Pick<StaffWire, 'ask'>;
  readonly surroundings: Pick<Surroundings, 'after'>;
  readonly say: (sentence: string) => void;
}

export class TranscriptsModel {
  readonly preview: Preview;
  readonly #props: TranscriptsModelProps;
  readonly #state = signal<FindState | undefined>(undefined);
  #turn = 0;

  constructor(props: TranscriptsModelProps) {
    this.#props = props;
    this.preview = new Preview(props);
  }

  get state(): ReadonlySignal<FindState | undefined> {
    return this.#state;
  }

  /** Finds from the newest on. */
  async find(departmentId: string, words: string): Promise<void> {
    this.#turn += 1;
    this.#state.value = { kind: 'finding', sofar: undefined };
    await this.#page({ departmentId, words: words.trim(), chats: [], next: undefined }, this.#turn);
  }

  /** The next page of what was found; after a failure, the same page again. */
  async more(): Promise<void> {
    const state = this.#state.value;
    const found = state?.kind === 'found' ? state.found : state?.sofar;
    if (found === undefined || state?.kind === 'finding') return;
    this.#turn += 1;
    this.#state.value = { kind: 'finding', sofar: found };
    await this.#page(found, this.#turn);
  }

  read(chatId: string | undefined): void {
    void this.preview.show(chatId);
  }

  dispose(): void {
    this.#turn += 1;
    this.preview.dispose();
  }

  async #page(sofar: Found, turn: number): Promise<void> {
    const { departmentId, words, next } = sofar;
    const narrowed = words === '' ? {} : { words };
    const cursor = next === undefined ? {} : { after: next };
    const request = { action: 'transcripts', departmentId, ...narrowed, ...cursor } as const;
    const answer = await this.#props.wire.ask(request, 'transcripts');
    if (turn !== this.#turn) return;
    if (answer.type !== 'transcripts') {
      const message =
        answer.type === 'error' ? answer.message : 'The transcripts could not be read just now.';
      this.#state.value = { kind: 'failed', sofar: sofar.chats.length === 0 ? undefined : sofar, message };
      return;
    }
    const known = new Set(sofar.chats.map(({ chatId }) => chatId));
    const fresh = answer.chats.filter(({ chatId }) => !known.has(chatId));
    const chats = [...sofar.chats, ...fresh];
    batch(() => {
      this.#state.value = { kind: 'found', found: { ...sofar, chats, next: answer.next } };
    });
    this.#props.say(chats.length === 0 ? 'No transcripts found.' : `${chats.length} transcripts shown.`);
  }
}
