// `npm run test:live -- --outputs FILE --people FILE`: the acceptance suite against a real deployment.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StartError } from '../../local/start-error.ts';
import { runAcceptance } from '../deploy/acceptance.ts';
import { readLiveTarget } from './target.ts';

async function main(): Promise<number> {
  const target = readLiveTarget(process.argv.slice(2), process.env);
  const stopping = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopping.abort());
  const folder = mkdtempSync(join(tmpdir(), 'carrel-live-'));
  try {
    console.log(`The acceptance suite against ${target.socket}`);
    return await runAcceptance({
      target: { ...target, refusedTokens: [] },
      folder,
      signal: stopping.signal,
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof StartError ? error.message : error);
  process.exitCode = 1;
}
