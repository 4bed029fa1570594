// One worker thread that stands for a Lambda container: one invocation at a time, killed when its time is over.
import { randomUUID } from 'node:crypto';
import type { Readable } from 'node:stream';
import { createInterface } from 'node:readline';
import { inspect } from 'node:util';
import { Worker } from 'node:worker_threads';
import type { FunctionModel } from '../template/model.ts';
import { FunctionError, type FunctionLine } from './invocation.ts';
import type { InvocationReply, InvocationRequest, WorkerSetup } from './messages.ts';

const WORKER_FILE = new URL('./worker.mjs', import.meta.url);

export interface ContainerProps {
  readonly model: FunctionModel;
  readonly environment: Readonly<Record<string, string>>;
  readonly log: (line: FunctionLine) => void;
}

interface Running {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: FunctionError) => void;
  readonly timer: NodeJS.Timeout;
}

export class Container {
  readonly #model: FunctionModel;
  readonly #worker: Worker;
  readonly #exited: Promise<void>;
  #running: Running | undefined;
  #crash: unknown;
  #alive = true;

  constructor({ model, environment, log }: ContainerProps) {
    this.#model = model;
    const setup: WorkerSetup = {
      folder: model.folder,
      handler: model.handler,
      functionName: model.name,
      functionArn: model.arn,
    };
    this.#worker = new Worker(WORKER_FILE, {
      workerData: setup,
      env: { ...environment },
      // The runner's own loaders (tsx) would only slow the bundle's start.
      execArgv: [],
      stdout: true,
      stderr: true,
    });
    passOn(this.#worker.stdout, (text) => log({ functionName: model.name, stream: 'stdout', text }));
    passOn(this.#worker.stderr, (text) => log({ functionName: model.name, stream: 'stderr', text }));
    this.#worker.on('message', (reply: InvocationReply) => this.#settle(reply));
    this.#worker.on('error', (error) => {
      this.#alive = false;
      this.#crash = error;
      // Also for one that crashes between invocations: nobody else would hear of it.
      for (const text of inspect(error).split('\n'))
        log({ functionName: model.name, stream: 'stderr', text });
    });
    this.#exited = new Promise((resolve) => {
      this.#worker.once('exit', (code) => {
        this.#alive = false;
        this.#fail('Runtime.ExitError', exitReason(code, this.#crash));
        resolve();
      });
    });
    // Warm containers must not keep a runner alive that has nothing else to do.
    this.#worker.unref();
  }

  /** Whether it can take an invocation: a container that crashed or was killed can't. */
  get alive(): boolean {
    return this.#alive;
  }

  /** The caller sees to it that nothing else runs here. */
  invoke(event: unknown): Promise<unknown> {
    const milliseconds = this.#model.timeoutSeconds * 1000;
    return new Promise((resolve, reject) => {
      const request: InvocationRequest = {
        event,
        requestId: randomUUID(),
        deadline: Date.now() + milliseconds,
      };
      this.#worker.postMessage(request);
      this.#running = { resolve, reject, timer: setTimeout(() => this.#timeOut(), milliseconds) };
    });
  }

  async stop(): Promise<void> {
    this.#alive = false;
    this.#fail('Runtime.Stopped', 'The runner stopped');
    await this.#worker.terminate();
    await this.#exited;
  }

  #timeOut(): void {
    this.#alive = false;
    this.#fail('Sandbox.Timedout', `Task timed out after ${this.#model.timeoutSeconds.toFixed(2)} seconds`);
    void this.#worker.terminate();
  }

  #settle(reply: InvocationReply): void {
    if ('failure' in reply) {
      this.#fail(reply.failure.errorType, reply.failure.message);
      return;
    }
    this.#take()?.resolve(reply.json === undefined ? null : JSON.parse(reply.json));
  }

  #fail(errorType: string, message: string): void {
    this.#take()?.reject(new FunctionError(errorType, message));
  }

  #take(): Running | undefined {
    const running = this.#running;
    this.#running = undefined;
    if (running !== undefined) clearTimeout(running.timer);
    return running;
  }
}

function exitReason(code: number, crash: unknown): string {
  const reason = crash === undefined ? '' : `: ${crash instanceof Error ? crash.message : inspect(crash)}`;
  return `The function's process exited with ${code} before it answered${reason}`;
}

function passOn(stream: Readable, line: (text: string) => void): void {
  createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY }).on('line', line);
}
