// What keeps a follow-up from being sent, in the patron's language and with what to do about it. Pure.
import type { EmailFault } from '../../lambdas/protocol/email-address.ts';
import type { ErrorFrame } from '../../lambdas/protocol/refusal.ts';
import type { FullLanguage } from './texts/language.ts';
import type { Texts } from './texts/texts.ts';

/** After which a limit is passed at the latest (ms). */
const HOUR_MS = 3_600_000;

export function emailSentence(fault: EmailFault, texts: Texts): string {
  switch (fault) {
    case 'missing':
      return texts.emailMissing;
    case 'noAt':
      return texts.emailNoAt;
    case 'incomplete':
      return texts.emailIncomplete;
    case 'tooLong':
      return texts.emailTooLong;
  }
}

export function refusalSentence(
  { code, retryAt }: Pick<ErrorFrame, 'code' | 'retryAt'>,
  { texts, clock }: Pick<FullLanguage, 'texts' | 'clock'>,
  now: number,
): string {
  switch (code) {
    case 'tooMany':
      return texts.leaveTooMany(clock(retryAt ?? now + HOUR_MS));
    case 'notAllowed':
      return texts.leaveRobot;
    case 'busy':
    case 'serverError':
    case 'changedMeanwhile':
      return texts.leaveBusy;
    default:
      return texts.leaveRefused;
  }
}
