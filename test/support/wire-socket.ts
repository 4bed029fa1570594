// A recording WebSocket for tests: keeps every frame that arrived and waits for the ones that are asked for.
import * as v from 'valibot';
import WebSocket from 'ws';

/** How long a test waits for a frame (ms); deployed targets are slower than local ones. */
export const WAIT_MS = Number(process.env['CARREL_WAIT_MS'] ?? 10_000);

/** What every frame of the server has; each flavour of client narrows it by its own parser. */
interface AnyFrame {
  readonly type: string;
}

export interface Closed {
  readonly code: number;
  readonly reason: string;
}

const open = new Set<{ close(): Promise<void> }>();

/** Closes whatever tests have left open. */
export async function closeAllSockets(): Promise<void> {
  await Promise.all([...open].map((socket) => socket.close()));
}

/** A connection whose frames are parsed as the protocol says; what doesn't parse fails the next wait. */
export class WireSocket<Frame extends AnyFrame> {
  readonly received: Frame[] = [];
  /** Everything that came, letter by letter: what a parser would have dropped stands here too. */
  readonly texts: string[] = [];
  /** Texts that are no frames of the protocol. */
  readonly strays: string[] = [];
  readonly opened: Promise<void>;
  closed: Closed | undefined;

  readonly #socket: WebSocket;
  readonly #schema: v.GenericSchema<unknown, Frame>;
  readonly #label: string;
  readonly #waiters = new Set<() => boolean>();
  readonly #listeners = new Set<(frame: Frame) => void>();

  constructor(address: string, label: string, schema: v.GenericSchema<unknown, Frame>) {
    this.#label = label;
    this.#schema = schema;
    this.#socket = new WebSocket(address);
    open.add(this);
    this.opened = new Promise((resolve, reject) => {
      this.#socket.once('open', () => resolve());
      this.#socket.once('error', (error) => reject(new Error(`${label}: ${error.message} (${address})`)));
    });
    this.opened.catch(() => undefined);
    this.#socket.on('error', () => undefined);
    this.#socket.on('message', (data) => this.#take(String(data)));
    this.#socket.on('close', (code, reason) => this.#end({ code, reason: reason.toString() }));
  }

  #take(text: string): void {
    this.texts.push(text);
    const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), this.#schema), text);
    if (parsed.success) {
      this.received.push(parsed.output);
      for (const listen of this.#listeners) listen(parsed.output);
    } else {
      this.strays.push(text);
    }
    this.#check();
  }

  #end(closed: Closed): void {
    this.closed = closed;
    open.delete(this);
    this.#check();
  }

  #check(): void {
    for (const done of this.#waiters) if (done()) this.#waiters.delete(done);
  }

  /** Calls back for every frame from now on. */
  onFrame(listen: (frame: Frame) => void): () => void {
    this.#listeners.add(listen);
    return () => this.#listeners.delete(listen);
  }

  send(frame: object): void {
    this.sendRaw(JSON.stringify(frame));
  }

  /** Sends just this, whatever the protocol says; a Buffer goes as a binary message. */
  sendRaw(data: string | Buffer): void {
    this.#socket.send(data);
  }

  /** The first frame at or after `from` that `pick` accepts; waits for it. */
  async waitFor<Found>(what: string, pick: (frame: Frame) => Found | undefined, from = 0): Promise<Found> {
    let next = from;
    const look = (): Found | undefined => {
      for (; next < this.received.length; next += 1) {
        const frame = this.received[next];
        const found = frame === undefined ? undefined : pick(frame);
        if (found !== undefined) return found;
      }
      return undefined;
    };
    return await this.#wait(what, look, () => this.closed !== undefined);
  }

  async waitForClose(): Promise<Closed> {
    return await this.#wait(
      'the connection to be closed',
      () => this.closed,
      () => false,
    );
  }

  #wait<Found>(what: string, look: () => Found | undefined, hopeless: () => boolean): Promise<Found> {
    return new Promise((resolve, reject) => {
      const give = (why: string) => reject(new Error(this.#report(what, why)));
      const done = (): boolean => {
        const found = look();
        if (found !== undefined) resolve(found);
        else if (this.strays.length > 0) give('got something that is no frame of the protocol');
        else if (hopeless()) give('the connection was closed');
        else return false;
        clearTimeout(timer);
        return true;
      };
      const timer = setTimeout(() => {
        this.#waiters.delete(done);
        give(`nothing for ${WAIT_MS} ms`);
      }, WAIT_MS);
      if (!done()) this.#waiters.add(done);
    });
  }

  /** What a failed wait tells: who waited for what, and what came instead. */
  #report(what: string, why: string): string {
    const closed = this.closed === undefined ? '' : `\n  closed: ${this.closed.code} ${this.closed.reason}`;
    const strays = this.strays.map((text) => `\n  stray: ${text.slice(0, 300)}`).join('');
    const last = this.received
      .slice(-8)
      .map((frame) => `\n  ${JSON.stringify(frame).slice(0, 300)}`)
      .join('');
    return `${this.#label} waited for ${what}: ${why}.${closed}${strays}\n  received ${this.received.length}, the last:${last}`;
  }

  /** Closes in good order. */
  async close(): Promise<void> {
    if (this.closed !== undefined) return;
    this.#socket.close(1000);
    await this.waitForClose();
  }

  /** Cuts the line without a word, as a lost network does. */
  async cut(): Promise<void> {
    if (this.closed !== undefined) return;
    this.#socket.terminate();
    await this.waitForClose();
  }
}
