// Starts the DynamoDB engine on loopback, with a database file or in memory.
import { mkdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

import { startChild, untilReady } from '../child.ts';
import { freePort, isFree } from '../ports.ts';
import { StartError } from '../start-error.ts';
import { type EngineChoice, type EngineKind, chooseEngine } from './choice.ts';
import { thisMachine } from './machine.ts';

export type EngineOptions = {
  /** Absent: what suits this machine, or DYNAMODB_ENDPOINT. */
  kind?: EngineKind;
  /** Absent: any free one. */
  port?: number;
  /** The database file; absent: in memory. */
  file?: string;
};

export type Engine = {
  readonly kind: EngineChoice['kind'];
  readonly endpoint: string;
  stop(): Promise<void>;
};

export async function startEngine(options: EngineOptions = {}): Promise<Engine> {
  const choice = await chooseEngine(options.kind, thisMachine());
  if (choice.kind === 'external') {
    return { kind: 'external', endpoint: choice.endpoint, stop: async () => {} };
  }
  const port = options.port ?? (await freePort());
  // Asked first: another engine on that port would answer for ours.
  if (!(await isFree(port))) throw new StartError(`The DynamoDB engine's port ${port} is taken.`);
  if (options.file !== undefined) mkdirSync(dirname(options.file), { recursive: true });
  const child = startChild(
    choice.kind === 'dynoxide'
      ? { name: 'dynoxide', file: choice.binary, arguments: dynoxideArguments(port, options.file) }
      : { name: 'dynamodb-local', file: 'java', arguments: amazonsArguments(choice, port, options.file) },
  );
  const endpoint = `http://127.0.0.1:${port}`;
  await untilReady('The DynamoDB engine', child, () => answers(endpoint));
  return { kind: choice.kind, endpoint, stop: () => child.stop() };
}

function dynoxideArguments(port: number, file: string | undefined): string[] {
  const database = file === undefined ? [] : ['--db-path', file];
  return ['serve', '--host', '127.0.0.1', '--port', String(port), ...database];
}

/** Amazon's engine has no option for the address: it listens on all of the machine's. */
function amazonsArguments(
  choice: EngineChoice & { kind: 'dynamodb-local' },
  port: number,
  file: string | undefined,
): string[] {
  const java = [`-Djava.library.path=${choice.libraries}`, '-jar', choice.jar];
  const engine = ['-port', String(port), '-sharedDb', '-disableTelemetry'];
  return [...java, ...engine, ...(file === undefined ? ['-inMemory'] : ['-dbPath', ownFolder(file)])];
}

/** It takes a folder and names its files itself; the two engines' files don't understand each other. */
function ownFolder(file: string): string {
  const folder = join(dirname(file), `${basename(file)}-amazon`);
  mkdirSync(folder, { recursive: true });
  return folder;
}

async function answers(endpoint: string): Promise<boolean> {
  try {
    const response = await fetch(endpoint, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-target': 'DynamoDB_20120810.ListTables',
        authorization: 'AWS4-HMAC-SHA256 Credential=local/20200101/local/dynamodb/aws4_request, Signature=0',
      },
      body: '{}',
      signal: AbortSignal.timeout(2_000),
    });
    await response.arrayBuffer();
    return response.status < 500;
  } catch {
    return false;
  }
}
