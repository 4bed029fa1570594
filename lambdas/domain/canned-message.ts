// Canned messages: whose they are, who may change which, and why one could not be stored. Pure.
import { CANNED_ROOM, type CannedMessage, titleKey } from '../protocol/canned-frames.ts';
import { type Refusal, refused } from './refused.ts';
import { type Actor, may } from './rights.ts';

/** Whose messages: those that a department shares, or an operator's own. */
export type CannedOwner = { readonly departmentId: string } | { readonly operatorId: string };

export const isShared = (owner: CannedOwner): owner is { readonly departmentId: string } =>
  'departmentId' in owner;

export const roomOf = (owner: CannedOwner): number =>
  isShared(owner) ? CANNED_ROOM.department : CANNED_ROOM.own;

/** One's own are anybody's to read; to others a department is as if there were none. */
export function mayRead(owner: CannedOwner, actor: Actor): Refusal | undefined {
  if (!isShared(owner) || may('readCanned', actor, owner.departmentId)) return undefined;
  return refused('noSuchDepartment');
}

export function mayChange(
  owner: CannedOwner,
  actor: Actor,
  departments: readonly { readonly id: string }[],
): Refusal | undefined {
  if (!isShared(owner)) return undefined;
  const unread = mayRead(owner, actor);
  if (unread) return unread;
  if (!may('changeCanned', actor)) {
    return refused('notAllowed', { sentence: 'Only coordinators change the messages of a department.' });
  }
  return departments.some(({ id }) => id === owner.departmentId) ? undefined : refused('noSuchDepartment');
}

export interface Wanted {
  readonly message: CannedMessage;
  /** Its title before, where that changes. */
  readonly was?: string | undefined;
}

/** What there is where a message was to be stored. */
export interface Standing {
  /** The message that is being changed. */
  readonly before: CannedMessage | undefined;
  /** The message that bears the wanted title now. */
  readonly namesake: CannedMessage | undefined;
  readonly count: number;
}

export const isRenamed = ({ message, was }: Wanted): boolean =>
  was !== undefined && titleKey(was) !== titleKey(message.title);

/** Why a write was lost; nothing, if another writer was only in the way and it may be tried again. */
export function whyLost(wanted: Wanted, standing: Standing, owner: CannedOwner): Refusal | undefined {
  const { message } = wanted;
  const isNew = message.version === 0;
  if (!isNew && standing.before?.version !== message.version) return refused('changedMeanwhile');
  if (standing.namesake && (isNew || isRenamed(wanted))) {
    const sentence = `There is a message “${standing.namesake.title}” already.`;
    return refused('nameTaken', { sentence });
  }
  if (isNew && standing.count >= roomOf(owner)) {
    const who = isShared(owner) ? 'A department keeps' : 'You keep';
    return refused('tooMany', { sentence: `${who} at most ${roomOf(owner)} canned messages.` });
  }
  return undefined;
}
