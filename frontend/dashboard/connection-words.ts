// The state of the connection in words: what happens, since when, and how loud to say it.
import type { SocketState } from '../connection/socket.ts';
import { type LibraryTime, spokenSpan, stopwatch } from '../ui/time-words.ts';

/** A connection that is back within this long (ms) wasn't worth a word. */
export const WORTH_A_WORD_MS = 1_500;

/** From this long (ms) on it is urgent: patrons notice. */
export const URGENT_AFTER_MS = 30_000;

export interface ConnectionWords {
  readonly kind: 'wait' | 'urgent';
  readonly text: string;
  /** What it means for the operator. */
  readonly meaning: string | undefined;
  /** For the live region: changes with the state, not with each second. */
  readonly spoken: string;
  readonly canTryNow: boolean;
}

export interface ConnectionWordsProps {
  readonly connection: SocketState;
  readonly now: number;
  /** Since when there has been no connection, once there was one. */
  readonly lostSince: number | undefined;
  readonly time: LibraryTime;
}

/** Undefined while there is nothing to say. */
export function connectionWords(props: ConnectionWordsProps): ConnectionWords | undefined {
  const { connection, now, lostSince, time } = props;
  if (connection.kind === 'open' || connection.kind === 'stopped') return undefined;
  const lostFor = lostSince === undefined ? 0 : now - lostSince;
  if (lostSince !== undefined && lostFor < WORTH_A_WORD_MS) return undefined;
  const isUrgent = lostFor >= URGENT_AFTER_MS;
  const since =
    lostSince === undefined || !isUrgent ? '' : ` since ${time.clock(lostSince)} (${stopwatch(lostFor)})`;
  return {
    kind: isUrgent ? 'urgent' : 'wait',
    text: `Not connected${since}. ${tryWords(connection, now)}`,
    meaning: isUrgent
      ? 'New chats don’t reach you, and patrons read that you are gone. What you write is sent when you are back.'
      : undefined,
    spoken: isUrgent ? 'Still not connected.' : 'The connection is lost. Reconnecting.',
    canTryNow: connection.kind === 'waiting',
  };
}

function tryWords(connection: Extract<SocketState, { kind: 'waiting' | 'connecting' }>, now: number): string {
  if (connection.kind === 'connecting') return 'Reconnecting…';
  if (connection.offline) return 'This computer has no network.';
  const left = Math.max(1, Math.ceil((connection.until - now) / 1_000));
  return `Reconnecting in ${left} s.`;
}

/** What is said when the connection is back. */
export const backWords = (lostFor: number): string => `Connected again after ${spokenSpan(lostFor)}.`;
