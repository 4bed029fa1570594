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
  return listenOnce(port).then(
    () => true,
    () => false,
  );
}

export function freePort(): Promise<number> {
  return listenOnce(0);
}

/** The first port of a free block, for tests and measurements that run beside others. */
export async function freeBlock(): Promise<number> {
  for (;;) {
    const first = await freePort();
    if (!isFirstPort(first)) continue;
    const free = await Promise.all(Object.values(portBlock(first)).map(isFree));
    if (free.every(Boolean)) return first;
  }
}

function listenOnce(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(port, HOST, () => {
      const address = server.address();
      const chosen = typeof address === 'object' && address !== null ? address.port : port;
      server.close(() => resolve(chosen));
    });
  });
}
