// The request that stands while a log is read: whose it is, and when it ran out with nothing written.
import type { Entry } from '../../../lambdas/protocol/entry.ts';
import { type LogWordsProps, type RequestEntry, runOutWords } from './log-words.ts';
import type { EventLine } from './patron-absences.ts';

export class StandingRequest {
  readonly #props: LogWordsProps;
  #entry: RequestEntry | undefined;
  #until = 0;
  #agreed = false;

  constructor(props: LogWordsProps) {
    this.#props = props;
  }

  get entry(): RequestEntry | undefined {
    return this.#entry;
  }

  /** The line about a request that nobody took before this moment. */
  runOutBy(now: number): EventLine | undefined {
    const entry = this.#entry;
    if (entry === undefined || now < this.#until) return undefined;
    this.#entry = undefined;
    const words = runOutWords(entry, entry.asks && !this.#agreed, this.#props);
    const text = `${this.#props.time.clock(this.#until)} · ${words}`;
    return { kind: 'event', key: `r${entry.place}`, text, at: this.#until };
  }

  /** Takes note of what begins, prolongs or ends a request. */
  read(entry: Entry): void {
    if (entry.kind === 'requested') {
      this.#entry = entry;
      this.#until = entry.until;
      this.#agreed = false;
    } else if (entry.kind === 'transferAgreed') {
      this.#until = entry.until;
      this.#agreed = true;
    } else if (this.#isEnd(entry)) {
      this.#entry = undefined;
    }
  }

  /** Whether an entry answers the request, so that it can't have run out before. */
  answers(entry: Entry): boolean {
    return entry.kind === 'transferAgreed' || (entry.kind !== 'ended' && this.#isEnd(entry));
  }

  #isEnd({ kind, by }: Entry): boolean {
    if (kind === 'requestEnded' || kind === 'transferred' || kind === 'ended') return true;
    const asked = this.#entry;
    if (asked === undefined || by.role !== 'operator') return false;
    // Who is asked to join does so; and a request goes with whoever made it.
    if (kind === 'joined') return asked.request === 'invitation' && by.name === asked.to;
    return kind === 'left' && asked.by.role === 'operator' && by.id === asked.by.id;
  }
}
