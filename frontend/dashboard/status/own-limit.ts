// How many chats at once the operator wants to be offered: chosen here, kept by the server, known from the tallies.
import { computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import type { Team } from '../desk/team.ts';
import type { Session } from '../session.ts';

export interface OwnLimitProps {
  readonly session: Pick<Session, 'wire'>;
  readonly team: Pick<Team, 'ownLimit' | 'ownDepartments'>;
  readonly say: (sentence: string) => void;
  readonly onRefused: (sentence: string) => void;
}

export class OwnLimit {
  /** Most chats at once that one of the operator's departments offers them; absent where they are in none. */
  readonly most: ReadonlySignal<number | undefined>;
  /** The operator's own number; absent where they take what the departments say. */
  readonly chosen: ReadonlySignal<number | undefined>;
  readonly #props: OwnLimitProps;
  /** Chosen here, and not yet in the tallies. */
  readonly #wanted = signal<{ readonly limit: number | undefined } | undefined>(undefined);
  readonly #stop: () => void;

  constructor(props: OwnLimitProps) {
    const { team } = props;
    this.#props = props;
    this.most = computed(() => {
      const each = team.ownDepartments.value.map(({ settings }) => settings.chatsAtOnce);
      return each.length === 0 ? undefined : Math.max(...each);
    });
    this.chosen = computed(() => {
      const wanted = this.#wanted.value;
      const limit = wanted === undefined ? team.ownLimit.value : wanted.limit;
      // The departments may have become stricter since.
      return limit === undefined || limit > (this.most.value ?? 0) ? undefined : limit;
    });
    this.#stop = effect(() => {
      if (team.ownLimit.value === this.#wanted.peek()?.limit) this.#wanted.value = undefined;
    });
  }

  dispose(): void {
    this.#stop();
  }

  async choose(limit: number | undefined): Promise<void> {
    const { session, team, say, onRefused } = this.#props;
    const wanted = { limit };
    this.#wanted.value = wanted;
    const frame = { action: 'setOwnLimit', ...(limit !== undefined && { limit }) } as const;
    const answer = await session.wire.ask(frame, 'done');
    if (this.#wanted.peek() !== wanted) return;
    if (answer.type === 'done') {
      if (team.ownLimit.peek() === limit) this.#wanted.value = undefined;
      say(limitSaid(limit));
      return;
    }
    this.#wanted.value = undefined;
    onRefused(
      answer.type === 'error'
        ? answer.message
        : 'Your number of chats could not be changed just now. Please try again.',
    );
  }
}

const limitSaid = (limit: number | undefined): string =>
  limit === undefined
    ? 'You are offered as many chats at once as your departments say.'
    : `You are offered at most ${limit} ${limit === 1 ? 'chat' : 'chats'} at once.`;
