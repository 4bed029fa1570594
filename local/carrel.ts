// The whole of Carrel on this machine: starts every part in order, and stops them in reverse.
import { type Addresses, addressesOf } from './addresses.ts';
import { firstPortOf, synthesize } from './assembly.ts';
import { DataFolder } from './data-folder.ts';
import { serveDemoSite } from './demo-site/demo-site.ts';
import type { EngineKind } from './engine/choice.ts';
import { engineClient } from './engine/client.ts';
import { type Engine, startEngine } from './engine/engine.ts';
import { startSweeper } from './engine/sweeper.ts';
import { createTables } from './engine/tables.ts';
import { FunctionsLog } from './functions-log.ts';
import { startFunctions } from './functions/functions.ts';
import { startIssuer } from './issuer/issuer.ts';
import type { Person } from './issuer/people.ts';
import { startMailbox } from './mailbox.ts';
import { assertFree, HOST, portBlock } from './ports.ts';
import { relocate } from './relocation.ts';
import { startSchedules } from './schedules.ts';
import { fillBuckets, serveDeployedSite } from './sites/deployed-sites.ts';
import { serveStorage } from './sites/storage.ts';
import { StartError } from './start-error.ts';
import { Stops, allStarted } from './stops.ts';
import { readAssembly } from './template/assembly.ts';
import type { AssemblyModel, SocketApiModel } from './template/model.ts';
import type { SocketLimits } from './websocket/limits.ts';
import { startSocketApi } from './websocket/socket-api.ts';

export type CarrelOptions = {
  /** The first of the block of ports that it listens on. */
  firstPort: number;
  /** Where data is kept; absent: in memory, for this run alone. */
  folder?: string;
  /** Deletes the kept data first. */
  fresh?: boolean;
  /** An assembly that `synthesize` made, to start without synthesizing; its ports may be others. */
  prebuilt?: string;
  engine?: EngineKind;
  accessTokenSeconds?: number;
  /** The most invocations of one function at a time. */
  workersPerFunction?: number;
  warmWorkers?: number;
  limits?: Partial<SocketLimits>;
  /** How often expired items are deleted; 0: never. */
  sweepEverySeconds?: number;
  /** Takes each line that a function writes; absent: a file beside the data. */
  onFunctionLine?: (line: string) => void;
  /** Takes a sentence when something goes wrong later. */
  onTrouble?: (sentence: string) => void;
};

export type RunningCarrel = {
  readonly addresses: Addresses;
  readonly people: readonly Person[];
  readonly engine: Pick<Engine, 'kind' | 'endpoint'>;
  readonly model: AssemblyModel;
  stop(): Promise<void>;
};

const SWEEP_EVERY_SECONDS = 60;

export async function startCarrel(options: CarrelOptions): Promise<RunningCarrel> {
  const stops = new Stops();
  try {
    return await start(options, stops);
  } catch (error) {
    await stops.stop();
    throw error;
  }
}

async function start(options: CarrelOptions, stops: Stops): Promise<RunningCarrel> {
  const data = await takeData(options, stops);
  await assertFree(options.firstPort);
  const ports = portBlock(options.firstPort);
  const addresses = addressesOf(ports);
  const { accessTokenSeconds } = options;
  const [model, engine, issuer] = await allStarted([
    prepareModel(options, data),
    stops.start('the engine', () => startEngine(engineOptions(options, data, ports.engine))),
    stops.start('the issuer', () =>
      startIssuer({
        port: ports.issuer,
        dashboardOrigin: addresses.dashboard,
        ...(data.issuer === undefined ? {} : { folder: data.issuer }),
        ...(accessTokenSeconds === undefined ? {} : { accessTokenSeconds }),
      }),
    ),
    stops.start('the mailbox', () => startMailbox({ port: ports.mailbox })),
  ]);
  const buckets = fillBuckets(model);
  await stops.start('the storage', () => serveStorage(buckets, ports.storage));
  await startTables(options, stops, model, engine.endpoint);
  await startSocket(options, stops, {
    model,
    data,
    port: ports.socket,
    runtime: runtimeOf(engine, addresses),
  });
  for (const site of ['dashboard', 'widget'] as const) {
    await stops.start(`the ${site}`, () => serveDeployedSite(model, buckets, site, ports[site]));
  }
  await stops.start('the demo site', () => serveDemoSite(ports.demo, addresses.widget));
  return { addresses, people: issuer.people, engine, model, stop: () => stops.stop() };
}

async function takeData({ folder, firstPort, fresh }: CarrelOptions, stops: Stops): Promise<DataFolder> {
  if (fresh === true && process.env.DYNAMODB_ENDPOINT) {
    throw new StartError(
      '--fresh does not reach the engine at DYNAMODB_ENDPOINT: delete its tables yourself.',
    );
  }
  const data = await DataFolder.take(folder, firstPort);
  stops.add('the data folder', () => data.release());
  if (fresh === true) data.clear();
  return data;
}

async function prepareModel(options: CarrelOptions, data: DataFolder): Promise<AssemblyModel> {
  const { prebuilt, firstPort } = options;
  if (prebuilt === undefined) await synthesize(data.assembly, firstPort);
  else relocate(prebuilt, firstPortOf(prebuilt), data.assembly, firstPort);
  return readAssembly(data.assembly);
}

function engineOptions({ engine }: CarrelOptions, { database }: DataFolder, port: number) {
  return {
    port,
    ...(engine === undefined ? {} : { kind: engine }),
    ...(database === undefined ? {} : { file: database }),
  };
}

async function startTables(
  options: CarrelOptions,
  stops: Stops,
  model: AssemblyModel,
  endpoint: string,
): Promise<void> {
  const client = engineClient(endpoint, model.region);
  stops.add("the runner's DynamoDB client", () => client.destroy());
  await createTables(client, model.tables);
  const everySeconds = options.sweepEverySeconds ?? SWEEP_EVERY_SECONDS;
  if (everySeconds === 0) return;
  const onFailure = (error: unknown): void =>
    options.onTrouble?.(`Deleting expired items failed: ${String(error)}`);
  await stops.start('the sweeper', () =>
    startSweeper({ client, tables: model.tables, everySeconds, onFailure }),
  );
}

/** Where the AWS SDK in the functions finds what Lambda's own network would lead it to. */
function runtimeOf(engine: Engine, addresses: Addresses): Record<string, string> {
  return {
    AWS_ENDPOINT_URL_DYNAMODB: engine.endpoint,
    AWS_ENDPOINT_URL_S3: addresses.storage,
    AWS_ENDPOINT_URL_SES: addresses.mailbox,
    AWS_ENDPOINT_URL_SESV2: addresses.mailbox,
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    // The library's pages are on this machine too.
    PAGE_CHECK_ALLOWED_HOSTS: `${HOST},localhost`,
  };
}

type SocketParts = {
  model: AssemblyModel;
  data: DataFolder;
  port: number;
  runtime: Readonly<Record<string, string>>;
};

async function startSocket(
  { onFunctionLine, onTrouble, workersPerFunction, warmWorkers, limits }: CarrelOptions,
  stops: Stops,
  { model, data, port, runtime }: SocketParts,
): Promise<void> {
  const write =
    onFunctionLine ?? (await stops.start('the log', () => new FunctionsLog(data.functionsLog))).write;
  const functions = await stops.start('the functions', () =>
    startFunctions(model, {
      runtimeEnvironment: runtime,
      log: ({ functionName, text }) => write(`${functionName}: ${text}`),
      ...(workersPerFunction === undefined ? {} : { workersPerFunction }),
      ...(warmWorkers === undefined ? {} : { warmWorkers }),
    }),
  );
  const onFailure = (error: unknown): void => onTrouble?.(`A scheduled call failed: ${String(error)}`);
  await stops.start('the schedules', () => startSchedules({ model, functions, onFailure }));
  await stops.start('the socket API', () =>
    startSocketApi({
      port,
      api: onlyApi(model),
      functions: {
        // Lambda begins each invocation with such a line.
        invoke: (name, event) => {
          write(`${name}: START`);
          return functions.invoke(name, event);
        },
      },
      ...(limits === undefined ? {} : { limits }),
      ...(onTrouble === undefined ? {} : { log: onTrouble }),
    }),
  );
}

function onlyApi(model: AssemblyModel): SocketApiModel {
  const [api, second] = model.socketApis;
  if (api === undefined) throw new StartError('The stacks hold no WebSocket API.');
  if (second !== undefined) {
    throw new StartError('The stacks hold two WebSocket APIs; the local runner has room for one.');
  }
  return api;
}
