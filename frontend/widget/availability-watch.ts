// Whether somebody is there, for all widgets of a page: reads one file for them while the page is looked at.
import { type Availability, availabilityAt, widgetIn } from '../../lambdas/protocol/availability.ts';

/** How often the file is read, and after a failure (ms). */
const READ_MS = 6_000;
const REST_MS = 30_000;
/** How often the ends of what was read are looked at (ms): the server's time is told in seconds. */
const LOOK_MS = 1_000;

/** Unknown: the page's policy forbids to ask, which is no sign of the library's. */
export type ShownAvailability = Availability | 'unknown';

/** Calls back, at once or later, with the first state, and then with each other one. */
export type Watch = (widgetId: string, listener: (state: ShownAvailability) => void) => void;

interface Watched {
  readonly widgetId: string;
  readonly listener: (state: ShownAvailability) => void;
  state?: ShownAvailability;
}

/** `file`: its address. */
export function availabilityWatch(
  file: string,
  get: typeof fetch = fetch,
  page: Pick<Document, 'hidden' | 'addEventListener'> = document,
): Watch {
  const all: Watched[] = [];
  /** As it was read last; what could not be read names no widget. Undefined before the first answer. */
  let content: unknown;
  let isForbidden = false;
  /** The server's time when the page's own clock, which nobody sets, was at 0. */
  let start = 0;
  let readAt = 0;
  const time = () => performance.now();

  const look = () => {
    if (content === undefined) return;
    for (const each of all) {
      const times = widgetIn(content, each.widgetId);
      const state = isForbidden ? 'unknown' : availabilityAt(times, start + time());
      if (state !== each.state) each.listener((each.state = state));
    }
  };
  const read: () => unknown = async () => {
    if (page.hidden || isForbidden) return;
    readAt = time() + READ_MS;
    try {
      const response = await get(file, { cache: 'no-store' });
      const { headers } = response;
      content = await response.json();
      const sent = Date.parse(headers.get('date') ?? '') + Number(headers.get('age')) * 1_000;
      start = (sent || Date.now()) - time();
    } catch {
      readAt = time() + REST_MS;
      content ??= 0;
    }
    look();
  };
  const tick = () => {
    if (page.hidden) return;
    look();
    if (time() >= readAt) void read();
  };
  page.addEventListener('visibilitychange', read);
  page.addEventListener('securitypolicyviolation', ({ blockedURI }) => {
    isForbidden ||= blockedURI === file;
    look();
  });
  return (widgetId, listener) => {
    if (all.push({ widgetId, listener }) > 1) return look();
    setInterval(tick, LOOK_MS);
    void read();
  };
}
