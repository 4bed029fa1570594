// A refusal: the expected "no" of a rule, as a value with its code.
import type { RefusalCode } from '../protocol/refusal.ts';

export interface RefusalDetails {
  /** `alreadyClaimed`: who has the chat. */
  readonly owner?: { readonly id: string; readonly name: string };
  /** `outOfOrder`: the number that the outbox has to send next. */
  readonly expected?: number;
  /** `tooMany`: when it may be tried again. */
  readonly retryAt?: number;
  /** A sentence that says more than the code's own. */
  readonly sentence?: string;
}

export interface Refusal {
  readonly outcome: 'refused';
  readonly code: RefusalCode;
  readonly details: RefusalDetails;
}

export const refused = (code: RefusalCode, details: RefusalDetails = {}): Refusal => ({
  outcome: 'refused',
  code,
  details,
});
