// What follows a decision: everybody is told, then what nobody waits for is done. Failures go to the log.
import type { Outcome } from '../app/delivery.ts';
import { runErrands } from '../app/errands.ts';
import { publish } from '../app/publish.ts';
import { pusher, service } from './composition.ts';
import { log } from './mailing.ts';

export async function finish(outcomes: readonly Outcome[], requestId: string): Promise<void> {
  try {
    await publish(service, pusher, outcomes);
  } catch (error) {
    // What the runtime logs by itself would repeat the error's message, which may quote what somebody wrote.
    log.failure('publishFailed', error, { requestId });
  }
  try {
    await runErrands(service, outcomes, log);
  } catch (error) {
    // Mails are stored: the scheduled check goes on with them.
    log.failure('errandFailed', error, { requestId });
  }
}
