// Reads a cloud assembly's folder: the manifest, each stack's template and where its assets lie.
import { readFile } from 'node:fs/promises';
import { isAbsolute, join, resolve } from 'node:path';
import * as v from 'valibot';
import { StartError } from '../start-error.ts';

const resourceSchema = v.object({
  Type: v.string(),
  Properties: v.optional(v.record(v.string(), v.unknown()), {}),
  Condition: v.optional(v.string()),
});

const templateSchema = v.object({
  Resources: v.optional(v.record(v.string(), resourceSchema), {}),
  Outputs: v.optional(
    v.record(
      v.string(),
      v.object({
        Value: v.unknown(),
        Condition: v.optional(v.string()),
        Export: v.optional(v.object({ Name: v.unknown() })),
      }),
    ),
    {},
  ),
  Parameters: v.optional(
    v.record(v.string(), v.object({ Type: v.string(), Default: v.optional(v.unknown()) })),
    {},
  ),
  Conditions: v.optional(v.record(v.string(), v.unknown()), {}),
  Mappings: v.optional(v.record(v.string(), v.record(v.string(), v.record(v.string(), v.unknown()))), {}),
});

const manifestSchema = v.object({
  artifacts: v.optional(
    v.record(
      v.string(),
      v.object({
        type: v.string(),
        properties: v.optional(
          v.object({
            templateFile: v.optional(v.string()),
            stackName: v.optional(v.string()),
            file: v.optional(v.string()),
          }),
          {},
        ),
      }),
    ),
    {},
  ),
});

const assetsSchema = v.object({
  files: v.optional(
    v.record(
      v.string(),
      v.object({
        source: v.object({ path: v.optional(v.string()), packaging: v.optional(v.string()) }),
        destinations: v.record(v.string(), v.object({ objectKey: v.string() })),
      }),
    ),
    {},
  ),
});

export type Template = v.InferOutput<typeof templateSchema>;
export type TemplateResource = v.InferOutput<typeof resourceSchema>;

export interface Asset {
  /** Absolute: a folder, unless the packaging is `file`. */
  readonly path: string;
  readonly packaging: string;
}

export interface Stack {
  readonly name: string;
  readonly template: Template;
  /** By the object key under which the CLI would upload them. */
  readonly assets: ReadonlyMap<string, Asset>;
}

/** The stacks of an assembly that `cdk synth` or `app.synth()` wrote. */
export async function readStacks(folder: string): Promise<Stack[]> {
  const { artifacts } = await readJson(folder, 'manifest.json', manifestSchema);
  const assets = new Map<string, Asset>();
  for (const { type, properties } of Object.values(artifacts)) {
    if (type === 'cdk:asset-manifest' && properties.file !== undefined) {
      await readAssets(folder, properties.file, assets);
    }
  }
  const stacks: Stack[] = [];
  for (const [id, { type, properties }] of Object.entries(artifacts)) {
    if (type !== 'aws:cloudformation:stack' || properties.templateFile === undefined) continue;
    const template = await readJson(folder, properties.templateFile, templateSchema);
    stacks.push({ name: properties.stackName ?? id, template, assets });
  }
  if (stacks.length === 0) throw new StartError(`The cloud assembly in ${folder} has no stack in it.`);
  return stacks;
}

async function readAssets(folder: string, file: string, assets: Map<string, Asset>): Promise<void> {
  const { files } = await readJson(folder, file, assetsSchema);
  for (const { source, destinations } of Object.values(files)) {
    if (source.path === undefined) continue;
    const path = isAbsolute(source.path) ? source.path : resolve(folder, source.path);
    for (const { objectKey } of Object.values(destinations)) {
      assets.set(objectKey, { path, packaging: source.packaging ?? 'file' });
    }
  }
}

async function readJson<Schema extends v.GenericSchema>(
  folder: string,
  file: string,
  schema: Schema,
): Promise<v.InferOutput<Schema>> {
  const path = join(folder, file);
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new StartError(`The cloud assembly in ${folder} has no ${file}: synthesize it first.`, { cause });
  });
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), schema), text);
  if (parsed.success) return parsed.output;
  throw new StartError(`${path} is not what a cloud assembly holds: ${v.summarize(parsed.issues)}.`);
}
