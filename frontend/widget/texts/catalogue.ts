// What a language's file in languages/ holds, and how its two built files are fetched.
import type { LaterKey, OpeningKey, TextKey, WordsOf } from '../../../lambdas/protocol/widget-texts.ts';

export type Words<K extends TextKey> = { readonly [Key in K]: WordsOf<Key> };
export type LaterWords = Words<LaterKey>;

/** All words of the widget in one language. Adding a language is adding such a file, named by its tag. */
export interface Catalogue {
  readonly direction: 'ltr' | 'rtl';
  /** The few words in the page itself, before the panel is fetched. */
  readonly button: ButtonWords;
  readonly texts: Words<TextKey>;
}

export interface ButtonWords {
  readonly ask: string;
  /** When nobody is on duty. */
  readonly leave: string;
  /** Said after `ask` when everybody on duty is away. */
  readonly away: string;
  readonly frame: string;
  readonly failed: string;
}

/** What the panel opens with. */
export interface OpeningCatalogue {
  readonly direction: 'ltr' | 'rtl';
  readonly texts: Words<OpeningKey>;
}

/** The two files that the build makes of each catalogue. */
export interface LanguageFiles {
  readonly opening: string;
  readonly later: string;
}

/** By tag: each language is fetched alone, by who needs it. */
export type CatalogueFiles = Readonly<Record<string, LanguageFiles>>;

export async function openingCatalogue(files: CatalogueFiles, tag: string): Promise<OpeningCatalogue> {
  const file: { readonly catalogue: OpeningCatalogue } = await import(`${files[tag]?.opening}`);
  return file.catalogue;
}

export async function laterWords(files: CatalogueFiles, tag: string, again = ''): Promise<LaterWords> {
  const address = `${files[tag]?.later}${again}`;
  const file: { readonly catalogue: { readonly texts: LaterWords } } = await import(address);
  return file.catalogue.texts;
}
