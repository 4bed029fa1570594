// Child processes that end with their parent, whatever ends it, and that say why they ended early.
import { type ChildProcess, spawn } from 'node:child_process';

import { StartError } from './start-error.ts';

export type Child = {
  readonly pid: number;
  /** Settles when the process is gone, with the last lines that it wrote. */
  readonly ended: Promise<string>;
  stop(): Promise<void>;
};

export type ChildCommand = {
  /** What a person calls it, for messages. */
  name: string;
  file: string;
  arguments: readonly string[];
  cwd?: string;
  environment?: Readonly<Record<string, string>>;
};

const KEPT_OUTPUT = 4_000;
const PATIENCE_MS = 5_000;

/**
 * A shell that becomes the program, and leaves a reader of our end of a pipe behind: when we are gone, even
 * by SIGKILL, the pipe closes and the program is ended. Without it the engine would go on and keep its port.
 */
const TIED_TO_PARENT = 'exec 3<&0; (read _ <&3; kill $$) >/dev/null 2>&1 & exec "$@" 3<&- </dev/null';

export function startChild(command: ChildCommand): Child {
  const child = launch(command);
  // A person's Ctrl-C reaches the whole group: a group of its own lets us stop in our order.
  let output = '';
  const keep = (chunk: Buffer): void => {
    output = (output + chunk.toString('utf8')).slice(-KEPT_OUTPUT);
  };
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);
  child.stdin?.on('error', () => {});
  const killNow = (): void => void child.kill('SIGKILL');
  process.once('exit', killNow);
  const ended = new Promise<string>((resolve) => {
    const finish = (): void => {
      process.off('exit', killNow);
      child.stdin?.destroy();
      resolve(output.trim());
    };
    child.once('error', (error) => {
      output += error.message;
      finish();
    });
    child.once('exit', finish);
  });
  return { pid: child.pid ?? -1, ended, stop: () => stopChild(child, ended) };
}

function launch(command: ChildCommand): ChildProcess {
  const options = {
    detached: process.platform !== 'win32',
    stdio: 'pipe',
    env: { ...process.env, ...command.environment },
    ...(command.cwd === undefined ? {} : { cwd: command.cwd }),
  } as const;
  return process.platform === 'win32'
    ? spawn(command.file, command.arguments, options)
    : spawn('/bin/sh', ['-c', TIED_TO_PARENT, command.name, command.file, ...command.arguments], options);
}

async function stopChild(child: ChildProcess, ended: Promise<string>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  child.kill('SIGTERM');
  const force = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS);
  await ended;
  clearTimeout(force);
}

/** Waits until `probe` says yes; ends with a StartError when the process ends first or takes too long. */
export async function untilReady(
  name: string,
  child: Child,
  probe: () => Promise<boolean>,
  { everyMs = 20, withinMs = 30_000 }: { everyMs?: number; withinMs?: number } = {},
): Promise<void> {
  const running = Symbol('running');
  const deadline = Date.now() + withinMs;
  for (;;) {
    const gone = await Promise.race([child.ended, Promise.resolve(running)]);
    if (gone !== running) throw new StartError(`${name} ended while it was starting: ${lastLine(gone)}`);
    if (await probe()) return;
    if (Date.now() > deadline) {
      await child.stop();
      throw new StartError(`${name} did not answer within ${withinMs / 1000} s.`);
    }
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
}

function lastLine(output: string): string {
  const line = output.split('\n').at(-1)?.trim() ?? '';
  return line === '' ? 'it gave no reason.' : line;
}
