// The runner's own parts, put together for measuring: functions and socket API of a model on a given engine.
import { availableParallelism } from 'node:os';
import { createTables } from '../local/engine/tables.ts';
import { engineClient } from '../local/engine/client.ts';
import { startFunctions } from '../local/functions/functions.ts';
import type { RunningFunctions } from '../local/functions/invocation.ts';
import { Stops } from '../local/stops.ts';
import type { AssemblyModel, FunctionModel, SocketApiModel } from '../local/template/model.ts';
import { startSocketApi } from '../local/websocket/socket-api.ts';

export type ServiceModel = Pick<AssemblyModel, 'region' | 'tables' | 'functions' | 'socketApis'> &
  Partial<Pick<AssemblyModel, 'schedules'>>;

export interface StandOptions {
  readonly model: ServiceModel;
  readonly socketPort: number;
  /** The engine, for making the tables. */
  readonly engine: string;
  /** Where the functions find SES. */
  readonly mailbox?: string;
  /** Where the functions find DynamoDB instead of at the engine. */
  readonly endpoint?: string;
  /** Where the functions put files. */
  readonly storage?: string;
  /** Where the functions post to connections instead of where the model says. */
  readonly management?: string;
  /** Called when a function is invoked and when it has answered. */
  readonly onInvoke?: () => void;
  readonly onInvoked?: () => void;
}

export interface Stand {
  readonly socket: string;
  /** Calls what is called by the clock, which stands still here, once. */
  check(): Promise<void>;
  stop(): Promise<void>;
}

export async function startStand(options: StandOptions): Promise<Stand> {
  const { model, socketPort, engine, endpoint = engine, storage, management, mailbox } = options;
  const stops = new Stops();
  let stopping = false;
  const complain = (sentence: string): void => {
    // At the end hundreds of sockets close together, and not all of their $disconnect get their turn.
    if (!stopping) console.error(sentence);
  };
  const client = engineClient(engine, model.region);
  stops.add('the DynamoDB client', () => client.destroy());
  await createTables(client, model.tables);
  const functions = await stops.start('the functions', () =>
    startFunctions(
      { ...model, functions: model.functions.map((each) => postingTo(each, management)) },
      {
        runtimeEnvironment: {
          AWS_ENDPOINT_URL_DYNAMODB: endpoint,
          ...(mailbox !== undefined && { AWS_ENDPOINT_URL_SES: mailbox }),
          ...(storage !== undefined && { AWS_ENDPOINT_URL_S3: storage }),
        },
        // On Lambda each container has its own processor. More of them than there are processors here would
        // measure how they get in each other's way.
        warmWorkers: availableParallelism(),
        workersPerFunction: availableParallelism(),
        log: ({ stream, text }) => {
          if (stream === 'stderr') complain(text);
        },
      },
    ),
  );
  const api = unthrottled(model.socketApis[0]);
  const counted = observed(functions, options);
  const running = await stops.start('the socket API', () =>
    startSocketApi({ port: socketPort, api, functions: counted, log: complain }),
  );
  stops.add('the complaints', () => {
    stopping = true;
  });
  return {
    socket: running.address.socket,
    async check() {
      for (const { functionName } of model.schedules ?? []) await counted.invoke(functionName, {});
    },
    stop: () => stops.stop(),
  };
}

function postingTo(model: FunctionModel, management: string | undefined): FunctionModel {
  if (management === undefined || !('MANAGEMENT_ENDPOINT' in model.environment)) return model;
  return { ...model, environment: { ...model.environment, MANAGEMENT_ENDPOINT: management } };
}

/** A stage's throttle protects an account from a crowd; here the crowd is what is measured. */
function unthrottled(api: SocketApiModel | undefined): SocketApiModel {
  if (api === undefined) throw new Error('The model has no WebSocket API.');
  return { ...api, stage: { name: api.stage.name } };
}

function observed(
  functions: RunningFunctions,
  { onInvoke, onInvoked }: StandOptions,
): Pick<RunningFunctions, 'invoke'> {
  return {
    async invoke(name, event) {
      onInvoke?.();
      try {
        return await functions.invoke(name, event);
      } finally {
        onInvoked?.();
      }
    },
  };
}
