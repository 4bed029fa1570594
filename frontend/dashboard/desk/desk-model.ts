// The desk's view-model: keeps its state up to date with the server, and does what the operator asks for.
import { batch, effect, type ReadonlySignal, type Signal, signal, untracked } from '@preact/signals';
import { Emitter } from '../../connection/emitter.ts';
import type { KeptStorage } from '../../connection/kept.ts';
import type { Surroundings } from '../../connection/surroundings.ts';
import type { ToOperator } from '../../../lambdas/protocol/operator-frames.ts';
import type { OperatorChat } from '../../../lambdas/protocol/chat-view.ts';
import type { Operator } from '../../../lambdas/protocol/settings.ts';
import type { Screens } from '../screen.ts';
import type { Session } from '../session.ts';
import { ChatDeeds } from './chat-deeds.ts';
import type { DeskAlerts } from './desk-alerts.ts';
import { type DeskLists, nextOfMine, nextToClaim, patronTitle } from './desk-lists.ts';
import { type DeskEvent, type DeskState, ownChat } from './desk-state.ts';
import { Drafts } from './drafts.ts';
import type { FocusWish } from './focus-wish.ts';
import type { Notice } from './notice.ts';
import { LiveDesk } from './live-desk.ts';
import { OpenChats } from './open-chats.ts';
import { OwnAttachments } from './own-attachments.ts';
import type { OwnChats, OwnChatsProps } from './own-chats.ts';
import { Preview } from './preview.ts';
import type { Team } from './team.ts';

export interface DeskModelProps {
  readonly session: Session;
  readonly team: Pick<Team, 'helpsOut' | 'isUrgent'>;
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
  /** The chat whose end has been asked for and not yet confirmed. */
  readonly ending = signal<string | undefined>(undefined);
  /** Where the focus should go; a view that puts it there takes the wish away. */
  readonly focusWish = signal<FocusWish | undefined>(undefined);
  /** After a new connection: what was missed has been read. */
  readonly caughtUp = new Emitter<void>();
  readonly #props: DeskModelProps;
  readonly #live: LiveDesk;
  readonly #stops: (() => void)[] = [];
  readonly #openChats: OpenChats;
  readonly #attachments: OwnAttachments;
  readonly #deeds: ChatDeeds;
  #unreadAfter = { chatId: '', place: 0 };

  constructor(props: DeskModelProps) {
    const { session, surroundings, storage, team } = props;
    this.#props = props;
    this.#live = new LiveDesk({
      storage,
      alerts: props.alerts,
      isUrgent: (chat, now) => team.isUrgent(chat, now),
      now: () => session.now(),
    });
    this.drafts = new Drafts(storage);
    this.#deeds = new ChatDeeds({
      wire: session.wire,
      surroundings,
      say: (sentence) => props.alerts.say(sentence),
      title: (chatId) => this.#title(chatId),
    });
    this.own = props.makeOwnChats({
      me: () => ({ id: this.state.value.operatorId, name: session.me.value?.name ?? '' }),
      onChat: (chat) => this.#dispatch({ type: 'chatChanged', chat }),
      onEntries: (chatId, entries) => this.#dispatch({ type: 'entries', chatId, entries }),
    });
    this.preview = new Preview({
      wire: session.wire,
      surroundings,
      onChat: (chat) => this.#dispatch({ type: 'chatChanged', chat }),
      isLookedAt: props.isInFront,
    });
    this.#attachments = new OwnAttachments({
      wire: session.wire,
      own: this.own,
      readTo: this.#live.readTo,
      state: () => this.state.value,
      dispatch: (event) => this.#dispatch(event),
      busyWith: () => this.busyWith.value,
    });
    this.#openChats = new OpenChats({
      session,
      team,
      surroundings,
      onListed: (departmentId, chats, askedAt) => {
        this.#dispatch({ type: 'listed', departmentId, chats, askedAt });
        this.#attachments.found(chats);
      },
    });
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
  get notice(): Signal<Notice | undefined> {
    return this.#deeds.notice;
  }

  /** The chat whose claim or end is on its way. */
  get busyWith(): Signal<string | undefined> {
    return this.#deeds.busyWith;
  }

  /** Says and shows what was done, or why it wasn't. */
  tell(notice: Notice): void {
    this.#deeds.tell(notice);
  }

  get state(): ReadonlySignal<DeskState> {
    return this.#live.state;
  }

  get lists(): ReadonlySignal<DeskLists> {
    return this.#live.lists;
  }

  /** Since when nobody has been waiting, where that is known. */
  get quietSince(): ReadonlySignal<number | undefined> {
    return this.#live.quietSince;
  }

  /** The chat that the screen shows, as far as the desk knows it. */
  get openChatId(): string | undefined {
    const screen = this.#props.screens.current.value;
    return screen.at === 'desk' ? screen.chatId : undefined;
  }

  open(chatId: string): void {
    this.notice.value = undefined;
    this.#unreadAfter = { chatId, place: this.state.value.chats.get(chatId)?.readTo ?? 0 };
    this.#props.screens.go({ at: 'desk', chatId });
  }

  /** The place after which messages were new when the chat was opened. */
  newSince(chatId: string): number {
    const { chatId: opened, place } = this.#unreadAfter;
    return opened === chatId ? place : (this.state.value.chats.get(chatId)?.readTo ?? 0);
  }

  /** Takes a waiting chat and opens it. */
  async claim(chatId: string): Promise<void> {
    if (this.busyWith.value !== undefined) return;
    const answer = await this.#deeds.claim(chatId);
    if (answer.type === 'chat') {
      this.open(chatId);
      await this.own.join(answer);
      this.focusWish.value = 'composer';
      return;
    }
    if (answer.type === 'error' && answer.code === 'chatEnded') this.#dispatch({ type: 'putAway', chatId });
    if (this.openChatId === chatId) void this.preview.show(chatId);
  }

  /** Takes the chat that is offered to the operator, or else the first that waits; false where there is none. */
  claimNext(): boolean {
    const next = nextToClaim(this.lists.value, this.state.value.operatorId, this.#props.session.now());
    if (next !== undefined) void this.claim(next.chatId);
    return next !== undefined;
  }

  say(chatId: string, text: string): void {
    this.drafts.keep(chatId, '');
    this.own.say(chatId, text);
  }

  /** Ends a chat; false when that failed. */
  async end(chatId: string): Promise<boolean> {
    const hasEnded = await this.#deeds.end(chatId);
    this.ending.value = undefined;
    if (hasEnded) this.putAway(chatId);
    return hasEnded;
  }

  /** Asks whether to end a chat, or the open one. */
  askToEnd(chatId = this.openChatId): boolean {
    const chat = ownChat(this.state.value, chatId);
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
    this.#deeds.dispose();
    this.preview.dispose();
    this.own.detach();
  }

  /** On a new connection: the own chats first, then the lists. */
  async #begin(): Promise<void> {
    await this.#attachments.attachAll();
    await this.#openChats.arrive();
    await this.#attachments.findNamed();
    void this.preview.show(this.preview.state.value?.chatId);
    if (this.#props.session.connection.peek().kind === 'open') this.caughtUp.emit();
  }

  #read(frame: ToOperator): void {
    this.own.read(frame);
    switch (frame.type) {
      case 'welcome':
      case 'you':
        if (frame.type === 'welcome') this.#attachments.welcome(frame.chatIds);
        this.#welcome(frame.operator, frame.type === 'you');
        break;
      case 'renewed':
        void this.#attachments.attachAll();
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
    const helpsOut = this.#props.team.helpsOut.value.map((department) => department.id);
    this.#dispatch({ type: 'welcome', operatorId: id, departmentIds, helpsOut });
    if (listNow) void this.#openChats.readAll();
  }

  #followChange(chat: OperatorChat): void {
    this.preview.follow(chat);
    this.#attachments.found([chat]);
  }

  #followScreen(): void {
    const chatId = this.openChatId;
    const isOwn = ownChat(this.state.value, chatId) !== undefined || this.own.looksIn(chatId ?? '');
    const lookingAt = this.#props.isInFront() && isOwn ? chatId : undefined;
    if (this.state.peek().lookingAt !== lookingAt) this.#dispatch({ type: 'lookAt', chatId: lookingAt });
    const previewed = isOwn ? undefined : chatId;
    if (this.preview.state.peek()?.chatId === previewed) return;
    untracked(() => void this.preview.show(previewed));
  }

  #dispatch(event: DeskEvent): void {
    this.#live.dispatch(event);
  }

  #title(chatId: string): string {
    const seen = this.preview.state.value;
    const seenChat = seen?.kind === 'read' && seen.chatId === chatId ? seen.chat : undefined;
    const chat = this.state.value.chats.get(chatId)?.chat ?? seenChat;
    return chat === undefined ? 'the patron' : patronTitle(chat);
  }
}
