// Reads the Lambda functions: where the bundle lies, and what it is run with.
import * as v from 'valibot';
import type { FunctionModel } from './model.ts';
import type { Resource, Resources } from './resources.ts';

const text = v.pipe(
  v.union([v.string(), v.number(), v.boolean()]),
  v.transform((value) => String(value)),
);

const functionSchema = v.object({
  Code: v.object({ S3Key: v.optional(v.string()) }),
  Handler: v.optional(v.string(), ''),
  Runtime: v.optional(v.string(), ''),
  Environment: v.optional(v.object({ Variables: v.optional(v.record(v.string(), text), {}) })),
  Timeout: v.optional(v.number(), 3),
  MemorySize: v.optional(v.number(), 128),
});

export function readFunctions(resources: Resources): FunctionModel[] {
  const elsewhere = resources.customResourceFunctions();
  return resources
    .ofTypes('AWS::Lambda::Function')
    .filter((resource) => !elsewhere.has(resource.attribute('Arn')))
    .map((resource) => readFunction(resource));
}

function readFunction(resource: Resource): FunctionModel {
  resource.refuse(['Layers', 'FileSystemConfigs', 'PackageType', 'DeadLetterConfig']);
  const { Code, Handler, Runtime, Environment, Timeout, MemorySize } = resource.read(functionSchema);
  if (!Runtime.startsWith('nodejs')) {
    resource.stop(`is written for ${Runtime || 'no runtime'}, and the local runner has only Node`);
  }
  if (Code.S3Key === undefined) return resource.stop('has its code in the template: make it a bundle');
  return {
    ...resource.identity,
    name: resource.name,
    arn: resource.attribute('Arn'),
    folder: resource.assetFolder(Code.S3Key),
    handler: Handler,
    runtime: Runtime,
    environment: Environment?.Variables ?? {},
    timeoutSeconds: Timeout,
    memoryMegabytes: MemorySize,
  };
}
