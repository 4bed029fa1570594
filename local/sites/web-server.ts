// An HTTP server on loopback for pages that are worked out at once, without waiting for anything.
import { createServer } from 'node:http';

import { HOST } from '../ports.ts';
import type { SiteAnswer, SiteRequest } from './distribution.ts';

export type WebServer = { readonly origin: string; stop(): Promise<void> };

export async function serve(port: number, answer: (request: SiteRequest) => SiteAnswer): Promise<WebServer> {
  const server = createServer((request, response) => {
    const { method = 'GET', headers, url = '/' } = request;
    const [path, ...query] = url.split('?');
    const asked = { method, headers, path: path || '/', query: query.join('?') };
    const { status, headers: answered, body } = answer(asked);
    response.writeHead(status, { ...answered, 'content-length': body.length }).end(body);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, HOST, resolve);
  });
  const address = server.address();
  const at = typeof address === 'object' && address !== null ? address.port : port;
  return {
    origin: `http://${HOST}:${at}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
