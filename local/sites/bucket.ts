// A bucket as its deployments leave it: each file's bytes, in memory, and the headers stored with it.
import { readFileSync, readdirSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';

import type { DeploymentModel, DeploymentSource } from '../template/model.ts';
import { contentType, isText } from './content-types.ts';

export type StoredFile = {
  readonly content: Buffer;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
};

/** By key: the path without the leading slash. */
export type Bucket = Map<string, StoredFile>;

export function fillBucket(deployments: readonly DeploymentModel[]): Bucket {
  const bucket: Bucket = new Map();
  for (const deployment of deployments) deploy(bucket, deployment);
  return bucket;
}

function deploy(bucket: Bucket, deployment: DeploymentModel): void {
  const prefix = deployment.prefix === '' ? '' : `${deployment.prefix.replace(/^\/|\/$/g, '')}/`;
  const taken = chooser(deployment);
  const files = new Map<string, StoredFile>();
  for (const source of deployment.sources) {
    for (const path of filesIn(source.folder)) {
      if (!taken(path)) continue;
      const headers = { 'content-type': contentType(extname(path)), ...deployment.headers };
      files.set(prefix + path, { content: read(source, path), headers });
    }
  }
  if (deployment.prune) prune(bucket, prefix, files, taken);
  for (const [key, file] of files) bucket.set(key, file);
}

/** Like `aws s3 sync --delete`: what the filters leave out is not deleted either. */
function prune(
  bucket: Bucket,
  prefix: string,
  files: ReadonlyMap<string, StoredFile>,
  taken: (path: string) => boolean,
): void {
  for (const key of bucket.keys()) {
    if (key.startsWith(prefix) && !files.has(key) && taken(key.slice(prefix.length))) bucket.delete(key);
  }
}

/** CDK hands all excludes to `aws s3 sync` before all includes, and there the last one that matches decides. */
function chooser({ exclude, include }: DeploymentModel): (path: string) => boolean {
  const excluded = exclude.map(globPattern);
  const included = include.map(globPattern);
  const matches = (patterns: readonly RegExp[], path: string): boolean =>
    patterns.some((pattern) => pattern.test(path));
  return (path) => !matches(excluded, path) || matches(included, path);
}

/** As the AWS CLI's: `*` takes slashes too. */
function globPattern(glob: string): RegExp {
  const source = glob
    .replace(/[.+^${}()|\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source.replaceAll('[!', '[^')}$`, 's');
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
}

function read({ folder, markers }: DeploymentSource, path: string): Buffer {
  const content = readFileSync(join(folder, path));
  const replacements = Object.entries(markers);
  if (replacements.length === 0 || !isText(extname(path))) return content;
  let text = content.toString('utf8');
  for (const [marker, value] of replacements) text = text.replaceAll(marker, value);
  return Buffer.from(text);
}
