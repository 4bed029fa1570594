// Runs the functions of a model, each bundle in worker threads with the environment that the template gives.
import type { AssemblyModel } from '../template/model.ts';
import { environmentOf } from './environment.ts';
import {
  FunctionError,
  type FunctionLine,
  type FunctionOptions,
  type RunningFunctions,
} from './invocation.ts';
import { ContainerPool } from './pool.ts';

/** More of them than processors slow each other down, but one that hangs must not stop the others. */
const WORKERS_PER_FUNCTION = 4;

export function startFunctions(
  model: Pick<AssemblyModel, 'functions' | 'region'>,
  options: FunctionOptions = {},
): RunningFunctions {
  const pools = new Map(
    model.functions.map((each) => {
      const pool = new ContainerPool({
        model: each,
        environment: environmentOf(each, model.region, options.runtimeEnvironment ?? {}),
        log: options.log ?? writeLine,
        limit: options.workersPerFunction ?? WORKERS_PER_FUNCTION,
      });
      pool.warm(options.warmWorkers ?? 0);
      return [each.name, pool] as const;
    }),
  );
  return {
    async invoke(name, event) {
      const pool = pools.get(name);
      if (pool === undefined)
        throw new FunctionError('ResourceNotFoundException', `No function named ${name}`);
      return pool.invoke(event);
    },
    async stop() {
      await Promise.all([...pools.values()].map((pool) => pool.stop()));
    },
  };
}

function writeLine({ functionName, stream, text }: FunctionLine): void {
  if (stream === 'stderr') console.error(`${functionName}: ${text}`);
  else console.log(`${functionName}: ${text}`);
}
