// What is between a patron and an answer here and now, and whether an answer by email is offered. Pure.
import type { PublicEntry } from '../../lambdas/protocol/entry.ts';
import type { LeaveFollowUp } from '../../lambdas/protocol/follow-up-frames.ts';
import type { AttendanceState } from './attendance.ts';
import type { Stage } from './stage.ts';

/** `waiting`: for longer than the department wants anybody to wait. */
export type Hindrance = 'unreachable' | 'offline' | 'away' | 'waiting';

export interface Situation extends AttendanceState {
  readonly stage: Stage;
  readonly isUnreachable: boolean;
  /** How long the chat has waited (ms), if it does. */
  readonly waited: number | undefined;
  /** After how long (ms) the department offers something else. */
  readonly offerAfter: number;
}

export function hindranceIn(situation: Situation): Hindrance | undefined {
  const { stage, availability, isUnreachable, waited, offerAfter } = situation;
  if (stage.kind === 'ended' || stage.kind === 'returning') return undefined;
  if (isUnreachable) return 'unreachable';
  if (availability === 'offline' || availability === 'away') return availability;
  return waited !== undefined && waited >= offerAfter ? 'waiting' : undefined;
}

/** Whether the form stands in the place of a chat that nobody could answer. */
export const takesPlace = (stage: Stage, hindrance: Hindrance | undefined): boolean =>
  stage.kind === 'asking' && (hindrance === 'offline' || hindrance === 'unreachable');

/** The number under which this chat's question was left for an answer by email. */
export function numberLeft(entries: readonly PublicEntry[]): number | undefined {
  const left = entries.findLast((entry) => entry.kind === 'followUp');
  return left?.kind === 'followUp' ? left.number : undefined;
}

/** What the library is told of the moment in which a question was left. */
export function leftFrom(stage: Stage, hindrance: Hindrance | undefined): LeaveFollowUp['from'] {
  if (hindrance !== undefined) return hindrance;
  switch (stage.kind) {
    case 'active':
    case 'ended':
      return stage.kind;
    case 'starting':
    case 'waiting':
      return 'waiting';
    default:
      return 'online';
  }
}
