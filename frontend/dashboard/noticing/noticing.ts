// Tells the operator of news at the desk and beside it: sounds that repeat, desktop notifications, the tab's title and sign.
import { computed, effect, type ReadonlySignal, signal, untracked } from '@preact/signals';
import type { OperatorChat } from '../../../lambdas/protocol/chat-view.ts';
import type { RoomEntryView } from '../../../lambdas/protocol/internal-chat-frames.ts';
import type { DeskChat, DeskState } from '../desk/desk-state.ts';
import type { AskedRequest } from '../handing/asked-requests.ts';
import type { RoomsModel } from '../internal-chat/rooms-model.ts';
import type { Session } from '../session.ts';
import { type Call, callsFor } from './calls.ts';
import type { NoticeChoices } from './notice-choices.ts';
import { callWords, internalWords, messageWords, waitsWords, type WordsProps } from './notice-words.ts';
import type { Notifications } from './notifications.ts';
import { ringAfter, type Rung } from './ringing.ts';
import type { Sounds } from './sounds.ts';
import type { Voice } from './voice.ts';

/** After this long (ms) on a connection a list that could not be read keeps nothing from ringing. */
const LISTS_PATIENCE_MS = 5_000;

export interface NoticingProps {
  readonly session: Pick<Session, 'status' | 'connection' | 'me'>;
  readonly desk: { readonly state: ReadonlySignal<DeskState> };
  readonly rooms: Pick<RoomsModel, 'rooms' | 'unread'>;
  /** What colleagues ask this operator, or their department. */
  readonly asked: ReadonlySignal<readonly AskedRequest[]>;
  /** The server's time, moving once a second. */
  readonly time: ReadonlySignal<number>;
  readonly choices: NoticeChoices;
  readonly sounds: Pick<Sounds, 'play'>;
  readonly notifications: Pick<Notifications, 'show' | 'keepOnly'>;
  readonly voice: Pick<Voice, 'seek' | 'release' | 'speaks'>;
  readonly isInFront: () => boolean;
  readonly isUrgent: (chat: OperatorChat, now: number) => boolean;
  readonly departmentName: (departmentId: string) => string;
  readonly roomTitle: (roomId: string) => string;
  readonly openChat: (chatId: string) => void;
  readonly openRoom: (roomId: string) => void;
}

const isPrivate = (roomId: string): boolean => roomId.startsWith('two~');

export class Noticing {
  /** Who is called for now. */
  readonly calls: ReadonlySignal<readonly Call[]>;
  /** How many chats and private conversations need this operator. */
  readonly needsMe: ReadonlySignal<number>;
  readonly #props: NoticingProps;
  readonly #connectedAt = signal<number | undefined>(undefined);
  readonly #stops: readonly (() => void)[];
  #rung: Rung = new Map();

  constructor(props: NoticingProps) {
    this.#props = props;
    const { desk, rooms } = props;
    this.calls = computed(() => this.#callsNow());
    this.needsMe = computed(() => {
      const unread = [...desk.state.value.chats.values()].filter((known) => known.unread > 0);
      const conversations = [...rooms.rooms.value.keys()].filter(
        (roomId) => isPrivate(roomId) && rooms.unread(roomId) > 0,
      );
      return this.calls.value.length + unread.length + conversations.length;
    });
    this.#stops = [
      effect(() => this.#followConnection()),
      effect(() => this.#ring()),
      effect(() => this.#tidy()),
    ];
  }

  /** What waits to be taken, in words. */
  get waits(): string | undefined {
    return waitsWords(this.calls.value);
  }

  /** The window came to the front or went. */
  frontChanged(): void {
    this.#seekVoice();
    // Whatever the notifications told of is on the screen now.
    if (this.#props.isInFront()) this.#props.notifications.keepOnly(() => false);
  }

  /** A message or note has come that isn't looked at. `isOld`: from before this page was there. */
  message(known: DeskChat, isOld: boolean): void {
    const { notifications, openChat } = this.#props;
    this.#play(known.lastMessage?.isNote === true ? 'internalMessage' : 'newMessage');
    if (isOld || !this.#speaks) return;
    const { chatId } = known.chat;
    const open = (): void => openChat(chatId);
    notifications.show({ tag: `says ${chatId}`, ...messageWords(known, this.#words), open });
  }

  /** A colleague said something in a room that isn't looked at; without what: while there was no connection. */
  internal(said?: { readonly roomId: string; readonly entry: RoomEntryView }): void {
    this.#play('internalMessage');
    const { choices, notifications, openRoom, roomTitle } = this.#props;
    const { internal } = choices.current.peek();
    if (said === undefined || !this.#speaks || internal === 'none') return;
    const { roomId, entry } = said;
    if (!isPrivate(roomId) && internal !== 'all') return;
    const where = isPrivate(roomId) ? undefined : roomTitle(roomId);
    const words = internalWords(entry.by.name, where, entry.text, this.#words);
    notifications.show({ tag: `room ${roomId}`, ...words, open: () => openRoom(roomId) });
  }

  dispose(): void {
    for (const stop of this.#stops) stop();
    this.#props.voice.release();
    this.#props.notifications.keepOnly(() => false);
  }

  get #speaks(): boolean {
    return this.#props.voice.speaks.peek();
  }

  get #words(): WordsProps {
    const { choices, departmentName } = this.#props;
    return { words: choices.current.peek().words, departmentName };
  }

  #play(sound: Parameters<Sounds['play']>[0], isAgain = false): void {
    if (this.#speaks) this.#props.sounds.play(sound, isAgain);
  }

  #followConnection(): void {
    const isOpen = this.#props.session.connection.value.kind === 'open';
    untracked(() => {
      if (isOpen) this.#connectedAt.value ??= this.#props.time.value;
      else this.#connectedAt.value = undefined;
      this.#seekVoice();
    });
  }

  /** A tab without a connection hears nothing, so it lets another one speak. */
  #seekVoice(): void {
    const { session, voice, isInFront } = this.#props;
    const me = session.me.peek();
    if (me === undefined || session.connection.peek().kind !== 'open') voice.release();
    else voice.seek(`carrel:voice:${me.id}`, isInFront());
  }

  #callsNow(): readonly Call[] {
    const { session, desk, time, asked, isUrgent } = this.#props;
    const [now, since, state] = [time.value, this.#connectedAt.value, desk.state.value];
    // Nothing can be taken now, and what rings may long be taken.
    if (since === undefined) return [];
    const isPatient = now - since < LISTS_PATIENCE_MS;
    return callsFor(state, {
      now,
      status: session.status.value,
      asked: asked.value,
      isUrgent,
      isFresh: (departmentId) => !isPatient || state.listed.has(departmentId),
    });
  }

  #ring(): void {
    const calls = this.calls.value;
    const now = this.#props.time.value;
    untracked(() => {
      const { repeats } = this.#props.choices.current.value;
      const { rung, rings, begun } = ringAfter(this.#rung, calls, now, repeats);
      // Kept in tabs that don't speak too: whichever speaks next goes on in the same rhythm.
      this.#rung = rung;
      for (const { sound, isAgain } of rings) this.#play(sound, isAgain);
      if (this.#speaks) for (const call of begun) this.#show(call);
    });
  }

  #show(call: Call): void {
    const { chatId } = call.chat;
    const open = (): void => this.#props.openChat(chatId);
    this.#props.notifications.show({ tag: tagOf(call), ...callWords(call, this.#words), stays: true, open });
  }

  /** What was dealt with, here or elsewhere, is told of no longer. */
  #tidy(): void {
    const { desk, rooms, notifications, voice } = this.#props;
    // Another tab came to the front: the operator is there, and it tells of what comes.
    if (!voice.speaks.value) return notifications.keepOnly(() => false);
    const wanted = new Set([
      ...this.calls.value.map(tagOf),
      ...[...desk.state.value.chats].flatMap(([id, { unread }]) => (unread > 0 ? [`says ${id}`] : [])),
      ...[...rooms.rooms.value.keys()].flatMap((id) => (rooms.unread(id) > 0 ? [`room ${id}`] : [])),
    ]);
    notifications.keepOnly((tag) => wanted.has(tag));
  }
}

const tagOf = ({ kind, chat }: Call): string => `${kind === 'chat' ? 'waits' : 'asks'} ${chat.chatId}`;
