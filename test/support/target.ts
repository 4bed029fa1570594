// Which Carrel the tests talk to: the one that CARREL_TARGET names, or a local runner that is started for them.
import { type ChildProcess, spawn } from 'node:child_process';
import { type KeyObject, createPrivateKey } from 'node:crypto';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import * as v from 'valibot';
import { freeBlock } from '../../local/ports.ts';
import { type SignIn, signIn } from './sign-in.ts';
import type { Tokens } from './wire-client.ts';

const role = v.picklist(['operator', 'coordinator', 'administrator', 'none']);
const person = v.union([
  v.object({ username: v.string(), password: v.string(), role }),
  v.object({ accessToken: v.string(), idToken: v.optional(v.string()), role }),
]);
export type Person = v.InferOutput<typeof person>;

const targetFile = v.object({
  socket: v.pipe(v.string(), v.regex(/^wss?:\/\//, 'is not a ws address')),
  /** Where mails can be read, if anywhere: `GET /store` as the local mailbox answers it. */
  mailbox: v.optional(v.string()),
  signIn: v.object({
    issuer: v.string(),
    clientId: v.string(),
    redirectUri: v.optional(v.string()),
    scope: v.optional(v.string()),
  }),
  people: v.array(person),
  /** Where pages read whether somebody is there. */
  availability: v.optional(v.string()),
  /** Where the dashboard lives: people are sent back there after sign-in. */
  dashboard: v.optional(v.string()),
  /** Access tokens that must be refused, each with what is wrong with it. */
  refusedTokens: v.optional(v.array(v.object({ what: v.string(), accessToken: v.string() })), []),
});
export type Target = v.InferOutput<typeof targetFile>;

export interface RunningTarget {
  readonly target: Target;
  /** The key of the local issuer, to make tokens that only an issuer can make. Not there on other targets. */
  readonly issuerKey?: KeyObject | undefined;
  /** Everything that the functions have logged, where the tests can read it. */
  readonly functionsLog?: () => string;
  /** How often a function has been called, where the tests can count it. */
  readonly invocations?: () => number;
  stop(): Promise<void>;
}

const START_MS = 90_000;
const STOP_MS = 10_000;

const parseTarget = (text: string): Target => v.parse(v.pipe(v.string(), v.parseJson(), targetFile), text);

/** The target of CARREL_TARGET, or else a local runner with data of its own. */
export async function openTarget(): Promise<RunningTarget> {
  const file = process.env['CARREL_TARGET'];
  if (file === undefined || file === '') return await startLocalTarget();
  return { target: parseTarget(readFileSync(file, 'utf8')), stop: async () => undefined };
}

export interface LocalOptions {
  /** More environment for the runner, such as DYNAMODB_ENDPOINT. */
  readonly environment?: Readonly<Record<string, string>>;
  readonly arguments?: readonly string[];
}

/** Starts `local/main.ts` with data of its own, and waits for the line that tells its addresses. */
export async function startLocalTarget(options: LocalOptions = {}): Promise<RunningTarget> {
  const folder = mkdtempSync(join(tmpdir(), 'carrel-target-'));
  const port = await freeBlock();
  const flags = ['--json', '--port', String(port), '--data', folder, ...(options.arguments ?? [])];
  const child = spawn(process.execPath, ['--import', 'tsx', 'local/main.ts', ...flags], {
    cwd: join(import.meta.dirname, '../..'),
    env: { ...process.env, ...options.environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const stop = async () => {
    await stopChild(child);
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const target = parseTarget(await addressLine(child));
    const functionsLog = () => readFileSync(join(folder, 'functions.log'), 'utf8');
    const invocations = () => functionsLog().match(/: START$/gm)?.length ?? 0;
    return { target, issuerKey: readIssuerKey(folder), functionsLog, invocations, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

const keysFile = v.object({ signingKey: v.record(v.string(), v.unknown()) });

function readIssuerKey(folder: string): KeyObject | undefined {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const file = files.find((name) => name.endsWith('issuer-keys.json'));
  if (file === undefined) return undefined;
  const text = readFileSync(join(folder, file), 'utf8');
  const { signingKey } = v.parse(v.pipe(v.string(), v.parseJson(), keysFile), text);
  return createPrivateKey({ key: signingKey, format: 'jwk' });
}

/** The first line of standard output that is JSON. What the runner complains of is kept for the failure. */
function addressLine(child: ChildProcess): Promise<string> {
  let said = '';
  return new Promise((resolve, reject) => {
    const fail = (why: string) => reject(new Error(`The local runner ${why}.\n${said.slice(-3_000)}`));
    const timer = setTimeout(() => fail(`was not ready after ${START_MS} ms`), START_MS);
    child.stderr?.on('data', (data: Buffer) => {
      said += data.toString();
    });
    child.once('error', (error) => fail(`did not start: ${error.message}`));
    child.once('exit', (code) => fail(`ended with ${code} before it was ready`));
    if (child.stdout === null) return;
    createInterface({ input: child.stdout }).on('line', (line) => {
      said += `${line}\n`;
      if (!line.startsWith('{')) return;
      clearTimeout(timer);
      resolve(line);
    });
  });
}

async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
  await ended;
  clearTimeout(timer);
}

/** Gets the tokens of a person, by their password where they have one. */
export async function tokensOf(target: Target, who: Person): Promise<Tokens> {
  if ('accessToken' in who) return { accessToken: who.accessToken, idToken: who.idToken };
  const { issuer, clientId, redirectUri = target.dashboard, scope } = target.signIn;
  if (redirectUri === undefined)
    throw new Error('The target tells no address to come back to after sign-in.');
  const at: SignIn = { issuer, clientId, redirectUri, scope };
  return await signIn(at, who.username, who.password);
}
