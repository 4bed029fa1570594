// To whom a waiting chat is offered now, and for how long yet.
import type { OperatorChat } from '../../../lambdas/protocol/chat-view.ts';

export type OfferNow =
  | { readonly kind: 'mine'; readonly secondsLeft: number }
  | { readonly kind: 'theirs'; readonly name: string; readonly secondsLeft: number }
  /** To nobody: whoever comes first has it. */
  | { readonly kind: 'open' };

export function offerOf({ state, offeredTo }: OperatorChat, operatorId: string, now: number): OfferNow {
  if (state !== 'waiting' || offeredTo === undefined || offeredTo.until <= now) return { kind: 'open' };
  // The clock that this is drawn by moves once a second: rounded up, a new offer would begin a second too high.
  const secondsLeft = Math.max(1, Math.floor((offeredTo.until - now) / 1_000));
  return offeredTo.id === operatorId
    ? { kind: 'mine', secondsLeft }
    : { kind: 'theirs', name: offeredTo.name, secondsLeft };
}
