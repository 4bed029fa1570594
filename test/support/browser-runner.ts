// The local runner for browser tests: it can be killed, and started again with the same ports and data.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import * as v from 'valibot';
import { freeBlock, isFree, portBlock } from '../../local/ports.ts';
import { until } from './browser-waiting.ts';

const addresses = v.object({
  socket: v.string(),
  demo: v.string(),
  dashboard: v.string(),
  widget: v.string(),
  signIn: v.object({
    issuer: v.string(),
    clientId: v.string(),
    redirectUri: v.string(),
    scope: v.string(),
  }),
  people: v.array(
    v.object({ name: v.string(), username: v.string(), password: v.string(), role: v.string() }),
  ),
});
export type Addresses = v.InferOutput<typeof addresses>;
export type StaffPerson = Addresses['people'][number];

export interface RunnerOptions {
  /** How long access tokens hold; the dashboard renews them before. */
  readonly tokenSeconds?: number;
  /** API Gateway’s limits of a connection, in place of its 10 minutes and 2 hours. */
  readonly idleSeconds?: number;
  readonly lifetimeSeconds?: number;
  /** An assembly to start from, which is quicker than to synthesize. */
  readonly prebuilt?: string;
}

const READY_MS = 90_000;
const ROOT = join(import.meta.dirname, '../..');

export class BrowserRunner {
  readonly addresses: Addresses;
  readonly #folder: string;
  readonly #port: number;
  readonly #options: RunnerOptions;
  #child: ChildProcess;

  private constructor(
    started: { addresses: Addresses; child: ChildProcess },
    folder: string,
    port: number,
    options: RunnerOptions,
  ) {
    this.addresses = started.addresses;
    this.#child = started.child;
    this.#folder = folder;
    this.#port = port;
    this.#options = options;
  }

  static async start(options: RunnerOptions = {}): Promise<BrowserRunner> {
    const folder = mkdtempSync(join(tmpdir(), 'carrel-browser-'));
    const port = await freeBlock();
    try {
      const started = await startChild(join(folder, 'data'), port, options);
      return new BrowserRunner(started, folder, port, options);
    } catch (error) {
      rmSync(folder, { recursive: true, force: true });
      throw error;
    }
  }

  /** What this runner synthesized: others may start from it. */
  get assembly(): string {
    return join(this.#folder, 'data', 'assembly');
  }

  get socketPort(): number {
    return Number(new URL(this.addresses.socket).port);
  }

  person(name: string): StaffPerson {
    const found = this.addresses.people.find((person) => person.name.startsWith(name));
    if (found === undefined) throw new Error(`There is no ${name} to sign in as.`);
    return found;
  }

  /** Ends it without a chance to tidy up, as a power cut would. */
  async kill(): Promise<void> {
    await ended(this.#child, 'SIGKILL');
    // Its engine ends a moment after it.
    const areFree = () => Promise.all(Object.values(portBlock(this.#port)).map(isFree));
    await until('free ports', areFree, (free) => free.every(Boolean));
  }

  async startAgain(): Promise<void> {
    // Moved aside, because the runner empties the folder that it writes its assembly into.
    const kept = join(this.#folder, 'kept-assembly');
    rmSync(kept, { recursive: true, force: true });
    const prebuilt = this.#options.prebuilt ?? (await copyOf(this.assembly, kept));
    const { child } = await startChild(join(this.#folder, 'data'), this.#port, {
      ...this.#options,
      prebuilt,
    });
    this.#child = child;
  }

  async stop(): Promise<void> {
    await ended(this.#child, 'SIGTERM');
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

async function copyOf(from: string, to: string): Promise<string> {
  const { cp } = await import('node:fs/promises');
  await cp(from, to, { recursive: true });
  return to;
}

function startChild(folder: string, port: number, options: RunnerOptions) {
  const flags = ['--json', '--port', String(port), '--data', folder];
  for (const [flag, value] of Object.entries({
    'token-seconds': options.tokenSeconds,
    'idle-seconds': options.idleSeconds,
    'lifetime-seconds': options.lifetimeSeconds,
    prebuilt: options.prebuilt,
  })) {
    if (value !== undefined) flags.push(`--${flag}`, String(value));
  }
  const child = spawn(process.execPath, ['--import', 'tsx', 'local/main.ts', ...flags], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return new Promise<{ addresses: Addresses; child: ChildProcess }>((resolve, reject) => {
    let said = '';
    const fail = (why: string): void => reject(new Error(`The local runner ${why}.\n${said.slice(-3_000)}`));
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      fail(`was not ready within ${READY_MS} ms`);
    }, READY_MS);
    child.stderr.on('data', (bytes: Buffer) => {
      said += bytes.toString();
    });
    child.once('exit', (code) => {
      clearTimeout(timer);
      fail(`ended with ${code}`);
    });
    createInterface({ input: child.stdout }).on('line', (line) => {
      said += `${line}\n`;
      if (!line.startsWith('{')) return;
      clearTimeout(timer);
      resolve({ addresses: v.parse(v.pipe(v.string(), v.parseJson(), addresses), line), child });
    });
  });
}

function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    const force = setTimeout(() => child.kill('SIGKILL'), 10_000);
    child.once('exit', () => {
      clearTimeout(force);
      resolve();
    });
    child.kill(signal);
  });
}
