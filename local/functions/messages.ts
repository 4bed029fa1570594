// What the runner and a function's worker say to each other.

export interface WorkerSetup {
  readonly folder: string;
  readonly handler: string;
  readonly functionName: string;
  readonly functionArn: string;
}

export interface InvocationRequest {
  readonly event: unknown;
  readonly requestId: string;
  /** In epoch milliseconds; what getRemainingTimeInMillis counts down to. */
  readonly deadline: number;
}

export type InvocationReply =
  /** The handler's result as Lambda would send it on; absent where it has no JSON, as undefined hasn't. */
  | { readonly json: string | undefined }
  | { readonly failure: { readonly errorType: string; readonly message: string } };
