// Ties the operator's own chats to the connection, and finds those that no list of theirs has.
import type { OperatorChat } from '../../../lambdas/protocol/chat-view.ts';
import type { StaffWire } from '../session.ts';
import { isMine } from './belonging.ts';
import type { DeskEvent, DeskState } from './desk-state.ts';
import type { OwnChats } from './own-chats.ts';
import type { ReadPlaces } from './read-places.ts';

/** Behind the end of every log: of a chat whose state alone is wanted. */
const NO_ENTRIES = 9_999_999;

export interface OwnAttachmentsProps {
  readonly wire: Pick<StaffWire, 'ask'>;
  readonly own: Pick<OwnChats, 'chats' | 'ids' | 'attach' | 'forget' | 'looksIn'>;
  readonly readTo: ReadPlaces;
  readonly state: () => DeskState;
  readonly dispatch: (event: DeskEvent) => void;
  /** The chat whose claim is on its way: the answer brings its log. */
  readonly busyWith: () => string | undefined;
}

export class OwnAttachments {
  readonly #props: OwnAttachmentsProps;
  /** The open chats that the newest welcome named as the operator's own, or to be taken. */
  #named: readonly string[] = [];

  constructor(props: OwnAttachmentsProps) {
    this.#props = props;
  }

  welcome(chatIds: readonly string[] = []): void {
    this.#named = chatIds;
  }

  /** All that have a thread, on a new connection or with a newer token. */
  async attachAll(): Promise<void> {
    await Promise.all(this.#props.own.ids().map((chatId) => this.#attach(chatId)));
  }

  /** Own chats without a thread here (from before a reload, or another tab's), and threads of chats that were left. */
  found(chats: readonly OperatorChat[]): void {
    const { own, readTo, state, dispatch, busyWith } = this.#props;
    const there = new Set(own.ids());
    for (const chat of chats) {
      if (this.#isLost(chat)) void this.#attach(chat.chatId);
      if (chat.state !== 'active' || there.has(chat.chatId) || !isMine(state(), chat)) continue;
      if (busyWith() === chat.chatId) continue;
      const place = readTo.of(chat.chatId);
      if (place !== undefined) dispatch({ type: 'readBefore', chatId: chat.chatId, place });
      void this.#attach(chat.chatId);
    }
  }

  /** Reads what the welcome named and no list brought: chats of departments that aren't the operator's. */
  async findNamed(): Promise<void> {
    const { state } = this.#props;
    const missing = this.#named.filter((chatId) => !state().chats.has(chatId));
    this.#named = [];
    await Promise.all(missing.map((chatId) => this.#find(chatId)));
  }

  async #find(chatId: string): Promise<void> {
    const { wire, dispatch } = this.#props;
    const answer = await wire.ask({ action: 'readChat', chatId, after: NO_ENTRIES }, 'chat');
    if (answer.type !== 'chat') return;
    dispatch({ type: 'chatChanged', chat: answer.chat });
    this.found([answer.chat]);
  }

  /** News overtake each other, so the server says whether the operator really is in it no more. */
  #isLost(chat: OperatorChat): boolean {
    const { own, state } = this.#props;
    return (
      chat.state === 'active' &&
      own.chats.value.has(chat.chatId) &&
      !own.looksIn(chat.chatId) &&
      !isMine(state(), chat)
    );
  }

  /** A chat that is there no more leaves the desk; one that is no longer the operator's stays in the lists. */
  async #attach(chatId: string): Promise<void> {
    const { own, dispatch, state } = this.#props;
    const answer = await own.attach(chatId);
    if (answer.type !== 'error' || (answer.code !== 'noSuchChat' && answer.code !== 'notAllowed')) return;
    own.forget(chatId);
    if (answer.code === 'noSuchChat' || state().chats.get(chatId)?.wasMine !== false) {
      dispatch({ type: 'putAway', chatId });
    }
  }
}
