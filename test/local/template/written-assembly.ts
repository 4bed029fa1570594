// Cloud assemblies as the CDK writes them, made from templates that the test gives.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const written: string[] = [];

afterAll(() => Promise.all(written.map((folder) => rm(folder, { recursive: true, force: true }))));

export interface WrittenTemplate {
  readonly Resources?: Record<string, { Type: string; Properties?: object; Condition?: string }>;
  readonly Outputs?: Record<string, object>;
  readonly Parameters?: Record<string, object>;
  readonly Conditions?: Record<string, object>;
  readonly Mappings?: Record<string, object>;
}

/** Writes one stack for each template, and gives the folder. Each asset is a folder of the same name. */
export async function writeAssembly(
  templates: Readonly<Record<string, WrittenTemplate>>,
  assets: readonly { objectKey: string; path: string; packaging?: string }[] = [],
): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'carrel-assembly-'));
  written.push(folder);
  const artifacts: Record<string, object> = {
    assets: { type: 'cdk:asset-manifest', properties: { file: 'assets.json' } },
    Tree: { type: 'cdk:tree', properties: { file: 'tree.json' } },
  };
  for (const [name, template] of Object.entries(templates)) {
    artifacts[name] = { type: 'aws:cloudformation:stack', properties: { templateFile: `${name}.json` } };
    await writeFile(join(folder, `${name}.json`), JSON.stringify(template));
  }
  const files = assets.map(({ objectKey, path, packaging = 'zip' }) => [
    objectKey,
    { source: { path, packaging }, destinations: { current: { bucketName: 'assets', objectKey } } },
  ]);
  for (const { path } of assets) await mkdir(join(folder, path), { recursive: true });
  await writeFile(join(folder, 'assets.json'), JSON.stringify({ files: Object.fromEntries(files) }));
  await writeFile(join(folder, 'manifest.json'), JSON.stringify({ version: '1', artifacts }));
  return folder;
}

/** What the outputs of a stack named Chat come to, given the rest of its template. */
export function withOutputs(
  values: Readonly<Record<string, unknown>>,
  rest: WrittenTemplate = {},
): WrittenTemplate {
  const outputs = Object.entries(values).map(([name, Value]) => [name, { Value }]);
  return { ...rest, Outputs: Object.fromEntries(outputs) };
}
