// The log of a chat: the next entry, and which message of an outbox it may be. Pure.
import type { Rating } from '../protocol/rating.ts';
import type { Author } from '../protocol/entry.ts';
import type { RequestEnd, RequestKind } from '../protocol/desk-frames.ts';
import type { Offer } from '../protocol/guided-frames.ts';
import type { LogEntry, OutboxMark } from './chat.ts';
import { publicPlace } from './chat.ts';

/**
 * How many outboxes of each side a log remembers. An outbox is one opened page, so a chat that meets this bound
 * has moved through as many pages; the one that was silent longest is forgotten first.
 */
const OUTBOXES_KEPT = 16;

type Said = {
  readonly kind: 'message';
  readonly name: string;
  readonly text: string;
  readonly offer?: Offer;
};
type Noted = { readonly kind: 'note'; readonly name: string; readonly text: string };
type Named = { readonly id: string; readonly name: string };
type Happened =
  | { readonly kind: 'joined' | 'ended' | 'lookedIn' | 'lookedAway' }
  | { readonly kind: 'left'; readonly owner?: Named }
  | { readonly kind: 'offered'; readonly to?: Named }
  | {
      readonly kind: 'requested';
      readonly request: RequestKind;
      readonly to: string;
      readonly note: string;
      readonly until: number;
      readonly asks: boolean;
    }
  | { readonly kind: 'transferAgreed'; readonly until: number }
  | {
      readonly kind: 'requestEnded';
      readonly request: RequestKind;
      readonly why: RequestEnd;
      readonly reason: string;
      readonly owner: Named;
    }
  | { readonly kind: 'transferred'; readonly from: Named; readonly stays: boolean }
  | { readonly kind: 'dropped' | 'returned'; readonly connections: number }
  | { readonly kind: 'followUp'; readonly number: number }
  | { readonly kind: 'rated'; readonly rating: Rating }
  | { readonly kind: 'addressGiven'; readonly email: string };

/** The entry that follows the last one. */
export function nextEntry(
  last: LogEntry | undefined,
  by: Author,
  what: Said | Noted | Happened,
  now: number,
): LogEntry {
  const place = (last?.place ?? 0) + 1;
  const publicAfter = last ? publicPlace(last) : 0;
  // Another function's clock may be behind; a log never runs backwards.
  const at = Math.max(now, last?.at ?? 0);
  const known = last?.outboxes ?? {};
  if (what.kind !== 'message' && what.kind !== 'note') {
    return { ...what, place, publicAfter, at, by, changedAt: place, outboxes: known };
  }
  const { outbox, number } = messageNumber(by, what.name);
  const after = placeBefore({ place, publicAfter }, by);
  const outboxes = remember(known, outbox, { number, place, after, at });
  return { ...what, place, publicAfter, at, by, changedAt: last?.changedAt ?? place, outboxes };
}

/** The place before an entry that its reader may see: staff see every entry, a patron the public ones. */
export const placeBefore = (
  { place, publicAfter }: Pick<LogEntry, 'place' | 'publicAfter'>,
  reader: { readonly role: Author['role'] },
): number => (reader.role === 'patron' ? publicAfter : place - 1);

export type Turn =
  | { readonly turn: 'next' }
  | { readonly turn: 'stored'; readonly mark: OutboxMark }
  | { readonly turn: 'outOfOrder'; readonly expected: number };

/** Whether a message is its outbox's next, was stored already, or has one missing before it. */
export function turnOf(last: LogEntry | undefined, by: Author, name: string): Turn {
  const { outbox, number } = messageNumber(by, name);
  return turnAfter(last?.outboxes[outbox], number);
}

/** The same by the outbox's mark alone. */
export function turnAfter(mark: OutboxMark | undefined, number: number): Turn {
  if (mark && number === mark.number) return { turn: 'stored', mark };
  const expected = (mark?.number ?? 0) + 1;
  return number === expected ? { turn: 'next' } : { turn: 'outOfOrder', expected };
}

/** The two halves of a message's name. */
export function outboxOf(name: string): { outbox: string; number: number } {
  const dot = name.lastIndexOf('.');
  return { outbox: name.slice(0, dot), number: Number(name.slice(dot + 1)) };
}

/**
 * Each side has outboxes of its own: messages carry their names to the other side, which could otherwise use
 * them up. The side before the name also keeps names like "constructor" apart from an object's own.
 */
function messageNumber(by: Author, name: string): { outbox: string; number: number } {
  const { outbox, number } = outboxOf(name);
  return { outbox: `${by.role}/${outbox}`, number };
}

const sideOf = (outbox: string): string => outbox.slice(0, outbox.indexOf('/'));

function remember(
  known: Readonly<Record<string, OutboxMark>>,
  outbox: string,
  mark: OutboxMark,
): Record<string, OutboxMark> {
  const side = sideOf(outbox);
  const others = Object.entries(known).filter(([name]) => name !== outbox);
  const own = others.filter(([name]) => sideOf(name) === side).sort(([, a], [, b]) => b.place - a.place);
  const theirs = others.filter(([name]) => sideOf(name) !== side);
  return Object.fromEntries([[outbox, mark], ...own.slice(0, OUTBOXES_KEPT - 1), ...theirs]);
}
