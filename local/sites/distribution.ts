// Answers requests as a CloudFront distribution over its buckets would: behaviours, error pages, headers.
import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

import type {
  BehaviourModel,
  CorsModel,
  DistributionModel,
  ResponseHeadersModel,
} from '../template/model.ts';
import type { Bucket, StoredFile } from './bucket.ts';

export type SiteRequest = {
  method: string;
  path: string;
  /** Without the question mark; may be empty. */
  query: string;
  headers: IncomingHttpHeaders;
};
export type SiteAnswer = { status: number; headers: Record<string, string>; body: Buffer };

export class Distribution {
  readonly #model: DistributionModel;
  /** By the bucket's name. */
  readonly #buckets: ReadonlyMap<string, Bucket>;

  constructor(model: DistributionModel, buckets: ReadonlyMap<string, Bucket>) {
    this.#model = model;
    this.#buckets = buckets;
  }

  answer(request: SiteRequest): SiteAnswer {
    const behaviour = this.#behaviour(request.path);
    const found = this.#find(behaviour, request);
    const headers = new Map(Object.entries(found.headers));
    if (behaviour?.responseHeaders !== undefined) decorate(headers, behaviour.responseHeaders, request);
    const unchanged = found.status === 200 && request.headers['if-none-match'] === headers.get('etag');
    return {
      status: unchanged ? 304 : found.status,
      headers: Object.fromEntries(headers),
      body: unchanged || request.method === 'HEAD' ? Buffer.alloc(0) : found.body,
    };
  }

  #behaviour(path: string): BehaviourModel | undefined {
    return this.#model.behaviours.find(({ pathPattern }) => pathMatches(pathPattern, path));
  }

  #find(behaviour: BehaviourModel | undefined, { method, path }: SiteRequest): SiteAnswer {
    if (method === 'OPTIONS') return { status: 204, headers: {}, body: Buffer.alloc(0) };
    if (method !== 'GET' && method !== 'HEAD') return plain(405, 'Method Not Allowed');
    const root = this.#model.defaultRootObject;
    const file = this.#file(behaviour, path === '/' && root !== undefined ? `/${root}` : path);
    return file === undefined ? this.#missing(behaviour) : stored(200, file);
  }

  #file(behaviour: BehaviourModel | undefined, path: string): StoredFile | undefined {
    const origin = this.#model.origins.find(({ id }) => id === behaviour?.originId);
    const bucket = origin === undefined ? undefined : this.#buckets.get(origin.bucket);
    return bucket?.get(`${origin?.path ?? ''}${decoded(path)}`.replace(/^\//, ''));
  }

  /** S3 says 403 for a missing key to whoever may not list the bucket, 404 to the others. */
  #missing(behaviour: BehaviourModel | undefined): SiteAnswer {
    const { errorResponses } = this.#model;
    const response =
      errorResponses.find(({ errorCode }) => errorCode === 403) ??
      errorResponses.find(({ errorCode }) => errorCode === 404);
    const page =
      response?.responsePagePath === undefined ? undefined : this.#file(behaviour, response.responsePagePath);
    if (response === undefined || page === undefined) return plain(404, 'Not Found');
    return stored(response.responseCode ?? response.errorCode, page);
  }
}

function stored(status: number, { content, headers }: StoredFile): SiteAnswer {
  const etag = `"${createHash('md5').update(content).digest('hex')}"`;
  // Straight from the bucket each time; CloudFront says here for how long it has had it.
  return { status, headers: { ...headers, etag, age: '0' }, body: content };
}

function plain(status: number, text: string): SiteAnswer {
  return { status, headers: { 'content-type': 'text/plain; charset=utf-8' }, body: Buffer.from(`${text}\n`) };
}

/** CloudFront's patterns: `*` and `?`, with or without the leading slash. */
function pathMatches(pattern: string, path: string): boolean {
  const source = pattern
    .replace(/^\//, '')
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^/?${source}$`).test(path);
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function decorate(headers: Map<string, string>, model: ResponseHeadersModel, request: SiteRequest): void {
  for (const name of model.remove) headers.delete(name.toLowerCase());
  for (const { name, value, override } of model.headers) {
    if (override || !headers.has(name.toLowerCase())) headers.set(name.toLowerCase(), value);
  }
  const { origin } = request.headers;
  if (model.cors !== undefined && origin !== undefined) allowOrigin(headers, model.cors, origin);
}

function allowOrigin(headers: Map<string, string>, cors: CorsModel, origin: string): void {
  const any = cors.allowOrigins.includes('*');
  if (!any && !cors.allowOrigins.includes(origin)) return;
  const add = (name: string, value: string): void => {
    if (value !== '' && (cors.override || !headers.has(name))) headers.set(name, value);
  };
  add('access-control-allow-origin', any ? '*' : origin);
  add('access-control-allow-methods', cors.allowMethods.join(', '));
  add('access-control-allow-headers', cors.allowHeaders.join(', '));
  add('access-control-expose-headers', cors.exposeHeaders.join(', '));
  add('access-control-allow-credentials', cors.allowCredentials ? 'true' : '');
  add('access-control-max-age', cors.maxAgeSeconds === undefined ? '' : String(cors.maxAgeSeconds));
  if (!any) headers.set('vary', 'origin');
}
