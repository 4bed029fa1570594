// Finds free ports on loopback, and says in one sentence which is taken.
import { createServer } from 'node:net';

import { StartError } from './start-error.ts';

export const HOST = '127.0.0.1';

/** What listens where, counted from the first port of the block. */
const BLOCK = ['demo', 'dashboard', 'widget', 'socket', 'issuer', 'mailbox', 'engine', 'storage'] as const;
export type PortName = (typeof BLOCK)[number];
export type Ports = Readonly<Record<PortName, number>>;

export const BLOCK_SIZE = BLOCK.length;
const LARGEST_PORT = 65_535;

export function portBlock(first: number): Ports {
  const at = (name: PortName): number => first + BLOCK.indexOf(name);
  return {
    demo: at('demo'),
    dashboard: at('dashboard'),
    widget: at('widget'),
    socket: at('socket'),
    issuer: at('issuer'),
    mailbox: at('mailbox'),
    engine: at('engine'),
    storage: at('storage'),
  };
}

export function isFirstPort(port: number): boolean {
  return Number.isInteger(port) && port >= 1024 && port + BLOCK_SIZE - 1 <= LARGEST_PORT;
}

/** Fails with a sentence when a port of the block is taken. */
export async function assertFree(first: number): Promise<void> {
  const ports = Object.values(portBlock(first));
  const free = await Promise.all(ports.map(isFree));
  const taken = ports.find((_, index) => free[index] === false);
  if (taken === undefined) return;
  throw new StartError(
    `Port ${taken} is taken (perhaps Carrel is already running): stop what uses it, ` +
      `or choose another block of ${BLOCK_SIZE} ports with --port, such as --port ${first + 100}.`,
  );
}

export function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, HOST, () => server.close(() => resolve(true)));
  });
}

/**
 * Free ports are looked for below those that systems give to outgoing connections: one of these could be taken
 * between the look and the use of it. Processes that run side by side begin at different ports.
 */
const SOUGHT = { from: 10_000, blocks: 2_750 } as const;
const FIRST_SOUGHT = (process.pid * 97) % SOUGHT.blocks;
let sought = 0;

export async function freePort(): Promise<number> {
  return freeBlock(1);
}

/** The first port of a free block, for tests and measurements that run beside others. */
export async function freeBlock(size: number = BLOCK_SIZE): Promise<number> {
  while (sought < SOUGHT.blocks) {
    const first = SOUGHT.from + ((FIRST_SOUGHT + sought) % SOUGHT.blocks) * BLOCK_SIZE;
    sought += 1;
    const block = Array.from({ length: size }, (_, index) => first + index);
    const free = await Promise.all(block.map(isFree));
    if (free.every(Boolean)) return first;
  }
  throw new StartError(`No ${size} ports beside each other are free from ${SOUGHT.from} on.`);
}
