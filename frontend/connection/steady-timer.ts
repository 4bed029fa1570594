// Timers that keep time in background tabs: they ring in a worker, or on the page where a worker can't start.
import type { Cancel } from './emitter.ts';

/** Shorter waits (ms) don't need the worker: a background tab's timers are held to one a second at first. */
const WORTH_A_WORKER_MS = 1_000;

/** As much of a Worker as is needed. */
export interface RingingWorker {
  postMessage(plan: { id: number; ms?: number }): void;
  addEventListener(type: 'message', listener: (event: { data: unknown }) => void): void;
  addEventListener(type: 'error', listener: () => void): void;
}

interface Plan {
  readonly run: () => void;
  readonly due: number;
}

export class SteadyTimer {
  readonly #plans = new Map<number, Plan>();
  #worker: RingingWorker | undefined;
  #ids = 0;

  constructor(makeWorker: () => RingingWorker) {
    try {
      this.#worker = makeWorker();
      this.#worker.addEventListener('message', ({ data }) => this.#ring(data));
      // The worker's file may be blocked or missing, which is told only later.
      this.#worker.addEventListener('error', () => this.#moveToPage());
    } catch {
      this.#worker = undefined;
    }
  }

  readonly after = (ms: number, run: () => void): Cancel => {
    if (this.#worker === undefined || ms < WORTH_A_WORKER_MS) return onPage(ms, run);
    this.#ids += 1;
    const id = this.#ids;
    this.#plans.set(id, { run, due: Date.now() + ms });
    this.#worker.postMessage({ id, ms });
    return () => {
      if (this.#plans.delete(id)) this.#worker?.postMessage({ id });
    };
  };

  #ring(id: unknown): void {
    if (typeof id !== 'number') return;
    const plan = this.#plans.get(id);
    this.#plans.delete(id);
    plan?.run();
  }

  #moveToPage(): void {
    this.#worker = undefined;
    for (const [id, { due }] of this.#plans) onPage(Math.max(0, due - Date.now()), () => this.#ring(id));
  }
}

function onPage(ms: number, run: () => void): Cancel {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
}
