// The state of the connection in words: since when there is none, what that means, and what came meanwhile.
import type { SocketState } from '../connection/socket.ts';
import { type LibraryTime, plural, spokenSpan } from '../ui/time-words.ts';

/** A connection that is back within this long (ms) wasn't worth a word. */
export const WORTH_A_WORD_MS = 1_500;

/** After this long (ms) it is said once more that there is none. */
const STILL_LOST_MS = 30_000;

export interface ConnectionWords {
  readonly text: string;
  /** What it means for patrons, and for what the operator writes. */
  readonly meaning: string;
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

const MEANING =
  'Patrons wait for your answers meanwhile, and new chats don’t reach you. What you write is kept, and sent when you are back.';

/** Undefined while there is nothing to say. */
export function connectionWords(props: ConnectionWordsProps): ConnectionWords | undefined {
  const { connection, now, lostSince, time } = props;
  if (connection.kind === 'open' || connection.kind === 'stopped') return undefined;
  const lostFor = lostSince === undefined ? 0 : now - lostSince;
  if (lostSince !== undefined && lostFor < WORTH_A_WORD_MS) return undefined;
  const since = lostSince === undefined ? '' : ` since ${time.clockWithSeconds(lostSince)}`;
  return {
    text: `No connection${since} · ${tryWords(connection, now)}`,
    meaning: MEANING,
    spoken: lostFor >= STILL_LOST_MS ? 'Still no connection.' : 'The connection is lost. Trying again.',
    canTryNow: connection.kind === 'waiting',
  };
}

function tryWords(connection: Extract<SocketState, { kind: 'waiting' | 'connecting' }>, now: number): string {
  if (connection.kind === 'connecting') return 'trying now…';
  if (connection.offline) return 'this computer has no network';
  const left = Math.max(1, Math.ceil((connection.until - now) / 1_000));
  return `trying again in ${left} s`;
}

/** What came while there was no connection, once all of it is here. */
export interface Missed {
  readonly lostSince: number;
  readonly backAt: number;
  /** In the operator's chats and in internal chat. */
  readonly messages: number;
  /** Chats that began meanwhile and wait. */
  readonly waiting: number;
}

export function backWords({ lostSince, backAt, messages, waiting }: Missed, time: LibraryTime): string {
  const news = [
    ...(messages === 0 ? [] : [plural(messages, 'new message')]),
    ...(waiting === 0 ? [] : [plural(waiting, 'new chat waits', 'new chats wait')]),
  ];
  const all = news.length === 0 ? 'you missed nothing' : `what you missed is here: ${news.join(', ')}`;
  return `Back since ${time.clockWithSeconds(backAt)}, after ${spokenSpan(backAt - lostSince)} · ${all}`;
}
