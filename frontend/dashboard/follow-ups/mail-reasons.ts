// Why a mail could not be sent, in plain words: what SES calls it, what that means, and what can be done.

/** The first that fits holds. Names are those of the errors of SES and of its client; see its API reference. */
const MEANINGS: readonly (readonly [RegExp, string])[] = [
  [
    /not verified/iu,
    'An address is not verified with the mail service. Whoever looks after Carrel can verify it, or have the account moved out of the SES sandbox.',
  ],
  [/^MessageRejected\b/u, 'The mail service refused this mail. Check the address.'],
  [/^InvalidParameterValue/u, 'This is no address that mail can be sent to.'],
  [/paused/iu, 'Sending is paused for the library’s account. Tell whoever looks after Carrel.'],
  [/throttl|rate exceeded|TooManyRequests|LimitExceeded/iu, 'There was too much mail at once.'],
  [
    /^(?:AccessDenied|InvalidClientTokenId|SignatureDoesNotMatch|UnrecognizedClient|ExpiredToken)/u,
    'Carrel may not use the mail service. Tell whoever looks after Carrel.',
  ],
  [
    /Timeout|ECONN|ENOTFOUND|EAI_AGAIN|Network|socket hang up|ServiceUnavailable|InternalFailure/iu,
    'The mail service could not be reached.',
  ],
];

export interface Reason {
  readonly words: string;
  /** What the mail service said itself, where that is something else. */
  readonly original?: string;
}

export function mailReason(text: string): Reason {
  const original = text.trim();
  const meaning = MEANINGS.find(([pattern]) => pattern.test(original));
  if (meaning !== undefined) return { words: meaning[1], original };
  return { words: /[.!?]$/u.test(original) ? original : `${original}.` };
}
