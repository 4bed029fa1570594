// The parser of a kept outbox, and the rule that no two tabs send under one outbox's name.
import * as v from 'valibot';
import { offer } from '../../lambdas/protocol/guided-frames.ts';
import { errorFrame } from '../../lambdas/protocol/refusal.ts';
import type { OutboxState } from './outbox.ts';

const every = {
  id: v.string(),
  text: v.string(),
  offer: v.optional(offer),
  isNote: v.optional(v.boolean()),
  at: v.number(),
};

export const outboxState: v.GenericSchema<unknown, OutboxState> = v.object({
  outbox: v.pipe(v.string(), v.regex(/^[\w-]{8,22}$/)),
  next: v.pipe(v.number(), v.integer(), v.minValue(1)),
  messages: v.array(
    v.variant('kind', [
      v.object({ kind: v.literal('queued'), ...every }),
      v.object({ kind: v.literal('sending'), ...every, name: v.string() }),
      v.object({
        kind: v.literal('refused'),
        ...every,
        code: errorFrame.entries.code,
      }),
    ]),
  ),
});

/** As much of `navigator.locks` as is needed; older browsers have none. */
export interface Locks {
  request(name: string, options: { signal: AbortSignal }, run: () => Promise<unknown>): Promise<unknown>;
}

/** How long the page before this one may take to let go of its outbox (ms). */
const HANDOVER_MS = 1_000;

/**
 * Claims an outbox's name for this tab, as long as the tab lives. A duplicated tab begins with a copy of the
 * other's storage; if both sent under one name, the server would take one's message for a resend of the other's.
 */
export async function claimOutbox(name: string, locks: Locks | undefined): Promise<boolean> {
  if (locks === undefined) return true;
  return new Promise((resolve) => {
    const held = locks.request(`carrel:outbox:${name}`, { signal: AbortSignal.timeout(HANDOVER_MS) }, () => {
      resolve(true);
      return new Promise(() => {});
    });
    // Only a wait in vain means that another tab has it; where locks are forbidden we trust the storage.
    held.catch((problem: unknown) => resolve(!(problem instanceof DOMException && isTimeout(problem))));
  });
}

const isTimeout = ({ name }: DOMException): boolean => name === 'TimeoutError' || name === 'AbortError';
