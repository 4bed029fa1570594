// The network between the browsers and the socket API: a relay in which each person's line can be disturbed.
import { type AddressInfo, type Server, type Socket, connect, createServer } from 'node:net';

const HOST = '127.0.0.1';
const HEADERS_END = '\r\n\r\n';

/** The mark in a browser's user agent that tells whose line a connection belongs to. */
const mark = (name: string): string => `carrel-line/${name}`;
const MARK = /\buser-agent:.*\bcarrel-line\/([\w-]+)/iu;

/**
 * `open`: bytes pass. `deaf`: what the server says is lost, and so is the word that it was. `dead`: nothing
 * passes, and nobody is told, as when a cable is pulled. `cut`: connections break and new ones are refused.
 */
type LineState = 'open' | 'deaf' | 'dead' | 'cut';

/** One person's line. Their browser still believes to be online unless it is told otherwise. */
export class Line {
  readonly name: string;
  #state: LineState = 'open';
  readonly #ends = new Set<readonly [Socket, Socket]>();
  readonly #silent = new WeakSet<readonly [Socket, Socket]>();

  constructor(name: string) {
    this.name = name;
  }

  get userAgent(): string {
    return `Mozilla/5.0 (X11; Linux x86_64) Chromium ${mark(this.name)}`;
  }

  deafen(): void {
    this.#state = 'deaf';
  }

  kill(): void {
    this.#state = 'dead';
  }

  cut(): void {
    this.#state = 'cut';
    this.#break(() => true);
  }

  /** New connections pass again. Those that lost bytes are broken: what follows would make no sense. */
  restore(): void {
    const isLossy = this.#state !== 'open';
    this.#break((ends) => isLossy || this.#silent.has(ends));
    this.#state = 'open';
  }

  /** As when a computer wakes up elsewhere: what was connected says nothing any more, new connections pass. */
  moveElsewhere(): void {
    for (const ends of this.#ends) this.#silent.add(ends);
  }

  carry(browser: Socket, server: Socket, first: Buffer): void {
    if (this.#state === 'cut') {
      browser.destroy();
      server.destroy();
      return;
    }
    const ends = [browser, server] as const;
    this.#ends.add(ends);
    const isDead = (): boolean => this.#state === 'dead' || this.#silent.has(ends);
    browser.on('data', (bytes) => {
      if (!isDead()) server.write(bytes);
    });
    server.on('data', (bytes) => {
      if (this.#state !== 'deaf' && !isDead()) browser.write(bytes);
    });
    const part = (): void => {
      if (isDead()) return;
      this.#ends.delete(ends);
      for (const end of ends) end.destroy();
    };
    for (const end of ends) end.on('close', part);
    if (this.#state !== 'dead') server.write(first);
  }

  #break(which: (ends: readonly [Socket, Socket]) => boolean): void {
    for (const ends of [...this.#ends].filter(which)) {
      this.#ends.delete(ends);
      for (const end of ends) end.destroy();
    }
  }
}

export class Network {
  readonly #server: Server;
  readonly #toPort: number;
  readonly #lines = new Map<string, Line>();
  readonly #sockets = new Set<Socket>();

  private constructor(toPort: number) {
    this.#toPort = toPort;
    this.#server = createServer((browser) => this.#accept(browser));
  }

  static async open(toPort: number): Promise<Network> {
    const network = new Network(toPort);
    await new Promise<void>((resolve) => network.#server.listen(0, HOST, resolve));
    return network;
  }

  /** Leads a browser's connections for the socket API through this network, with their addresses unchanged. */
  get browserFlag(): string {
    const { port } = addressOf(this.#server);
    return `--host-resolver-rules=MAP ${HOST}:${this.#toPort} ${HOST}:${port}`;
  }

  line(name: string): Line {
    const line = this.#lines.get(name) ?? new Line(name);
    this.#lines.set(name, line);
    return line;
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #accept(browser: Socket): void {
    this.#watch(browser);
    let head = Buffer.alloc(0);
    const read = (bytes: Buffer): void => {
      head = Buffer.concat([head, bytes]);
      if (!head.includes(HEADERS_END)) return;
      browser.off('data', read);
      const name = MARK.exec(head.toString('latin1'))?.[1];
      const server = this.#watch(connect(this.#toPort, HOST));
      this.line(name ?? 'unnamed').carry(browser, server, head);
    };
    browser.on('data', read);
  }

  #watch(socket: Socket): Socket {
    this.#sockets.add(socket);
    socket.setNoDelay(true);
    socket.on('error', () => {
      // A line that breaks is what this is for; `close` follows.
    });
    socket.on('close', () => this.#sockets.delete(socket));
    return socket;
  }
}

function addressOf(server: Server): AddressInfo {
  const address = server.address();
  if (typeof address === 'string' || address === null) throw new Error('The network does not listen.');
  return address;
}
