// The lines of the log as they are drawn: days, events, and messages in groups of one author. Pure.
import type { PublicEntry } from '../../lambdas/protocol/entry.ts';
import type { Offer } from '../../lambdas/protocol/guided-frames.ts';
import type { PendingMessage } from '../connection/outbox.ts';
import type { EventEntry } from './event-words.ts';

export type Line =
  | { readonly kind: 'day'; readonly key: string; readonly at: number }
  | { readonly kind: 'event'; readonly key: string; readonly entry: EventEntry }
  | {
      readonly kind: 'message';
      readonly key: string;
      readonly text: string;
      readonly at: number;
      /** What the library puts in front of the patron. */
      readonly offer?: Offer;
      /** Absent: the patron's own. */
      readonly name?: string;
      /** Absent: it is in the log. */
      readonly pending?: PendingMessage;
      /** The next line goes on in the same voice, so the time stands there. */
      readonly goesOn: boolean;
    };

type MessageLine = Extract<Line, { kind: 'message' }>;

/** Messages of one author this close together (ms) share one time. */
const GROUP_MS = 120_000;

/** `dayOf`: the same for two instants of one day. */
export function logLines(
  entries: readonly PublicEntry[],
  pending: readonly PendingMessage[],
  dayOf: (at: number) => string,
): readonly Line[] {
  const lines: Line[] = [];
  let day = entries[0] === undefined ? undefined : dayOf(entries[0].at);
  for (const entry of entries) {
    if (dayOf(entry.at) !== day) {
      day = dayOf(entry.at);
      lines.push({ kind: 'day', key: `day${entry.place}`, at: entry.at });
    }
    lines.push(lineOf(entry));
  }
  for (const message of pending) lines.push(pendingLine(message));
  return lines.map((line, index) => withGroup(line, lines[index + 1]));
}

function lineOf(entry: PublicEntry): Line {
  if (entry.kind !== 'message') return { kind: 'event', key: `at${entry.place}`, entry };
  const { at, by } = entry;
  const who = by.role === 'operator' ? { name: by.name } : {};
  const offer = entry.offer && { offer: entry.offer };
  return { kind: 'message', key: entry.name, text: entry.text, at, ...who, ...offer, goesOn: false };
}

function pendingLine(pending: PendingMessage): MessageLine {
  const key = pending.kind === 'sending' ? pending.name : pending.id;
  return { kind: 'message', key, text: pending.text, at: pending.at, pending, goesOn: false };
}

function withGroup(line: Line, next: Line | undefined): Line {
  if (line.kind !== 'message' || next?.kind !== 'message') return line;
  const sameVoice = line.name === next.name && line.pending?.kind === next.pending?.kind;
  return { ...line, goesOn: sameVoice && next.at - line.at < GROUP_MS };
}
