// The sentences that an administrator reads when the context can't be deployed as it stands.

/** One thing that is wrong: where, what belongs there, and what was there instead. */
export type ContextFault = { key: string; expected: string; found: string };

export class ContextError extends Error {
  override readonly name = 'ContextError';
  readonly faults: readonly ContextFault[];

  constructor(faults: readonly ContextFault[]) {
    const lines = faults.map(({ key, expected, found }) => `  ${key}: expected ${expected}; found ${found}.`);
    super(['The context in cdk.json cannot be deployed as it stands:', ...lines].join('\n'));
    this.faults = faults;
  }
}
