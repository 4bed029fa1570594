// Whether anybody is there, as far as the panel knows: read while somebody looks, told by the server's clock.
import {
  AVAILABILITY_FILE,
  type Availability,
  availabilityAt,
  type WidgetAvailability,
  widgetIn,
} from '../../lambdas/protocol/availability.ts';
import type { Surroundings } from '../connection/surroundings.ts';
import type { Service } from './chat-state.ts';
import type { later, loadLater } from './later-part.ts';
import type { PageState } from './panel-page.ts';
import type { Store } from './store.ts';
import type { Widget } from './widget.ts';

/** How often the file is read (ms). */
export const READ_EVERY_MS = 6_000;
/** A reading that takes longer (ms) has failed. */
const READ_PATIENCE_MS = 5_000;

export interface AttendanceState {
  /** Undefined: nothing was heard yet. */
  readonly availability: Availability | undefined;
}

/** As much of a response as is needed. */
export interface ReadFile {
  readonly ok: boolean;
  readonly headers: Pick<Headers, 'get'>;
  json(): Promise<unknown>;
}

export interface AttendanceProps {
  readonly widgetId: string;
  readonly store: Store<AttendanceState>;
  /** Fetches the file; rejects where there is none to be had. */
  readonly read: () => Promise<ReadFile>;
  readonly surroundings: Pick<Surroundings, 'now' | 'after'>;
}

export interface OpeningParts {
  readonly widget: Widget;
  readonly store: Store<AttendanceState>;
  readonly later: typeof later;
  readonly loadLater: typeof loadLater;
}

export class Attendance {
  readonly #props: AttendanceProps;
  #known: WidgetAvailability | undefined;
  /** How far the server's clock is ahead of ours (ms). */
  #ahead = 0;
  #service: Service | undefined;
  #isLooking = false;
  #readings = 0;
  /** The newest reading that told something: an older one may come after it. */
  #newest = 0;
  #nextReading = () => {};
  #nextEnd = () => {};

  constructor(props: AttendanceProps) {
    this.#props = props;
  }

  get store(): Store<AttendanceState> {
    return this.#props.store;
  }

  /** The server's time (ms since 1970), as well as it is known. */
  readonly now = (): number => this.#props.surroundings.now() + this.#ahead;

  follow(
    service: Service | undefined,
    { isShown, isVisible }: Pick<PageState, 'isShown' | 'isVisible'>,
  ): void {
    this.#look(isShown && isVisible);
    if (service !== undefined && service !== this.#service) this.#hear(service);
  }

  /** A welcome tells it too, also to who can't read the file. */
  #hear(service: Service): void {
    this.#service = service;
    this.#setClock(service.serverTime);
    this.#known = service.availability;
    this.#judge();
  }

  #look(isLooking: boolean): void {
    if (isLooking === this.#isLooking) return;
    this.#isLooking = isLooking;
    this.#nextReading();
    // Ends that pass while nobody looks are judged after the next reading: no word of who left long ago.
    this.#nextEnd();
    if (isLooking) void this.#read();
  }

  async #read(): Promise<void> {
    const { read, surroundings, widgetId } = this.#props;
    this.#nextReading();
    // Planned first: a reading that fails or hangs is followed by the next all the same.
    this.#nextReading = surroundings.after(READ_EVERY_MS, () => void this.#read());
    this.#readings += 1;
    const reading = this.#readings;
    try {
      const response = await read();
      if (!response.ok) throw new Error('There is no such file');
      const file = await response.json();
      if (reading < this.#newest) return;
      this.#newest = reading;
      this.#setClock(timeOf(response));
      this.#known = widgetIn(file, widgetId);
    } catch {
      // What was known holds until its own end.
    }
    this.#judge();
  }

  #setClock(serverTime: number | undefined): void {
    if (serverTime !== undefined) this.#ahead = serverTime - this.#props.surroundings.now();
  }

  /** Now, and again when the next end has come. */
  #judge(): void {
    this.#nextEnd();
    const known = this.#known;
    if (known === undefined) return;
    const now = this.now();
    this.#props.store.set({ availability: availabilityAt(known, now) });
    const ends = [known.availableUntil, known.onDutyUntil].filter((end) => end > now);
    if (ends.length === 0 || !this.#isLooking) return;
    // By a last reading: a computer that slept has missed that the end was moved.
    this.#nextEnd = this.#props.surroundings.after(Math.min(...ends) - now, () => void this.#read());
  }
}

/** When a response was made, by its maker's clock: `Date`, and the seconds that a cache has had it since. */
function timeOf({ headers }: ReadFile): number | undefined {
  const date = Date.parse(headers.get('date') ?? '');
  const age = Number(headers.get('age') ?? 0);
  return Number.isNaN(date + age) ? undefined : date + age * 1_000;
}

/**
 * Follows who is there for as long as the panel lives, and fetches what is drawn of it when that is needed. What the
 * opening has is handed over: imported from here, it would have to be a file of its own.
 */
export function attend({ widget, store, later, loadLater }: OpeningParts): void {
  const { chat, page, language, memory, widgetId } = widget;
  const attendance = new Attendance({
    widgetId,
    store,
    read: () =>
      fetch(AVAILABILITY_FILE, { cache: 'no-store', signal: AbortSignal.timeout(READ_PATIENCE_MS) }),
    surroundings: { now: () => Date.now(), after: afterOnPage },
  });
  const hasBegun = memory.followUp.text || memory.unsent.text;
  const fetchIfNeeded = () => {
    const { availability = 'online' } = store.state;
    if (availability !== 'online' || chat.state.isUnreachable || hasBegun) void loadLater(language);
  };
  let isDrawn = false;
  const draw = () => {
    const { part } = later.state;
    if (!part || isDrawn) return;
    isDrawn = true;
    part.showAbsence({ widget, attendance, words: part.words, after: afterOnPage });
  };
  const follow = () => {
    attendance.follow(chat.state.service, page.state);
    fetchIfNeeded();
    const address = chat.state.service?.askAddress;
    if (address) memory.askAddress.set(address);
  };
  store.listen(fetchIfNeeded);
  chat.store.listen(follow);
  page.listen(follow);
  later.listen(draw);
  follow();
  fetchIfNeeded();
  draw();
}

/** Slower in a tab that nobody looks at, which is just as well here. */
function afterOnPage(ms: number, run: () => void): () => void {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
}
