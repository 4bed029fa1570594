// The operator's own status as a tab keeps it, with the end of being away: over a reload, and without a line.
import * as v from 'valibot';
import type { Colleague } from '../../../lambdas/protocol/operator-frames.ts';
import type { Status } from '../../../lambdas/protocol/settings.ts';

export const ownStatus = v.variant('status', [
  v.object({ status: v.literal('available') }),
  /** `awayUntil`: when it comes off by itself, by the server's clock; absent while there is no end. */
  v.object({ status: v.literal('away'), awayUntil: v.optional(v.number()) }),
  v.object({ status: v.literal('internalOnly') }),
  v.object({ status: v.literal('offline') }),
]);
export type OwnStatus = v.InferOutput<typeof ownStatus>;

export type Standing = Pick<Colleague, 'status' | 'awayUntil'>;

/** The status that holds now: away comes off by itself at its end. */
export const statusAt = ({ status, awayUntil }: Standing, now: number): Status =>
  status === 'away' && awayUntil !== undefined && awayUntil <= now ? 'available' : status;

/** What somebody's entry in the list of staff says now. */
export function ownStatusAt(standing: Standing, now: number): OwnStatus {
  const status = statusAt(standing, now);
  return status === 'away' && standing.awayUntil !== undefined
    ? { status, awayUntil: standing.awayUntil }
    : { status };
}

/** When being away ends, if somebody is away with an end. */
export const endOf = (own: OwnStatus): number | undefined =>
  own.status === 'away' ? own.awayUntil : undefined;

const KEY = 'carrel.status';

/** Reads the status that this tab had before it was loaded again; a new sign-in begins off duty. */
export function keptStatus(storage: Pick<Storage, 'getItem'>): OwnStatus {
  const kept = v.safeParse(v.pipe(v.string(), v.parseJson(), ownStatus), storage.getItem(KEY));
  return kept.success ? kept.output : { status: 'offline' };
}

export function keepStatus(storage: Pick<Storage, 'setItem'>, own: OwnStatus): void {
  storage.setItem(KEY, JSON.stringify(own));
}
