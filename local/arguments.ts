// The command line of `npm start`: its flags, their help, and what they must be.
import { parseArgs } from 'node:util';

import { ENGINE_KINDS, type EngineKind } from './engine/choice.ts';
import { BLOCK_SIZE, isFirstPort } from './ports.ts';
import { StartError } from './start-error.ts';
import type { SocketLimits } from './websocket/limits.ts';

export const DEFAULT_PORT = 4600;
export const DEFAULT_FOLDER = '.carrel';

export type Command =
  | { kind: 'help' }
  | { kind: 'synthesize'; folder: string; firstPort: number }
  | { kind: 'start'; json: boolean; verbose: boolean; options: StartOptions };

export type StartOptions = {
  firstPort: number;
  folder?: string;
  fresh: boolean;
  prebuilt?: string;
  engine?: EngineKind;
  accessTokenSeconds?: number;
  workersPerFunction?: number;
  sweepEverySeconds?: number;
  limits?: Partial<SocketLimits>;
};

export const HELP = `Usage: npm start -- [flags]

Runs Carrel on this machine: a demo library site with the widget, the operators' dashboard and a mailbox.

  --port N           the first of ${BLOCK_SIZE} ports in a row (default ${DEFAULT_PORT})
  --fresh            delete the kept data first
  --data FOLDER      where data is kept (default ${DEFAULT_FOLDER})
  --memory           keep nothing: all data is gone at the end
  --engine KIND      ${ENGINE_KINDS.join(' or ')} (default: what suits this machine)
  --token-seconds N  how long an operator's access token holds (default 3600)
  --idle-seconds N   after how long in silence a connection is closed (default 600, as API Gateway does)
  --lifetime-seconds N
                     after how long it is closed however busy it is (default 7200)
  --workers N        the most invocations of one function at a time
  --sweep-seconds N  how often expired items are deleted; 0 for never (default 60)
  --verbose          show what the functions log, instead of keeping it in a file beside the data
  --json             print one line of JSON with all addresses when ready, for programs
  --synthesize DIR   only build, and write the assembly into DIR
  --prebuilt DIR     start from that assembly instead of building
  --help             show this

DYNAMODB_ENDPOINT in the environment names another DynamoDB engine to use.
`;

const FLAGS = {
  port: { type: 'string' },
  fresh: { type: 'boolean', default: false },
  data: { type: 'string' },
  memory: { type: 'boolean', default: false },
  engine: { type: 'string' },
  'token-seconds': { type: 'string' },
  'idle-seconds': { type: 'string' },
  'lifetime-seconds': { type: 'string' },
  workers: { type: 'string' },
  'sweep-seconds': { type: 'string' },
  verbose: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  synthesize: { type: 'string' },
  prebuilt: { type: 'string' },
  help: { type: 'boolean', default: false },
} as const;

export function readCommand(words: readonly string[]): Command {
  const flags = parse(words);
  if (flags.help) return { kind: 'help' };
  const firstPort = readPort(flags.port);
  if (flags.synthesize !== undefined) return { kind: 'synthesize', folder: flags.synthesize, firstPort };
  if (flags.memory && flags.data !== undefined) {
    throw new StartError('--memory keeps nothing, so it does not go with --data.');
  }
  const limits = {
    ...given('idleMilliseconds', readSeconds('--idle-seconds', flags['idle-seconds'])),
    ...given('lifetimeMilliseconds', readSeconds('--lifetime-seconds', flags['lifetime-seconds'])),
  };
  const options = {
    firstPort,
    fresh: flags.fresh,
    ...given('folder', flags.memory ? undefined : (flags.data ?? DEFAULT_FOLDER)),
    ...given('prebuilt', flags.prebuilt),
    ...given('engine', readEngine(flags.engine)),
    ...given('accessTokenSeconds', readCount('--token-seconds', flags['token-seconds'], 1)),
    ...given('workersPerFunction', readCount('--workers', flags.workers, 1)),
    ...given('sweepEverySeconds', readCount('--sweep-seconds', flags['sweep-seconds'], 0)),
    ...given('limits', Object.keys(limits).length === 0 ? undefined : limits),
  };
  return { kind: 'start', json: flags.json, verbose: flags.verbose, options };
}

function parse(words: readonly string[]) {
  try {
    return parseArgs({ args: [...words], options: FLAGS, strict: true, allowPositionals: false }).values;
  } catch (error) {
    // "TypeError [ERR_…]: Unknown option '--x'. To specify …": the middle is for a person.
    const [reason] = String(error)
      .replace(/^.*?: /, '')
      .split('. ');
    throw new StartError(`${reason}: npm start -- --help shows what there is.`);
  }
}

function given<Key extends string, Value>(key: Key, value: Value | undefined): { [K in Key]?: Value } {
  const filled: { [K in Key]?: Value } = {};
  if (value !== undefined) filled[key] = value;
  return filled;
}

function readPort(text: string | undefined): number {
  const port = text === undefined ? DEFAULT_PORT : Number(text);
  if (isFirstPort(port)) return port;
  throw new StartError(`--port must be a whole number from 1024 to ${65_536 - BLOCK_SIZE}, not "${text}".`);
}

function readEngine(text: string | undefined): EngineKind | undefined {
  const kind = ENGINE_KINDS.find((each) => each === text);
  if (kind !== undefined || text === undefined) return kind;
  throw new StartError(`--engine must be ${ENGINE_KINDS.join(' or ')}, not "${text}".`);
}

function readSeconds(flag: string, text: string | undefined): number | undefined {
  const seconds = readCount(flag, text, 1);
  return seconds === undefined ? undefined : seconds * 1_000;
}

function readCount(flag: string, text: string | undefined, least: number): number | undefined {
  if (text === undefined) return undefined;
  const count = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (count >= least) return count;
  throw new StartError(`${flag} must be a whole number of at least ${least}, not "${text}".`);
}
