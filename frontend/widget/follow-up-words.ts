// What keeps a follow-up from being sent, in the patron's language and with what to do about it. Pure.
import type { EmailFault } from '../../lambdas/protocol/email-address.ts';
import type { RefusalCode } from '../../lambdas/protocol/refusal.ts';
import type { Texts } from './texts/texts.ts';

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

export function refusalSentence(code: RefusalCode, texts: Texts): string {
  switch (code) {
    case 'tooMany':
      return texts.leaveTooMany;
    case 'busy':
    case 'serverError':
    case 'changedMeanwhile':
      return texts.leaveBusy;
    default:
      return texts.leaveRefused;
  }
}
