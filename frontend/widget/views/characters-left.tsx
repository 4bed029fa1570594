// How much room a message has left, said only when it gets tight.
import { MESSAGE_LENGTH } from '../../../lambdas/protocol/limits.ts';
import { useWidget } from '../widget.ts';

const TIGHT = 300;

export function CharactersLeft({ text }: { readonly text: string }) {
  const { texts } = useWidget().language;
  const left = MESSAGE_LENGTH - text.length;
  if (left > TIGHT) return null;
  return <p class="muted figures">{texts.charactersLeft(left)}</p>;
}
