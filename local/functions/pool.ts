// The containers of one function: grown on demand up to a limit, kept warm, the last used first.
import { Container, type ContainerProps } from './container.ts';
import { FunctionError } from './invocation.ts';

export interface PoolProps extends ContainerProps {
  readonly limit: number;
}

export class ContainerPool {
  readonly #props: PoolProps;
  readonly #containers = new Set<Container>();
  readonly #idle: Container[] = [];
  readonly #waiting: { resolve: (container: Container) => void; reject: (error: FunctionError) => void }[] =
    [];
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
    for (const { reject } of this.#waiting.splice(0)) reject(stopped());
    await Promise.all([...this.#containers].map((container) => container.stop()));
  }

  #free(): Container | undefined {
    let container = this.#idle.pop();
    while (container !== undefined && !container.alive) {
      this.#containers.delete(container);
      container = this.#idle.pop();
    }
    if (container !== undefined) return container;
    return this.#containers.size < this.#props.limit ? this.#start() : undefined;
  }

  #turn(): Promise<Container> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
    });
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
