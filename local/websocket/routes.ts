// Chooses the route of a message by the API's route selection expression.
import { StartError } from '../start-error.ts';
import type { RouteModel, SocketApiModel, ThrottleModel } from '../template/model.ts';
import { Throttle } from './throttle.ts';

export interface Route extends RouteModel {
  readonly throttle: Throttle;
}

export class Routes {
  readonly #routes = new Map<string, Route>();
  readonly #path: readonly string[];

  /** `limits` are those of the stage, which hold for each route by itself. */
  constructor(api: SocketApiModel, limits: ThrottleModel | undefined) {
    this.#path = pathOf(api.routeSelectionExpression);
    for (const route of api.routes) {
      this.#routes.set(route.key, { ...route, throttle: new Throttle(limits) });
    }
  }

  get(key: '$connect' | '$disconnect'): Route | undefined {
    return this.#routes.get(key);
  }

  /** Text that isn't JSON, or that no route is made for, goes to `$default`, where there is one. */
  ofMessage(text: string): Route | undefined {
    const key = this.#selected(text);
    const selected = key === undefined || isReserved(key) ? undefined : this.#routes.get(key);
    return selected ?? this.#routes.get('$default');
  }

  #selected(text: string): string | undefined {
    let value = parsed(text);
    for (const name of this.#path) {
      if (typeof value !== 'object' || value === null) return undefined;
      value = Object.entries(value).find(([key]) => key === name)?.[1];
    }
    return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
  }
}

/** A client must not reach the gateway's own routes by naming them. */
function isReserved(key: string): boolean {
  return key === '$connect' || key === '$disconnect';
}

function pathOf(expression: string): readonly string[] {
  const path = /^\$(?:\{request\.body\.([\w.]+)\}|request\.body\.([\w.]+))$/.exec(expression);
  const names = path?.[1] ?? path?.[2];
  if (names === undefined) {
    throw new StartError(`The local runner can't select routes by ${expression}: use $request.body.action.`);
  }
  return names.split('.');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
