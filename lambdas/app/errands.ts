// What is left to do once everybody has their answer, so that nobody waits for it.
import type { Errand, Outcome } from './delivery.ts';
import type { MailLog } from './mailing.ts';
import { sendMails } from './send-mails.ts';
import type { Service } from './service.ts';
import { writeAvailability } from './write-availability.ts';

export const errandsIn = (outcomes: readonly Outcome[]): Errand[] =>
  outcomes.filter((outcome) => 'errand' in outcome);

/** Each errand once, none in the way of another. What fails is noted: the frame has been answered all the same. */
export async function runErrands(
  service: Service,
  errands: readonly Errand[],
  log: MailLog,
  about: Readonly<Record<string, string>>,
): Promise<void> {
  const mails = errands.flatMap((each) => (each.errand === 'sendMails' ? each.mails : []));
  const writings = errands.filter((each) => each.errand === 'writeAvailability');
  const noting = (event: string) => (error: unknown) => log.failure(event, error, about);
  await Promise.all([
    // Mails are stored: the scheduled check goes on with them.
    sendMails(service, mails, log).catch(noting('sendingFailed')),
    write(service, writings).catch(noting('availabilityNotWritten')),
  ]);
}

type Writing = Extract<Errand, { errand: 'writeAvailability' }>;

async function write(service: Service, writings: readonly Writing[]): Promise<void> {
  if (writings.length === 0) return;
  const isChange = writings.some(({ because }) => because === 'changed');
  await writeAvailability(service, isChange ? 'changed' : 'renewed');
}
