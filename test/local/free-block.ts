// Finds room for a runner's ports beside whatever else runs.
import { freePort, isFirstPort, isFree, portBlock } from '../../local/ports.ts';

/** The first port of a free block. */
export async function freeBlock(): Promise<number> {
  for (;;) {
    const first = await freePort();
    if (!isFirstPort(first)) continue;
    const free = await Promise.all(Object.values(portBlock(first)).map(isFree));
    if (free.every(Boolean)) return first;
  }
}
