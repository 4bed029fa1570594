// A mail that is to be sent: what it is about, where it stands, and when it is tried again. Pure; times in ms.

/** What a mail tells. It is built from what is stored about that when it is sent. */
export type MailSubject =
  | { readonly kind: 'followUpToLibrary'; readonly followUpId: string }
  | { readonly kind: 'followUpToPatron'; readonly followUpId: string }
  | { readonly kind: 'transcript'; readonly chatId: string; readonly language?: string };

/** Where a mail stands. `reason`: what the last try failed with. */
export type MailState =
  | {
      readonly state: 'pending';
      readonly dueAt: number;
      readonly reason?: string;
      /** Somebody is sending it, and has until then; after that it is due again. */
      readonly claimedUntil?: number;
    }
  | { readonly state: 'sent'; readonly sentAt: number }
  | { readonly state: 'failed'; readonly failedAt: number; readonly reason: string };

export type Mail = MailState & {
  readonly mailId: string;
  readonly about: MailSubject;
  /** The one recipient's address. */
  readonly address: string;
  /** How often it was tried since `since`. */
  readonly tries: number;
  /** When it was stored or asked for anew: the two days of trying begin there. */
  readonly since: number;
  readonly keptUntil: number;
  /** Counts its changes: whoever changes it says on top of which one. */
  readonly version: number;
};
export type PendingMail = Extract<Mail, { state: 'pending' }>;

/** What became of a try. `passing`: it may go better later. */
export type Tried =
  | { readonly outcome: 'accepted' }
  | { readonly outcome: 'failed'; readonly passing: boolean; readonly reason: string };

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** How long one function may take over a mail before another may send it too. */
const CLAIM_MS = 2 * MINUTE_MS;

/** The pauses after the first tries; all later ones are as the last. */
const PAUSES_MS = [MINUTE_MS, 5 * MINUTE_MS, 15 * MINUTE_MS, HOUR_MS, 4 * HOUR_MS] as const;
const LAST_PAUSE_MS = 4 * HOUR_MS;

/** After that it is given up. */
const TRYING_MS = 48 * HOUR_MS;

type Facts = Pick<Mail, 'mailId' | 'about' | 'address' | 'tries' | 'since' | 'keptUntil' | 'version'>;

const factsOf = ({ mailId, about, address, tries, since, keptUntil, version }: Mail): Facts => ({
  mailId,
  about,
  address,
  tries,
  since,
  keptUntil,
  version: version + 1,
});

export const newMail = (
  facts: Pick<Mail, 'mailId' | 'about' | 'address' | 'keptUntil'>,
  now: number,
): PendingMail => ({ ...facts, state: 'pending', dueAt: now, tries: 0, since: now, version: 1 });

/** Whether it is to be sent now. One that somebody is sending is due when their time is over. */
export const isDue = (mail: Mail, now: number): mail is PendingMail =>
  mail.state === 'pending' && mail.dueAt <= now;

/** Taken for sending. A try that dies in the middle counts too. */
export const claimedMail = (mail: PendingMail, now: number): PendingMail => ({
  ...factsOf(mail),
  state: 'pending',
  dueAt: now + CLAIM_MS,
  claimedUntil: now + CLAIM_MS,
  tries: mail.tries + 1,
  ...(mail.reason !== undefined && { reason: mail.reason }),
});

/** What a claimed mail is after its try. */
export function triedMail(mail: PendingMail, outcome: Tried, now: number): Mail {
  const facts = factsOf(mail);
  if (outcome.outcome === 'accepted') return { ...facts, state: 'sent', sentAt: now };
  const { reason } = outcome;
  const dueAt = now + (PAUSES_MS[mail.tries - 1] ?? LAST_PAUSE_MS);
  if (!outcome.passing || dueAt > mail.since + TRYING_MS) {
    return { ...facts, state: 'failed', failedAt: now, reason };
  }
  return { ...facts, state: 'pending', dueAt, reason };
}

/** Sends it (again) at once, unless somebody is just sending it. */
export function resentMail(mail: Mail, now: number): PendingMail | undefined {
  if (mail.state === 'pending' && (mail.claimedUntil ?? 0) > now) return undefined;
  const reason = mail.state === 'sent' ? undefined : mail.reason;
  return {
    ...factsOf(mail),
    state: 'pending',
    dueAt: now,
    tries: 0,
    since: now,
    ...(reason !== undefined && { reason }),
  };
}
