// `npm run bench`: how long a message takes from the patron to the operator, beside a bare relay and a floor.
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { startEngine } from '../local/engine/engine.ts';
import { Stops } from '../local/stops.ts';
import { closeAllSockets } from '../test/support/wire-socket.ts';
import { type Round, driveRound, together } from './driver.ts';
import { startHosted } from './hosted.ts';
import { type Lane, Operator, carrelLane, closeLanes, floorLane, relayLane } from './lanes.ts';
import type { Summary } from './percentiles.ts';
import { formatTable } from './table.ts';

const SERVICES = ['relay', 'floor', 'carrel'] as const;
type Service = (typeof SERVICES)[number];
type Lanes = Readonly<Record<Service, readonly Lane[]>>;

const LEVELS = [1, 8, 100];
const FULL = { rounds: 6, milliseconds: 2_000, warmUp: 2_000 };
const QUICK = { rounds: 2, milliseconds: 700, warmUp: 500 };
type Plan = typeof FULL;

interface Result {
  readonly service: Service;
  readonly openChats: number;
  readonly summary: Summary;
  /** How much longer the median message takes than at the floor. */
  readonly toFloor: number;
}

/** As many lanes of each service as the largest level needs. */
async function openLanes(stops: Stops): Promise<Lanes> {
  const engine = await stops.start('the engine', () => startEngine());
  const host = (service: Service) => stops.start(service, () => startHosted(service, engine.endpoint));
  const [relay, floor, carrel] = [await host('relay'), await host('floor'), await host('carrel')];
  stops.add('the lanes', async () => {
    closeLanes();
    await closeAllSockets();
  });
  const operator = await Operator.onDuty(carrel);
  const lanes: Record<Service, Lane[]> = { relay: [], floor: [], carrel: [] };
  for (let count = 0; count < Math.max(...LEVELS); count += 1) {
    lanes.relay.push(await relayLane(relay));
    lanes.floor.push(await floorLane(floor));
    lanes.carrel.push(await carrelLane(carrel, operator));
  }
  return lanes;
}

/** Rounds take turns, so that whatever else the machine does hits all alike. */
async function measureLevel(lanes: Lanes, openChats: number, plan: Plan): Promise<Result[]> {
  const rounds: Record<Service, Round[]> = { relay: [], floor: [], carrel: [] };
  for (let round = 0; round < plan.rounds; round += 1) {
    for (const service of SERVICES) {
      rounds[service].push(await driveRound(lanes[service].slice(0, openChats), plan.milliseconds));
    }
  }
  const floor = together(rounds.floor).p50;
  return SERVICES.map((service) => {
    const summary = together(rounds[service]);
    return { service, openChats, summary, toFloor: summary.p50 / floor };
  });
}

async function measureAll(plan: Plan, progress: (sentence: string) => void): Promise<Result[]> {
  const stops = new Stops();
  try {
    progress('starting the relay, the floor and Carrel …');
    const lanes = await openLanes(stops);
    for (const service of SERVICES) await driveRound(lanes[service].slice(0, 8), plan.warmUp);
    const results: Result[] = [];
    for (const openChats of LEVELS) {
      progress(`${openChats} open ${openChats === 1 ? 'chat' : 'chats'} …`);
      results.push(...(await measureLevel(lanes, openChats, plan)));
    }
    return results;
  } finally {
    await stops.stop();
  }
}

function format(results: readonly Result[]): string {
  const head = ['', 'open chats', 'p50 ms', 'p95 ms', 'p99 ms', 'messages/s', 'p50 to floor', 'messages'];
  return formatTable(
    head,
    results.map(({ service, openChats, summary: { p50, p95, p99, perSecond, messages }, toFloor }) => [
      service,
      openChats,
      p50,
      p95,
      p99,
      Math.round(perSecond),
      `${toFloor.toFixed(2)} ×`,
      messages,
    ]),
  );
}

/** What was aimed at; a busy machine misses it, so it is said and fails nothing. */
function aims(results: readonly Result[]): string {
  const one = results.find(({ service, openChats }) => service === 'carrel' && openChats === 1);
  if (one === undefined) return '';
  const kept = one.summary.p50 < 10 && one.toFloor <= 1.5;
  return `Aim: p50 under 10 ms and within 1.5 times the floor with one chat: ${kept ? 'kept' : 'missed'}.`;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { json: { type: 'boolean', default: false }, quick: { type: 'boolean', default: false } },
  });
  const results = await measureAll(values.quick ? QUICK : FULL, (sentence) => console.error(sentence));
  const machine = { processors: cpus().length, model: cpus()[0]?.model, node: process.version };
  if (values.json) console.log(JSON.stringify({ machine, results }));
  else console.log(`${format(results)}\n\n${aims(results)}`);
}

await main();
