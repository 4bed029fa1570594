// The language that a person reads the panel in: its texts, and how times and lists are written in it.
import type { OpeningKey, TextKey } from '../../../lambdas/protocol/widget-texts.ts';
import {
  type CatalogueFiles,
  laterWords,
  type LaterWords,
  openingCatalogue,
  type OpeningCatalogue,
  type Words,
} from './catalogue.ts';
import { chosenTag } from './language-choice.ts';
import { type OwnTexts, type Texts, textsOf } from './texts.ts';

/** `K`: the texts that there are. */
interface Speech<K extends TextKey> {
  /** The catalogue's own tag, for `lang`. */
  readonly tag: string;
  readonly direction: 'ltr' | 'rtl';
  /** The person's region, for whatever else is written as it is there. */
  readonly locale: string;
  readonly texts: Texts<K>;
  /** "14:25", as the person's region writes it. */
  readonly clock: (at: number) => string;
  /** "Monday, 3 March". */
  readonly day: (at: number) => string;
  /** Date and time in full, for hovering. */
  readonly moment: (at: number) => string;
  /** "Dana and Ken". */
  readonly list: (names: readonly string[]) => string;
}

/** With every text that there is. */
export type FullLanguage = Speech<TextKey>;

/** With the texts that the panel opens with. */
export interface Language extends Speech<OpeningKey> {
  /** The same with the library's own texts in place of Carrel's. Made once for the same ones. */
  readonly withOwn: (own: OwnTexts) => Language;
  /** Fetches the words that the chat's own views need. Rejects when they can't be had now; see later-part.ts. */
  readonly fetchLater: (again?: string) => Promise<LaterWords>;
  /** The same with those words. Made once for the same ones. */
  readonly withLater: (words: LaterWords) => FullLanguage;
}

/** `wanted`: language tags, the most wanted first: the page's, then the browser's. */
export async function chosenLanguage(
  wanted: readonly string[],
  catalogues: CatalogueFiles,
): Promise<Language> {
  const tag = chosenTag(wanted, Object.keys(catalogues));
  // A page says "en"; the browser knows whether that is 2:25 PM or 14:25.
  const region = wanted.find((each) => each.toLowerCase().startsWith(`${tag}-`) && isLocale(each));
  const words = await openingCatalogue(catalogues, tag);
  return languageOf({
    tag,
    locale: region ?? tag,
    words,
    fetchLater: (again) => laterWords(catalogues, tag, again),
  });
}

/** A page may name any region, also one that cannot be. */
function isLocale(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length > 0;
  } catch {
    return false;
  }
}

interface Spoken {
  readonly tag: string;
  readonly locale: string;
  readonly words: OpeningCatalogue;
  readonly own?: OwnTexts;
  readonly fetchLater: Language['fetchLater'];
}

function languageOf(is: Spoken): Language {
  const { words, fetchLater } = is;
  return {
    ...speechOf(is, words.texts),
    fetchLater,
    withOwn: madeOnce((own) => languageOf({ ...is, own })),
    withLater: madeOnce((later) => speechOf(is, { ...words.texts, ...later })),
  };
}

function speechOf<K extends TextKey>({ tag, locale, words, own }: Spoken, texts: Words<K>): Speech<K> {
  const clock = new Intl.DateTimeFormat(locale, { hour: 'numeric', minute: '2-digit' });
  const day = new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long' });
  const moment = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'medium' });
  const list = new Intl.ListFormat(tag);
  const { direction } = words;
  return {
    tag,
    direction,
    locale,
    texts: textsOf({ texts, direction }, locale, own),
    clock: (at) => clock.format(at),
    day: (at) => day.format(at),
    moment: (at) => moment.format(at),
    list: (names) => list.format(names),
  };
}

/** Views compare languages, and formats are dear. */
function madeOnce<F, M>(make: (from: F) => M): (from: F) => M {
  let last: { readonly from: F; readonly made: M } | undefined;
  return (from) => {
    if (last?.from !== from) last = { from, made: make(from) };
    return last.made;
  };
}

/** The language with the texts of the library's own, as soon as they are known. */
export const spoken = (language: Language, service: { readonly texts?: OwnTexts | undefined } | undefined) =>
  service?.texts ? language.withOwn(service.texts) : language;
