// Counts what actions cause: requests and units of DynamoDB, invocations of Lambda, pushes, files put into S3.
import type { Exchange } from './forwarding-proxy.ts';
import { capacityOf, operationOf } from './capacity.ts';

export interface Counts {
  /** Requests to DynamoDB. */
  readonly requests: number;
  readonly reads: number;
  readonly writes: number;
  readonly readUnits: number;
  readonly writeUnits: number;
  readonly invocations: number;
  /** Frames that reached a connection. */
  readonly pushes: number;
  /** Posts to connections that were gone. */
  readonly gone: number;
  /** Files put into S3. */
  readonly puts: number;
}
export type Count = keyof Counts;

const NOTHING: Counts = {
  requests: 0,
  reads: 0,
  writes: 0,
  readUnits: 0,
  writeUnits: 0,
  invocations: 0,
  pushes: 0,
  gone: 0,
  puts: 0,
};

export interface Taken {
  readonly counts: Counts;
  /** Requests by operation: `{ Query: 1, PutItem: 1 }`. */
  readonly operations: Readonly<Record<string, number>>;
}

/** Only the functions' own requests count: the SDK tells in `user-agent` that it runs in one. */
export const isFunctions = (headers: Exchange['headers']): boolean =>
  (headers['user-agent'] ?? '').includes('exec-env/AWS_Lambda');

export class Tally {
  #counts = NOTHING;
  #operations: Record<string, number> = {};

  /** An exchange with the engine. */
  addRequest({ headers, answer }: Exchange): void {
    if (!isFunctions(headers)) return;
    const operation = operationOf(headers['x-amz-target']);
    const { reads, writes, readUnits, writeUnits } = capacityOf(operation, answer);
    this.#operations[operation] = (this.#operations[operation] ?? 0) + 1;
    this.#add({ requests: 1, reads, writes, readUnits, writeUnits });
  }

  /** An exchange with the management endpoint. */
  addPost({ method, status }: Exchange): void {
    if (method !== 'POST') return;
    this.#add(status === 200 ? { pushes: 1 } : { gone: 1 });
  }

  /** An exchange with the storage. */
  addPut({ method, status }: Exchange): void {
    if (method !== 'PUT' || status !== 200) return;
    this.#operations['S3 PutObject'] = (this.#operations['S3 PutObject'] ?? 0) + 1;
    this.#add({ puts: 1 });
  }

  addInvocation(): void {
    this.#add({ invocations: 1 });
  }

  /** What was counted since the last call. */
  take(): Taken {
    const taken = { counts: this.#counts, operations: this.#operations };
    this.#counts = NOTHING;
    this.#operations = {};
    return taken;
  }

  #add(more: Partial<Counts>): void {
    this.#counts = eachCount((count) => this.#counts[count] + (more[count] ?? 0));
  }
}

/** Counts made one by one. */
export function eachCount(value: (count: Count) => number): Counts {
  return {
    requests: value('requests'),
    reads: value('reads'),
    writes: value('writes'),
    readUnits: value('readUnits'),
    writeUnits: value('writeUnits'),
    invocations: value('invocations'),
    pushes: value('pushes'),
    gone: value('gone'),
    puts: value('puts'),
  };
}

/** The middle one of several measurements of each count. */
export function medianCounts(all: readonly Counts[]): Counts {
  return eachCount((count) => {
    const sorted = all.map((each) => each[count]).sort((a, b) => a - b);
    return sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
  });
}
