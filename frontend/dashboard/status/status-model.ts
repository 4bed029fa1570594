// The view-model of the operator's status: choosing it, coming back, and whom patrons would still find.
import { batch, computed, effect, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { KeptStorage } from '../../connection/kept.ts';
import type { Surroundings } from '../../connection/surroundings.ts';
import type { LibraryTime } from '../../ui/time-words.ts';
import type { TickingClock } from '../../ui/ticking-clock.ts';
import type { Colleague } from '../../../lambdas/protocol/operator-frames.ts';
import type { Status } from '../../../lambdas/protocol/settings.ts';
import { type Notice, Notices } from '../desk/notice.ts';
import type { Session } from '../session.ts';
import { statusAt } from './own-status.ts';
import { SignedOff } from './signed-off.ts';
import { listed, signedOffSaid, statusSaid, unattendedSaid } from './status-words.ts';

export interface StatusModelProps {
  readonly session: Session;
  readonly clock: Pick<TickingClock, 'time'>;
  readonly time: LibraryTime;
  readonly surroundings: Pick<Surroundings, 'after'>;
  readonly storage: KeptStorage;
  readonly say: (sentence: string) => void;
  readonly departmentName: (departmentId: string) => string;
}

export class StatusModel {
  /** The menu is to open at the choices of going away. */
  readonly menuWanted = signal(false);
  /** Whether the menu shows the choices of going away. */
  readonly choosingAway = signal(false);
  /** The names of the operator's departments in which nobody else is available; absent where there are none. */
  readonly aloneIn: ReadonlySignal<string | undefined>;
  /** While the operator is away: the departments in which nobody is available. */
  readonly unattended: ReadonlySignal<string | undefined>;
  /** That the operator was signed off after closing. */
  readonly signedOff: SignedOff;
  readonly #props: StatusModelProps;
  readonly #notices: Notices;
  /** What the server said of the last change, with the list of staff of then: a newer list says more. */
  readonly #lastIn = signal<{ ids: readonly string[]; of: readonly Colleague[] } | undefined>(undefined);
  /** A choice is on its way: whom it leaves alone is the server's to say. */
  readonly #isChoosing = signal(false);
  readonly #stops: (() => void)[] = [];

  constructor(props: StatusModelProps) {
    const { session, surroundings } = props;
    this.#props = props;
    this.#notices = new Notices(surroundings);
    this.signedOff = new SignedOff({
      session,
      storage: props.storage,
      onSignedOff: () => props.say(this.signedOffWords ?? ''),
    });
    this.aloneIn = computed(() => this.#names(this.#alone()));
    this.unattended = computed(() => {
      if (session.status.value !== 'away' || this.#isChoosing.value) return undefined;
      const told = this.#lastIn.value;
      return this.#names(told?.of === session.staff.value ? told.ids : this.#alone());
    });
    this.#stops.push(
      session.cameBack.listen(() => this.#tell('You are available again: your time away is over.')),
      effect(() => {
        const departments = this.unattended.value;
        if (departments !== undefined) props.say(unattendedSaid(departments));
      }),
    );
  }

  /** What was just done, or what came of it, in words. */
  get notice(): Signal<Notice | undefined> {
    return this.#notices.current;
  }

  /** When, and why, the operator was signed off. */
  get signedOffWords(): string | undefined {
    const { session, time, departmentName } = this.#props;
    const news = this.signedOff.current.value;
    const ids = session.me.value?.departmentIds ?? [];
    if (news === undefined || ids.length === 0) return undefined;
    return signedOffSaid(ids.map(departmentName), news, time, session.now());
  }

  /** Says what did not work. */
  warn(text: string): void {
    this.#notices.tell({ kind: 'urgent', text });
    this.#props.say(text);
  }

  /** Goes on or off duty, or away, for some minutes or until further notice. */
  async go(status: Status, awayMinutes?: number): Promise<void> {
    const { session, say, time } = this.#props;
    this.notice.value = undefined;
    this.#isChoosing.value = true;
    const answer = await session.setStatus(status, awayMinutes);
    if (answer.outcome !== 'refused') say(statusSaid(session.own.value, time, session.now()));
    batch(() => {
      this.#isChoosing.value = false;
      if (answer.outcome === 'set') this.#lastIn.value = { ids: answer.lastIn, of: session.staff.value };
    });
    if (answer.outcome === 'refused') {
      this.warn(answer.message);
    }
  }

  /** One key for both ways: opens the choices of going away, or comes back from it. */
  awayOrBack(): boolean {
    if (this.#props.session.status.value === 'away') void this.go('available');
    else this.menuWanted.value = true;
    return true;
  }

  dispose(): void {
    for (const stop of this.#stops) stop();
    this.signedOff.dispose();
    this.#notices.dispose();
  }

  #alone(): readonly string[] {
    const { session, clock } = this.#props;
    const now = clock.time.value;
    const me = session.me.value;
    const others = session.staff.value.filter(
      (colleague) => colleague.id !== me?.id && statusAt(colleague, now) === 'available',
    );
    return (me?.departmentIds ?? []).filter(
      (id) => !others.some(({ departmentIds }) => departmentIds.includes(id)),
    );
  }

  #names(departmentIds: readonly string[]): string | undefined {
    if (departmentIds.length === 0) return undefined;
    return listed(departmentIds.map((id) => this.#props.departmentName(id)));
  }

  #tell(text: string): void {
    this.#notices.tell({ kind: 'plain', text });
    this.#props.say(text);
  }
}
