// The limits of API Gateway's WebSocket APIs, each settable so that tests can reach them.
import type { ThrottleModel } from '../template/model.ts';

export interface SocketLimits {
  /** A connection on which no message goes either way is closed after this. */
  readonly idleMilliseconds: number;
  /** However busy, a connection is closed after this. */
  readonly lifetimeMilliseconds: number;
  /** How long a function may take to answer the gateway; it runs on behind it. */
  readonly integrationMilliseconds: number;
  readonly messageBytes: number;
  readonly frameBytes: number;
  /** What each route allows, in place of the stage's own throttle. */
  readonly routes?: ThrottleModel;
  /** What the management endpoint allows. */
  readonly posts?: ThrottleModel;
}

/** The quotas that Amazon documents; the rates are those of a whole account. */
export const GATEWAY_LIMITS: SocketLimits = {
  idleMilliseconds: 10 * 60 * 1000,
  lifetimeMilliseconds: 2 * 60 * 60 * 1000,
  integrationMilliseconds: 29_000,
  messageBytes: 128 * 1024,
  frameBytes: 32 * 1024,
  posts: { ratePerSecond: 10_000, burst: 5_000 },
};
