// The buckets as S3 lets functions at them: PUT, GET and HEAD of an object, with the bucket's name in the path.
import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { HOST } from '../ports.ts';
import type { Bucket, StoredFile } from './bucket.ts';
import type { WebServer } from './web-server.ts';

/** What is stored with an object and comes back with it. */
const KEPT_HEADERS = ['content-type', 'cache-control', 'content-encoding', 'content-disposition'] as const;

export async function serveStorage(buckets: ReadonlyMap<string, Bucket>, port: number): Promise<WebServer> {
  const server = createServer((request, response) => {
    answer(buckets, request, response).catch(() => response.destroy());
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

async function answer(
  buckets: ReadonlyMap<string, Bucket>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { pathname } = new URL(request.url ?? '/', `http://${HOST}`);
  const [, name = '', ...rest] = pathname.split('/').map(decodeURIComponent);
  const key = rest.join('/');
  const bucket = buckets.get(name);
  const { method } = request;
  if (bucket === undefined) refuse(response, 404, 'NoSuchBucket');
  else if (key === '') refuse(response, 501, 'NotImplemented');
  else if (method === 'PUT') await put(bucket, key, request, response);
  else if (method === 'GET' || method === 'HEAD') get(bucket.get(key), response);
  else refuse(response, 501, 'NotImplemented');
}

async function put(
  bucket: Bucket,
  key: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  // Bodies of unknown length come in signed pieces, which nothing here sends.
  if (request.headers['x-amz-decoded-content-length'] !== undefined) {
    refuse(response, 501, 'NotImplemented');
    return;
  }
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(Buffer.from(part));
  const content = Buffer.concat(parts);
  const headers = KEPT_HEADERS.flatMap((header) => {
    const value = request.headers[header];
    return value === undefined ? [] : [[header, value]];
  });
  bucket.set(key, { content, headers: Object.fromEntries(headers) });
  response.writeHead(200, { etag: etagOf(content) }).end();
}

function get(file: StoredFile | undefined, response: ServerResponse): void {
  if (file === undefined) {
    refuse(response, 404, 'NoSuchKey');
    return;
  }
  const { content, headers } = file;
  response.writeHead(200, { ...headers, etag: etagOf(content), 'content-length': content.length });
  response.end(content);
}

function refuse(response: ServerResponse, status: number, code: string): void {
  const body = `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code></Error>`;
  response.writeHead(status, { 'content-type': 'application/xml' }).end(body);
}

const etagOf = (content: Buffer): string => `"${createHash('md5').update(content).digest('hex')}"`;
