// Texts as the views use them: made of a catalogue's words and the library's own, with what is put into them.
import type { PluralForms, TextKey, TextOf } from '../../../lambdas/protocol/widget-texts.ts';
import type { Words } from './catalogue.ts';

/** Those of certain keys; without more, all that there are once the later words have been fetched. */
export type Texts<K extends TextKey = TextKey> = { readonly [Key in K]: TextOf<Key> };

/** A library's own texts, by key, or by key and plural form (`newMessages.few`). */
export type OwnTexts = Readonly<Record<string, string>>;

const PLACEHOLDER = /\{\w+\}/g;
/** Keep what is between them apart from the writing direction around it: names come in any script. */
const ISOLATED = ['\u2068', '\u2069'] as const;

interface WrittenWords<K extends TextKey> {
  readonly texts: Words<K>;
  readonly direction: 'ltr' | 'rtl';
}

/** `locale` says how numbers are written and which plural form each takes. */
export function textsOf<K extends TextKey>(
  { texts, direction }: WrittenWords<K>,
  locale: string,
  own: OwnTexts = {},
): Texts<K> {
  const rules = new Intl.PluralRules(locale);
  const numbers = new Intl.NumberFormat(locale);
  const [before, after] = direction === 'rtl' ? ISOLATED : ['', ''];
  // A replacement by a function: "$&" in a name is no pattern.
  const filled = (text: string, value: string, other = value) =>
    text.replace(PLACEHOLDER, (place) => (place === '{other}' ? other : value));
  const counted = (key: string, forms: PluralForms) => (count: number) => {
    const form = rules.select(count);
    const words = own[`${key}.${form}`] ?? forms[form] ?? own[`${key}.other`] ?? forms.other;
    return filled(words, numbers.format(count));
  };
  const made = Object.entries<string | PluralForms>(texts).map(([key, words]) => {
    if (typeof words !== 'string') return [key, counted(key, words)];
    const text = own[key] ?? words;
    const apart = (value: string) => before + value + after;
    const fill = (value: string, other = value) => filled(text, apart(value), apart(other));
    return [key, /\{/.test(words) ? fill : text];
  });
  // The catalogue's type has every key, with words of the kind that the key's text is made of.
  return Object.fromEntries(made);
}
