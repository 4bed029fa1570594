// Reads the departments' open chats: on arrival, and again when the index has caught up.
import type { Surroundings } from '../../connection/surroundings.ts';
import type { OperatorChat } from '../../../lambdas/protocol/chat-view.ts';
import type { Session } from '../session.ts';
import { INDEX_LAG_MS } from './desk-state.ts';
import type { Team } from './team.ts';

export interface OpenChatsProps {
  readonly session: Pick<Session, 'wire' | 'me' | 'now'>;
  readonly team: Pick<Team, 'helpsOut'>;
  readonly surroundings: Pick<Surroundings, 'after'>;
  readonly onListed: (departmentId: string, chats: readonly OperatorChat[], askedAt: number) => void;
}

export class OpenChats {
  readonly #props: OpenChatsProps;
  #afterLag = (): void => {};

  constructor(props: OpenChatsProps) {
    this.#props = props;
  }

  /** Reads all lists now, and once more for what the index didn't have yet. */
  async arrive(): Promise<void> {
    this.#afterLag();
    await this.readAll();
    this.#afterLag = this.#props.surroundings.after(INDEX_LAG_MS, () => void this.readAll());
  }

  async readAll(): Promise<void> {
    const { session, team } = this.#props;
    const helpsOut = team.helpsOut.value.map(({ id }) => id);
    const departmentIds = new Set([...(session.me.value?.departmentIds ?? []), ...helpsOut]);
    await Promise.all([...departmentIds].map((departmentId) => this.#read(departmentId)));
  }

  dispose(): void {
    this.#afterLag();
  }

  async #read(departmentId: string): Promise<void> {
    const { session, onListed } = this.#props;
    const askedAt = session.now();
    const chats: OperatorChat[] = [];
    let after: string | undefined;
    do {
      const cursor = after === undefined ? {} : { after };
      const answer = await session.wire.ask({ action: 'openChats', departmentId, ...cursor }, 'openChats');
      if (answer.type !== 'openChats') return;
      chats.push(...answer.chats);
      after = answer.next;
    } while (after !== undefined);
    onListed(departmentId, chats, askedAt);
  }
}
