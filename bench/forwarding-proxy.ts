// An HTTP proxy that passes requests on to one address, and tells of each what was asked and what was answered.
import {
  Agent,
  type IncomingMessage,
  type Server,
  type ServerResponse,
  createServer,
  request,
} from 'node:http';

export interface Exchange {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly status: number;
  readonly answer: string;
}

export interface ProxyOptions {
  /** Origin and nothing more: `http://127.0.0.1:8000`. */
  readonly target: string;
  /** May change the body that is passed on. */
  readonly edit?: (message: IncomingMessage, body: string) => string;
  readonly onExchange: (exchange: Exchange) => void;
}

export interface ForwardingProxy {
  readonly address: string;
  readonly inFlight: number;
  /** When something last began or ended (ms, monotonic). */
  readonly lastActiveAt: number;
  stop(): Promise<void>;
}

export async function startForwardingProxy(options: ProxyOptions): Promise<ForwardingProxy> {
  const agent = new Agent({ keepAlive: true });
  let inFlight = 0;
  let lastActiveAt = 0;
  const server = createServer((message, response) => {
    inFlight += 1;
    lastActiveAt = performance.now();
    pass(message, response, options, agent)
      .catch((error: unknown) => response.writeHead(502).end(String(error)))
      .finally(() => {
        inFlight -= 1;
        lastActiveAt = performance.now();
      });
  });
  const port = await listen(server);
  return {
    address: `http://127.0.0.1:${port}`,
    get inFlight() {
      return inFlight;
    },
    get lastActiveAt() {
      return lastActiveAt;
    },
    stop() {
      agent.destroy();
      return new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}

async function pass(
  message: IncomingMessage,
  response: ServerResponse,
  { target, edit, onExchange }: ProxyOptions,
  agent: Agent,
): Promise<void> {
  const body = await readAll(message);
  const sent = edit === undefined ? body : Buffer.from(edit(message, body.toString('utf8')));
  const answer = await forward(message, sent, new URL(target), agent);
  const answered = await readAll(answer);
  const status = answer.statusCode ?? 502;
  const { method = '', url: path = '', headers } = message;
  onExchange({ method, path, headers, status, answer: answered.toString('utf8') });
  response.writeHead(status, answer.headers).end(answered);
}

function forward(message: IncomingMessage, body: Buffer, to: URL, agent: Agent): Promise<IncomingMessage> {
  const headers = { ...message.headers, host: to.host, 'content-length': String(body.length) };
  const { method, url: path } = message;
  return new Promise((resolve, reject) => {
    request({ host: to.hostname, port: to.port, method, path, agent, headers }, resolve)
      .once('error', reject)
      .end(body);
  });
}

async function readAll(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });
}
