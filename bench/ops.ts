// `npm run ops`: counts what each action asks of DynamoDB, Lambda and the sockets while few and many chats are open.
import { parseArgs } from 'node:util';
import { startEngine } from '../local/engine/engine.ts';
import { startMailbox } from '../local/mailbox.ts';
import { Stops } from '../local/stops.ts';
import { Patron } from '../test/support/conversation.ts';
import { Desk } from '../test/support/desk.ts';
import { closeAllSockets } from '../test/support/wire-socket.ts';
import { askingForCapacity } from './capacity.ts';
import { startCarrelStand } from './carrel-stand.ts';
import { type ForwardingProxy, startForwardingProxy } from './forwarding-proxy.ts';
import { ACTIONS, type Action, QUESTION, WIDGET, measureChat } from './ops-actions.ts';
import { type ActionCosts, brokenRules, formatCosts } from './ops-report.ts';
import { type Counts, Tally, type Taken, isFunctions, medianCounts } from './tally.ts';

const LEVELS = [10, 100, 1_000];
/** Each action is counted this often at each level; the median is shown. */
const ROUNDS = 3;
/** Ended chats to begin with: more than one page of the index, so that the list is full at every level. */
const TRANSCRIPTS = 110;
/** Silence (ms) after which nothing more is expected of an action. */
const QUIET_MS = 60;
/** How many patrons arrive at once when the chats are opened. */
const ARRIVING = 8;

class Counter {
  readonly tally = new Tally();
  readonly #proxies: ForwardingProxy[] = [];
  #running = 0;
  #lastActiveAt = 0;

  watch(proxy: ForwardingProxy): ForwardingProxy {
    this.#proxies.push(proxy);
    return proxy;
  }

  readonly invoked = (): void => {
    this.tally.addInvocation();
    this.#running += 1;
    this.#lastActiveAt = performance.now();
  };

  readonly answered = (): void => {
    this.#running -= 1;
    this.#lastActiveAt = performance.now();
  };

  /** Waits until nothing runs and nothing has come for a while. */
  async silence(): Promise<void> {
    for (;;) {
      const busy = this.#running + this.#proxies.reduce((sum, { inFlight }) => sum + inFlight, 0);
      const last = Math.max(this.#lastActiveAt, ...this.#proxies.map(({ lastActiveAt }) => lastActiveAt));
      if (busy === 0 && performance.now() - last > QUIET_MS) return;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  async measured<Result>(act: () => Promise<Result>): Promise<{ result: Result; taken: Taken }> {
    await this.silence();
    this.tally.take();
    const result = await act();
    await this.silence();
    return { result, taken: this.tally.take() };
  }
}

async function startCountedCarrel(stops: Stops, counter: Counter) {
  const engine = await stops.start('the engine', () => startEngine());
  const mailbox = await stops.start('the mailbox', () => startMailbox());
  const database = await stops.start('the proxy before the engine', () =>
    startForwardingProxy({
      target: engine.endpoint,
      edit: ({ headers }, body) => (isFunctions(headers) ? askingForCapacity(body) : body),
      onExchange: (exchange) => counter.tally.addRequest(exchange),
    }),
  );
  return await stops.start('Carrel', () =>
    startCarrelStand(async ({ management, storage }) => {
      const { origin, pathname } = new URL(management);
      const posts = await stops.start('the proxy before the sockets', () =>
        startForwardingProxy({ target: origin, onExchange: (exchange) => counter.tally.addPost(exchange) }),
      );
      const puts = await stops.start('the proxy before the storage', () =>
        startForwardingProxy({ target: storage, onExchange: (exchange) => counter.tally.addPut(exchange) }),
      );
      counter.watch(database);
      counter.watch(puts);
      counter.watch(posts);
      return {
        engine: engine.endpoint,
        endpoint: database.address,
        mailbox: mailbox.endpoint,
        management: posts.address + pathname,
        storage: puts.address,
        onInvoke: counter.invoked,
        onInvoked: counter.answered,
      };
    }),
  );
}

/** Opens chats until so many are open. */
async function openUpTo(socket: string, open: Patron[], wanted: number): Promise<void> {
  const arrive = async (): Promise<void> => {
    while (open.length < wanted) {
      const patron = await Patron.arrive(socket, WIDGET).then((arrived) => (open.push(arrived), arrived));
      await patron.start(`Question ${open.length}: where is the reading room?`);
    }
  };
  await Promise.all(Array.from({ length: ARRIVING }, arrive));
}

/** Chats like those that are measured, so that a page of them is as large before as after. */
async function endSome(socket: string, desk: Desk, count: number): Promise<void> {
  for (let done = 0; done < count; done += 1) {
    const patron = await Patron.arrive(socket, WIDGET);
    await patron.start(QUESTION);
    await desk.claim(patron.chatId);
    await desk.end(patron.chatId);
    await patron.wire.socket.close();
  }
}

async function countAll(progress: (sentence: string) => void): Promise<ActionCosts[]> {
  const stops = new Stops();
  const counter = new Counter();
  const counted = new Map<Action, { levels: Counts[][]; operations: Record<string, number> }>();
  try {
    const carrel = await startCountedCarrel(stops, counter);
    stops.add('the clients', closeAllSockets);
    // A colleague on duty: what is told to everybody on duty is told to two. Away, so that chats are offered to the other.
    const colleague = await Desk.open(carrel.socket, carrel.operators[1]);
    await endSome(carrel.socket, colleague, TRANSCRIPTS);
    await colleague.setStatus('away');
    const open: Patron[] = [];
    for (const [level, chats] of LEVELS.entries()) {
      progress(`${chats} open chats …`);
      await openUpTo(carrel.socket, open, chats);
      for (let round = 0; round < ROUNDS; round += 1) {
        // A heartbeat renews the colleague's lease, here and not while something is counted.
        await colleague.wire.roundTrip();
        const house = { ...carrel, tokens: carrel.operators[0], colleague };
        await measureChat(house, async (action, act) => {
          const { result, taken } = await counter.measured(act);
          const costs = counted.get(action) ?? { levels: LEVELS.map(() => []), operations: {} };
          counted.set(action, { ...costs, operations: { ...costs.operations, ...taken.operations } });
          costs.levels[level]?.push(taken.counts);
          return result;
        });
      }
    }
  } finally {
    await stops.stop();
  }
  return ACTIONS.flatMap((action) => {
    const costs = counted.get(action);
    return costs ? [{ action, at: costs.levels.map(medianCounts), operations: costs.operations }] : [];
  });
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { json: { type: 'boolean', default: false } } });
  const costs = await countAll((sentence) => console.error(sentence));
  const broken = brokenRules(LEVELS, costs);
  if (values.json) console.log(JSON.stringify({ openChats: LEVELS, actions: costs, broken }));
  else {
    console.log(formatCosts(LEVELS, costs));
    console.log(broken.length === 0 ? '\nAll rules are kept.' : `\nBroken:\n${broken.join('\n')}`);
  }
  process.exitCode = broken.length === 0 ? 0 : 1;
}

await main();
