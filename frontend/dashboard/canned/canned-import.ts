// An import as it goes on: a series of saves that can be stopped anywhere, since a file may come twice.
import { type ReadonlySignal, signal } from '@preact/signals';
import type { CannedMessage } from '../../../lambdas/protocol/canned-frames.ts';
import type { ImportPlan } from './canned-csv.ts';
import type { CannedMessages, Whose } from './canned-messages.ts';

export type ImportState =
  | { readonly kind: 'planned' }
  | { readonly kind: 'saving'; readonly done: number }
  /** `problems`: what was refused, in words. `isCut`: there was no connection any more. */
  | {
      readonly kind: 'ended';
      readonly done: number;
      readonly problems: readonly string[];
      readonly isCut: boolean;
    };

interface Step {
  readonly message: CannedMessage;
  readonly was?: string;
}

export class CannedImport {
  readonly plan: ImportPlan;
  readonly #canned: Pick<CannedMessages, 'save'>;
  readonly #whose: Whose;
  readonly #state = signal<ImportState>({ kind: 'planned' });

  constructor(plan: ImportPlan, canned: Pick<CannedMessages, 'save'>, whose: Whose) {
    this.plan = plan;
    this.#canned = canned;
    this.#whose = whose;
  }

  get state(): ReadonlySignal<ImportState> {
    return this.#state;
  }

  /** How many messages there are to store. */
  get count(): number {
    return this.plan.added.length + this.plan.changed.length;
  }

  async run(): Promise<void> {
    const steps: readonly Step[] = [...this.plan.added.map((message) => ({ message })), ...this.plan.changed];
    const problems: string[] = [];
    let done = 0;
    for (const { message, was } of steps) {
      this.#state.value = { kind: 'saving', done };
      const answer = await this.#canned.save(this.#whose, message, was);
      if (answer.type === 'unanswered') {
        this.#state.value = { kind: 'ended', done, problems, isCut: true };
        return;
      }
      if (answer.type === 'saved') done += 1;
      else problems.push(`“${message.title}”: ${answer.message}`);
    }
    this.#state.value = { kind: 'ended', done, problems, isCut: false };
  }
}
