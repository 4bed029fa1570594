// Asks a page of the web for its headers, and says no more of it than whether it may be framed. Public addresses only.
import type { LookupAddress } from 'node:dns';
import { lookup } from 'node:dns/promises';
import { type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { LookupFunction } from 'node:net';
import { isIP } from 'node:net';
import { callbackify } from 'node:util';
import ipaddr from 'ipaddr.js';
import { framingBy, isMixed } from '../domain/framing.ts';
import type { Framing } from '../protocol/guided-frames.ts';

/** For all of it, redirections and names included (ms): somebody looks at an empty frame meanwhile. */
const DEADLINE_MS = 3_000;
const REDIRECTIONS = 5;

export interface PageCheckProps {
  /** The origin of the page around the frame. */
  readonly embedder: string;
  /** Hosts that may be asked whatever their address and port. */
  readonly allowedHosts: readonly string[];
  readonly resolve?: (host: string) => Promise<readonly LookupAddress[]>;
}

export class PageCheck {
  readonly #embedder: URL;
  readonly #allowedHosts: ReadonlySet<string>;
  readonly #resolve: (host: string) => Promise<readonly LookupAddress[]>;

  constructor({ embedder, allowedHosts, resolve }: PageCheckProps) {
    this.#embedder = new URL(embedder);
    this.#allowedHosts = new Set(allowedHosts);
    this.#resolve = resolve ?? ((host) => lookup(host, { all: true }));
  }

  async framingOf(address: string): Promise<Framing> {
    try {
      return await this.#ask(new URL(address), AbortSignal.timeout(DEADLINE_MS));
    } catch {
      // Nobody there, no certificate, no answer in time, an address that is not public: all the same to who asks.
      return 'unknown';
    }
  }

  async #ask(first: URL, signal: AbortSignal): Promise<Framing> {
    let page = first;
    for (let redirections = 0; redirections <= REDIRECTIONS; redirections += 1) {
      // The widget's own pages hold the chat's secret: none of them belongs into its frame.
      if (page.origin === this.#embedder.origin || isMixed(page, this.#embedder)) return 'no';
      if (!this.#mayAsk(page)) return 'unknown';
      const { statusCode = 0, headers } = await this.#headersOf(page, signal);
      const { location } = headers;
      if (statusCode < 300 || statusCode >= 400 || location === undefined) {
        const contentSecurityPolicy = joined(headers['content-security-policy']);
        const xFrameOptions = joined(headers['x-frame-options']);
        return framingBy({ contentSecurityPolicy, xFrameOptions }, page, this.#embedder);
      }
      page = new URL(location, page);
    }
    return 'unknown';
  }

  #isAllowed({ hostname }: URL): boolean {
    return this.#allowedHosts.has(hostname);
  }

  /** What can be told before names are resolved; Node resolves no address, so one is looked at here. */
  #mayAsk(page: URL): boolean {
    if (page.protocol !== 'http:' && page.protocol !== 'https:') return false;
    if (page.username !== '' || page.password !== '') return false;
    if (this.#isAllowed(page)) return true;
    const host = page.hostname.replaceAll(/^\[|\]$/gu, '');
    // The port of the scheme is left out of a URL.
    return page.port === '' && (isIP(host) === 0 || isPublic(host));
  }

  /** The body is not read. `HEAD` would be less, but many sites answer it otherwise or not at all. */
  #headersOf(page: URL, signal: AbortSignal): Promise<Pick<IncomingMessage, 'statusCode' | 'headers'>> {
    const send = page.protocol === 'https:' ? requestHttps : requestHttp;
    const options = {
      agent: false,
      signal,
      lookup: this.#lookup(this.#isAllowed(page)),
      headers: { accept: 'text/html,*/*;q=0.8', 'user-agent': 'Carrel page check' },
    } as const;
    return new Promise((resolve, reject) => {
      const asked = send(page, options, (response) => {
        const { statusCode, headers } = response;
        response.destroy();
        resolve({ statusCode, headers });
      });
      asked.on('error', reject);
      asked.end();
    });
  }

  /** The socket is opened to what was looked at here: asked again, a name could mean another machine. */
  #lookup(isAllowed: boolean): LookupFunction {
    const found = callbackify((host: string) => this.#addressesOf(host, isAllowed));
    return (host, { all }, callback) =>
      found(host, (error, addresses?: readonly LookupAddress[]) => {
        const [first, ...others] = addresses ?? [];
        if (first === undefined) callback(error ?? new Error('No address'), '');
        else if (all) callback(null, [first, ...others]);
        else callback(null, first.address, first.family);
      });
  }

  /** @throws where one of them is not public. */
  async #addressesOf(host: string, isAllowed: boolean): Promise<readonly LookupAddress[]> {
    const found = await this.#resolve(host);
    if (isAllowed || found.every(({ address }) => isPublic(address))) return found;
    throw new Error('No public address');
  }
}

const joined = (header: string | string[] | undefined): string | undefined =>
  Array.isArray(header) ? header.join() : header;

/** The part of the addresses of version 6 that is given out; old ways of writing those of version 4 are outside. */
const GIVEN_OUT = ipaddr.IPv6.parseCIDR('2000::/3');

/** Nothing of this machine, of a private or reserved network, or that leads to such in another way of writing. */
function isPublic(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  if (parsed.range() !== 'unicast') return false;
  return parsed instanceof ipaddr.IPv4 || parsed.match(GIVEN_OUT);
}
