// Chooses the catalogue that fits a person's languages, and knows how to write times in them.
import type { Texts } from './en.ts';

/** Each catalogue is a file of its own, so that a patron fetches one language. */
const CATALOGUES = {
  en: async () => (await import('./en.ts')).en,
  es: async () => (await import('./es.ts')).es,
} satisfies Record<string, () => Promise<Texts>>;

const isKnown = (tag: string): tag is keyof typeof CATALOGUES => Object.hasOwn(CATALOGUES, tag);
const FALLBACK = 'en';

/** Languages of this direction are written from the right, once a catalogue of theirs is here. */
const RIGHT_TO_LEFT = /^(?:ar|dv|fa|he|ps|ur|yi)\b/i;

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
}

const baseOf = (tag: string): string => tag.toLowerCase().split('-')[0] ?? '';

/** `wanted`: language tags, the most wanted first: the page's, then the browser's. */
export async function chosenLanguage(wanted: readonly string[]): Promise<Language> {
  const tag = wanted.map(baseOf).find(isKnown) ?? FALLBACK;
  // A page says "en"; the browser knows whether that is 2:25 PM or 14:25.
  const locale = wanted.find((each) => baseOf(each) === tag && each.includes('-')) ?? tag;
  const format = formatter(locale);
  const clock = format({ hour: 'numeric', minute: '2-digit' });
  const day = format({ weekday: 'long', day: 'numeric', month: 'long' });
  const moment = format({ dateStyle: 'full', timeStyle: 'medium' });
  const texts = await CATALOGUES[tag]();
  const list = new Intl.ListFormat(tag);
  return {
    tag,
    direction: RIGHT_TO_LEFT.test(tag) ? 'rtl' : 'ltr',
    texts,
    clock: (at) => clock.format(at),
    day: (at) => day.format(at),
    moment: (at) => moment.format(at),
    list: (names) => list.format(names),
  };
}

/** A region's formats; an invented one (the page may say anything) falls back on the browser's. */
function formatter(locale: string): (options: Intl.DateTimeFormatOptions) => Intl.DateTimeFormat {
  try {
    Intl.getCanonicalLocales(locale);
    return (options) => new Intl.DateTimeFormat(locale, options);
  } catch {
    return (options) => new Intl.DateTimeFormat(undefined, options);
  }
}
