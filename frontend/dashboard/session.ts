// The signed-in operator's line to the server: hello, status, renewals, and who else is there.
import { batch, effect, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import * as v from 'valibot';
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
import { type Department, type Operator, type Status, status } from '../../lambdas/protocol/settings.ts';
import type { SignIn } from './sign-in/sign-in.ts';

export type StaffWire = Wire<OperatorFrame, ToOperator>;

/** A sign-in that the server refuses again so soon (ms) after it was renewed can't be mended. */
const RENEWED_LATELY_MS = 15_000;

const STATUS = 'carrel.status';

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
  readonly status = signal<Status>('offline');
  readonly #props: SessionProps;
  readonly #connection: Signal<SocketState>;
  readonly #lostSince = signal<number | undefined>(undefined);
  readonly #stops: (() => void)[] = [];
  #clockAhead = 0;
  #renewedAt = Number.NEGATIVE_INFINITY;
  #sentToken: string | undefined;
  #settingStatus = 0;
  /** The server's time of the newest change of the own status that we have heard of. */
  #statusSince = 0;

  constructor(props: SessionProps) {
    this.#props = props;
    const kept = v.safeParse(status, props.storage.getItem(STATUS));
    if (kept.success) this.status.value = kept.output;
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

  /** Goes on or off duty. Without a connection the next hello tells it. Returns why it was refused. */
  async setStatus(wanted: Status): Promise<string | undefined> {
    const before = this.status.value;
    this.#keepStatus(wanted);
    this.#settingStatus += 1;
    const answer = await this.wire.ask({ action: 'setStatus', status: wanted }, 'statusSet');
    this.#settingStatus -= 1;
    if (answer.type !== 'error') return undefined;
    this.#keepStatus(before);
    return answer.message;
  }

  dispose(): void {
    for (const stop of this.#stops) stop();
    this.wire.stop();
  }

  async #hello(ref: string): Promise<OperatorFrame> {
    const tokens = await this.#props.signIn.current();
    if (tokens === undefined) throw new Error('There is no sign-in at the moment');
    this.#sentToken = tokens.accessToken;
    return {
      action: 'hello',
      as: 'operator',
      ref,
      version: PROTOCOL_VERSION,
      accessToken: tokens.accessToken,
      ...(tokens.idToken === undefined ? {} : { idToken: tokens.idToken }),
      status: this.status.value,
    };
  }

  #read(frame: ToOperator): void {
    switch (frame.type) {
      case 'welcome':
        batch(() => {
          this.#clockAhead = frame.serverTime - this.#props.surroundings.now();
          this.me.value = frame.operator;
          this.departments.value = frame.departments;
          this.staff.value = frame.staff;
        });
        this.#noteOwnStatus();
        break;
      case 'you':
        batch(() => {
          this.me.value = frame.operator;
          this.departments.value = frame.departments;
        });
        break;
      case 'staff':
        this.staff.value = frame.staff;
        this.#followOwnStatus();
        break;
      case 'error':
        if (frame.code === 'notSignedIn' && this.wire.state.kind === 'open') void this.#mendSignIn();
        break;
      default:
        break;
    }
  }

  /**
   * The status is the operator's, not a tab's: what another tab chose holds here too. It is said to the
   * server again, because what is pushed to a connection depends on that connection's own status.
   * Lists may overtake each other: one from before the newest change that we know of says nothing.
   */
  #followOwnStatus(): void {
    const own = this.#noteOwnStatus();
    if (own === undefined || own.since <= this.#statusSince || this.#settingStatus > 0) return;
    this.#statusSince = own.since;
    void this.setStatus(own.status);
  }

  /** The own entry among the staff; one that says what we know anyway is remembered by its time. */
  #noteOwnStatus(): Colleague | undefined {
    const own = this.staff.value.find(({ id }) => id === this.me.value?.id);
    if (own?.status !== this.status.value) return own;
    this.#statusSince = Math.max(this.#statusSince, own.since);
    return undefined;
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

  #keepStatus(wanted: Status): void {
    this.status.value = wanted;
    this.#props.storage.setItem(STATUS, wanted);
  }
}
