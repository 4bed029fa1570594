// The containers of one function: grown on demand up to a limit, kept warm, the last used first.
import { availableParallelism } from 'node:os';
import { Container, type ContainerProps } from './container.ts';
import { FunctionError } from './invocation.ts';

export interface PoolProps extends ContainerProps {
  readonly limit: number;
}

/** More containers than cores make each slower, so beyond that an invocation waits before one is added. */
const AT_ONCE = availableParallelism();
/** Whoever waits less than a cold start on busy cores is served sooner by a warm container. */
const PATIENCE_MILLISECONDS = 250;

interface Waiting {
  readonly since: number;
  readonly resolve: (container: Container) => void;
  readonly reject: (error: FunctionError) => void;
}

export class ContainerPool {
  readonly #props: PoolProps;
  readonly #containers = new Set<Container>();
  readonly #idle: Container[] = [];
  readonly #waiting: Waiting[] = [];
  #growth: NodeJS.Timeout | undefined;
  #stopped = false;

  constructor(props: PoolProps) {
    this.#props = props;
  }

  warm(count: number): void {
    while (this.#containers.size < Math.min(count, this.#props.limit)) this.#idle.push(this.#start());
  }

  async invoke(event: unknown): Promise<unknown> {
    if (this.#stopped) throw stopped();
    const container = this.#free() ?? (await this.#turn());
    try {
      return await container.invoke(event);
    } finally {
      this.#release(container);
    }
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#growth);
    for (const { reject } of this.#waiting.splice(0)) reject(stopped());
    await Promise.all([...this.#containers].map((container) => container.stop()));
  }

  #free(): Container | undefined {
    let container = this.#idle.pop();
    while (container !== undefined && !container.alive) {
      this.#containers.delete(container);
      container = this.#idle.pop();
    }
    return (
      container ?? (this.#containers.size < Math.min(AT_ONCE, this.#props.limit) ? this.#start() : undefined)
    );
  }

  #turn(): Promise<Container> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ since: performance.now(), resolve, reject });
      this.#growth ??= setTimeout(() => this.#grow(), PATIENCE_MILLISECONDS);
    });
  }

  /** Adds a container only when somebody has waited too long: a busy pool whose turns are short stays small. */
  #grow(): void {
    this.#growth = undefined;
    const [first] = this.#waiting;
    if (first === undefined || this.#containers.size >= this.#props.limit) return;
    const left = PATIENCE_MILLISECONDS - (performance.now() - first.since);
    if (left <= 0) {
      this.#waiting.shift();
      first.resolve(this.#start());
    }
    this.#growth = setTimeout(() => this.#grow(), left > 0 ? left : PATIENCE_MILLISECONDS);
  }

  #release(container: Container): void {
    if (!container.alive) this.#containers.delete(container);
    const next = this.#waiting.shift();
    if (next !== undefined) next.resolve(container.alive ? container : this.#start());
    else if (container.alive) this.#idle.push(container);
  }

  #start(): Container {
    const container = new Container(this.#props);
    this.#containers.add(container);
    return container;
  }
}

function stopped(): FunctionError {
  return new FunctionError('Runtime.Stopped', 'The runner stopped');
}
