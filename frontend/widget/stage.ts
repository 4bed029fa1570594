// Where the patron's chat stands, read off its log: asking, waiting, active or ended. Pure.
import type { PublicAuthor, PublicEntry } from '../../lambdas/protocol/entry.ts';

export type Stage =
  /** No chat: the form. */
  | { readonly kind: 'asking' }
  /** A chat from before is being fetched. */
  | { readonly kind: 'returning' }
  /** The question is on its way. */
  | { readonly kind: 'starting'; readonly since: number }
  | { readonly kind: 'waiting'; readonly since: number }
  /** The operators in the order in which they joined. */
  | { readonly kind: 'active'; readonly operators: readonly string[] }
  | {
      readonly kind: 'ended';
      readonly by: PublicAuthor;
      readonly at: number;
      readonly operators: readonly string[];
    };

interface Remembered {
  readonly isStarted: boolean;
  readonly seenAt: number;
}

/** The stage that a chat's entries tell, or, while there are none, what is remembered of the chat. */
export function stageOf(entries: readonly PublicEntry[], kept: Remembered | undefined): Stage {
  const first = entries[0];
  if (first === undefined) return stageBefore(kept);
  const operators = operatorsOf(entries);
  const end = entries.findLast((entry) => entry.kind === 'ended');
  if (end !== undefined) return { kind: 'ended', by: end.by, at: end.at, operators };
  return operators.length > 0 ? { kind: 'active', operators } : { kind: 'waiting', since: first.at };
}

function stageBefore(kept: Remembered | undefined): Stage {
  if (kept === undefined) return { kind: 'asking' };
  return kept.isStarted ? { kind: 'returning' } : { kind: 'starting', since: kept.seenAt };
}

function operatorsOf(entries: readonly PublicEntry[]): readonly string[] {
  const names = new Set<string>();
  for (const { kind, by } of entries) if (kind === 'joined' && by.role === 'operator') names.add(by.name);
  return [...names];
}

/** Messages of the library's side after a place. */
export function unreadAfter(entries: readonly PublicEntry[], place: number): number {
  return entries.filter((entry) => entry.kind === 'message' && isFromLibrary(entry) && entry.place > place)
    .length;
}

export const isFromLibrary = ({ by }: PublicEntry): boolean => by.role === 'operator';

/** Whether somebody is, or soon will be, at the other end. */
export const goesOn = ({ kind }: { readonly kind: Stage['kind'] }): boolean =>
  kind !== 'asking' && kind !== 'ended';
