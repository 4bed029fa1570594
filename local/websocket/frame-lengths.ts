// Watches a client's bytes for the length of each data frame, which `ws` checks only for whole messages.

const CONTINUATION = 0;
const BINARY = 2;

/** Reads headers and skips payloads, so its cost doesn't grow with the payload (RFC 6455, 5.2). */
export class FrameLengths {
  readonly #onDataFrame: (bytes: number) => void;
  readonly #header: number[] = [];
  #payloadLeft = 0;

  constructor(onDataFrame: (bytes: number) => void) {
    this.#onDataFrame = onDataFrame;
  }

  /** Takes the bytes in the order in which they come, cut anywhere. */
  feed(chunk: Uint8Array): void {
    let offset = 0;
    while (offset < chunk.length) {
      if (this.#payloadLeft > 0) {
        const skipped = Math.min(this.#payloadLeft, chunk.length - offset);
        this.#payloadLeft -= skipped;
        offset += skipped;
        continue;
      }
      this.#header.push(chunk[offset] ?? 0);
      offset += 1;
      if (this.#header.length >= 2 && this.#header.length === headerLength(this.#header)) this.#endHeader();
    }
  }

  #endHeader(): void {
    const opcode = (this.#header[0] ?? 0) & 0x0f;
    this.#payloadLeft = payloadLength(this.#header);
    this.#header.length = 0;
    if (opcode >= CONTINUATION && opcode <= BINARY) this.#onDataFrame(this.#payloadLeft);
  }
}

function headerLength(header: readonly number[]): number {
  const second = header[1] ?? 0;
  return 2 + extendedLengthBytes(second & 0x7f) + (second & 0x80 ? 4 : 0);
}

function payloadLength(header: readonly number[]): number {
  const short = (header[1] ?? 0) & 0x7f;
  const extended = header.slice(2, 2 + extendedLengthBytes(short));
  return extended.length === 0 ? short : extended.reduce((length, byte) => length * 256 + byte, 0);
}

function extendedLengthBytes(short: number): number {
  if (short === 126) return 2;
  return short === 127 ? 8 : 0;
}
