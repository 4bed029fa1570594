// The file that tells every page whether somebody is there: its shape, its reading, and what it means at a moment. Pure.

/** Beside the loader on the widget's origin. */
export const AVAILABILITY_FILE = 'availability.json';

/** Times in ms since 1970. A time that has passed says that nobody renewed it: nobody is there. */
export interface WidgetAvailability {
  /** Until then somebody on duty is available. */
  readonly availableUntil: number;
  /** Until then somebody is on duty, if only away. */
  readonly onDutyUntil: number;
}

/** By the widget's id. A widget that is not in it is offline. */
export interface AvailabilityOfWidgets {
  readonly widgets: Readonly<Record<string, WidgetAvailability>>;
}

export type Availability = 'online' | 'away' | 'offline';

// Every page loads this, so it is no schema: whatever has no time in its place has the time that passed long ago.
const part = (whole: unknown, name: string): unknown => Object(whole)[name];
const time = (value: unknown): number => (typeof value === 'number' ? value : 0);

/** Reads one widget out of the parsed file, whatever that is. */
export function widgetIn(file: unknown, widgetId: string): WidgetAvailability {
  const widget = part(part(file, 'widgets'), widgetId);
  return {
    availableUntil: time(part(widget, 'availableUntil')),
    onDutyUntil: time(part(widget, 'onDutyUntil')),
  };
}

/** `now`: the server's time, as a patron's clock may be wrong. */
export function availabilityAt(
  { availableUntil, onDutyUntil }: WidgetAvailability,
  now: number,
): Availability {
  if (now < availableUntil) return 'online';
  return now < onDutyUntil ? 'away' : 'offline';
}
