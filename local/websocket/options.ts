// What a socket API is started with, and the handle on a running one.
import type { SocketApiModel } from '../template/model.ts';
import type { GatewayEvent } from './events.ts';
import type { SocketLimits } from './limits.ts';

export interface SocketApiOptions {
  /** 0 takes a free one. */
  readonly port: number;
  /** Default 127.0.0.1. */
  readonly host?: string;
  readonly api: SocketApiModel;
  /** Runs a function by its name; rejects when it fails. RunningFunctions does. */
  readonly functions: { invoke(name: string, event: GatewayEvent): Promise<unknown> };
  readonly limits?: Partial<SocketLimits>;
  /** Takes a sentence for each function that failed. Default: the error console. */
  readonly log?: (sentence: string) => void;
}

export interface RunningSocketApi {
  readonly address: {
    readonly port: number;
    /** Where clients connect: `ws://127.0.0.1:1234/live`. */
    readonly socket: string;
    /** Where functions post: `http://127.0.0.1:1234/live`; the SDK adds `/@connections/{id}`. */
    readonly management: string;
  };
  /** Closes every connection with 1001, lets `$disconnect` run for a moment, then closes the port. */
  stop(): Promise<void>;
}
