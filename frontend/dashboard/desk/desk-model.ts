// The desk's view-model: keeps its state up to date with the server, and does what the operator asks for.
import { batch, computed, effect, type ReadonlySignal, signal, untracked } from '@preact/signals';
import type { KeptStorage } from '../../connection/kept.ts';
import type { Surroundings } from '../../connection/surroundings.ts';
import type { ToOperator } from '../../../lambdas/protocol/operator-frames.ts';
import type { OperatorChat } from '../../../lambdas/protocol/chat-view.ts';
import type { Operator } from '../../../lambdas/protocol/settings.ts';
import type { Screens } from '../screen.ts';
import type { Session } from '../session.ts';
import type { DeskAlerts } from './desk-alerts.ts';
import { type DeskLists, deskLists, nextOfMine, patronTitle, somebodyWaits } from './desk-lists.ts';
import { type DeskEvent, type DeskState, deskAfter, emptyDesk, isMine, ownChat } from './desk-state.ts';
import { Drafts } from './drafts.ts';
import { claimRefused, endAnswered, type Notice, Notices } from './notice.ts';
import { OpenChats } from './open-chats.ts';
import type { OwnChats, OwnChatsProps } from './own-chats.ts';
import { Preview } from './preview.ts';
import { ReadPlaces } from './read-places.ts';

/**
 * `composer`: where one goes on with the chat, or the button in its place. `canned`: the list of canned messages over
 * the composer. `chat`: its messages.
 */
export type FocusWish = 'composer' | 'canned' | 'list' | 'chat';

export interface DeskModelProps {
  readonly session: Session;
  readonly screens: Pick<Screens, 'current' | 'go' | 'replace' | 'up'>;
  readonly surroundings: Surroundings;
  readonly storage: KeptStorage;
  readonly alerts: Pick<DeskAlerts, 'follow' | 'say'>;
  readonly isInFront: () => boolean;
  readonly makeOwnChats: (props: Pick<OwnChatsProps, 'me' | 'onChat' | 'onEntries'>) => OwnChats;
}

export class DeskModel {
  readonly own: OwnChats;
  readonly preview: Preview;
  readonly drafts: Drafts;
  readonly lists: ReadonlySignal<DeskLists>;
  /** The chat whose claim or end is on its way. */
  readonly busyWith = signal<string | undefined>(undefined);
  /** The chat whose end has been asked for and not yet confirmed. */
  readonly ending = signal<string | undefined>(undefined);
  /** Since when nobody has been waiting, where that is known. */
  readonly quietSince = signal<number | undefined>(undefined);
  /** Where the focus should go; a view that puts it there takes the wish away. */
  readonly focusWish = signal<FocusWish | undefined>(undefined);
  readonly #props: DeskModelProps;
  readonly #state = signal<DeskState>(emptyDesk);
  readonly #readTo: ReadPlaces;
  readonly #stops: (() => void)[] = [];
  readonly #openChats: OpenChats;
  readonly #notices: Notices;
  #unreadAfter = { chatId: '', place: 0 };

  constructor(props: DeskModelProps) {
    const { session, surroundings, storage } = props;
    this.#props = props;
    this.drafts = new Drafts(storage);
    this.#notices = new Notices(surroundings);
    this.#readTo = new ReadPlaces(storage);
    this.own = props.makeOwnChats({
      me: () => ({ id: this.#state.value.operatorId, name: session.me.value?.name ?? '' }),
      onChat: (chat) => this.#dispatch({ type: 'chatChanged', chat }),
      onEntries: (chatId, entries) => this.#dispatch({ type: 'entries', chatId, entries }),
    });
    this.preview = new Preview({
      wire: session.wire,
      surroundings,
      onChat: (chat) => this.#dispatch({ type: 'chatChanged', chat }),
      isLookedAt: props.isInFront,
    });
    this.#openChats = new OpenChats({
      session,
      surroundings,
      onListed: (departmentId, chats, askedAt) => {
        this.#dispatch({ type: 'listed', departmentId, chats, askedAt });
        this.#attachOwn(chats);
      },
    });
    this.lists = computed(() => deskLists(this.#state.value));
    this.#stops.push(
      session.wire.frames.listen((frame) => this.#read(frame)),
      session.wire.states.listen(({ kind }) => {
        if (kind === 'open') void this.#begin();
        else this.own.detach();
      }),
      effect(() => this.#followScreen()),
    );
  }

  /** What was just done, in words. */
  get notice(): Notices['current'] {
    return this.#notices.current;
  }

  get state(): ReadonlySignal<DeskState> {
    return this.#state;
  }

  /** The chat that the screen shows, as far as the desk knows it. */
  get openChatId(): string | undefined {
    const screen = this.#props.screens.current.value;
    return screen.at === 'desk' ? screen.chatId : undefined;
  }

  open(chatId: string): void {
    this.notice.value = undefined;
    this.#unreadAfter = { chatId, place: this.#state.value.chats.get(chatId)?.readTo ?? 0 };
    this.#props.screens.go({ at: 'desk', chatId });
  }

  /** The place after which messages were new when the chat was opened. */
  newSince(chatId: string): number {
    const { chatId: opened, place } = this.#unreadAfter;
    return opened === chatId ? place : (this.#state.value.chats.get(chatId)?.readTo ?? 0);
  }

  /** Takes a waiting chat and opens it; says politely who was quicker. */
  async claim(chatId: string): Promise<void> {
    if (this.busyWith.value !== undefined) return;
    this.busyWith.value = chatId;
    const answer = await this.#props.session.wire.ask({ action: 'claim', chatId }, 'chat');
    this.busyWith.value = undefined;
    if (answer.type === 'chat') {
      this.open(chatId);
      await this.own.join(answer);
      this.focusWish.value = 'composer';
      return;
    }
    if (answer.type === 'error' && answer.code === 'chatEnded') this.#dispatch({ type: 'putAway', chatId });
    this.tell(claimRefused(answer, this.#title(chatId)));
    if (this.openChatId === chatId) void this.preview.show(chatId);
  }

  say(chatId: string, text: string): void {
    this.drafts.keep(chatId, '');
    this.own.say(chatId, text);
  }

  /** Ends a chat; false when that failed. */
  async end(chatId: string): Promise<boolean> {
    this.busyWith.value = chatId;
    const answer = await this.#props.session.wire.ask({ action: 'endChat', chatId }, 'done');
    this.busyWith.value = undefined;
    this.ending.value = undefined;
    const title = this.#title(chatId);
    if (answer.type === 'done') this.putAway(chatId);
    this.tell(endAnswered(answer, title, chatId));
    return answer.type === 'done';
  }

  /** Asks whether to end the open chat. */
  askToEnd(): boolean {
    const chat = ownChat(this.#state.value, this.openChatId);
    if (chat?.state !== 'active') return false;
    this.ending.value = chat.chatId;
    return true;
  }

  /** Takes an ended chat off the desk, and goes on with the next. */
  putAway(chatId: string): void {
    this.goOnWithout(chatId, () => this.#dispatch({ type: 'putAway', chatId }));
  }

  /** Goes on with the next chat after one that the operator is no longer in; it may go on with colleagues. */
  goOnWithout(chatId: string, change = (): void => {}): void {
    const next = nextOfMine(this.lists.value, chatId);
    batch(() => {
      this.drafts.forget(chatId);
      this.own.forget(chatId);
      change();
      if (this.openChatId === chatId) {
        const there = next === undefined ? {} : { chatId: next.chat.chatId };
        this.#props.screens.replace({ at: 'desk', ...there });
        this.focusWish.value = next === undefined ? 'list' : 'composer';
      }
    });
  }

  /** Time passed, or the window came to the front or went: what is looked at has been read. */
  tick(now: number): void {
    this.#dispatch({ type: 'tick', now });
    this.#followScreen();
  }

  dispose(): void {
    for (const stop of this.#stops) stop();
    this.#openChats.dispose();
    this.#notices.dispose();
    this.preview.dispose();
    this.own.detach();
  }

  /** On a new connection: the own chats first, then the lists. */
  async #begin(): Promise<void> {
    await Promise.all(this.own.ids().map((chatId) => this.#attach(chatId)));
    await this.#openChats.arrive();
    void this.preview.show(this.preview.state.value?.chatId);
  }

  /** A chat that is there no more, or no longer the operator's, leaves the desk. */
  async #attach(chatId: string): Promise<void> {
    const answer = await this.own.attach(chatId);
    if (answer.type !== 'error' || (answer.code !== 'noSuchChat' && answer.code !== 'notAllowed')) return;
    this.own.forget(chatId);
    // One that colleagues have now stays in the lists.
    if (answer.code === 'noSuchChat' || this.#state.value.chats.get(chatId)?.wasMine !== false) {
      this.#dispatch({ type: 'putAway', chatId });
    }
  }

  #read(frame: ToOperator): void {
    this.own.read(frame);
    switch (frame.type) {
      case 'welcome':
      case 'you':
        this.#welcome(frame.operator, frame.type === 'you');
        break;
      case 'renewed':
        for (const chatId of this.own.ids()) void this.#attach(chatId);
        break;
      case 'chatChanged':
        this.#dispatch({ type: 'chatChanged', chat: frame.chat });
        this.#followChange(frame.chat);
        break;
      case 'typing':
        this.#dispatch({ ...frame, now: this.#props.session.now() });
        break;
      default:
        break;
    }
  }

  #welcome({ id, departmentIds }: Operator, listNow: boolean): void {
    this.#dispatch({ type: 'welcome', operatorId: id, departmentIds });
    if (listNow) void this.#openChats.readAll();
  }

  #followChange(chat: OperatorChat): void {
    if (chat.chatId === this.preview.state.value?.chatId) void this.preview.show(chat.chatId);
    this.#attachOwn([chat]);
    const { chatId, state } = chat;
    if (state !== 'active' || !this.own.chats.value.has(chatId) || this.own.looksIn(chatId)) return;
    // News overtake each other, so the server says whether the operator really is in it no more.
    if (!isMine(this.#state.value, chat)) void this.#attach(chatId);
  }

  /** Chats of one's own that this page has no thread for: from before a reload, or claimed in another tab. */
  #attachOwn(chats: readonly OperatorChat[]): void {
    const there = new Set(this.own.ids());
    for (const chat of chats) {
      if (chat.state !== 'active' || there.has(chat.chatId) || !isMine(this.#state.value, chat)) continue;
      if (this.busyWith.value === chat.chatId) continue;
      const place = this.#readTo.of(chat.chatId);
      if (place !== undefined) this.#dispatch({ type: 'readBefore', chatId: chat.chatId, place });
      void this.#attach(chat.chatId);
    }
  }

  #followScreen(): void {
    const chatId = this.openChatId;
    const isOwn = ownChat(this.#state.value, chatId) !== undefined || this.own.looksIn(chatId ?? '');
    const lookingAt = this.#props.isInFront() && isOwn ? chatId : undefined;
    if (this.#state.peek().lookingAt !== lookingAt) this.#dispatch({ type: 'lookAt', chatId: lookingAt });
    const previewed = isOwn ? undefined : chatId;
    if (this.preview.state.peek()?.chatId === previewed) return;
    untracked(() => void this.preview.show(previewed));
  }

  #dispatch(event: DeskEvent): void {
    const before = this.#state.peek();
    const after = deskAfter(before, event);
    if (after === before) return;
    this.#state.value = after;
    this.#readTo.keep(after);
    this.#noteQuiet(before, after);
    this.#props.alerts.follow(before, after);
  }

  #noteQuiet(before: DeskState, after: DeskState): void {
    if (somebodyWaits(before) && !somebodyWaits(after)) this.quietSince.value = this.#props.session.now();
  }

  tell(notice: Notice): void {
    this.#notices.tell(notice);
    this.#props.alerts.say(notice.text);
  }

  #title(chatId: string): string {
    const seen = this.preview.state.value;
    const seenChat = seen?.kind === 'read' && seen.chatId === chatId ? seen.chat : undefined;
    const chat = this.#state.value.chats.get(chatId)?.chat ?? seenChat;
    return chat === undefined ? 'the patron' : patronTitle(chat);
  }
}
