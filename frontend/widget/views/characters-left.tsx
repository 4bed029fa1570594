// How much room a message has left, said only when it gets tight.
import { MESSAGE_LENGTH } from '../../../lambdas/protocol/limits.ts';
import type { Texts } from '../texts/texts.ts';

const TIGHT = 300;

export interface CharactersLeftProps {
  readonly text: string;
  readonly texts: Texts;
}

export function CharactersLeft({ text, texts }: CharactersLeftProps) {
  const left = MESSAGE_LENGTH - text.length;
  if (left > TIGHT) return null;
  return <p class="muted figures">{texts.charactersLeft(left)}</p>;
}
