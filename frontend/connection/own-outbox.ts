// The outbox of this tab: the one from before a reload, or a new one.
import type { Kept } from './kept.ts';
import { newOutbox, type OutboxState } from './outbox.ts';

/** What was on its way when the page was loaded again, unless another tab has that name. */
export async function ownOutbox(
  kept: Kept<OutboxState>,
  newName: () => string,
  claim: (name: string) => Promise<boolean>,
): Promise<OutboxState> {
  const before = kept.get();
  if (before !== undefined && (await claim(before.outbox))) return before;
  const fresh = newOutbox(newName());
  await claim(fresh.outbox);
  kept.set(fresh);
  return fresh;
}
