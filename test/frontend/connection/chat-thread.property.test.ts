// Whatever a line does to frames, both sides end with one log: nothing lost, nothing twice, in order (M1, M3, M7).
import * as fc from 'fast-check';
import { ChatThread } from '../../../frontend/connection/chat-thread.ts';
import { newOutbox, type OutboxState } from '../../../frontend/connection/outbox.ts';
import { FakeSurroundings } from '../../support/fake-surroundings.ts';

interface Entry {
  readonly place: number;
  readonly after: number;
  readonly name: string;
  readonly text: string;
  readonly at: number;
}

type ToServer =
  | { readonly kind: 'send'; readonly name: string; readonly text: string }
  | { readonly kind: 'catchUp'; readonly after: number };
type ToClient = Parameters<ChatThread<Entry>['read']>[0];

/** The server's half, as the protocol promises it: a name is stored once, numbers come in order, pages are short. */
class Server {
  readonly log: Entry[] = [];
  readonly lines: Line[] = [];

  read(line: Line, frame: ToServer): void {
    if (frame.kind === 'catchUp') line.deliver({ type: 'entries', ...this.page(frame.after) });
    else this.#store(line, frame);
  }

  page(after: number) {
    const missed = this.log.filter(({ place }) => place > after);
    return { entries: missed.slice(0, 3), more: missed.length > 3 };
  }

  #store(line: Line, { name, text }: Extract<ToServer, { kind: 'send' }>): void {
    const known = this.log.find((entry) => entry.name === name);
    const last = this.log.length;
    const entry = known ?? { place: last + 1, after: last, name, text, at: 0 };
    if (known === undefined) {
      const [outbox = '', number] = name.split('.');
      expect(Number(number)).toBe(this.log.filter((one) => one.name.startsWith(`${outbox}.`)).length + 1);
      this.log.push(entry);
      for (const other of this.lines) if (other !== line) other.deliver({ type: 'entry', entry });
    }
    line.deliver({ type: 'sent', name, place: entry.place, after: entry.after, at: 0 });
  }
}

/** One side with its line; each direction holds frames until it is flushed. */
class Line {
  readonly world = new FakeSurroundings();
  readonly #server: Server;
  readonly #name: string;
  #kept: OutboxState;
  #up: ToServer[] = [];
  #down: ToClient[] = [];
  #isOpen = false;
  thread: ChatThread<Entry>;

  constructor(server: Server, name: string) {
    this.#server = server;
    this.#name = name;
    this.#kept = newOutbox(`outbox-${name}`);
    this.thread = this.#newThread();
    server.lines.push(this);
  }

  deliver(frame: ToClient): void {
    if (this.#isOpen) this.#down.push(frame);
  }

  say(text: string): void {
    this.thread.say(`${this.#name} ${text}`);
  }

  connect(): void {
    if (this.#isOpen) return;
    this.#isOpen = true;
    const { entries, more } = this.#server.page(this.thread.last);
    this.thread.attach(entries, more);
  }

  /** What is on its way, either way, is lost. */
  drop(): void {
    this.#isOpen = false;
    this.#up = [];
    this.#down = [];
    this.thread.detach();
  }

  reload(): void {
    this.drop();
    this.thread = this.#newThread();
  }

  flushUp(): void {
    for (const frame of this.#up.splice(0)) this.#server.read(this, frame);
  }

  /** Delivers one of the frames that wait, in any order. */
  flushDown(choice: number, isKept: boolean): void {
    const index = choice % Math.max(1, this.#down.length);
    const frame = this.#down[index];
    if (frame === undefined) return;
    if (!isKept) this.#down.splice(index, 1);
    this.thread.read(frame);
  }

  /** A push that gets lost although the connection lives on, as when a function is cut short. */
  lose(choice: number): void {
    if (this.#down.length > 0) this.#down.splice(choice % this.#down.length, 1);
  }

  calm(): void {
    this.connect();
    for (let round = 0; round < 60; round += 1) {
      this.flushUp();
      while (this.#down.length > 0) this.flushDown(0, false);
      this.world.pass(1_000);
    }
  }

  #newThread(): ChatThread<Entry> {
    return new ChatThread<Entry>({
      outbox: this.#kept,
      keepOutbox: (state) => {
        this.#kept = state;
      },
      transmit: ({ name, text }) => {
        if (this.#isOpen) this.#up.push({ kind: 'send', name, text });
        return this.#isOpen;
      },
      catchUp: (after) => {
        if (this.#isOpen) this.#up.push({ kind: 'catchUp', after });
      },
      ownEntry: (entry) => entry,
      nameOf: ({ name }) => (name.startsWith(`outbox-${this.#name}.`) ? name : undefined),
      after: this.world.after,
      now: this.world.now,
    });
  }
}

const side = fc.constantFrom<0 | 1>(0, 1);
const choice = fc.nat(50);
const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('say' as const), side, choice }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('flushUp' as const), side, choice }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('flushDown' as const), side, choice }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('repeat' as const), side, choice }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('lose' as const), side, choice }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('drop' as const), side, choice }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('connect' as const), side, choice }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('reload' as const), side, choice }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('pass' as const), side, choice }) },
);

function act(line: Line, move: (typeof step extends fc.Arbitrary<infer S> ? S : never)['do'], n: number) {
  switch (move) {
    case 'say':
      line.say(String(n));
      return;
    case 'flushUp':
      line.flushUp();
      return;
    case 'flushDown':
      line.flushDown(n, false);
      return;
    case 'repeat':
      line.flushDown(n, true);
      return;
    case 'lose':
      line.lose(n);
      return;
    case 'drop':
      line.drop();
      return;
    case 'connect':
      line.connect();
      return;
    case 'reload':
      line.reload();
      return;
    case 'pass':
      line.world.pass(n * 100);
  }
}

const textsOf = (entries: readonly Entry[]) => entries.map(({ text }) => text);

test('any drops, losses, repeats, reorderings and reloads leave both sides with the same log', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 120, size: 'max' }), (steps) => {
      const server = new Server();
      const lines = [new Line(server, 'patron'), new Line(server, 'operator')] as const;
      const said: [string[], string[]] = [[], []];
      for (const [index, { do: move, side: which, choice: n }] of steps.entries()) {
        if (move === 'say') said[which].push(`${which === 0 ? 'patron' : 'operator'} ${index}`);
        act(lines[which], move, move === 'say' ? index : n);
        for (const line of lines) {
          const places = line.thread.entries.map(({ place }) => place);
          expect(places).toEqual(places.map((_, position) => position + 1));
        }
      }
      // Two rounds: what the second side sends on calming down has to reach the first. A push that was lost as the
      // very last of a chat is found with the next connection.
      for (const line of lines) line.calm();
      for (const line of lines) {
        line.drop();
        line.calm();
      }
      for (const [index, line] of lines.entries()) {
        expect(line.thread.entries).toEqual(server.log);
        expect(line.thread.pending).toEqual([]);
        const own = textsOf(server.log).filter((text) =>
          text.startsWith(index === 0 ? 'patron' : 'operator'),
        );
        expect(own).toEqual(said[index]);
      }
    }),
    { numRuns: 150 },
  );
});
