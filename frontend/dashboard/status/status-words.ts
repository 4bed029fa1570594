// A status in words: its name, what it means where it is chosen, and since or until when it holds.
import type { Colleague } from '../../../lambdas/protocol/operator-frames.ts';
import type { Status } from '../../../lambdas/protocol/settings.ts';
import type { LibraryTime } from '../../ui/time-words.ts';
import { type OwnStatus, ownStatusAt } from './own-status.ts';

export const STATUS_WORDS: Readonly<Record<Status, { readonly name: string; readonly meaning: string }>> = {
  available: {
    name: 'Available',
    meaning: 'You are on duty: new chats ring here, and patrons read that the library answers.',
  },
  away: {
    name: 'Away',
    meaning: 'You are on duty, but not at the desk for a while. New chats still ring here.',
  },
  internalOnly: {
    name: 'Internal only',
    meaning:
      'You are off duty: no patrons reach you. Colleagues see that you are there, and write to you in internal chat.',
  },
  offline: {
    name: 'Offline',
    meaning: 'You are off duty: no new chats ring here. Chats that you have claimed stay yours.',
  },
};

/** "Available", "Away · back 14:40". */
export function statusName(own: OwnStatus, time: LibraryTime, now: number): string {
  const { name } = STATUS_WORDS[own.status];
  return own.status === 'away' && own.awayUntil !== undefined
    ? `${name} · back ${time.moment(own.awayUntil, now)}`
    : name;
}

/** The whole of it, for hovering and for ears: "since Monday 3 March 2025 at 14:21:07, back …". */
export function exactStanding(colleague: Colleague, time: LibraryTime, now: number): string {
  const { status, since, awayUntil } = colleague;
  const own = ownStatusAt(colleague, now);
  if (own.status !== status) return `since ${time.whole(awayUntil ?? since)}`;
  const end =
    own.status === 'away' && own.awayUntil !== undefined ? `, back ${time.whole(own.awayUntil)}` : '';
  return `since ${time.whole(since)}${end}`;
}

/** What was chosen, as it is said aloud. */
export function statusSaid(own: OwnStatus, time: LibraryTime, now: number): string {
  switch (own.status) {
    case 'available':
      return 'You are available.';
    case 'away':
      return own.awayUntil === undefined
        ? 'You are away until you come back.'
        : `You are away. Back at ${time.moment(own.awayUntil, now)}.`;
    case 'internalOnly':
      return 'You are there for colleagues only.';
    case 'offline':
      return 'You are offline.';
  }
}

/** What stands at the desk while the operator is off duty. */
export const offDutySaid = (status: Status): string =>
  status === 'internalOnly' ? 'You are there for colleagues only' : 'You are offline';

const LISTED = new Intl.ListFormat('en', { type: 'conjunction' });

/** "Reference", "Reference and Access". */
export const listed = (names: readonly string[]): string => LISTED.format(names);

/** Why somebody is off duty who didn't choose it: "Signed off at 17:15: Reference closed at 17:00." */
export function signedOffSaid(
  names: readonly string[],
  { at, closedAt }: { readonly at: number; readonly closedAt: number },
  time: LibraryTime,
  now: number,
): string {
  const closed =
    time.dayKey(closedAt) === time.dayKey(at) ? time.clock(closedAt) : time.moment(closedAt, now);
  const departments =
    names.length === 1
      ? `${names[0]} closed at ${closed}`
      : `${listed(names)} have been closed since ${closed}`;
  return `Signed off at ${time.moment(at, now)}: ${departments}.`;
}

/** What the patrons of these departments read now. */
export const unattendedSaid = (departments: string): string =>
  `Nobody is available in ${departments} now: patrons read that the operator is away and can leave their question by email.`;

/** Said to whoever is about to go away as the last one. */
export const lastOneSaid = (departments: string): string =>
  `You are the last one available in ${departments}. If you go away, patrons read that the operator is away and can leave their question by email.`;
