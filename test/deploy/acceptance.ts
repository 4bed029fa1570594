// Runs the acceptance suite against a Carrel that is deployed somewhere.
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Target } from '../support/target.ts';
import { exitCode } from './program.ts';

const ROOT = join(import.meta.dirname, '../..');
const JEST = join(ROOT, 'node_modules/jest/bin/jest.js');

export type Suite = {
  target: Target;
  /** Takes the target's file while the suite runs. */
  folder: string;
  /** Leaves out the tests whose titles don't match. */
  pattern?: string;
  signal: AbortSignal;
};

/** The suite's exit code; what it finds, it prints. */
export async function runAcceptance({ target, folder, pattern, signal }: Suite): Promise<number> {
  const file = join(folder, 'target.json');
  const flags = ['--config', join(ROOT, 'jest.config.mjs'), '--selectProjects', 'acceptance'];
  // There are passwords or tokens in it.
  writeFileSync(file, JSON.stringify(target), { mode: 0o600 });
  try {
    return await exitCode({
      file: process.execPath,
      // A socket that a failed test left open must not keep the emulator up.
      arguments: [JEST, ...flags, '--forceExit', ...(pattern ? ['--testNamePattern', pattern] : [])],
      environment: { CARREL_TARGET: file },
      signal,
    });
  } finally {
    rmSync(file, { force: true });
  }
}
