// Moves a ready assembly to other ports, so that tests need not synthesize for each start.
import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { BLOCK_SIZE, HOST } from './ports.ts';

/** What BucketDeployment's `Source.jsonData` writes: the one kind of asset with addresses in it. */
const CONFIG = 'config.json';

/** Writes into `to` what `synthesize` would have written there for the ports at `firstPort`. */
export function relocate(from: string, fromPort: number, to: string, firstPort: number): void {
  const moved = (text: string): string => movePorts(text, fromPort, firstPort);
  rmSync(to, { recursive: true, force: true });
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const source = resolve(from, entry.name);
    const target = join(to, entry.name);
    if (entry.name.endsWith('.json')) writeFileSync(target, moved(readFileSync(source, 'utf8')));
    else if (entry.isDirectory() && readdirSync(source).includes(CONFIG)) {
      cpSync(source, target, { recursive: true });
      writeFileSync(join(target, CONFIG), moved(readFileSync(join(source, CONFIG), 'utf8')));
    } else symlinkSync(source, target);
  }
}

export function movePorts(text: string, fromPort: number, toPort: number): string {
  return text.replace(new RegExp(`${HOST.replaceAll('.', '\\.')}:(\\d+)`, 'g'), (address, port: string) => {
    const index = Number(port) - fromPort;
    return index >= 0 && index < BLOCK_SIZE ? `${HOST}:${toPort + index}` : address;
  });
}
