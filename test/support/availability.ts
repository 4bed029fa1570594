// Reads the availability file over HTTP as a page does, by the clock of the server that it comes from.
import {
  type Availability,
  availabilityAt,
  type WidgetAvailability,
  widgetIn,
} from '../../lambdas/protocol/availability.ts';

export interface Reading extends WidgetAvailability {
  readonly state: Availability;
  /** The server's time, as exact as its header is. */
  readonly now: number;
  readonly headers: Headers;
}

/** A file that is not there says that nobody is. */
export async function readAvailability(address: string, widgetId: string): Promise<Reading> {
  const response = await fetch(address, { headers: { origin: 'https://library.example' } });
  const text = await response.text();
  const { headers } = response;
  const now = timeIn(headers);
  const times = widgetIn(response.ok ? JSON.parse(text) : undefined, widgetId);
  return { ...times, state: availabilityAt(times, now), now, headers };
}

/** `Date` is when the answer left the origin, `Age` for how many seconds caches have had it. */
function timeIn(headers: Headers): number {
  const date = Date.parse(headers.get('date') ?? '');
  return Number.isNaN(date) ? Date.now() : date + Number(headers.get('age') ?? 0) * 1_000;
}
