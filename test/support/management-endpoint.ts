// API Gateway's management endpoint for tests: answers as it is told, and notes what was posted to whom.
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';

export interface Answer {
  readonly status: number;
  /** The error's type, as in the header `x-amzn-errortype`. */
  readonly type?: string;
}

export class ManagementEndpoint {
  readonly posts: { path: string; text: string }[] = [];
  /** The next answers; when there are none, all is well. */
  answers: Answer[] = [];
  readonly #server: Server = createServer((request, response) => void this.#answer(request, response));

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    this.posts.push({ path: request.url ?? '', text: Buffer.concat(chunks).toString('utf8') });
    const { status, type } = this.answers.shift() ?? { status: 200 };
    response.writeHead(status, {
      'content-type': 'application/json',
      ...(type !== undefined && { 'x-amzn-errortype': type }),
    });
    response.end(status === 200 ? '' : '{"message":"about connection secret-id"}');
  }

  /** The address, with its stage. */
  async listen(): Promise<string> {
    await new Promise<void>((resolve) => {
      this.#server.listen(0, '127.0.0.1', resolve);
    });
    const address = this.#server.address();
    if (typeof address !== 'object' || address === null) throw new Error('no port');
    return `http://127.0.0.1:${address.port}/live`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => {
      this.#server.close(resolve);
    });
  }
}
