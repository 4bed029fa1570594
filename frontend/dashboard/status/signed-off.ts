// The operator was signed off after closing: kept for this tab until they dismiss it or are back on duty.
import { effect, type ReadonlySignal, signal } from '@preact/signals';
import * as v from 'valibot';
import { Kept, type KeptStorage } from '../../connection/kept.ts';
import { isOnDuty } from '../../../lambdas/protocol/settings.ts';
import type { Session } from '../session.ts';

const signedOff = v.object({
  /** When this page heard of it, and when the last department had closed, by the server's clock. */
  at: v.number(),
  closedAt: v.number(),
});
type SignedOffAt = v.InferOutput<typeof signedOff>;

export interface SignedOffProps {
  readonly session: Pick<Session, 'wire' | 'status' | 'now'>;
  readonly storage: KeptStorage;
  readonly onSignedOff: (news: SignedOffAt) => void;
}

export class SignedOff {
  readonly #kept: Kept<SignedOffAt>;
  readonly #current;
  readonly #stops: (() => void)[];

  constructor({ session, storage, onSignedOff }: SignedOffProps) {
    this.#kept = new Kept(storage, 'carrel.signedOff', signedOff);
    this.#current = signal(this.#kept.get());
    let wasOnDuty = isOnDuty(session.status.peek());
    this.#stops = [
      session.wire.frames.listen((frame) => {
        if (frame.type !== 'signedOff') return;
        const news = { at: session.now(), closedAt: frame.closedAt };
        this.#kept.set(news);
        this.#current.value = news;
        onSignedOff(news);
      }),
      // The status follows only after the word: what takes it back is coming on duty, not being there still.
      effect(() => {
        const isBack = isOnDuty(session.status.value) && !wasOnDuty;
        wasOnDuty = isOnDuty(session.status.value);
        if (isBack) this.dismiss();
      }),
    ];
  }

  get current(): ReadonlySignal<SignedOffAt | undefined> {
    return this.#current;
  }

  dismiss(): void {
    this.#kept.remove();
    this.#current.value = undefined;
  }

  dispose(): void {
    for (const stop of this.#stops) stop();
  }
}
