// What an operator puts in front of the patron: a page to open, or the chat with pages beside it.
import type { Offer } from '../../../lambdas/protocol/guided-frames.ts';
import { OUTWARD, safeAddress, shortAddress } from '../../ui/links.ts';
import { useTalk } from '../talk-widget.ts';

export interface OfferCardProps {
  readonly offer: Offer;
  /** Who offers it. */
  readonly name: string | undefined;
}

export function OfferCard({ offer, name = '' }: OfferCardProps) {
  return offer.kind === 'page' ? <PageCard address={offer.address} name={name} /> : <GuidedCard />;
}

function PageCard({ address: given, name }: { readonly address: string; readonly name: string }) {
  const { language, beside } = useTalk();
  const { texts } = language;
  const address = safeAddress(given);
  if (address === undefined) return null;
  return (
    <div class="offer">
      <p>{texts.showsPage(name)}</p>
      <p class="clip" dir="ltr" title={address}>
        {shortAddress(address)}
      </p>
      <div class="choices">
        <a class="button" href={address} {...OUTWARD}>
          {texts.openPage}
        </a>
        {beside && (
          <button type="button" class="button primary" onClick={() => beside(address)}>
            {texts.openBeside}
          </button>
        )}
      </div>
    </div>
  );
}

/** In guided mode already there is nothing to accept. */
function GuidedCard() {
  const { language, beside } = useTalk();
  return beside ? (
    <div class="offer">
      <button type="button" class="button primary" onClick={() => beside()}>
        {language.texts.continueGuided}
      </button>
    </div>
  ) : null;
}
