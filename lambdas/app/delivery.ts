// A frame on its way to a connection: what a use case answers with, and what publish sends; and what follows.
import type { Mail } from '../domain/mail.ts';
import type { Refusal } from '../domain/refused.ts';
import type { SentToOperator } from '../protocol/operator-frames.ts';
import type { ToPatron } from '../protocol/to-patron.ts';
import type { ErrorFrame } from '../protocol/refusal.ts';
import { REFUSALS } from '../protocol/refusal-sentences.ts';
import { FRAME_BYTES } from '../protocol/limits.ts';
import { utf8Length } from '../protocol/utf8.ts';

export type Frame = ToPatron | SentToOperator;

export interface Delivery {
  readonly to: string;
  readonly frame: Frame;
}

/** Something to be done once all deliveries are out. */
export type Errand =
  | {
      readonly errand: 'writeAvailability';
      /** `changed`: at once; `renewed`: a lease goes on, so only if the last writing is some time ago. */
      readonly because: 'changed' | 'renewed';
    }
  /** Mails that were just stored. */
  | { readonly errand: 'sendMails'; readonly mails: readonly Mail[] };

/** What a use case brings about. */
export type Outcome = Delivery | Errand;

export const mailErrand = (mails: readonly Mail[]): Errand => ({ errand: 'sendMails', mails });

export const availabilityErrand = (because: 'changed' | 'renewed'): Errand => ({
  errand: 'writeAvailability',
  because,
});

export const deliver = (to: string, frame: Frame): Delivery => ({ to, frame });

/** The error frame for a refusal; `about` says which frame of the client it answers. */
export function errorFor(refusal: Refusal, about: { ref?: string; name?: string } = {}): ErrorFrame {
  const { owner, expected, retryAt, sentence } = refusal.details;
  return {
    type: 'error',
    ...about,
    code: refusal.code,
    message: sentence ?? REFUSALS[refusal.code],
    ...(owner && { owner }),
    ...(expected !== undefined && { expected }),
    ...(retryAt !== undefined && { retryAt }),
  };
}

export const refuse = (to: string, refusal: Refusal, about?: { ref?: string; name?: string }): Delivery[] => [
  deliver(to, errorFor(refusal, about)),
];

/** Room that a list leaves for the type, the ref, the ids and the cursor of its frame, in bytes. */
const ENVELOPE_BYTES = 1_000;

const bytesOf = (part: unknown): number => utf8Length(JSON.stringify(part)) + 1;

/**
 * As many of the items, from the first, as fit into one frame beside the rest of it. A list goes on by at least one;
 * `least` 0 is for where the rest may leave no room even for that.
 */
export function fitting<T>(items: readonly T[], rest: unknown = null, least = 1): T[] {
  let bytes = ENVELOPE_BYTES + bytesOf(rest);
  const fit = items.findIndex((item, index) => {
    bytes += bytesOf(item);
    return bytes > FRAME_BYTES && index >= least;
  });
  return items.slice(0, fit === -1 ? items.length : fit);
}
