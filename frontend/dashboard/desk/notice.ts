// A word to the operator about what they did: who was quicker, what ended, what did not work.
import type { ErrorFrame } from '../../../lambdas/protocol/refusal.ts';
import { signal } from '@preact/signals';
import type { Surroundings } from '../../connection/surroundings.ts';
import type { Unanswered } from '../../connection/wire.ts';

/** `kind` says how it looks. */
export interface Notice {
  readonly kind: 'plain' | 'urgent';
  readonly text: string;
  /** The transcript that it is about. */
  readonly transcript?: string;
}

/** Why a claim came to nothing. `title`: what the patron is called. */
export function claimRefused(answer: ErrorFrame | Unanswered, title: string): Notice {
  if (answer.type === 'unanswered') {
    return { kind: 'urgent', text: 'The chat could not be claimed just now. Please try again.' };
  }
  switch (answer.code) {
    case 'alreadyClaimed':
      return {
        kind: 'plain',
        text: `${answer.owner?.name ?? 'A colleague'} was quicker and is answering ${title} now.`,
      };
    case 'chatEnded':
      return { kind: 'plain', text: `${title} left before anybody answered.` };
    default:
      return { kind: 'urgent', text: answer.message };
  }
}

/** What became of ending a chat. */
export function endAnswered(
  answer: { type: 'done' } | ErrorFrame | Unanswered,
  title: string,
  chatId: string,
): Notice {
  switch (answer.type) {
    case 'done':
      return { kind: 'plain', text: `The chat with ${title} has ended.`, transcript: chatId };
    case 'error':
      return { kind: 'urgent', text: answer.message };
    case 'unanswered':
      return { kind: 'urgent', text: 'The chat could not be ended just now. Please try again.' };
  }
}

/** A word goes by itself after this long (ms); it was also said aloud. */
const STAYS_MS = { plain: 15_000, urgent: 60_000 } as const;

/** The one notice that is shown. */
export class Notices {
  readonly current = signal<Notice | undefined>(undefined);
  readonly #surroundings: Pick<Surroundings, 'after'>;
  #clear = (): void => {};

  constructor(surroundings: Pick<Surroundings, 'after'>) {
    this.#surroundings = surroundings;
  }

  tell(notice: Notice): void {
    this.#clear();
    this.current.value = notice;
    this.#clear = this.#surroundings.after(STAYS_MS[notice.kind], () => {
      this.current.value = undefined;
    });
  }

  dispose(): void {
    this.#clear();
  }
}
