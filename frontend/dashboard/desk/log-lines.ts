// A chat's log as lines to draw: days, what happened, and who said what, grouped as people read it.
import type { Author, Entry } from '../../../lambdas/protocol/entry.ts';
import type { Offer } from '../../../lambdas/protocol/guided-frames.ts';
import type { PendingMessage } from '../../connection/outbox.ts';
import { authorName } from './desk-lists.ts';
import { happeningWords, type LogWordsProps } from './log-words.ts';
import { type EventLine, PatronAbsences } from './patron-absences.ts';
import { StandingRequest } from './standing-request.ts';

/** What staff write to each other in a patron's chat: as a note, or with a request or its refusal. */
export interface NoteLine {
  readonly kind: 'note';
  readonly key: string;
  readonly side: 'me' | 'colleague';
  readonly name: string;
  readonly text: string;
  readonly at: number;
  readonly place: number;
}

export type LogLine =
  | { readonly kind: 'day'; readonly key: string; readonly text: string }
  | EventLine
  | NoteLine
  | {
      readonly kind: 'said';
      readonly key: string;
      readonly side: 'patron' | 'me' | 'colleague';
      readonly name: string;
      readonly text: string;
      /** What an operator puts in front of the patron with it. */
      readonly offer?: Offer;
      readonly at: number;
      readonly place: number;
      /** The last of several in a row: name and time stand below this one only. */
      readonly closes: boolean;
    }
  | { readonly kind: 'pending'; readonly key: string; readonly message: PendingMessage };

/** What an offer is, before its words. */
export const offerWords = ({ kind }: Offer): string =>
  kind === 'page' ? 'Page shown' : 'Guided mode offered';

/** What stands over every note, and before it where there is only text. */
export const NOTE_LABEL = 'Note · only staff';

export interface LogLinesProps extends LogWordsProps {
  readonly entries: readonly Entry[];
  readonly pending: readonly PendingMessage[];
  readonly now: number;
}

/** Messages of one person closer together than this (ms) are one turn. */
export const ONE_TURN_MS = 120_000;

export function logLines(props: LogLinesProps): LogLine[] {
  const { entries, pending, time, now } = props;
  const told = new Told(props);
  const lines: LogLine[] = [];
  let day = time.dayKey(now);
  const add = (line: TimedLine): void => {
    if (time.dayKey(line.at) !== day || (lines.length === 0 && day !== time.dayKey(now))) {
      day = time.dayKey(line.at);
      lines.push({ kind: 'day', key: `day${line.key}`, text: time.day(line.at, now) });
    }
    lines.push(line);
  };
  for (const [index, entry] of entries.entries()) told.read(entry, entries[index + 1]).forEach(add);
  told.now().forEach(add);
  for (const message of pending) lines.push({ kind: 'pending', key: `p${message.id}`, message });
  return lines;
}

type TimedLine = LogLine & { readonly at: number };

/** Reads a log from its start: some lines need what stood before, and some are in no entry. */
class Told {
  readonly #props: LogLinesProps;
  readonly #absences: PatronAbsences;
  readonly #request: StandingRequest;
  #isAnswered = false;

  constructor(props: LogLinesProps) {
    this.#props = props;
    this.#absences = new PatronAbsences(props);
    this.#request = new StandingRequest(props);
  }

  read(entry: Entry, next: Entry | undefined): TimedLine[] {
    const runOut = this.#request.answers(entry) ? undefined : this.#request.runOutBy(entry.at);
    const lines = this.#lines(entry, next);
    this.#request.read(entry);
    if (entry.kind === 'joined' && entry.by.role === 'operator') this.#isAnswered = true;
    if (entry.kind === 'ended') this.#absences.close();
    return runOut === undefined ? lines : [runOut, ...lines];
  }

  /** What holds at this moment. */
  now(): TimedLine[] {
    return [this.#absences.open(), this.#request.runOutBy(this.#props.now)].filter(
      (line) => line !== undefined,
    );
  }

  #lines(entry: Entry, next: Entry | undefined): TimedLine[] {
    switch (entry.kind) {
      case 'message':
        return [said(entry, next, this.#props)];
      case 'note':
        return [note(entry, entry.text, 'm', this.#props)];
      case 'dropped':
      case 'returned': {
        const line = this.#absences.read(entry);
        return line === undefined ? [] : [line];
      }
      default: {
        const before = { asked: this.#request.entry, isAnswered: this.#isAnswered };
        const words = happeningWords(entry, before, this.#props);
        const text = `${this.#props.time.clock(entry.at)} · ${words}`;
        const line: EventLine = { kind: 'event', key: `e${entry.place}`, text, at: entry.at };
        const remark = remarkIn(entry);
        return remark === '' ? [line] : [line, note(entry, remark, 'n', this.#props)];
      }
    }
  }
}

/** What was written with a request, or with its refusal. */
function remarkIn(entry: Entry): string {
  if (entry.kind === 'requested') return entry.note;
  return entry.kind === 'requestEnded' ? entry.reason : '';
}

function said(
  entry: Extract<Entry, { kind: 'message' }>,
  next: Entry | undefined,
  { chat, operatorId }: LogLinesProps,
): Extract<LogLine, { kind: 'said' }> {
  const goesOn = next?.kind === 'message' && authorKey(next.by) === authorKey(entry.by);
  return {
    kind: 'said',
    key: `m${entry.place}`,
    side: entry.by.role === 'patron' ? 'patron' : entry.by.id === operatorId ? 'me' : 'colleague',
    name: authorName(entry.by, chat, operatorId),
    text: entry.text,
    ...(entry.offer && { offer: entry.offer }),
    at: entry.at,
    place: entry.place,
    closes: !(goesOn && next.at - entry.at < ONE_TURN_MS),
  };
}

const note = (
  { place, at, by }: Entry,
  text: string,
  key: 'm' | 'n',
  { chat, operatorId }: LogLinesProps,
): NoteLine => ({
  kind: 'note',
  key: `${key}${place}`,
  side: by.role === 'operator' && by.id === operatorId ? 'me' : 'colleague',
  name: authorName(by, chat, operatorId),
  text,
  at,
  place,
});

const authorKey = (by: Author): string => (by.role === 'patron' ? 'patron' : by.id);
