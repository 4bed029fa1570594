// What coordinators read of a follow-up: who asked, where it came from, and where its mails stand.
import type { FollowUpView, MailView } from '../../../lambdas/protocol/follow-up-frames.ts';
import type { LibraryTime } from '../../ui/time-words.ts';
import { mailReason, type Reason } from './mail-reasons.ts';

/** What the patron is called in lists: the name that they gave, else the address that they wrote from. */
export const askedBy = ({ patronName, email }: FollowUpView): string => patronName ?? email;

/** Where it was left. */
export function cameFrom({ from, leftBy }: FollowUpView): string {
  switch (from) {
    case 'offline':
      return 'Left while nobody was on duty';
    case 'away':
      return 'Left while everybody was away';
    case 'online':
      return 'Left instead of a chat, while somebody was available';
    case 'waiting':
      return 'Left from a chat that waited for an answer';
    case 'active':
      return 'Left from a chat that was being answered';
    case 'ended':
      return 'Left after a chat had ended';
    case 'unreachable':
      return 'Written while the library could not be reached, and sent later';
    case 'operator':
      return `Made from a chat by ${leftBy?.name ?? 'an operator'}`;
  }
}

/** What each mail is for. */
export const MAIL_NAMES: Readonly<Record<MailView['to'], string>> = {
  library: 'To the library',
  patron: 'Confirmation to the patron',
};

/** The same in a list, where there is little room. */
const SHORT_NAMES: Readonly<Record<MailView['to'], string>> = { library: 'library', patron: 'patron' };

/** A mail that is due this soon (ms) has no time of its own: the check runs every minute. */
const SOON_MS = 60_000;

interface Times {
  readonly time: LibraryTime;
  readonly now: number;
}

/** Where a mail stands: "sent at 14:21", "waiting: next try at 15:40", "failed at 14:21". */
export function mailWords(mail: MailView, { time, now }: Times): string {
  switch (mail.state) {
    case 'sent':
      return `Sent at ${time.moment(mail.sentAt, now)}`;
    case 'failed':
      return `Failed at ${time.moment(mail.failedAt, now)}`;
    case 'pending': {
      const when = mail.dueAt - now < SOON_MS ? 'within a minute' : `at ${time.moment(mail.dueAt, now)}`;
      // Taken for its first try, which has neither failed nor been confirmed yet.
      if (mail.tries > 0 && mail.reason === undefined) return 'Being sent';
      return mail.tries === 0 ? `Waiting: will be sent ${when}` : `Waiting: next try ${when}`;
    }
  }
}

/** The exact time that a mail's state is about. */
export function mailInstant(mail: MailView): number {
  switch (mail.state) {
    case 'sent':
      return mail.sentAt;
    case 'failed':
      return mail.failedAt;
    case 'pending':
      return mail.dueAt;
  }
}

/** "failed: library", for lists and for those who can't see the shapes. */
export function shortMailWords(mail: MailView): string {
  const words = { sent: 'sent', pending: 'waiting', failed: 'failed' }[mail.state];
  return `${words}: ${SHORT_NAMES[mail.to]}`;
}

/** Why it was not sent so far, in plain words and as the mail service said it. */
export function reasonOf(mail: MailView): Reason | undefined {
  if (mail.state === 'sent' || mail.reason === undefined) return undefined;
  const reason = mailReason(mail.reason);
  return mail.tries > 1 ? { ...reason, words: `${reason.words} Tried ${mail.tries} times.` } : reason;
}
