// Where the patron's chat stands: asking, returning, starting, waiting, active or ended. Pure.
import type { PublicAuthor } from '../../lambdas/protocol/entry.ts';

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

export interface Remembered {
  readonly isStarted: boolean;
  readonly seenAt: number;
}

/** As long as nothing of its log is here: what is remembered of the chat tells it. */
export function stageBefore(kept?: Remembered): Stage {
  if (kept === undefined) return { kind: 'asking' };
  return kept.isStarted ? { kind: 'returning' } : { kind: 'starting', since: kept.seenAt };
}

/** Whether somebody is, or soon will be, at the other end. */
export const goesOn = ({ kind }: { readonly kind: Stage['kind'] }): boolean =>
  kind !== 'asking' && kind !== 'ended';
