// How many follow-ups have a mail that failed, so that coordinators see it from every screen.
import { type ReadonlySignal, computed, signal } from '@preact/signals';
import type { FollowUpView } from '../../../lambdas/protocol/follow-up-frames.ts';
import type { StaffWire } from '../session.ts';

export const isFailed = ({ mails }: FollowUpView): boolean => mails.some(({ state }) => state === 'failed');

export class FailedMails {
  /** Of all departments that were read. */
  readonly total: ReadonlySignal<number>;
  readonly #wire: Pick<StaffWire, 'ask'>;
  readonly #counts = signal<ReadonlyMap<string, number>>(new Map());
  #turn = 0;

  constructor(wire: Pick<StaffWire, 'ask'>) {
    this.#wire = wire;
    this.total = computed(() => [...this.#counts.value.values()].reduce((sum, count) => sum + count, 0));
  }

  of(departmentId: string): number {
    return this.#counts.value.get(departmentId) ?? 0;
  }

  /** What was read of a department's open follow-ups. */
  note(departmentId: string, followUps: readonly FollowUpView[]): void {
    const count = followUps.filter(isFailed).length;
    if (count === this.of(departmentId)) return;
    this.#counts.value = new Map(this.#counts.value).set(departmentId, count);
  }

  /** Looks at the newest open ones of these departments, one after the other. */
  async read(departmentIds: readonly string[]): Promise<void> {
    this.#turn += 1;
    const turn = this.#turn;
    for (const departmentId of departmentIds) {
      const answer = await this.#wire.ask(
        { action: 'readFollowUps', departmentId, show: 'open' },
        'followUps',
      );
      if (turn !== this.#turn) return;
      if (answer.type === 'followUps') this.note(departmentId, answer.followUps);
    }
  }
}
