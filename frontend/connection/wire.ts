// Frames instead of texts: says hello on each new connection, parses what comes, matches answers to requests.
import type { ErrorFrame, RefusalCode } from '../../lambdas/protocol/refusal.ts';
import { Emitter } from './emitter.ts';
import { ReconnectingSocket, type SocketState } from './socket.ts';
import type { Surroundings } from './surroundings.ts';

/** A request that nothing answered for this long (ms) counts as unanswered. */
export const ANSWER_PATIENCE_MS = 15_000;

/** No answer: there was no connection, it was lost meanwhile, or the server said nothing in time. */
export interface Unanswered {
  readonly type: 'unanswered';
  readonly why: 'notConnected' | 'dropped' | 'silent';
}

interface Frame {
  readonly type: string;
  readonly ref?: string | undefined;
}

/** The frames of `Out` that are requests, as they are before they get their `ref`. */
export type Request<Out> = Out extends { ref: string } ? Omit<Out, 'ref'> : never;

export interface WireOptions<Out, In> {
  readonly url: string;
  readonly surroundings: Surroundings;
  /** The protocol's parser for what the server sends: undefined for what it doesn't know. */
  readonly parse: (value: unknown) => In | undefined;
  /** The first frame of each connection. A rejection counts as a failed connection. */
  readonly hello: (ref: string) => Promise<Out>;
  /** Told of frames that were not understood; in development only. */
  readonly report?: (problem: string, detail: unknown) => void;
}

/** Refusals of a hello that trying again doesn't change. */
const FINAL_REFUSALS: ReadonlySet<RefusalCode> = new Set([
  'unsupportedVersion',
  'malformed',
  'notSignedIn',
  'notStaff',
  'notAllowed',
  'noSuchWidget',
]);

interface OpenRequest<In> {
  answer(frame: In): void;
  fail(why: Unanswered['why']): void;
}

function isOfType<In extends Frame, T extends In['type']>(
  frame: In,
  type: T,
): frame is In & Extract<In, { type: T }> {
  return frame.type === type;
}

function isError(frame: Frame): frame is ErrorFrame {
  return frame.type === 'error';
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export class Wire<Out extends object, In extends Frame> {
  /** Everything the server says, answers included, in the order of arrival. */
  readonly frames = new Emitter<In>();
  readonly #options: WireOptions<Out, In>;
  readonly #socket: ReconnectingSocket;
  readonly #requests = new Map<string, OpenRequest<In>>();
  #helloRef: string | undefined;
  #isWelcome = false;
  #refs = 0;

  constructor(options: WireOptions<Out, In>) {
    this.#options = options;
    this.#socket = new ReconnectingSocket({
      url: options.url,
      surroundings: options.surroundings,
      ping: JSON.stringify({ action: 'ping' }),
      onOpened: () => void this.#sayHello(),
      onText: (text) => this.#read(text),
    });
    this.#socket.states.listen((state) => this.#follow(state));
  }

  get state(): SocketState {
    return this.#socket.state;
  }

  /** `open` comes after the welcome was given to `frames`. */
  get states(): Emitter<SocketState> {
    return this.#socket.states;
  }

  start(): void {
    this.#socket.start();
  }

  stop(): void {
    this.#socket.stop();
  }

  tryNow(): void {
    this.#socket.tryNow();
  }

  /** Gives up this connection for a new one, hello included. */
  reconnect(): void {
    this.#socket.drop();
    this.#socket.tryNow();
  }

  /** Sends a frame that needs no matched answer; false where there is no connection. */
  tell(frame: Out): boolean {
    return this.#isWelcome && this.#socket.send(JSON.stringify(frame));
  }

  /** Sends a request and waits for the answer of this type, an error, or nothing. Never rejects. */
  ask<T extends In['type']>(
    request: Request<Out>,
    answerType: T,
  ): Promise<Extract<In, { type: T }> | ErrorFrame | Unanswered> {
    return new Promise((resolve) => {
      this.#refs += 1;
      const ref = `r${this.#refs}`;
      const fail = (why: Unanswered['why']) => resolve({ type: 'unanswered', why });
      if (!this.#isWelcome || !this.#socket.send(JSON.stringify({ ...request, ref }))) {
        fail('notConnected');
        return;
      }
      const giveUp = this.#options.surroundings.after(ANSWER_PATIENCE_MS, () => {
        this.#requests.delete(ref);
        fail('silent');
      });
      this.#requests.set(ref, {
        answer: (frame) => {
          giveUp();
          if (isOfType(frame, answerType) || isError(frame)) resolve(frame);
          else fail('silent');
        },
        fail: (why) => {
          giveUp();
          fail(why);
        },
      });
    });
  }

  async #sayHello(): Promise<void> {
    this.#refs += 1;
    const ref = `hello${this.#refs}`;
    this.#helloRef = ref;
    try {
      const frame = await this.#options.hello(ref);
      // A slow hello (a token had to be fetched) may belong to a connection that is gone.
      if (this.#helloRef === ref) this.#socket.send(JSON.stringify(frame));
    } catch (problem) {
      this.#options.report?.('The hello could not be made', problem);
      if (this.#helloRef === ref) this.#socket.drop();
    }
  }

  #read(text: string): void {
    const frame = this.#options.parse(parsedJson(text));
    if (frame === undefined) {
      this.#options.report?.('A frame was not understood', text);
      return;
    }
    const open = frame.ref === undefined ? undefined : this.#requests.get(frame.ref);
    if (frame.ref !== undefined) this.#requests.delete(frame.ref);
    open?.answer(frame);
    // Whoever hears the welcome may already answer it with frames.
    if (frame.type === 'welcome' && frame.ref === this.#helloRef) this.#isWelcome = true;
    this.frames.emit(frame);
    this.#readHelloAnswer(frame);
  }

  #readHelloAnswer(frame: In): void {
    if (isError(frame) && frame.code === 'helloFirst') this.#socket.drop();
    if (frame.ref === undefined || frame.ref !== this.#helloRef) return;
    if (frame.type === 'welcome') this.#socket.settle();
    else if (isError(frame) && FINAL_REFUSALS.has(frame.code)) this.#socket.stop(frame.code);
    else this.#socket.drop();
  }

  #follow(state: SocketState): void {
    if (state.kind === 'open') return;
    this.#helloRef = undefined;
    this.#isWelcome = false;
    const lost = [...this.#requests.values()];
    this.#requests.clear();
    for (const request of lost) request.fail('dropped');
  }
}
