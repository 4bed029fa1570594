// Reads the departments' open chats: on arrival, again when the index has caught up, and while off duty.
import { effect } from '@preact/signals';
import type { Surroundings } from '../../connection/surroundings.ts';
import type { OperatorChat } from '../../../lambdas/protocol/chat-view.ts';
import type { Session } from '../session.ts';
import { INDEX_LAG_MS } from './desk-state.ts';

/** Off duty nothing is pushed, so the lists are read again this often (ms) while somebody looks at them. */
export const LOOK_WHILE_OFFLINE_MS = 20_000;

/** After going on duty: the lists are read once the server pushes what comes next (ms). */
const ON_DUTY_MS = 300;

export interface OpenChatsProps {
  readonly session: Pick<Session, 'wire' | 'me' | 'status' | 'now'>;
  readonly surroundings: Pick<Surroundings, 'after'>;
  readonly isInFront: () => boolean;
  readonly onListed: (departmentId: string, chats: readonly OperatorChat[], askedAt: number) => void;
}

export class OpenChats {
  readonly #props: OpenChatsProps;
  readonly #stop: () => void;
  #afterLag = (): void => {};
  #onStatus = (): void => {};

  constructor(props: OpenChatsProps) {
    this.#props = props;
    this.#stop = effect(() => this.#followStatus());
  }

  /** Reads all lists now, and once more for what the index didn't have yet. */
  async arrive(): Promise<void> {
    this.#afterLag();
    await this.readAll();
    this.#afterLag = this.#props.surroundings.after(INDEX_LAG_MS, () => void this.readAll());
  }

  async readAll(): Promise<void> {
    const departmentIds = this.#props.session.me.value?.departmentIds ?? [];
    await Promise.all(departmentIds.map((departmentId) => this.#read(departmentId)));
  }

  dispose(): void {
    this.#stop();
    this.#afterLag();
    this.#onStatus();
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

  #followStatus(): void {
    const { session, surroundings } = this.#props;
    this.#onStatus();
    this.#onStatus =
      session.status.value === 'offline'
        ? surroundings.after(LOOK_WHILE_OFFLINE_MS, () => this.#lookWhileOffline())
        : surroundings.after(ON_DUTY_MS, () => this.#readIfOpen());
  }

  #lookWhileOffline(): void {
    if (this.#props.isInFront()) this.#readIfOpen();
    this.#onStatus = this.#props.surroundings.after(LOOK_WHILE_OFFLINE_MS, () => this.#lookWhileOffline());
  }

  #readIfOpen(): void {
    if (this.#props.session.wire.state.kind === 'open') void this.readAll();
  }
}
