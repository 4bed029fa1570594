// A WebSocket that comes back: growing pauses, a heartbeat, and a nose for connections that died in silence.
import { HEARTBEAT_MS } from '../../lambdas/protocol/limits.ts';
import type { RefusalCode } from '../../lambdas/protocol/refusal.ts';
import { type Cancel, Emitter } from './emitter.ts';
import { LONGEST_PAUSE_MS, ReconnectPauses } from './reconnect-pauses.ts';
import { type OpenSocket, OVERSLEPT_MS, type Surroundings, type SurroundingsChange } from './surroundings.ts';

/** From the first byte to the server's welcome (ms); longer counts as failed. */
export const WELCOME_PATIENCE_MS = 12_000;
/** A ping that nothing answers for this long (ms) means that the connection is dead. */
export const PONG_PATIENCE_MS = 8_000;
/** The same after the network changed or the tab came back (ms), when doubt is greater. */
export const PROBE_PATIENCE_MS = 4_000;

/** How often (ms) an open socket looks whether the computer has slept: nothing else tells of it. */
export const LOOK_EVERY_MS = 5_000;

/** `asked`: whoever made the socket stopped it; else the code with which the server refused us for good. */
export type StopReason = 'asked' | RefusalCode;

export type SocketState =
  | { readonly kind: 'connecting'; readonly tries: number }
  /** The server has welcomed us. */
  | { readonly kind: 'open' }
  /** `tries`: how many failed in a row. `offline`: the browser says that there is no network. */
  | { readonly kind: 'waiting'; readonly until: number; readonly tries: number; readonly offline: boolean }
  | { readonly kind: 'stopped'; readonly reason: StopReason };

export interface ReconnectingSocketOptions {
  readonly url: string;
  readonly surroundings: Surroundings;
  /** The text of a heartbeat. */
  readonly ping: string;
  /** The socket can be written to: say hello, and call `settle` once that was answered. */
  readonly onOpened: () => void;
  readonly onText: (text: string) => void;
}

export class ReconnectingSocket {
  readonly states = new Emitter<SocketState>();
  readonly #options: ReconnectingSocketOptions;
  readonly #pauses: ReconnectPauses;
  #state: SocketState = { kind: 'stopped', reason: 'asked' };
  #line: OpenSocket | undefined;
  #nextStep: Cancel = () => {};
  #beat: Cancel = () => {};
  #patience: Cancel = () => {};
  #watch: Cancel = () => {};

  constructor(options: ReconnectingSocketOptions) {
    this.#options = options;
    this.#pauses = new ReconnectPauses(options.surroundings.random);
  }

  get state(): SocketState {
    return this.#state;
  }

  start(): void {
    if (this.#state.kind !== 'stopped') return;
    this.#pauses.reset();
    this.#watch = this.#options.surroundings.watch((change) => this.#react(change));
    this.#connect();
  }

  stop(reason: StopReason = 'asked'): void {
    if (this.#state.kind === 'stopped') return;
    this.#watch();
    this.#hangUp();
    this.#set({ kind: 'stopped', reason });
  }

  /** Connects now instead of at the end of the pause. */
  tryNow(): void {
    if (this.#state.kind === 'waiting') this.#connect();
  }

  /** Gives this connection up and makes a new one after a pause. */
  drop(): void {
    if (this.#state.kind === 'connecting' || this.#state.kind === 'open') this.#fail();
  }

  /** The hello was answered: from now on the socket is open, and its heart beats. */
  settle(): void {
    if (this.#state.kind !== 'connecting') return;
    this.#nextStep();
    this.#pauses.reset();
    this.#scheduleBeat(HEARTBEAT_MS);
    this.#set({ kind: 'open' });
  }

  /** Sends a text, and says whether there was a connection to send it on. */
  send(text: string): boolean {
    if (this.#line === undefined) return false;
    this.#line.send(text);
    return true;
  }

  #connect(): void {
    this.#hangUp();
    this.#set({ kind: 'connecting', tries: this.#pauses.tries });
    this.#nextStep = this.#options.surroundings.after(WELCOME_PATIENCE_MS, () => this.#fail());
    let line: OpenSocket | undefined;
    const isCurrent = () => line !== undefined && line === this.#line;
    try {
      line = this.#options.surroundings.openSocket(this.#options.url, {
        opened: () => {
          if (isCurrent()) this.#options.onOpened();
        },
        said: (text) => {
          if (isCurrent()) this.#hear(text);
        },
        closed: () => {
          if (isCurrent()) this.#fail();
        },
      });
      this.#line = line;
    } catch {
      this.#fail();
    }
  }

  #hear(text: string): void {
    // Whatever came proves that the line lives; it needn't be the pong.
    this.#patience();
    this.#options.onText(text);
  }

  #fail(): void {
    this.#hangUp();
    const { surroundings } = this.#options;
    const offline = !surroundings.isOnline();
    // Without a network the "online" event is what we wait for; the long pause covers browsers that are wrong.
    const pause = offline ? LONGEST_PAUSE_MS : this.#pauses.next();
    this.#nextStep = surroundings.after(pause, () => this.#connect());
    this.#set({ kind: 'waiting', until: surroundings.now() + pause, tries: this.#pauses.tries, offline });
  }

  #hangUp(): void {
    this.#nextStep();
    this.#beat();
    this.#patience();
    const line = this.#line;
    this.#line = undefined;
    line?.close();
  }

  /** Beats after so long (ms), and at once where time has passed that nobody was awake in. */
  #scheduleBeat(left: number): void {
    const { after, now } = this.#options.surroundings;
    const due = now() + LOOK_EVERY_MS;
    this.#beat = after(LOOK_EVERY_MS, () => {
      const hasSlept = now() - due > OVERSLEPT_MS;
      const isDue = left <= LOOK_EVERY_MS;
      if (hasSlept || isDue) this.#probe(hasSlept ? PROBE_PATIENCE_MS : PONG_PATIENCE_MS);
      this.#scheduleBeat(isDue ? HEARTBEAT_MS : left - LOOK_EVERY_MS);
    });
  }

  /** Asks for a sign of life. */
  #probe(patience: number): void {
    if (!this.send(this.#options.ping)) return;
    this.#patience();
    this.#patience = this.#options.surroundings.after(patience, () => this.#fail());
  }

  #react(change: SurroundingsChange): void {
    if (this.#state.kind === 'open') this.#probe(PROBE_PATIENCE_MS);
    else if (this.#state.kind === 'waiting' && change !== 'offline') this.#connect();
  }

  #set(state: SocketState): void {
    this.#state = state;
    this.states.emit(state);
  }
}
