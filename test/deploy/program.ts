// Runs a program to its end; when this process is asked to stop, so is the program.
import { type SpawnOptions, spawn } from 'node:child_process';
import { StartError } from '../../local/start-error.ts';

export type Program = {
  file: string;
  arguments: readonly string[];
  environment?: Readonly<Record<string, string | undefined>>;
  cwd?: string;
  signal: AbortSignal;
};

const KEPT_OUTPUT = 6_000;

/** What the program printed. @throws StartError with the end of it when the program fails. */
export async function output(name: string, program: Program): Promise<string> {
  const { code, text } = await run(program, 'pipe');
  if (code === 0) return text;
  throw new StartError(`${name} failed (${code ?? 'stopped'}):\n${text.slice(-KEPT_OUTPUT).trim()}`);
}

/** Lets the program print for itself, and gives its exit code. */
export const exitCode = async (program: Program): Promise<number> =>
  (await run(program, 'inherit')).code ?? 1;

function run(
  { file, arguments: flags, environment, cwd, signal }: Program,
  stdio: 'pipe' | 'inherit',
): Promise<{ code: number | null; text: string }> {
  const options: SpawnOptions = {
    env: { ...process.env, ...environment },
    ...(cwd === undefined ? {} : { cwd }),
    stdio: ['ignore', stdio, stdio],
    signal,
    killSignal: 'SIGTERM',
  };
  return new Promise((resolve, reject) => {
    let text = '';
    const keep = (chunk: Buffer): void => {
      text += chunk.toString('utf8');
    };
    const child = spawn(file, flags, options);
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
    child.once('error', (error) => {
      if (!signal.aborted) reject(error);
    });
    child.once('close', (code) => resolve({ code, text }));
  });
}
