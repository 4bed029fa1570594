// The team as this desk knows it: how much each has to do, who is next, and which departments are helped out.
import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { TickingClock } from '../../ui/ticking-clock.ts';
import type { ToOperator } from '../../../lambdas/protocol/operator-frames.ts';
import type { OperatorChat } from '../../../lambdas/protocol/chat-view.ts';
import type { Department } from '../../../lambdas/protocol/settings.ts';
import type { Session } from '../session.ts';
import { type Answering, type Tallies, talliesAfter, whoAnswers } from './who-answers.ts';

/** A department of others whose chats come here when they have waited too long. */
export type HelpedOut = NonNullable<Extract<ToOperator, { type: 'you' }>['helpsOut']>[number];

/** A department by its name: what is known of those that the operator doesn't see. */
export type NamedDepartment = Pick<Department, 'id' | 'name'>;

export interface TeamProps {
  readonly session: Pick<Session, 'wire' | 'me' | 'departments' | 'staff'>;
  readonly clock: Pick<TickingClock, 'time'>;
}

export class Team {
  readonly people: ReadonlySignal<readonly Answering[]>;
  /** The operator's own departments: a coordinator sees more. */
  readonly ownDepartments: ReadonlySignal<readonly Department[]>;
  /** All of the service. */
  readonly departments: ReadonlySignal<readonly NamedDepartment[]>;
  readonly #props: TeamProps;
  readonly #others = signal<readonly NamedDepartment[]>([]);
  readonly #tallies = signal<Tallies>(new Map());
  readonly #helpsOut = signal<readonly HelpedOut[]>([]);
  readonly #ownLimit: ReadonlySignal<number | undefined>;
  readonly #stop: () => void;

  constructor(props: TeamProps) {
    const { session, clock } = props;
    this.#props = props;
    this.ownDepartments = computed(() =>
      session.departments.value.filter(({ id }) => session.me.value?.departmentIds.includes(id)),
    );
    this.departments = computed(() =>
      [...session.departments.value, ...this.#others.value].toSorted((one, other) =>
        one.name.localeCompare(other.name),
      ),
    );
    this.people = computed(() =>
      whoAnswers({
        operatorId: session.me.value?.id ?? '',
        staff: session.staff.value,
        tallies: this.#tallies.value,
        departments: session.departments.value,
        now: clock.time.value,
      }),
    );
    this.#ownLimit = computed(() => this.#tallies.value.get(session.me.value?.id ?? '')?.limit);
    this.#stop = session.wire.frames.listen((frame) => this.#read(frame));
  }

  get helpsOut(): ReadonlySignal<readonly HelpedOut[]> {
    return this.#helpsOut;
  }

  /** The operator's own line among the people, once they are signed in. */
  get me(): Answering | undefined {
    return this.people.value.find(({ isMe }) => isMe);
  }

  /** The operator's own limit of chats at once, if they chose one. */
  get ownLimit(): ReadonlySignal<number | undefined> {
    return this.#ownLimit;
  }

  /** The department that the chat comes from, where the operator is in none but helps out. */
  helpedOut({ departmentId }: OperatorChat): HelpedOut | undefined {
    if (this.#props.session.me.value?.departmentIds.includes(departmentId)) return undefined;
    return this.#helpsOut.value.find(({ id }) => id === departmentId);
  }

  /** Whether a waiting chat is over its department's target. */
  isUrgent({ departmentId, startedAt, state }: OperatorChat, now: number): boolean {
    const department = this.#props.session.departments.value.find(({ id }) => id === departmentId);
    const helped = this.#helpsOut.value.find(({ id }) => id === departmentId);
    const seconds = department?.settings.urgentSeconds ?? helped?.urgentSeconds;
    return state === 'waiting' && seconds !== undefined && now - startedAt >= seconds * 1_000;
  }

  dispose(): void {
    this.#stop();
  }

  #read(frame: ToOperator): void {
    switch (frame.type) {
      case 'welcome':
      case 'you':
        this.#helpsOut.value = frame.helpsOut ?? [];
        this.#others.value = frame.otherDepartments ?? [];
        if (frame.type === 'welcome') this.#take(frame.tallies);
        break;
      case 'staff':
      case 'tallies':
        this.#take(frame.tallies);
        break;
      default:
        break;
    }
  }

  #take(news: Parameters<typeof talliesAfter>[1] = []): void {
    this.#tallies.value = talliesAfter(this.#tallies.value, news);
  }
}
