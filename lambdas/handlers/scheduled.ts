// The scheduled check, every minute: sends the mails that are due.
import { sendDueMails } from '../app/send-mails.ts';
import { log, mailing } from './mailing.ts';

export const handler = async (): Promise<void> => {
  try {
    await sendDueMails(mailing, log);
  } catch (error) {
    // The alarm hears of it, and the next run is a minute away.
    log.failure('scheduledCheckFailed', error);
  }
};
