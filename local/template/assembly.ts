// Turns a synthesized cloud assembly into the model that the local runner runs.
import { readBuckets, readDeployments } from './deployments.ts';
import { readDistributions } from './distributions.ts';
import { readFunctions } from './functions.ts';
import { type CloudPlace, Intrinsics } from './intrinsics.ts';
import type { AssemblyModel } from './model.ts';
import { Resources } from './resources.ts';
import { readSchedules } from './schedules.ts';
import { readSocketApis } from './socket-apis.ts';
import { readStacks, type Stack } from './stacks.ts';
import { readTables } from './tables.ts';

/** Where the stacks would stand; the account is nobody's. */
const LOCAL_PLACE: CloudPlace = { region: 'us-east-1', accountId: '000000000000' };

/**
 * Reads the stacks in a folder that `cdk synth` or `app.synth()` wrote.
 * Throws a StartError, one sentence, at what the local runner doesn't know.
 */
export async function readAssembly(folder: string, place: Partial<CloudPlace> = {}): Promise<AssemblyModel> {
  const stacks = await readStacks(folder);
  const here = { ...LOCAL_PLACE, ...place };
  const intrinsics = new Intrinsics(stacks, here);
  const resources = new Resources(stacks, intrinsics);
  const buckets = readBuckets(resources);
  const functions = readFunctions(resources);
  return {
    ...here,
    tables: readTables(resources),
    functions,
    schedules: readSchedules(resources, functions),
    socketApis: readSocketApis(resources, here),
    buckets,
    deployments: readDeployments(resources),
    distributions: readDistributions(resources, buckets),
    outputs: Object.fromEntries(stacks.map((stack) => [stack.name, readOutputs(intrinsics, stack)])),
  };
}

function readOutputs(intrinsics: Intrinsics, stack: Stack): Record<string, string> {
  const outputs = Object.entries(stack.template.Outputs);
  return Object.fromEntries(
    outputs
      .filter(([, output]) => intrinsics.holds(stack, output))
      .map(([name, output]) => [name, String(intrinsics.resolve(stack, output.Value))]),
  );
}
