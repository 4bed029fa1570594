// What the coordinator has just changed, laid over lists that may be older than that.
import type { FollowUpView } from '../../../lambdas/protocol/follow-up-frames.ts';
import { INDEX_LAG_MS } from '../desk/desk-state.ts';
import type { FollowUpList } from '../screen.ts';

export class OwnChanges {
  readonly #now: () => number;
  readonly #changes = new Map<string, { readonly followUp: FollowUpView; readonly at: number }>();

  constructor(now: () => number) {
    this.#now = now;
  }

  add(followUp: FollowUpView): void {
    this.#changes.set(followUp.followUpId, { followUp, at: this.#now() });
  }

  /** A list as it will be read when the index that lists are read from has caught up. */
  applied(followUps: readonly FollowUpView[], { departmentId, show }: FollowUpList): FollowUpView[] {
    for (const [id, { at }] of this.#changes) {
      if (this.#now() - at > INDEX_LAG_MS) this.#changes.delete(id);
    }
    const changed = [...this.#changes.values()].map(({ followUp }) => followUp);
    const untouched = followUps.filter(({ followUpId }) => !this.#changes.has(followUpId));
    return [...untouched, ...changed.filter((each) => each.departmentId === departmentId)]
      .filter(({ closed }) => (closed === undefined) === (show === 'open'))
      .toSorted((one, other) => other.leftAt - one.leftAt || other.number - one.number);
  }
}
