// A chat's log as lines to draw: days, what happened, and who said what, grouped as people read it.
import type { OperatorChat } from '../../../lambdas/protocol/chat-view.ts';
import type { Author, Entry } from '../../../lambdas/protocol/entry.ts';
import type { Offer } from '../../../lambdas/protocol/guided-frames.ts';
import type { PendingMessage } from '../../connection/outbox.ts';
import { type LibraryTime, span } from '../../ui/time-words.ts';
import { ratingWords } from './after-chat-words.ts';
import { authorName, patronTitle } from './desk-lists.ts';

export type LogLine =
  | { readonly kind: 'day'; readonly key: string; readonly text: string }
  | { readonly kind: 'event'; readonly key: string; readonly text: string; readonly at: number }
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

export interface LogLinesProps {
  readonly chat: OperatorChat;
  readonly entries: readonly Entry[];
  readonly pending: readonly PendingMessage[];
  readonly operatorId: string;
  readonly time: LibraryTime;
  readonly now: number;
}

/** Messages of one person closer together than this (ms) are one turn. */
export const ONE_TURN_MS = 120_000;

/** A patron who is back within this long (ms) went to another page, which is not worth a line. */
const PAGE_CHANGE_MS = 15_000;

export function logLines(props: LogLinesProps): LogLine[] {
  const lines: LogLine[] = [];
  const absences = new Absences(props);
  let day = props.time.dayKey(props.now);
  for (const [index, entry] of props.entries.entries()) {
    const line = entryLine(entry, props.entries[index + 1], props, absences);
    if (line === undefined) continue;
    if (props.time.dayKey(entry.at) !== day || (lines.length === 0 && day !== props.time.dayKey(props.now))) {
      day = props.time.dayKey(entry.at);
      lines.push({ kind: 'day', key: `day${entry.place}`, text: props.time.day(entry.at, props.now) });
    }
    lines.push(line);
  }
  const gone = absences.open();
  if (gone !== undefined) lines.push(gone);
  for (const message of props.pending) lines.push({ kind: 'pending', key: `p${message.id}`, message });
  return lines;
}

function entryLine(
  entry: Entry,
  next: Entry | undefined,
  props: LogLinesProps,
  absences: Absences,
): LogLine | undefined {
  switch (entry.kind) {
    case 'message':
      return said(entry, next, props);
    case 'joined':
      return event(entry, joinedWords(entry, props));
    case 'dropped':
    case 'returned':
      return absences.read(entry);
    case 'ended':
      absences.close();
      return event(entry, `${props.time.clock(entry.at)} · ended by ${nameInWords(entry.by, props)}`);
    case 'followUp':
      return event(entry, `${props.time.clock(entry.at)} · ${leftWords(entry, props)}`);
    case 'rated':
      return event(entry, `${props.time.clock(entry.at)} · ${ratingWords(entry.rating)}`);
    case 'addressGiven':
      return event(entry, `${props.time.clock(entry.at)} · transcript sent to ${entry.email}`);
  }
}

function said(
  entry: Extract<Entry, { kind: 'message' }>,
  next: Entry | undefined,
  { chat, operatorId }: LogLinesProps,
): LogLine {
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

function joinedWords(entry: Entry, { chat, time, operatorId }: LogLinesProps): string {
  const isClaim =
    chat.claimedAt !== undefined && entry.by.role === 'operator' && entry.by.id === chat.owner?.id;
  const name =
    entry.by.role === 'operator' && entry.by.id === operatorId ? 'you' : authorName(entry.by, chat, '');
  if (!isClaim) return `${time.clock(entry.at)} · ${name} joined`;
  return `${time.clock(entry.at)} · waited ${span(entry.at - chat.startedAt)} · claimed by ${name}`;
}

function leftWords(entry: Extract<Entry, { kind: 'followUp' }>, props: LogLinesProps): string {
  return entry.by.role === 'patron'
    ? `left as follow-up no. ${entry.number}`
    : `turned into follow-up no. ${entry.number} by ${nameInWords(entry.by, props)}`;
}

function nameInWords(by: Author, { chat, operatorId }: LogLinesProps): string {
  const name = authorName(by, chat, operatorId);
  return name === 'You' ? 'you' : name;
}

const event = (entry: Entry, text: string): LogLine => ({
  kind: 'event',
  key: `e${entry.place}`,
  text,
  at: entry.at,
});

const authorKey = (by: Author): string => (by.role === 'patron' ? 'patron' : by.id);

/**
 * When the patron was gone. Each page of the library that they open drops one connection and makes another,
 * so only having none counts, and short absences say nothing.
 */
class Absences {
  readonly #props: LogLinesProps;
  #goneAt: { readonly at: number; readonly place: number } | undefined;

  constructor(props: LogLinesProps) {
    this.#props = props;
  }

  read(entry: Extract<Entry, { kind: 'dropped' | 'returned' }>): LogLine | undefined {
    if (entry.by.role !== 'patron') return undefined;
    if (entry.connections === 0) {
      this.#goneAt ??= { at: entry.at, place: entry.place };
      return undefined;
    }
    const gone = this.#goneAt;
    this.#goneAt = undefined;
    if (gone === undefined || entry.at - gone.at < PAGE_CHANGE_MS) return undefined;
    const { chat, time } = this.#props;
    const words = `${patronTitle(chat)} returned after ${span(entry.at - gone.at)}`;
    return event(entry, `${time.clock(entry.at)} · ${words}`);
  }

  close(): void {
    this.#goneAt = undefined;
  }

  /** The line about a patron who is gone at this moment. */
  open(): LogLine | undefined {
    const { chat, time } = this.#props;
    if (chat.patronGoneSince === undefined || this.#goneAt === undefined) return undefined;
    const { at, place } = this.#goneAt;
    const text = `${time.clock(at)} · ${patronTitle(chat)} left or lost the connection`;
    return { kind: 'event', key: `gone${place}`, text, at };
  }
}
