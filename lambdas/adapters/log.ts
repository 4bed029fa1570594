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
  const where = (error.stack ?? '')
    .split('\n')
    .filter((line) => line.trimStart().startsWith('at '))
    .slice(0, 6)
    .map((line) => line.trim())
    .join(' | ');
  return { error: error.name, where };
}
