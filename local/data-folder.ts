// The folder with what a runner keeps: its parts, clearing it, and one runner at a time.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import * as v from 'valibot';

import { HOST, isFree } from './ports.ts';
import { StartError } from './start-error.ts';

const Running = v.object({ pid: v.number(), firstPort: v.number() });

/** What `clear` deletes; nothing else that may lie in the folder. */
const PARTS = ['engine', 'issuer', 'assembly', 'functions.log'] as const;

export class DataFolder {
  readonly #folder: string;
  /** Whether data is to be found again at the next start. */
  readonly kept: boolean;

  private constructor(folder: string, kept: boolean) {
    this.#folder = folder;
    this.kept = kept;
  }

  /** Without a folder: one for this run alone, which `release` removes. Fails when another runner has it. */
  static async take(folder: string | undefined, firstPort: number): Promise<DataFolder> {
    const taken =
      folder === undefined
        ? new DataFolder(mkdtempSync(join(tmpdir(), 'carrel-')), false)
        : new DataFolder(folder, true);
    mkdirSync(taken.#folder, { recursive: true });
    await taken.#assertAlone();
    writeFileSync(taken.#runningFile, JSON.stringify({ pid: process.pid, firstPort }));
    return taken;
  }

  get #runningFile(): string {
    return join(this.#folder, 'running.json');
  }

  get assembly(): string {
    return join(this.#folder, 'assembly');
  }

  get functionsLog(): string {
    return join(this.#folder, 'functions.log');
  }

  /** Absent: in memory. */
  get database(): string | undefined {
    return this.kept ? join(this.#folder, 'engine', 'carrel.db') : undefined;
  }

  get issuer(): string | undefined {
    return this.kept ? join(this.#folder, 'issuer') : undefined;
  }

  clear(): void {
    for (const part of PARTS) rmSync(join(this.#folder, part), { recursive: true, force: true });
  }

  release(): void {
    if (this.kept) rmSync(this.#runningFile, { force: true });
    else rmSync(this.#folder, { recursive: true, force: true });
  }

  /** A runner that was killed leaves its file behind: it counts only while its process and port are there. */
  async #assertAlone(): Promise<void> {
    if (!existsSync(this.#runningFile)) return;
    const file = v.safeParse(
      v.pipe(v.string(), v.parseJson(), Running),
      readFileSync(this.#runningFile, 'utf8'),
    );
    if (!file.success || !isAlive(file.output.pid) || (await isFree(file.output.firstPort))) return;
    throw new StartError(
      `Carrel is already running with the data in ${this.#folder} (its demo site: ` +
        `http://${HOST}:${file.output.firstPort}/): stop it first, or choose another folder with --data.`,
    );
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
