// The language that a person reads the panel in: its texts, and how times and lists are written in it.
import { type Catalogue, type CatalogueFiles, catalogueFrom } from './catalogue.ts';
import { chosenTag } from './language-choice.ts';
import { type OwnTexts, type Texts, textsOf } from './texts.ts';

export interface Language {
  /** The catalogue's own tag, for `lang`. */
  readonly tag: string;
  readonly direction: 'ltr' | 'rtl';
  readonly texts: Texts;
  /** "14:25", as the person's region writes it. */
  readonly clock: (at: number) => string;
  /** "Monday, 3 March". */
  readonly day: (at: number) => string;
  /** Date and time in full, for hovering. */
  readonly moment: (at: number) => string;
  /** "Dana and Ken". */
  readonly list: (names: readonly string[]) => string;
  /** The same with the library's own texts in place of Carrel's. Made once for the same ones. */
  readonly withOwn: (own: OwnTexts) => Language;
}

/** `wanted`: language tags, the most wanted first: the page's, then the browser's. */
export async function chosenLanguage(
  wanted: readonly string[],
  catalogues: CatalogueFiles,
): Promise<Language> {
  const tag = chosenTag(wanted, Object.keys(catalogues));
  // A page says "en"; the browser knows whether that is 2:25 PM or 14:25.
  const region = wanted.find((each) => each.toLowerCase().startsWith(`${tag}-`) && isLocale(each));
  return languageOf(tag, region ?? tag, await catalogueFrom(catalogues, tag));
}

/** A page may name any region, also one that cannot be. */
function isLocale(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length > 0;
  } catch {
    return false;
  }
}

function languageOf(tag: string, locale: string, catalogue: Catalogue, own?: OwnTexts): Language {
  const clock = new Intl.DateTimeFormat(locale, { hour: 'numeric', minute: '2-digit' });
  const day = new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long' });
  const moment = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'medium' });
  const list = new Intl.ListFormat(tag);
  let last: { readonly own: OwnTexts; readonly language: Language } | undefined;
  return {
    tag,
    direction: catalogue.direction,
    texts: textsOf(catalogue, locale, own),
    clock: (at) => clock.format(at),
    day: (at) => day.format(at),
    moment: (at) => moment.format(at),
    list: (names) => list.format(names),
    withOwn: (texts) => {
      if (last?.own !== texts) last = { own: texts, language: languageOf(tag, locale, catalogue, texts) };
      return last.language;
    },
  };
}

/** The language with the texts of the library's own, as soon as they are known. */
export const spoken = (language: Language, service: { readonly texts?: OwnTexts | undefined } | undefined) =>
  service?.texts ? language.withOwn(service.texts) : language;
