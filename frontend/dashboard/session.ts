// The signed-in operator's line to the server: hello, status, renewals, and who else is there.
import { batch, computed, effect, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import * as v from 'valibot';
import { type Cancel, Emitter } from '../connection/emitter.ts';
import type { SocketState } from '../connection/socket.ts';
import type { Surroundings } from '../connection/surroundings.ts';
import { Wire } from '../connection/wire.ts';
import { PROTOCOL_VERSION } from '../../lambdas/protocol/limits.ts';
import {
  type Colleague,
  type OperatorFrame,
  type ToOperator,
  toOperator,
} from '../../lambdas/protocol/operator-frames.ts';
import type { Department, Operator, Status } from '../../lambdas/protocol/settings.ts';
import type { SignIn } from './sign-in/sign-in.ts';
import { OwnChoice } from './status/own-choice.ts';
import { endOf, keepStatus, keptStatus, type OwnStatus, ownStatusAt } from './status/own-status.ts';

export type StaffWire = Wire<OperatorFrame, ToOperator>;

/** A sign-in that the server refuses again so soon (ms) after it was renewed can't be mended. */
const RENEWED_LATELY_MS = 15_000;

/** Our clock may be this much (ms) ahead of the server's, which must have come to the end of away before us. */
const CLOCK_DOUBT_MS = 500;

const MINUTE = 60_000;

/** What became of a change of status. `unsaid`: there is no line; it is said as soon as there is one. */
export type StatusAnswer =
  | { readonly outcome: 'set'; readonly lastIn: readonly string[] }
  | { readonly outcome: 'unsaid' }
  | { readonly outcome: 'refused'; readonly message: string };

export interface SessionProps {
  readonly socket: string;
  readonly signIn: Pick<SignIn, 'state' | 'current' | 'renew' | 'end'>;
  readonly surroundings: Surroundings;
  /** Kept for this tab: a reload goes on with the status, a new sign-in begins off duty. */
  readonly storage: Pick<Storage, 'getItem' | 'setItem'>;
}

export class Session {
  readonly wire: StaffWire;
  /** The operator's own record; undefined until the first welcome. */
  readonly me = signal<Operator | undefined>(undefined);
  readonly departments = signal<readonly Department[]>([]);
  readonly staff = signal<readonly Colleague[]>([]);
  readonly status: ReadonlySignal<Status>;
  /** Being away has come to its end by itself. */
  readonly cameBack = new Emitter<void>();
  readonly #own: Signal<OwnStatus>;
  readonly #choice: OwnChoice;
  readonly #props: SessionProps;
  readonly #connection: Signal<SocketState>;
  readonly #lostSince = signal<number | undefined>(undefined);
  readonly #stops: (() => void)[] = [];
  #clockAhead = 0;
  #renewedAt = Number.NEGATIVE_INFINITY;
  #sentToken: string | undefined;
  /** The newest change of the own status that was asked for, and the newest that the server has answered. */
  #changes = { asked: 0, answered: 0 };
  /** The server's time of the newest change of the own status that we have heard of. */
  #statusSince = 0;
  /** The server's time of the newest list of staff. */
  #staffAt = 0;
  #endOfAway: Cancel = () => {};

  constructor(props: SessionProps) {
    this.#props = props;
    this.#own = signal(keptStatus(props.storage));
    this.#choice = new OwnChoice(props.storage);
    this.status = computed(() => this.#own.value.status);
    this.wire = new Wire<OperatorFrame, ToOperator>({
      url: props.socket,
      surroundings: props.surroundings,
      parse: (value) => {
        const parsed = v.safeParse(toOperator, value);
        return parsed.success ? parsed.output : undefined;
      },
      hello: (ref) => this.#hello(ref),
    });
    this.#connection = signal<SocketState>(this.wire.state);
    this.#stops.push(
      this.wire.frames.listen((frame) => this.#read(frame)),
      this.wire.states.listen((state) => this.#follow(state)),
      effect(() => this.#passNewTokenOn()),
    );
  }

  get connection(): ReadonlySignal<SocketState> {
    return this.#connection;
  }

  /** Since when there has been no connection, once there was one. */
  get lostSince(): ReadonlySignal<number | undefined> {
    return this.#lostSince;
  }

  /** The server's time in ms: what waiting times are counted by. */
  now(): number {
    return this.#props.surroundings.now() + this.#clockAhead;
  }

  start(): void {
    this.wire.start();
  }

  /** The own status with its end, if it has one. */
  get own(): ReadonlySignal<OwnStatus> {
    return this.#own;
  }

  /** Goes on or off duty, or away, for some minutes or until further notice. */
  async setStatus(status: Status, awayMinutes?: number): Promise<StatusAnswer> {
    const before = this.#own.value;
    const end = awayMinutes === undefined ? {} : { awayMinutes };
    const isTimed = status === 'away' && awayMinutes !== undefined;
    this.#keep(isTimed ? { status, awayUntil: this.now() + awayMinutes * MINUTE } : { status });
    this.#choice.made(this.now());
    const change = (this.#changes.asked += 1);
    const answer = await this.wire.ask({ action: 'setStatus', status, ...end }, 'statusSet');
    const isNewest = change === this.#changes.asked;
    if (answer.type !== 'unanswered' || answer.why === 'silent') this.#changes.answered = change;
    if (answer.type === 'unanswered') return { outcome: 'unsaid' };
    if (answer.type === 'error') {
      if (isNewest) this.#keep(before);
      return { outcome: 'refused', message: answer.message };
    }
    if (isNewest) this.#keep(ownStatusAt(answer, this.now()));
    return { outcome: 'set', lastIn: answer.lastIn };
  }

  dispose(): void {
    for (const stop of this.#stops) stop();
    this.#endOfAway();
    this.wire.stop();
  }

  async #hello(ref: string): Promise<OperatorFrame> {
    const tokens = await this.#props.signIn.current();
    if (tokens === undefined) throw new Error('There is no sign-in at the moment');
    this.#sentToken = tokens.accessToken;
    this.#endAwayIfDue();
    const awayUntil = endOf(this.#own.value);
    return {
      action: 'hello',
      as: 'operator',
      ref,
      version: PROTOCOL_VERSION,
      accessToken: tokens.accessToken,
      ...(tokens.idToken === undefined ? {} : { idToken: tokens.idToken }),
      status: this.status.value,
      ...(awayUntil === undefined ? {} : { awayUntil }),
      ...(this.#choice.at === undefined ? {} : { since: this.#choice.at }),
    };
  }

  #read(frame: ToOperator): void {
    switch (frame.type) {
      case 'welcome':
        batch(() => {
          this.#clockAhead = frame.serverTime - this.#props.surroundings.now();
          this.me.value = frame.operator;
          this.departments.value = frame.departments;
          this.#readStaff(frame.serverTime, frame.staff);
          this.#arrive();
        });
        break;
      case 'you':
        batch(() => {
          this.me.value = frame.operator;
          this.departments.value = frame.departments;
        });
        break;
      case 'staff':
        batch(() => {
          this.#readStaff(frame.at, frame.staff);
          this.#followOwnStatus();
        });
        break;
      case 'pong':
        // A laptop that slept past the end hears of it here.
        this.#endAwayIfDue();
        break;
      case 'error':
        if (frame.code === 'notSignedIn' && this.wire.state.kind === 'open') void this.#mendSignIn();
        break;
      default:
        break;
    }
  }

  /** Lists may overtake each other on their way: the newest holds. */
  #readStaff(at: number, staff: readonly Colleague[]): void {
    if (at < this.#staffAt) return;
    this.#staffAt = at;
    this.staff.value = staff;
  }

  /** A choice that the server never answered is said again; else the server knows better: another tab may have chosen. */
  #arrive(): void {
    const { asked, answered } = this.#changes;
    const own = this.#own.value;
    const end = endOf(own);
    if (asked > answered) {
      void this.setStatus(own.status, end && Math.max(1, Math.ceil((end - this.now()) / MINUTE)));
      return;
    }
    this.#statusSince = 0;
    this.#followOwnStatus();
  }

  /**
   * The status is the operator's, not a tab's: what another tab chose holds here too. Lists may overtake each
   * other: one from before the newest change that we know of says nothing.
   */
  #followOwnStatus(): void {
    const own = this.staff.value.find(({ id }) => id === this.me.value?.id);
    if (own === undefined || own.since <= this.#statusSince) return;
    if (this.#changes.asked > this.#changes.answered) return;
    this.#statusSince = own.since;
    this.#choice.seen(own.since);
    this.#keep(ownStatusAt(own, this.now()));
  }

  #follow(state: SocketState): void {
    batch(() => {
      if (state.kind === 'open') this.#lostSince.value = undefined;
      else if (this.#connection.value.kind === 'open') this.#lostSince.value = this.now();
      this.#connection.value = state;
    });
    if (state.kind === 'stopped' && state.reason === 'notSignedIn') void this.#mendSignIn();
  }

  /** The server takes the token for ended: a newer one, and on; or the sign-in has ended. */
  async #mendSignIn(): Promise<void> {
    const now = this.#props.surroundings.now();
    if (now - this.#renewedAt < RENEWED_LATELY_MS) {
      this.#props.signIn.end();
      return;
    }
    this.#renewedAt = now;
    const renewed = await this.#props.signIn.renew();
    if (renewed !== undefined) this.wire.start();
  }

  /** A token that was renewed in time goes on the same connection. */
  #passNewTokenOn(): void {
    const state = this.#props.signIn.state.value;
    if (state.kind !== 'signedIn') {
      if (state.kind === 'ended' || state.kind === 'signedOut') this.wire.stop();
      return;
    }
    const { accessToken } = state.tokens;
    if (this.#sentToken === undefined || this.#sentToken === accessToken) return;
    if (this.wire.state.kind === 'stopped') this.wire.start();
    if (this.wire.state.kind !== 'open') return;
    this.#sentToken = accessToken;
    void this.#renew(accessToken);
  }

  async #renew(accessToken: string): Promise<void> {
    const answer = await this.wire.ask({ action: 'renew', accessToken }, 'renewed');
    if (answer.type === 'error' && answer.code !== 'notSignedIn') this.wire.reconnect();
  }

  #keep(own: OwnStatus): void {
    this.#own.value = own;
    keepStatus(this.#props.storage, own);
    this.#endOfAway();
    const end = endOf(own);
    if (end === undefined) return;
    this.#choice.awayUntil(end);
    const { after } = this.#props.surroundings;
    this.#endOfAway = after(end - this.now() + CLOCK_DOUBT_MS, () => this.#endAwayIfDue());
  }

  /** The heartbeat makes the server look at the time, too: patrons read at once that somebody is available. */
  #endAwayIfDue(): void {
    const end = endOf(this.#own.value);
    if (end === undefined || end > this.now()) return;
    this.#keep({ status: 'available' });
    this.cameBack.emit();
    this.wire.tell({ action: 'ping' });
  }
}
