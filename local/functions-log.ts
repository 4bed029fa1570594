// Keeps what the functions write in a file, as CloudWatch would, so that the terminal stays legible.
import { type WriteStream, createWriteStream } from 'node:fs';

export class FunctionsLog {
  readonly #stream: WriteStream;

  constructor(file: string) {
    this.#stream = createWriteStream(file);
    // A full disk must not take the service down with it.
    this.#stream.on('error', () => {});
  }

  readonly write = (line: string): void => {
    this.#stream.write(`${new Date().toISOString()} ${line}\n`);
  };

  stop(): Promise<void> {
    return new Promise((resolve) => this.#stream.end(() => resolve()));
  }
}
