// What is left to do once everybody has their answer, so that nobody waits for it.
import type { Outcome } from './delivery.ts';
import type { MailLog, Mailing } from './mailing.ts';
import { sendMails } from './send-mails.ts';

/** Throws when it fails: the frame that it came from has been answered all the same. */
export async function runErrands(
  mailing: Mailing,
  outcomes: readonly Outcome[],
  log: MailLog,
): Promise<void> {
  const mails = outcomes.flatMap((outcome) => ('errand' in outcome ? outcome.mails : []));
  await sendMails(mailing, mails, log);
}
