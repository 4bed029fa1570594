// The line over a page beside the chat: where it is, the way back, and the way to a tab of its own.
import { OUTWARD } from '../ui/links.ts';
import type { GuidedPages, Shown } from './guided-pages.ts';
import type { FullLanguage } from './texts/language.ts';
import { Sign } from './views/sign.tsx';
import { useStore } from './widget.ts';

export const hostOf = (address: string): string => new URL(address).host;

export interface GuidedBarProps {
  readonly pages: GuidedPages;
  readonly shown: Exclude<Shown, { kind: 'nothing' }>;
  readonly full: FullLanguage;
}

export function GuidedBar({ pages, shown, full }: GuidedBarProps) {
  const { texts } = full;
  const { hasBefore } = useStore(pages.store);
  const { address } = shown;
  const { host, pathname, search } = new URL(address);
  const isGoneOn = shown.kind === 'framed' && shown.loads > 1;
  const isDoubtful = shown.kind === 'framed' && !shown.isSure;
  return (
    <div class="address-bar">
      <button
        type="button"
        class="close"
        aria-label={texts.guidedBack}
        title={texts.guidedBack}
        disabled={!hasBefore}
        onClick={() => pages.back()}
      >
        <Sign name="back" />
      </button>
      {isGoneOn ? (
        <p class="grow clip address" title={address}>
          {texts.guidedWentOn(host)}
        </p>
      ) : (
        <p class="grow clip address" dir="ltr" title={address}>
          <b>{host}</b>
          <span>{pathname === '/' ? search : pathname + search}</span>
        </p>
      )}
      {isDoubtful && <span class="doubt">{texts.guidedDoubt}</span>}
      <a class="button" href={address} {...OUTWARD}>
        {texts.guidedTab}
      </a>
    </div>
  );
}
