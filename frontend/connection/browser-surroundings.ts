// The real surroundings: the browser's WebSocket, clock and network events.
import type { Cancel } from './emitter.ts';
import { type RingingWorker, SteadyTimer } from './steady-timer.ts';
import type { OpenSocket, SocketEvents, Surroundings, SurroundingsChange } from './surroundings.ts';

function openSocket(url: string, events: SocketEvents): OpenSocket {
  const socket = new WebSocket(url);
  socket.addEventListener('open', () => events.opened());
  socket.addEventListener('message', ({ data }) => {
    if (typeof data === 'string') events.said(data);
  });
  socket.addEventListener('close', ({ code, reason }) => events.closed(code, reason));
  return {
    send: (text) => {
      if (socket.readyState === WebSocket.OPEN) socket.send(text);
    },
    close: () => socket.close(),
  };
}

function watch(listener: (change: SurroundingsChange) => void): Cancel {
  const watching = new AbortController();
  const { signal } = watching;
  addEventListener('online', () => listener('online'), { signal });
  addEventListener('offline', () => listener('offline'), { signal });
  document.addEventListener('resume', () => listener('woken'), { signal });
  document.addEventListener(
    'visibilitychange',
    () => {
      if (document.visibilityState === 'visible') listener('visible');
    },
    { signal },
  );
  return () => watching.abort();
}

/** `makeWorker` starts heartbeat-worker.ts, wherever the build has put it. */
export function browserSurroundings(makeWorker: () => RingingWorker): Surroundings {
  const timer = new SteadyTimer(makeWorker);
  return {
    openSocket,
    watch,
    now: () => Date.now(),
    after: timer.after,
    random: () => Math.random(),
    isOnline: () => navigator.onLine,
  };
}
