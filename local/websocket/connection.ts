// One open connection: sends, watches the clock and the sizes, and knows why it was closed.
import type { Socket } from 'node:net';
import type { WebSocket } from 'ws';
import type { ConnectionContext } from './events.ts';
import { FrameLengths } from './frame-lengths.ts';
import type { SocketLimits } from './limits.ts';

export interface ConnectionProps {
  readonly context: ConnectionContext;
  readonly webSocket: WebSocket;
  readonly socket: Pick<Socket, 'prependListener' | 'off'>;
  readonly limits: SocketLimits;
  readonly onMessage: (text: string) => void;
  /** Called once, when the connection can no longer be posted to. */
  readonly onGone: () => void;
  /** Called once, when the socket is closed. */
  readonly onClosed: (code: number, reason: string) => void;
}

/** What `$disconnect` is told where the client gave no words of its own. */
const REASONS: Readonly<Record<number, string>> = {
  1000: 'Connection Closed Normally',
  1001: 'Going away',
  1005: 'Client-side close frame status not set',
  1006: 'Connection Closed Abnormally',
};

const CLOSE_CODES: Readonly<Record<string, number>> = {
  WS_ERR_UNSUPPORTED_MESSAGE_LENGTH: 1009,
  WS_ERR_INVALID_UTF8: 1007,
};
const PROTOCOL_ERROR = 1002;
/** A client that doesn't answer a close frame in time is cut off. */
const CLOSE_MILLISECONDS = 2_000;

export class Connection {
  readonly context: ConnectionContext;
  readonly #props: ConnectionProps;
  readonly #idle: NodeJS.Timeout;
  readonly #lifetime: NodeJS.Timeout;
  #lastActiveAt = Date.now();
  #closing: { readonly code: number; readonly reason: string } | undefined;
  #gone = false;
  #cutOff: NodeJS.Timeout | undefined;

  constructor(props: ConnectionProps) {
    this.context = props.context;
    this.#props = props;
    const { webSocket, limits } = props;
    this.#idle = setTimeout(() => this.close(1001, 'Going away'), limits.idleMilliseconds).unref();
    this.#lifetime = setTimeout(() => this.close(1001, 'Going away'), limits.lifetimeMilliseconds).unref();
    this.#watchFrames();
    webSocket.on('message', (data: Buffer, isBinary) => this.#receive(data, isBinary));
    webSocket.on('error', (error) => this.#broke(error));
    webSocket.on('close', (code, reason) => this.#closed(code, reason.toString()));
  }

  /** In epoch milliseconds: when a message last went either way. */
  get lastActiveAt(): number {
    return this.#lastActiveAt;
  }

  /** False: the client has begun to close, so the message would go nowhere. */
  send(message: string | Buffer): boolean {
    const { webSocket } = this.#props;
    if (webSocket.readyState !== webSocket.OPEN) return false;
    this.#touch();
    webSocket.send(message, { binary: false });
    return true;
  }

  close(code: number, reason: string): void {
    this.#leave();
    this.#closing ??= { code, reason };
    this.#props.webSocket.close(code, reason);
  }

  terminate(): void {
    this.#props.webSocket.terminate();
  }

  /** Before `ws` sees a chunk, so that a frame too long is refused before its message is given on. */
  #watchFrames(): void {
    const { socket, limits } = this.#props;
    const lengths = new FrameLengths((bytes) => {
      if (bytes > limits.frameBytes) this.close(1009, '');
    });
    const watch = (chunk: Uint8Array): void => {
      if (this.#gone) socket.off('data', watch);
      else lengths.feed(chunk);
    };
    socket.prependListener('data', watch);
  }

  #receive(data: Buffer, isBinary: boolean): void {
    if (this.#gone) return;
    this.#touch();
    if (isBinary) this.close(1003, '');
    else this.#props.onMessage(data.toString());
  }

  #broke(error: Error): void {
    const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
    // `ws` itself has sent the close frame; a socket that failed leaves 1006 to be told.
    if (code.startsWith('WS_ERR_'))
      this.#closing ??= { code: CLOSE_CODES[code] ?? PROTOCOL_ERROR, reason: '' };
    this.#leave();
  }

  #closed(code: number, reason: string): void {
    this.#leave();
    clearTimeout(this.#idle);
    clearTimeout(this.#lifetime);
    clearTimeout(this.#cutOff);
    const told = this.#closing ?? { code, reason };
    this.#props.onClosed(told.code, told.reason || (REASONS[told.code] ?? ''));
  }

  #leave(): void {
    if (this.#gone) return;
    this.#gone = true;
    this.#cutOff = setTimeout(() => this.terminate(), CLOSE_MILLISECONDS).unref();
    this.#props.onGone();
  }

  #touch(): void {
    this.#lastActiveAt = Date.now();
    this.#idle.refresh();
  }
}
