// Who else is in a chat: looking in on a colleague's, leaving one in which others stay, and who owns it then.
import { effect, type ReadonlySignal, signal } from '@preact/signals';
import type { OperatorChat } from '../../../lambdas/protocol/chat-view.ts';
import type { ErrorFrame } from '../../../lambdas/protocol/refusal.ts';
import type { Unanswered } from '../../connection/wire.ts';
import type { TickingClock } from '../../ui/ticking-clock.ts';
import { isCoordinator } from '../roles.ts';
import type { Session } from '../session.ts';
import { followingOwner, hasLostAll } from './company-words.ts';
import { patronTitle } from './desk-lists.ts';
import type { DeskModel } from './desk-model.ts';
import { isMine } from './belonging.ts';

/** A colleague whose page is loading again is back within this long (ms): nobody should take their chat for that. */
export const LOST_AFTER_MS = 10_000;

export interface CompanyProps {
  readonly session: Pick<Session, 'wire' | 'me'>;
  readonly desk: Pick<DeskModel, 'own' | 'state' | 'tell' | 'busyWith' | 'focusWish' | 'goOnWithout'>;
  readonly clock: Pick<TickingClock, 'time'>;
}

export class Company {
  readonly #props: CompanyProps;
  readonly #leaving = signal<string | undefined>(undefined);
  /** Since when each chat is seen without a connection of an operator's. */
  readonly #lostSince = signal<ReadonlyMap<string, number>>(new Map());

  constructor(props: CompanyProps) {
    this.#props = props;
    effect(() => this.#noteLost());
  }

  /** The chat whose owner is asked whether to leave it. */
  get leaving(): ReadonlySignal<string | undefined> {
    return this.#leaving;
  }

  /** Whether somebody stays who can own the chat, so that one may leave it. */
  canLeave(chat: OperatorChat): boolean {
    return this.#isIn(chat) && followingOwner(chat, this.#me) !== undefined;
  }

  /** Coordinators may look in on what colleagues have. */
  canLookIn(chat: OperatorChat): boolean {
    const me = this.#props.session.me.value;
    if (me === undefined || !isCoordinator(me) || chat.state !== 'active') return false;
    return !this.#isIn(chat) && !this.#props.desk.own.looksIn(chat.chatId);
  }

  /** All operators of the chat have lost their connection, and not just for a moment: anybody may take it. */
  canTakeOver(chat: OperatorChat): boolean {
    const since = this.#lostSince.value.get(chat.chatId);
    if (since === undefined || this.#isIn(chat) || !hasLostAll(chat)) return false;
    return this.#props.clock.time.value - since >= LOST_AFTER_MS;
  }

  async lookIn(chat: OperatorChat): Promise<void> {
    const { desk } = this.#props;
    await this.#busy(chat, async () => {
      const answer = await desk.own.lookIn(chat.chatId);
      if (answer.type === 'chat') desk.focusWish.value = 'note';
      else this.#refused(answer, `You can’t look in on ${patronTitle(chat)} just now. Please try again.`);
    });
  }

  async lookAway(chat: OperatorChat): Promise<void> {
    const { desk, session } = this.#props;
    if (this.#holdsBack(chat)) return;
    await this.#busy(chat, async () => {
      const answer = await session.wire.ask({ action: 'lookAway', chatId: chat.chatId }, 'done');
      if (answer.type === 'unanswered') {
        this.#refused(answer, 'You are still looking in: the server did not answer. Please try again.');
        return;
      }
      desk.own.forget(chat.chatId);
      // The field for notes goes, and what is in its place is drawn after it.
      desk.focusWish.value = 'chat';
      desk.tell({ kind: 'plain', text: `You stopped looking in on ${patronTitle(chat)}.` });
    });
  }

  /** Leaves at once, or asks first where that makes somebody else the owner. False: there is nothing to leave. */
  askToLeave(chat: OperatorChat): boolean {
    if (!this.canLeave(chat)) return false;
    if (chat.owner?.id === this.#me) this.#leaving.value = chat.chatId;
    else void this.leave(chat);
    return true;
  }

  stay(): void {
    this.#leaving.value = undefined;
    this.#props.desk.focusWish.value = 'composer';
  }

  async leave(chat: OperatorChat): Promise<void> {
    const { desk, session } = this.#props;
    if (this.#holdsBack(chat)) return;
    await this.#busy(chat, async () => {
      const answer = await session.wire.ask({ action: 'leaveChat', chatId: chat.chatId }, 'done');
      this.#leaving.value = undefined;
      if (answer.type !== 'done') {
        this.#refused(answer, 'The chat could not be left just now. Please try again.');
        return;
      }
      desk.goOnWithout(chat.chatId);
      desk.tell({
        kind: 'plain',
        text: `You left the chat with ${patronTitle(chat)}. It goes on with colleagues.`,
      });
    });
  }

  #noteLost(): void {
    const { desk, clock } = this.#props;
    const before = this.#lostSince.peek();
    const now = clock.time.peek();
    const lost = [...desk.state.value.chats.values()].filter(({ chat }) => hasLostAll(chat));
    this.#lostSince.value = new Map(lost.map(({ chat: { chatId } }) => [chatId, before.get(chatId) ?? now]));
  }

  get #me(): string {
    return this.#props.desk.state.value.operatorId;
  }

  #isIn(chat: OperatorChat): boolean {
    return isMine(this.#props.desk.state.value, chat);
  }

  /** What was written and is still on its way would be lost. */
  #holdsBack(chat: OperatorChat): boolean {
    if (!this.#props.desk.own.hasUnsent(chat.chatId)) return false;
    this.#leaving.value = undefined;
    this.#props.desk.tell({
      kind: 'urgent',
      text: 'Something that you wrote here is not sent yet. Wait until it is, or drop it, then leave.',
    });
    return true;
  }

  async #busy({ chatId }: OperatorChat, act: () => Promise<void>): Promise<void> {
    const { busyWith } = this.#props.desk;
    if (busyWith.value !== undefined) return;
    busyWith.value = chatId;
    await act();
    busyWith.value = undefined;
  }

  #refused(answer: ErrorFrame | Unanswered, otherwise: string): void {
    const text = answer.type === 'error' ? answer.message : otherwise;
    this.#props.desk.tell({ kind: 'urgent', text });
  }
}
