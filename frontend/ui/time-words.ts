// Times as people say them: stopwatches, spans, clock times and days in the library's own time zone.

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const two = (value: number): string => String(value).padStart(2, '0');

/** A running time: "0:20", "12:05", "1:02:05". */
export function stopwatch(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / SECOND));
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes}:${two(seconds % 60)}`;
  return `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(seconds % 60)}`;
}

/** A span in short words: "18 s", "4 min", "1 h 5 min", "3 days". */
export function span(ms: number): string {
  const whole = Math.max(0, ms);
  if (whole < MINUTE) return `${Math.floor(whole / SECOND)} s`;
  if (whole < HOUR) return `${Math.floor(whole / MINUTE)} min`;
  if (whole < DAY) {
    const minutes = Math.floor((whole % HOUR) / MINUTE);
    return `${Math.floor(whole / HOUR)} h${minutes === 0 ? '' : ` ${minutes} min`}`;
  }
  const days = Math.floor(whole / DAY);
  return days === 1 ? '1 day' : `${days} days`;
}

/** How long ago, in whole words: "just now", "2 hours ago", "1 day ago". */
export function ago(ms: number): string {
  if (ms < MINUTE) return 'just now';
  if (ms < HOUR) return `${plural(Math.floor(ms / MINUTE), 'minute')} ago`;
  if (ms < DAY) return `${plural(Math.floor(ms / HOUR), 'hour')} ago`;
  return `${plural(Math.floor(ms / DAY), 'day')} ago`;
}

/** The same span for ears: "18 seconds", "1 minute 12 seconds". */
export function spokenSpan(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / SECOND));
  const minutes = Math.floor(seconds / 60);
  if (minutes === 0) return plural(seconds, 'second');
  const rest = seconds % 60;
  return rest === 0 ? plural(minutes, 'minute') : `${plural(minutes, 'minute')} ${plural(rest, 'second')}`;
}

/** "1 chat", "2 chats". */
export function plural(count: number, word: string, many = `${word}s`): string {
  return `${count} ${count === 1 ? word : many}`;
}

/** Clock and calendar in one time zone. Formatters are costly to make, so one of these is kept. */
export class LibraryTime {
  readonly #clock: Intl.DateTimeFormat;
  readonly #exact: Intl.DateTimeFormat;
  readonly #day: Intl.DateTimeFormat;
  readonly #dayAndYear: Intl.DateTimeFormat;
  readonly #whole: Intl.DateTimeFormat;
  readonly #key: Intl.DateTimeFormat;

  constructor(timeZone: string) {
    const make = (options: Intl.DateTimeFormatOptions) =>
      new Intl.DateTimeFormat('en-GB', { timeZone, ...options });
    this.#clock = make({ hour: '2-digit', minute: '2-digit' });
    this.#exact = make({ timeStyle: 'medium' });
    this.#day = make({ weekday: 'long', day: 'numeric', month: 'long' });
    this.#dayAndYear = make({ day: 'numeric', month: 'long', year: 'numeric' });
    this.#whole = make({ dateStyle: 'full', timeStyle: 'medium' });
    this.#key = make({ year: 'numeric', month: '2-digit', day: '2-digit' });
  }

  /** "14:21". */
  clock(at: number): string {
    return this.#clock.format(at);
  }

  /** "14:21:07". */
  clockWithSeconds(at: number): string {
    return this.#exact.format(at);
  }

  /** "Monday 3 March 2025 at 14:21:07": exact, for hovering and for screen readers. */
  whole(at: number): string {
    return this.#whole.format(at);
  }

  /** Equal for two instants of one calendar day. */
  dayKey(at: number): string {
    return this.#key.format(at);
  }

  /** "Today", "Yesterday", "Monday 3 March", or with the year when that is over half a year off. */
  day(at: number, now: number): string {
    const key = this.dayKey(at);
    if (key === this.dayKey(now)) return 'Today';
    if (key === this.dayKey(now - DAY)) return 'Yesterday';
    return this.date(at, now);
  }

  /** The day by its date: "Monday 3 March", or "3 March 2024" when that is over half a year off. */
  date(at: number, now: number): string {
    return Math.abs(now - at) > 180 * DAY ? this.#dayAndYear.format(at) : this.#day.format(at);
  }

  /** "14:21" today, else "Yesterday 14:21" and so on. */
  moment(at: number, now: number): string {
    const day = this.day(at, now);
    return day === 'Today' ? this.clock(at) : `${day}, ${this.clock(at)}`;
  }
}
