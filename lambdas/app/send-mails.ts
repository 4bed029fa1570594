// Sends stored mails: claims each, builds it, hands it over, and notes what became of it.
import type { Mail, Tried } from '../domain/mail.ts';
import { claimedMail, isDue, triedMail } from '../domain/mail.ts';
import type { MailLog, Mailing } from './mailing.ts';
import { buildMail } from './mails/build-mail.ts';

/** How many mails the scheduled check takes on in one run … */
const MAILS_A_RUN = 25;

/** … and how many of them at a time. A new account of SES allows no more in a second. */
const AT_A_TIME = 5;

/** Sends what is due: what nobody has tried yet, what failed and may go better, what somebody died over. */
export async function sendDueMails(mailing: Mailing, log: MailLog): Promise<void> {
  const due = await mailing.mails.due(mailing.now(), MAILS_A_RUN);
  for (let sent = 0; sent < due.length; sent += AT_A_TIME) {
    await sendMails(mailing, due.slice(sent, sent + AT_A_TIME), log);
  }
}

/** Sends these mails, unless somebody else is at them or has been. */
export async function sendMails(mailing: Mailing, mails: readonly Mail[], log: MailLog): Promise<void> {
  await Promise.all(mails.map((mail) => sendMail(mailing, mail, log)));
}

async function sendMail(mailing: Mailing, mail: Mail, log: MailLog): Promise<void> {
  const { mails, now } = mailing;
  if (!isDue(mail, now())) return;
  const claimed = claimedMail(mail, now());
  if ((await mails.change(claimed)) === 'lost') return;
  const tried = triedMail(claimed, await attempt(mailing, claimed, log), now());
  // Lost: it took so long that somebody else has claimed it, and notes what becomes of it.
  if ((await mails.change(tried)) === 'lost') return;
  note(log, tried);
}

async function attempt(mailing: Mailing, mail: Mail, log: MailLog): Promise<Tried> {
  try {
    const built = await buildMail(mailing, mail);
    if (built) return await mailing.mailer.send(built);
    return { outcome: 'failed', passing: false, reason: 'What it was about is no longer kept.' };
  } catch (error) {
    log.failure('mailNotBuilt', error, { kind: mail.about.kind });
    return { outcome: 'failed', passing: true, reason: 'Something went wrong on our side.' };
  }
}

/** `mailFailed` raises an alarm. */
function note(log: MailLog, mail: Mail): void {
  const fields = { kind: mail.about.kind, tries: mail.tries };
  switch (mail.state) {
    case 'sent':
      return log.note('mailSent', fields);
    case 'pending':
      return log.note('mailPutOff', fields);
    case 'failed':
      return log.note('mailFailed', fields);
  }
}
