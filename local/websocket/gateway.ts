// What the parts of one running API share: its routes, its open connections and the calls to its functions.
import { FunctionError } from '../functions/invocation.ts';
import type { SocketApiModel } from '../template/model.ts';
import type { Connection } from './connection.ts';
import type { GatewayEvent } from './events.ts';
import { GATEWAY_LIMITS, type SocketLimits } from './limits.ts';
import type { SocketApiOptions } from './options.ts';
import { type Route, Routes } from './routes.ts';
import { Throttle } from './throttle.ts';

/** What came of calling the function behind a route. */
export type Answer =
  | { readonly kind: 'answered'; readonly result: unknown }
  | { readonly kind: 'failed' }
  | { readonly kind: 'timed out' };

export class Gateway {
  readonly api: SocketApiModel;
  readonly limits: SocketLimits;
  readonly routes: Routes;
  readonly posts: Throttle;
  /** Open connections by id: those that can be posted to. */
  readonly open = new Map<string, Connection>();
  /** Connections whose socket isn't closed yet. */
  readonly sockets = new Set<Connection>();
  readonly #invoke: SocketApiOptions['functions']['invoke'];
  readonly #log: (sentence: string) => void;
  readonly #calls = new Set<Promise<unknown>>();

  constructor({ api, limits, functions, log }: SocketApiOptions) {
    this.api = api;
    this.limits = { ...GATEWAY_LIMITS, ...limits };
    this.routes = new Routes(api, this.limits.routes ?? api.stage.throttle);
    this.posts = new Throttle(this.limits.posts);
    this.#invoke = (name, event) => functions.invoke(name, event);
    this.#log = log ?? ((sentence) => console.error(sentence));
  }

  /** Never rejects: that a function fails is a normal outcome for a gateway. */
  async call(route: Route, event: GatewayEvent): Promise<Answer> {
    const call = this.#answer(route, event);
    this.#calls.add(call);
    void call.finally(() => this.#calls.delete(call));
    let timer: NodeJS.Timeout | undefined;
    const timedOut = new Promise<Answer>((resolve) => {
      timer = setTimeout(() => resolve({ kind: 'timed out' }), this.limits.integrationMilliseconds);
    });
    const answer = await Promise.race([call, timedOut]);
    clearTimeout(timer);
    return answer;
  }

  /** When every call under way has ended. */
  async quiet(): Promise<void> {
    while (this.#calls.size > 0) await Promise.all(this.#calls);
  }

  async #answer(route: Route, event: GatewayEvent): Promise<Answer> {
    try {
      return { kind: 'answered', result: await this.#invoke(route.functionName, event) };
    } catch (error) {
      const what = error instanceof FunctionError ? `${error.errorType}: ${error.message}` : String(error);
      this.#log(`${route.functionName} failed on ${route.key}: ${what}`);
      return { kind: 'failed' };
    }
  }
}
