// What is between this patron and an answer, as it changes: from who is there, the chat, the connection and the time.
import type { AttendanceState } from './attendance.ts';
import type { ChatState } from './chat-state.ts';
import { hindranceIn, type Hindrance } from './offers.ts';
import { Store } from './store.ts';

/** Until the department has told its own (s). */
const OFFER_AFTER_S = 45;

interface Watched<S extends object> {
  readonly state: S;
  readonly listen: Store<S>['listen'];
}

export interface AbsenceDeskProps {
  readonly attendance: Watched<AttendanceState>;
  readonly chat: Watched<ChatState>;
  /** The server's time. */
  readonly now: () => number;
  readonly after: (ms: number, run: () => void) => () => void;
}

export class AbsenceDesk {
  readonly store = new Store<{ readonly hindrance: Hindrance | undefined }>({ hindrance: undefined });
  readonly #props: AbsenceDeskProps;
  #nextLook = () => {};

  constructor(props: AbsenceDeskProps) {
    this.#props = props;
    const look = () => this.#look();
    props.attendance.listen(look);
    props.chat.listen(look);
    look();
  }

  #look(): void {
    this.#nextLook();
    const { attendance, chat, now, after } = this.#props;
    const { stage, service, isUnreachable } = chat.state;
    const offerAfter = (service?.waitingOfferSeconds ?? OFFER_AFTER_S) * 1_000;
    const waited = stage.kind === 'waiting' ? now() - stage.since : undefined;
    this.store.set({
      hindrance: hindranceIn({ ...attendance.state, stage, isUnreachable, waited, offerAfter }),
    });
    if (waited !== undefined && waited < offerAfter)
      this.#nextLook = after(offerAfter - waited, () => this.#look());
  }
}
