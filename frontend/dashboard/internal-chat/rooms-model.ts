// Internal chat's view-model: the rooms with what is unread, the one that is open, and news from all of them.
import { computed, effect, type ReadonlySignal, type Signal, signal, untracked } from '@preact/signals';
import * as v from 'valibot';
import { Emitter } from '../../connection/emitter.ts';
import { Kept, type KeptStorage } from '../../connection/kept.ts';
import { outboxState } from '../../connection/kept-outbox.ts';
import { ownOutbox } from '../../connection/own-outbox.ts';
import type { OutboxState } from '../../connection/outbox.ts';
import type { Surroundings } from '../../connection/surroundings.ts';
import type { RoomView } from '../../../lambdas/protocol/internal-chat-frames.ts';
import type { ToOperator } from '../../../lambdas/protocol/operator-frames.ts';
import type { Screens } from '../screen.ts';
import type { Session } from '../session.ts';
import { roomWith } from './room-names.ts';
import { READ_AGAIN_MS, RoomThread } from './room-thread.ts';
import { RoomWriters } from './room-writers.ts';

export type NewEntry = Extract<ToOperator, { type: 'roomEntry' }>;

const isPrivate = (roomId: string): boolean => roomId.startsWith('two~');

export interface RoomsModelProps {
  readonly session: Pick<Session, 'wire' | 'me' | 'staff'>;
  readonly screens: Pick<Screens, 'current' | 'go' | 'up'>;
  readonly surroundings: Surroundings;
  readonly storage: KeptStorage;
  readonly outboxName: () => string;
  readonly claimOutbox: (name: string) => Promise<boolean>;
  readonly isInFront: () => boolean;
  /** A colleague said something; `isLookedAt`: the operator has it before their eyes. */
  readonly onSaid: (entry: NewEntry, isLookedAt: boolean) => void;
  /** Something was said while there was no connection. */
  readonly onMissed: () => void;
}

export class RoomsModel {
  readonly writers: RoomWriters;
  /** Where the focus should go: the open room's field, or the list of rooms. A view takes the wish away. */
  readonly focusWish: Signal<'field' | 'list' | undefined> = signal(undefined);
  /** The room that the screen shows. */
  readonly openId: ReadonlySignal<string | undefined>;
  /** After a new connection: so many messages were missed, and are listed as unread. */
  readonly caughtUp = new Emitter<number>();
  readonly #props: RoomsModelProps;
  readonly #rooms = signal<ReadonlyMap<string, RoomView>>(new Map());
  readonly #threads = signal<ReadonlyMap<string, RoomThread>>(new Map());
  readonly #making = new Set<string>();
  readonly #unsent: Kept<string[]>;
  readonly #stops: (() => void)[] = [];
  /** The place after which entries were new when the room was opened. */
  #newSince = { roomId: '', place: 0 };
  #isListed = false;

  constructor(props: RoomsModelProps) {
    const { session, screens, surroundings, storage } = props;
    this.#props = props;
    this.#unsent = new Kept(storage, 'carrel.rooms.unsent', v.array(v.string()));
    this.writers = new RoomWriters(surroundings.after);
    this.openId = computed(() => {
      const screen = screens.current.value;
      return screen.at === 'desk' ? screen.room : undefined;
    });
    this.#stops.push(
      session.wire.frames.listen((frame) => this.#read(frame)),
      session.wire.states.listen(({ kind }) => {
        if (kind === 'open') void this.#begin();
        else this.#detach();
      }),
      effect(() => this.#followScreen()),
    );
  }

  get rooms(): ReadonlySignal<ReadonlyMap<string, RoomView>> {
    return this.#rooms;
  }

  get threads(): ReadonlySignal<ReadonlyMap<string, RoomThread>> {
    return this.#threads;
  }

  unread(roomId: string): number {
    const room = this.#rooms.value.get(roomId);
    return room === undefined ? 0 : Math.max(0, room.last - room.readTo);
  }

  /** Of all rooms. */
  get allUnread(): number {
    return [...this.#rooms.value.keys()].reduce((sum, roomId) => sum + this.unread(roomId), 0);
  }

  /** Beside the chat that is open, if one is. */
  open(roomId: string): void {
    const screen = this.#props.screens.current.value;
    const chat = screen.at === 'desk' && screen.chatId !== undefined ? { chatId: screen.chatId } : {};
    this.#props.screens.go({ at: 'desk', ...chat, room: roomId });
    this.focusWish.value = 'field';
  }

  close(): void {
    const screen = this.#props.screens.current.value;
    const chat = screen.at === 'desk' && screen.chatId !== undefined ? { chatId: screen.chatId } : {};
    this.#props.screens.up({ at: 'desk', ...chat });
    this.focusWish.value = 'list';
  }

  /** The place after which messages were new when the room was opened. */
  newSince(roomId: string): number {
    const { roomId: opened, place } = this.#newSince;
    return opened === roomId ? place : (this.#rooms.peek().get(roomId)?.readTo ?? 0);
  }

  /** The window came to the front or went: what is looked at has been read. */
  look(): void {
    const roomId = this.openId.peek();
    const thread = roomId === undefined ? undefined : this.#threads.peek().get(roomId);
    if (roomId === undefined || thread?.loaded.peek() !== true || !this.#props.isInFront()) return;
    const room = this.#room(roomId);
    const place = Math.max(room.last, thread.last);
    if (place <= room.readTo) return;
    this.#set({ ...room, last: place, readTo: place });
    this.#props.session.wire.tell({ action: 'markRead', roomId, place });
  }

  dispose(): void {
    for (const stop of this.#stops) stop();
    this.#detach();
  }

  /** On a new connection: the list, the rooms that were opened, and those where something waits to be sent. */
  async #begin(): Promise<void> {
    await this.#list();
    const open = this.openId.peek();
    const unsent = this.#unsent.get() ?? [];
    const wanted = new Set([
      ...(open === undefined ? [] : [open]),
      ...unsent,
      ...this.#threads.peek().keys(),
    ]);
    await Promise.all([...wanted].map((roomId) => this.#attach(roomId)));
  }

  async #list(): Promise<void> {
    const { session, surroundings, onMissed } = this.#props;
    const answer = await session.wire.ask({ action: 'rooms' }, 'rooms');
    if (answer.type !== 'rooms') {
      if (answer.type === 'error' || answer.why === 'silent') {
        this.#stops.push(surroundings.after(READ_AGAIN_MS, () => void this.#list()));
      }
      return;
    }
    const before = this.#rooms.peek();
    const listed = answer.rooms.map((room) => {
      const known = before.get(room.roomId);
      return {
        ...room,
        last: Math.max(room.last, known?.last ?? 0),
        readTo: Math.max(room.readTo, known?.readTo ?? 0),
      };
    });
    // A conversation may have begun while the list was on its way.
    const begun = [...before].filter(([roomId]) => isPrivate(roomId));
    this.#rooms.value = new Map([...begun, ...listed.map((room) => [room.roomId, room] as const)]);
    const missed = listed.reduce((sum, { roomId, last, readTo }) => {
      return sum + Math.max(0, last - Math.max(readTo, before.get(roomId)?.last ?? 0));
    }, 0);
    if (this.#isListed && missed > 0) onMissed();
    this.caughtUp.emit(missed);
    this.#isListed = true;
    this.look();
  }

  #detach(): void {
    for (const thread of this.#threads.peek().values()) thread.detach();
    this.writers.clear();
  }

  #read(frame: ToOperator): void {
    switch (frame.type) {
      case 'you':
        // Back after a while without a lease, or in other departments.
        void this.#begin();
        break;
      case 'roomEntry':
        this.#arrive(frame);
        break;
      case 'said':
        this.#threads.peek().get(frame.roomId)?.read(frame);
        this.#passed(frame.roomId, frame.place);
        break;
      case 'error':
        if (frame.name !== undefined) for (const thread of this.#threads.peek().values()) thread.read(frame);
        break;
      case 'roomRead':
        this.#readElsewhere(frame.roomId, frame.place);
        break;
      case 'roomTyping':
        this.writers.heard(frame.roomId, frame.by.name, frame.writing);
        break;
      default:
        break;
    }
  }

  #arrive(frame: NewEntry): void {
    const { roomId, entry } = frame;
    const room = this.#room(roomId);
    const isNew = entry.place > room.last;
    const isOwn = entry.by.id === this.#props.session.me.value?.id;
    const name = isPrivate(roomId) && !isOwn && room.name === undefined ? { name: entry.by.name } : {};
    if (isNew) this.#set({ ...room, ...name, last: entry.place, ...(isOwn && { readTo: entry.place }) });
    this.#threads.peek().get(roomId)?.read(frame);
    this.writers.heard(roomId, entry.by.name, false);
    if (!isNew || isOwn) return;
    this.#props.onSaid(frame, this.openId.peek() === roomId && this.#props.isInFront());
    this.look();
  }

  /** An own message has its place: whoever writes there has read up to there. */
  #passed(roomId: string, place: number): void {
    const room = this.#room(roomId);
    if (place > room.last) this.#set({ ...room, last: place });
    this.look();
  }

  #readElsewhere(roomId: string, place: number): void {
    const room = this.#room(roomId);
    if (place > room.readTo) this.#set({ ...room, last: Math.max(room.last, place), readTo: place });
  }

  #room(roomId: string): RoomView {
    return this.#rooms.peek().get(roomId) ?? { roomId, last: 0, readTo: 0 };
  }

  #set(room: RoomView): void {
    this.#rooms.value = new Map(this.#rooms.peek()).set(room.roomId, { ...this.#nameOf(room), ...room });
  }

  /** Of whom one begins a conversation with, as long as they are here: they may go before it is listed. */
  #nameOf({ roomId, name }: RoomView): Pick<RoomView, 'name'> {
    const colleague = this.#props.session.staff.peek().find(({ id }) => roomWith(id) === roomId);
    return name !== undefined || colleague === undefined ? {} : { name: colleague.name };
  }

  #followScreen(): void {
    const roomId = this.openId.value;
    untracked(() => {
      if (roomId === undefined) return;
      this.#newSince = { roomId, place: this.#room(roomId).readTo };
      if (this.#threads.peek().has(roomId)) this.look();
      // Without a connection too: what is written then leaves later.
      else void this.#attach(roomId);
    });
  }

  async #attach(roomId: string): Promise<void> {
    const there = this.#threads.peek().get(roomId);
    if (there !== undefined) return there.attach();
    if (this.#making.has(roomId)) return;
    this.#making.add(roomId);
    const thread = await this.#make(roomId);
    this.#making.delete(roomId);
    this.#threads.value = new Map(this.#threads.peek()).set(roomId, thread);
    if (this.#newSince.roomId === roomId) this.#newSince = { roomId, place: this.#room(roomId).readTo };
    await thread.attach();
  }

  async #make(roomId: string): Promise<RoomThread> {
    const { session, surroundings, storage, outboxName, claimOutbox } = this.#props;
    const kept = new Kept<OutboxState>(storage, `carrel.outbox.${roomId}`, outboxState);
    return new RoomThread({
      roomId,
      surroundings,
      wire: session.wire,
      me: () => ({ id: session.me.value?.id ?? '', name: session.me.value?.name ?? '' }),
      outbox: await ownOutbox(kept, outboxName, claimOutbox),
      keepOutbox: (state) => {
        kept.set(state);
        this.#noteUnsent(roomId, state.messages.length > 0);
      },
      onEntries: () => this.look(),
    });
  }

  /** After a reload what waits in a room leaves, whether the room is opened again or not. */
  #noteUnsent(roomId: string, isUnsent: boolean): void {
    const before = this.#unsent.get() ?? [];
    if (before.includes(roomId) === isUnsent) return;
    this.#unsent.set(isUnsent ? [...before, roomId] : before.filter((id) => id !== roomId));
  }
}
