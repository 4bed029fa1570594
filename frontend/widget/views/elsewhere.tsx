// What the page's panel shows while its chat is in a window of its own.
import type { Texts } from '../texts/texts.ts';

export interface ElsewhereProps {
  readonly texts: Texts;
  readonly bringBack: () => void;
}

export function Elsewhere({ texts, bringBack }: ElsewhereProps) {
  return (
    <div class="body trouble">
      <h2>{texts.elsewhereTitle}</h2>
      <button type="button" class="button primary" onClick={bringBack}>
        {texts.bringBack}
      </button>
    </div>
  );
}
