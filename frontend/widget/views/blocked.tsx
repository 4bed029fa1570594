// What the panel shows where the browser opened no tab for the guided mode: a link, which browsers do follow.
import type { Texts } from '../texts/texts.ts';

export interface BlockedProps {
  readonly texts: Texts;
  readonly address: string;
  readonly back: () => void;
}

export function Blocked({ texts, address, back }: BlockedProps) {
  return (
    <div class="body trouble">
      <h2>{texts.guidedBlockedTitle}</h2>
      <p>{texts.guidedBlockedText}</p>
      {/* Of our own origin, and it needs its opener, which gives it the chat. */}
      <a class="button primary" href={address} target="_blank" rel="opener">
        {texts.guidedOpen}
      </a>
      <button type="button" class="button" onClick={back}>
        {texts.backToChat}
      </button>
    </div>
  );
}
