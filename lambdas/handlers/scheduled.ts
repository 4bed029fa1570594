// The scheduled check, every minute: sends the mails that are due, and signs off whom closing found at an open desk.
import { sendDueMails } from '../app/send-mails.ts';
import { signOffAfterClosing } from '../app/sign-off.ts';
import { service } from './composition.ts';
import { finish } from './finish.ts';
import { log, mailing } from './mailing.ts';

/** The alarm hears of what fails, and the next run is a minute away. */
const noting = (error: unknown): void => log.failure('scheduledCheckFailed', error);

const signOff = async (requestId: string): Promise<void> =>
  finish(await signOffAfterClosing(service), requestId);

export const handler = async (
  _event: unknown,
  { awsRequestId }: { readonly awsRequestId: string },
): Promise<void> => {
  await Promise.all([sendDueMails(mailing, log).catch(noting), signOff(awsRequestId).catch(noting)]);
};
