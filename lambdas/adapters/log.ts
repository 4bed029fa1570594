// The log: one JSON line an event, with codes and names only. What people wrote or are called never gets here.

type Fields = Readonly<Record<string, string | number | undefined>>;

export interface Log {
  /** A frame that was refused, or another thing that is expected to happen. */
  note(event: string, fields?: Fields): void;
  /** A bug or broken infrastructure. */
  failure(event: string, error: unknown, fields?: Fields): void;
}

/** Writes to standard output, where Lambda takes it up. */
export const consoleLog: Log = {
  note(event, fields) {
    console.log(JSON.stringify({ level: 'info', event, ...fields }));
  },
  failure(event, error, fields) {
    console.error(JSON.stringify({ level: 'error', event, ...describe(error), ...fields }));
  },
};

/** The kind of an error and where it arose. Its message may quote data, so it stays out. */
function describe(error: unknown): Fields {
  if (!(error instanceof Error)) return { error: typeof error };
  const stack = error.stack ?? '';
  // The stack begins with the message, which may have lines that look like the stack's own.
  const begin = error.message === '' ? 0 : stack.indexOf(error.message);
  const where = stack
    .slice(begin === -1 ? stack.length : begin + error.message.length)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line.startsWith('at '))
    .slice(0, 6)
    .join(' | ');
  return { error: error.name, where };
}
