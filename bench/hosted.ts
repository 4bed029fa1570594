// Starts a measured service as a child process and reads what it prints when it is ready.
import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import * as v from 'valibot';

const tokens = v.object({ accessToken: v.string(), idToken: v.optional(v.string()) });
const ready = v.object({ socket: v.string(), operators: v.optional(v.array(tokens), []) });

export type Hosted = v.InferOutput<typeof ready> & { stop(): Promise<void> };

const READY_MS = 60_000;

export async function startHosted(kind: 'relay' | 'floor' | 'carrel', engine: string): Promise<Hosted> {
  const host = fileURLToPath(new URL('./host.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', host, kind, engine], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const stop = () => stopChild(child);
  try {
    const line = await firstLine(child, kind);
    return { ...v.parse(v.pipe(v.string(), v.parseJson(), ready), line), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function firstLine(child: ChildProcess, kind: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`${kind} was not ready in time`)), READY_MS);
    child.once('exit', (code) => reject(new Error(`${kind} ended with ${code} before it was ready`)));
    if (child.stdout === null) return;
    createInterface({ input: child.stdout }).once('line', (line) => {
      clearTimeout(timer);
      resolve(line);
    });
  });
}

async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  const force = setTimeout(() => child.kill('SIGKILL'), 5_000);
  await ended;
  clearTimeout(force);
}
