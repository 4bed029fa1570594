// Coming back after a lost connection: counts what was missed once all of it has arrived, and says so for a while.
import { effect, type Signal, signal, untracked } from '@preact/signals';
import type { Surroundings } from '../connection/surroundings.ts';
import { type Missed, WORTH_A_WORD_MS } from './connection-words.ts';
import type { DeskModel } from './desk/desk-model.ts';
import type { OwnChats } from './desk/own-chats.ts';
import type { RoomsModel } from './internal-chat/rooms-model.ts';
import type { Session } from './session.ts';

/** The word on it goes by itself after this long (ms). */
const STAYS_MS = 20_000;

export interface ReturnsProps {
  readonly session: Pick<Session, 'connection' | 'lostSince' | 'now'>;
  readonly desk: Pick<DeskModel, 'state' | 'caughtUp'> & { readonly own: Pick<OwnChats, 'chats'> };
  readonly rooms: Pick<RoomsModel, 'caughtUp'>;
  readonly surroundings: Pick<Surroundings, 'after'>;
}

interface Absence {
  readonly lostSince: number;
  /** How many words of others were there before, by chat. */
  readonly words: ReadonlyMap<string, number>;
  backAt?: number;
  inChats?: number;
  inRooms?: number;
}

export class Returns {
  readonly missed: Signal<Missed | undefined> = signal(undefined);
  readonly #props: ReturnsProps;
  readonly #stops: readonly (() => void)[];
  #absence: Absence | undefined;
  #forget = (): void => {};

  constructor(props: ReturnsProps) {
    this.#props = props;
    this.#stops = [
      effect(() => this.#follow()),
      props.desk.caughtUp.listen(() => this.#readChats()),
      props.rooms.caughtUp.listen((missed) => this.#readRooms(missed)),
    ];
  }

  dispose(): void {
    for (const stop of this.#stops) stop();
    this.#forget();
  }

  #follow(): void {
    const { session } = this.#props;
    const lostSince = session.lostSince.value;
    const isOpen = session.connection.value.kind === 'open';
    untracked(() => {
      // Lost again before all was there: the absence goes on.
      if (lostSince !== undefined) {
        this.missed.value = undefined;
        this.#absence = {
          lostSince: this.#absence?.lostSince ?? lostSince,
          words: this.#absence?.words ?? this.#words(),
        };
      } else if (isOpen && this.#absence !== undefined) {
        this.#absence.backAt ??= session.now();
      }
    });
  }

  #readChats(): void {
    const absence = this.#absence;
    if (absence?.backAt === undefined) return;
    const missed = [...this.#words()].map(([chatId, count]) => count - (absence.words.get(chatId) ?? count));
    absence.inChats = missed.reduce((sum, count) => sum + Math.max(0, count), 0);
    this.#tell(absence);
  }

  #readRooms(missed: number): void {
    if (this.#absence?.backAt === undefined) return;
    this.#absence.inRooms = missed;
    this.#tell(this.#absence);
  }

  #tell({ lostSince, backAt, inChats, inRooms }: Absence): void {
    if (backAt === undefined || inChats === undefined || inRooms === undefined) return;
    this.#absence = undefined;
    if (backAt - lostSince < WORTH_A_WORD_MS) return;
    const waiting = [...this.#props.desk.state.peek().chats.values()].filter(
      ({ chat }) => chat.state === 'waiting' && chat.startedAt >= lostSince,
    ).length;
    this.missed.value = { lostSince, backAt, messages: inChats + inRooms, waiting };
    this.#forget();
    this.#forget = this.#props.surroundings.after(STAYS_MS, () => {
      this.missed.value = undefined;
    });
  }

  #words(): ReadonlyMap<string, number> {
    const { own, state } = this.#props.desk;
    const me = state.peek().operatorId;
    return new Map(
      [...own.chats.peek()].map(([chatId, { entries }]) => {
        const ofOthers = entries.peek().filter(({ kind, by }) => {
          const isMine = by.role === 'operator' && by.id === me;
          return (kind === 'message' || kind === 'note') && !isMine;
        });
        return [chatId, ofOthers.length];
      }),
    );
  }
}
