// Starts the heartbeat's worker from the file that the build has put beside the page's script.

/** The worker's file name, with its hash; set by the build. */
declare const HEARTBEAT_WORKER: string;

export function heartbeatWorker(): Worker {
  return new Worker(new URL(HEARTBEAT_WORKER, import.meta.url));
}
