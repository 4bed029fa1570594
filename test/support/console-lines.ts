// What would have been logged: the console's lines, kept instead of written.

export interface ConsoleLines {
  readonly out: string[];
  readonly err: string[];
  /** The console is itself again. */
  restore(): void;
}

export function keepConsole(): ConsoleLines {
  const out: string[] = [];
  const err: string[] = [];
  const { log, error } = console;
  console.log = (line: string) => void out.push(line);
  console.error = (line: string) => void err.push(line);
  return { out, err, restore: () => void Object.assign(console, { log, error }) };
}
