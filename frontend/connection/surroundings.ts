// What the connection needs from the world outside: sockets, time, chance, and news of network and tab.
import type { Cancel } from './emitter.ts';

/** What a socket reports. After `closed` it reports nothing more. */
export interface SocketEvents {
  opened(): void;
  said(text: string): void;
  closed(code: number, reason: string): void;
}

export interface OpenSocket {
  send(text: string): void;
  close(): void;
}

/** `woken`: the page was suspended, and runs again. */
export type SurroundingsChange = 'online' | 'offline' | 'visible' | 'woken';

/** A timer that rings so much too late (ms) says that computer or page slept meanwhile. */
export const OVERSLEPT_MS = 5_000;

export interface Surroundings {
  /** Opens a WebSocket. May throw where the address is refused outright. */
  openSocket(url: string, events: SocketEvents): OpenSocket;
  /** Milliseconds since 1970. */
  now(): number;
  /** Runs once after so many milliseconds, in background tabs too. */
  after(ms: number, run: () => void): Cancel;
  /** From 0 up to, but not including, 1. */
  random(): number;
  isOnline(): boolean;
  /** Tells when the network goes or comes back, and when the tab is looked at or runs again. */
  watch(listener: (change: SurroundingsChange) => void): Cancel;
}
