// What invoking a function promises: the handle that the runner's parts share, and how an invocation fails.

export interface RunningFunctions {
  /**
   * Runs the function once and gives what its handler returned (through JSON, as Lambda does).
   * Rejects with a FunctionError when the handler throws, its worker dies or its time is over.
   */
  invoke(name: string, event: unknown): Promise<unknown>;
  stop(): Promise<void>;
}

export interface FunctionOptions {
  /**
   * What the runner adds to each function's environment as the Lambda runtime would, such as
   * AWS_ENDPOINT_URL_DYNAMODB. The template's own variables win over it.
   */
  readonly runtimeEnvironment?: Readonly<Record<string, string>>;
  /** The most workers for one function; further invocations wait. Default 8. */
  readonly workersPerFunction?: number;
  /** How many workers of each function are started before the first invocation. Default 0. */
  readonly warmWorkers?: number;
  /** Takes each line that a function writes. Default: the console, with the function's name before it. */
  readonly log?: (line: FunctionLine) => void;
}

export interface FunctionLine {
  readonly functionName: string;
  readonly stream: 'stdout' | 'stderr';
  readonly text: string;
}

/** A failed invocation, with the error type that Lambda would report. */
export class FunctionError extends Error {
  override readonly name = 'FunctionError';
  readonly errorType: string;

  constructor(errorType: string, message: string) {
    super(message);
    this.errorType = errorType;
  }
}
