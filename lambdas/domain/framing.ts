// Whether a page's headers let a site show it in a frame: X-Frame-Options and frame-ancestors. Pure.
import type { Framing } from '../protocol/guided-frames.ts';

export interface FramingHeaders {
  /** As it was sent; several headers are joined with commas, and each policy counts. */
  readonly contentSecurityPolicy?: string | undefined;
  readonly xFrameOptions?: string | undefined;
}

/** `embedder`: the origin of the page around the frame, which nothing else is around. */
export function framingBy(headers: FramingHeaders, page: URL, embedder: URL): Exclude<Framing, 'unknown'> {
  const policies = (headers.contentSecurityPolicy ?? '').split(',').flatMap(frameAncestors);
  // Browsers don't look at X-Frame-Options where there is frame-ancestors.
  if (policies.length > 0) {
    return policies.every((sources) => sources.some((each) => admits(each, page, embedder))) ? 'yes' : 'no';
  }
  const options = (headers.xFrameOptions ?? '').split(',').map((each) => each.trim().toLowerCase());
  const isRefused = options.some((each) => each === 'deny' || each === 'sameorigin');
  return isRefused && page.origin !== embedder.origin ? 'no' : 'yes';
}

/** Browsers load no page without encryption into one with it. */
export const isMixed = (page: URL, embedder: URL): boolean =>
  page.protocol === 'http:' && embedder.protocol === 'https:';

/** The sources of a policy's first frame-ancestors, if it has one. */
function frameAncestors(policy: string): string[][] {
  for (const directive of policy.split(';')) {
    const [name, ...sources] = directive.trim().split(/\s+/u);
    if (name?.toLowerCase() === 'frame-ancestors') return [sources];
  }
  return [];
}

const HOST_SOURCE =
  /^(?:([a-z][a-z\d+.-]*):\/\/)?(\*|(?:\*\.)?[a-z\d.-]+|\[[\da-f:.]+\])(?::(\d+|\*))?(?:\/|$)/u;

/** CSP level 3, section 6.7.2: `https:` for http only the other way round. */
function admits(source: string, page: URL, embedder: URL): boolean {
  const text = source.toLowerCase();
  if (text === "'self'") return page.origin === embedder.origin;
  if (text === '*') return true;
  if (/^[a-z][a-z\d+.-]*:$/u.test(text)) return matchesScheme(text, embedder);
  const [, scheme, host = '', port] = HOST_SOURCE.exec(text) ?? [];
  if (host === '') return false;
  return (
    matchesScheme(scheme === undefined ? page.protocol : `${scheme}:`, embedder) &&
    matchesHost(host, embedder) &&
    matchesPort(port, scheme === undefined ? page.protocol : `${scheme}:`, embedder)
  );
}

const matchesScheme = (scheme: string, { protocol }: URL): boolean =>
  scheme === protocol || (scheme === 'http:' && protocol === 'https:');

const matchesHost = (host: string, { hostname }: URL): boolean =>
  host === '*' || (host.startsWith('*.') ? hostname.endsWith(host.slice(1)) : hostname === host);

const DEFAULT_PORTS: Readonly<Record<string, string>> = { 'http:': '80', 'https:': '443' };
const portOf = ({ port, protocol }: URL): string => port || (DEFAULT_PORTS[protocol] ?? '');

function matchesPort(port: string | undefined, scheme: string, embedder: URL): boolean {
  if (port === '*') return true;
  const actual = portOf(embedder);
  // A source without a port means its scheme's own, or that of https where it was raised to it.
  if (port === undefined)
    return actual === DEFAULT_PORTS[embedder.protocol] && matchesScheme(scheme, embedder);
  return port === actual || (port === '80' && actual === '443');
}
