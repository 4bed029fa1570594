// Whether somebody is there, for all widgets of a page: reads one file for them while the page is looked at.
import { type Availability, availabilityAt, widgetIn } from '../../lambdas/protocol/availability.ts';

/** How often the file is read (ms); after a failure, and after how long an old state isn't trusted any more. */
const READ_MS = 6_000;
const REST_MS = 30_000;
const PATIENCE_MS = 1_000;

/** Calls back at once or later with the first state, and then with each other one. */
export type Watch = (widgetId: string, listener: (state: Availability) => void) => void;

interface Watched {
  readonly widgetId: string;
  readonly listener: (state: Availability) => void;
  state?: Availability;
}

/** `read`: undefined where the page's policy forbids it, of which nothing follows. */
export function availabilityWatch(
  read: () => Promise<Pick<Response, 'json' | 'headers'>>,
  page: Pick<Document, 'hidden' | 'addEventListener'>,
): Watch {
  const all: Watched[] = [];
  let file: unknown;
  let hasRead = false;
  /** The server's time when the page's own clock, which only ever goes on, was at 0. */
  let start = 0;
  let readAt = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const look = () => {
    const own = performance.now();
    const now = start + own;
    let next = readAt - own;
    for (const each of all) {
      const times = widgetIn(file, each.widgetId);
      const state = availabilityAt(times, now);
      for (const end of Object.values<number>({ ...times })) if (end > now) next = Math.min(next, end - now);
      if (state !== each.state) each.listener((each.state = state));
    }
    clearTimeout(timer);
    timer = setTimeout(() => (performance.now() < readAt ? look() : void attempt()), next);
  };
  const attempt = async () => {
    if (page.hidden) return;
    readAt = performance.now() + READ_MS;
    clearTimeout(timer);
    timer = setTimeout(look, PATIENCE_MS);
    try {
      const response = await read();
      file = await response.json();
      const { headers } = response;
      const time = Date.parse(`${headers.get('date')}`) + Number(headers.get('age')) * 1_000;
      start = (time || Date.now()) - performance.now();
    } catch {
      readAt = performance.now() + REST_MS;
    }
    hasRead = true;
    look();
  };
  page.addEventListener('visibilitychange', () => void attempt());
  return (widgetId, listener) => {
    all.push({ widgetId, listener });
    if (hasRead) look();
    else if (all.length === 1) void attempt();
  };
}
