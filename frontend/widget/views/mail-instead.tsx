// The way that needs nothing of ours: a mail of the patron's own to the library, with the question in it.
import { useStandIn } from '../stand-in.ts';
import { useTalk } from '../talk-widget.ts';

/** As much of a question as every mail program takes in an address, in characters. */
const FILLED_LENGTH = 1_500;

export function MailInstead({ question }: { readonly question: string }) {
  const { state, language } = useTalk();
  const { askAddress } = useStandIn();
  const { texts } = language;
  const address = state.service?.askAddress ?? askAddress;
  if (!address) return null;
  // By characters: half of one can't stand in an address.
  const body = encodeURIComponent(Array.from(question).slice(0, FILLED_LENGTH).join(''));
  const to = encodeURIComponent(address).replace('%40', '@');
  return (
    <p>
      <a href={`mailto:${to}?subject=${encodeURIComponent(texts.title)}&body=${body}`}>
        {texts.mailInstead(address)}
      </a>
    </p>
  );
}
