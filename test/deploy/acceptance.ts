// Runs the acceptance suite against a Carrel that is deployed somewhere.
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Target } from '../support/target.ts';
import { exitCode } from './program.ts';

const ROOT = join(import.meta.dirname, '../..');
const JEST = join(ROOT, 'node_modules/jest/bin/jest.js');

/** The suite's exit code; what it finds, it prints. `folder` takes the target's file while the suite runs. */
export async function runAcceptance(target: Target, folder: string, signal: AbortSignal): Promise<number> {
  const file = join(folder, 'target.json');
  // There are passwords or tokens in it.
  writeFileSync(file, JSON.stringify(target), { mode: 0o600 });
  try {
    return await exitCode({
      file: process.execPath,
      // A socket that a failed test left open must not keep the emulator up.
      arguments: [
        JEST,
        '--config',
        join(ROOT, 'jest.config.mjs'),
        '--selectProjects',
        'acceptance',
        '--forceExit',
      ],
      environment: { CARREL_TARGET: file },
      signal,
    });
  } finally {
    rmSync(file, { force: true });
  }
}
