// Carrel on the measuring stand: its stacks synthesized as for the local runner, and the local issuer.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Addresses, addressesOf } from '../local/addresses.ts';
import { AvailabilityStore } from '../lambdas/store/availability-store.ts';
import { TableClient } from '../lambdas/store/table-client.ts';
import { synthesize } from '../local/assembly.ts';
import { engineClient } from '../local/engine/client.ts';
import { startIssuer } from '../local/issuer/issuer.ts';
import type { Person } from '../local/issuer/people.ts';
import { freeBlock, portBlock } from '../local/ports.ts';
import { fillBuckets } from '../local/sites/deployed-sites.ts';
import { serveStorage } from '../local/sites/storage.ts';
import { Stops } from '../local/stops.ts';
import { readAssembly } from '../local/template/assembly.ts';
import type { AssemblyModel } from '../local/template/model.ts';
import { signIn } from '../test/support/sign-in.ts';
import type { Tokens } from '../test/support/wire-client.ts';
import { type StandOptions, startStand } from './stand.ts';

export interface CarrelStand {
  readonly socket: string;
  /** Runs the scheduled check once. */
  check(): Promise<void>;
  /** Two operators of the first department, which takes new operators in. */
  readonly operators: readonly [Tokens, Tokens];
  readonly coordinator: Tokens;
  /** As if the availability file had been written long ago: the next heartbeat writes it. */
  makeDue(): Promise<void>;
  stop(): Promise<void>;
}

/** The options of the stand, once it is known where its socket API will be. */
export type StandAt = (addresses: Addresses) => Promise<Omit<StandOptions, 'model' | 'socketPort'>>;

export async function startCarrelStand(optionsAt: StandAt): Promise<CarrelStand> {
  const stops = new Stops();
  try {
    const firstPort = await freeBlock();
    const ports = portBlock(firstPort);
    const addresses = addressesOf(ports);
    const folder = mkdtempSync(join(tmpdir(), 'carrel-stand-'));
    stops.add('the assembly', () => rmSync(folder, { recursive: true, force: true }));
    await synthesize(folder, firstPort);
    const model = await readAssembly(folder);
    const { dashboard: dashboardOrigin } = addresses;
    const issuer = await stops.start('the issuer', () =>
      startIssuer({ port: ports.issuer, dashboardOrigin }),
    );
    await stops.start('the storage', () => serveStorage(fillBuckets(model), ports.storage));
    const options = await optionsAt(addresses);
    const { storage } = addresses;
    const stand = await stops.start('the stand', () =>
      startStand({ storage, ...options, model, socketPort: ports.socket }),
    );
    const tokens = await Promise.all(staffOf(issuer.people).map((person) => tokensOf(addresses, person)));
    const [first, second, coordinator] = tokens;
    if (!first || !second || !coordinator) throw new Error('There are not two operators and a coordinator.');
    const availability = availabilityStore(options.engine, model, stops);
    const { socket, check } = stand;
    return {
      socket,
      check,
      operators: [first, second],
      coordinator,
      makeDue: () => availability.writeSoon(),
      stop: () => stops.stop(),
    };
  } catch (error) {
    await stops.stop();
    throw error;
  }
}

/** At the engine itself, where nobody counts. */
function availabilityStore(engine: string, model: AssemblyModel, stops: Stops): AvailabilityStore {
  const client = engineClient(engine, model.region);
  stops.add('the client of the availability', () => client.destroy());
  return new AvailabilityStore(new TableClient(client, model.tables[0]?.name ?? ''));
}

/** Two operators, and a coordinator. */
const staffOf = (people: readonly Person[]): Person[] => [
  ...people.filter(({ role }) => role === 'operator').slice(0, 2),
  ...people.filter(({ role }) => role === 'coordinator').slice(0, 1),
];

async function tokensOf({ signIn: at, dashboard }: Addresses, person: Person): Promise<Tokens> {
  const where = { issuer: at.issuer, clientId: at.clientId, redirectUri: `${dashboard}/` };
  return await signIn(where, person.email, person.password);
}
