// What keeps a follow-up from being sent, in the patron's language and with what to do about it. Pure.
import type { ErrorFrame } from '../../lambdas/protocol/refusal.ts';
import type { FullLanguage } from './texts/language.ts';

/** After which a limit is passed at the latest (ms). */
const HOUR_MS = 3_600_000;

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
