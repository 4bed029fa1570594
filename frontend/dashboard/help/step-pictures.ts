// The pictures of the steps, of light and of dark screens, as test/browser/help-pictures.ts takes them.
import answerDark from './pictures/answer-dark.webp';
import answerLight from './pictures/answer-light.webp';
import askedDark from './pictures/asked-dark.webp';
import askedLight from './pictures/asked-light.webp';
import awayDark from './pictures/away-dark.webp';
import awayLight from './pictures/away-light.webp';
import claimDark from './pictures/claim-dark.webp';
import claimLight from './pictures/claim-light.webp';
import colleaguesDark from './pictures/colleagues-dark.webp';
import colleaguesLight from './pictures/colleagues-light.webp';
import endDark from './pictures/end-dark.webp';
import endLight from './pictures/end-light.webp';
import noteDark from './pictures/note-dark.webp';
import noteLight from './pictures/note-light.webp';
import transferDark from './pictures/transfer-dark.webp';
import transferLight from './pictures/transfer-light.webp';
import type { StepId } from './step-ids.ts';

interface StepPicture {
  readonly light: string;
  readonly dark: string;
}

export const STEP_PICTURES: Readonly<Record<StepId, StepPicture>> = {
  claim: { light: claimLight, dark: claimDark },
  answer: { light: answerLight, dark: answerDark },
  colleagues: { light: colleaguesLight, dark: colleaguesDark },
  note: { light: noteLight, dark: noteDark },
  transfer: { light: transferLight, dark: transferDark },
  asked: { light: askedLight, dark: askedDark },
  away: { light: awayLight, dark: awayDark },
  end: { light: endLight, dark: endDark },
};
