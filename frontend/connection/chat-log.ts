// A chat's entries by place: no gaps, nothing twice; what comes too early is held back until the rest is here.
import { type Cancel, Emitter } from './emitter.ts';

/** How long a gap may fill by itself (ms) before the log asks: pushes overtake each other by a moment. */
export const GAP_PATIENCE_MS = 300;
/** Unanswered or fruitless catch-ups are repeated after this long (ms), … */
export const CATCH_UP_RETRY_MS = 2_000;
/** … twice as long each time, up to this. */
export const LONGEST_CATCH_UP_RETRY_MS = 30_000;
/** After a return: what was written while the server still pushed to the old connection shows by then (ms). */
export const SETTLE_MS = 3_000;

export interface Placed {
  readonly place: number;
  /** The place before it that this reader may see. */
  readonly after: number;
}

export interface ChatLogOptions {
  /** Asks for everything after the place; the answer goes to `addPage`. */
  readonly catchUp: (after: number) => void;
  readonly after: (ms: number, run: () => void) => Cancel;
}

export class ChatLog<E extends Placed> {
  /** The entries that were just added, oldest first. */
  readonly additions = new Emitter<readonly E[]>();
  readonly #options: ChatLogOptions;
  readonly #held = new Map<number, E>();
  #entries: readonly E[] = [];
  #plan: Cancel | undefined;
  #fruitless = 0;

  constructor(options: ChatLogOptions) {
    this.#options = options;
  }

  /** All entries without a gap, oldest first. A new array after each addition. */
  get entries(): readonly E[] {
    return this.#entries;
  }

  /** The place up to which nothing is missing: what a resume, an attach and a catch-up name. */
  get last(): number {
    return this.#entries.at(-1)?.place ?? 0;
  }

  /** Whether something is known to be missing. */
  get hasGap(): boolean {
    return this.#held.size > 0;
  }

  /** Takes an entry that was pushed. */
  add(entry: E): void {
    this.#take([entry]);
    this.#mindGap(GAP_PATIENCE_MS);
  }

  /** Takes the answer to a catch-up, a resume or an attach; `more`: the server has further ones. */
  addPage(entries: readonly E[], more: boolean): void {
    const before = this.last;
    this.#stopPlan();
    this.#take(entries);
    if (this.last > before) this.#fruitless = 0;
    if (more && this.last > before) this.#ask();
    else if (more) this.#plan = this.#later();
    else this.#mindGap(this.#retryPause());
  }

  /** After a return: asks once more, for what was on its way to the connection that is gone. */
  settle(): void {
    this.#stopPlan();
    this.#plan = this.#options.after(SETTLE_MS, () => this.#ask());
  }

  /** Asks now for what came after `last`. */
  refresh(): void {
    this.#stopPlan();
    this.#ask();
  }

  /** The connection is gone: the next resume will fill the gaps. */
  pause(): void {
    this.#stopPlan();
    this.#fruitless = 0;
  }

  #take(entries: readonly E[]): void {
    const known = this.last;
    for (const entry of entries) if (entry.place > known) this.#held.set(entry.place, entry);
    const fresh: E[] = [];
    let last = known;
    for (const place of [...this.#held.keys()].toSorted((one, other) => one - other)) {
      const entry = this.#held.get(place);
      if (entry === undefined || entry.after > last) break;
      this.#held.delete(place);
      fresh.push(entry);
      last = place;
    }
    if (fresh.length === 0) return;
    this.#entries = [...this.#entries, ...fresh];
    this.additions.emit(fresh);
  }

  /** Plans a catch-up where there is a gap; forgets the plan where there is none any more. */
  #mindGap(patience: number): void {
    if (!this.hasGap) return;
    this.#plan ??= this.#options.after(patience, () => this.#askForGap());
  }

  #askForGap(): void {
    this.#plan = undefined;
    if (this.hasGap) this.#ask();
  }

  #ask(): void {
    this.#plan = this.#later();
    this.#options.catchUp(this.last);
  }

  /** One catch-up at a time: the next is asked only when this one stayed without an answer. */
  #later(): Cancel {
    const pause = this.#retryPause();
    this.#fruitless += 1;
    return this.#options.after(pause, () => this.#ask());
  }

  #retryPause(): number {
    return Math.min(LONGEST_CATCH_UP_RETRY_MS, CATCH_UP_RETRY_MS * 2 ** this.#fruitless);
  }

  #stopPlan(): void {
    this.#plan?.();
    this.#plan = undefined;
  }
}
