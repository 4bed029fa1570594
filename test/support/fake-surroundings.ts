// Surroundings in a test's hand: a clock that is wound on, sockets that do what they are told, no chance.
import type { Cancel } from '../../frontend/connection/emitter.ts';
import { Emitter } from '../../frontend/connection/emitter.ts';
import type {
  SocketEvents,
  Surroundings,
  SurroundingsChange,
} from '../../frontend/connection/surroundings.ts';

interface Plan {
  due: number;
  readonly run: () => void;
}

/** One connection: what the client wrote, and levers for what happens to it. */
export class FakeSocket {
  readonly written: string[] = [];
  isClosed = false;
  readonly #events: SocketEvents;

  constructor(events: SocketEvents) {
    this.#events = events;
  }

  open(): void {
    this.#events.opened();
  }

  say(frame: unknown): void {
    this.#events.said(typeof frame === 'string' ? frame : JSON.stringify(frame));
  }

  fall(code = 1006): void {
    this.#events.closed(code, '');
  }

  get frames(): unknown[] {
    return this.written.map((text): unknown => JSON.parse(text));
  }
}

export class FakeSurroundings implements Surroundings {
  readonly sockets: FakeSocket[] = [];
  online = true;
  chance = 0;
  /** Makes the next socket throw. */
  isBroken = false;
  readonly #changes = new Emitter<SurroundingsChange>();
  readonly #plans = new Set<Plan>();
  #now = 1_000_000;

  openSocket(_: string, events: SocketEvents) {
    if (this.isBroken) throw new Error('refused');
    const socket = new FakeSocket(events);
    this.sockets.push(socket);
    return {
      send: (text: string) => {
        socket.written.push(text);
      },
      close: () => {
        socket.isClosed = true;
      },
    };
  }

  readonly now = (): number => this.#now;
  readonly random = (): number => this.chance;
  readonly isOnline = (): boolean => this.online;
  readonly watch = (listener: (change: SurroundingsChange) => void): Cancel => this.#changes.listen(listener);

  readonly after = (ms: number, run: () => void): Cancel => {
    const plan = { due: this.#now + ms, run };
    this.#plans.add(plan);
    return () => {
      this.#plans.delete(plan);
    };
  };

  get socket(): FakeSocket {
    const socket = this.sockets.at(-1);
    if (socket === undefined) throw new Error('No socket was opened');
    return socket;
  }

  /** How many timers run. */
  get plans(): number {
    return this.#plans.size;
  }

  change(change: SurroundingsChange): void {
    this.#changes.emit(change);
  }

  /** The computer sleeps for so long: time goes on without it, and its timers only afterwards. */
  sleep(ms: number): void {
    this.#now += ms;
    for (const plan of this.#plans) plan.due += ms;
  }

  /** Lets so much time pass; timers ring in the order in which they are due. */
  pass(ms: number): void {
    const until = this.#now + ms;
    for (;;) {
      const [next] = [...this.#plans].filter(({ due }) => due <= until).sort((a, b) => a.due - b.due);
      if (next === undefined) break;
      this.#plans.delete(next);
      this.#now = Math.max(this.#now, next.due);
      next.run();
    }
    this.#now = until;
  }
}

/** Lets promises go on that wait for nothing but each other. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
}
