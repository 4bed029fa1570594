// What a language's file in languages/ holds, and how it is fetched.
import type { TextKey, WordsOf } from '../../../lambdas/protocol/widget-texts.ts';

/** All words of the widget in one language. Adding a language is adding such a file, named by its tag. */
export interface Catalogue {
  readonly direction: 'ltr' | 'rtl';
  /** The few words of the button in the page, before anything else is fetched. */
  readonly button: ButtonWords;
  readonly texts: { readonly [K in TextKey]: WordsOf<K> };
}

export interface ButtonWords {
  readonly ask: string;
  readonly frame: string;
  readonly failed: string;
}

/** The built files of the catalogues, by tag: each is fetched alone, by who needs it. */
export type CatalogueFiles = Readonly<Record<string, string>>;

export async function catalogueFrom(files: CatalogueFiles, tag: string): Promise<Catalogue> {
  const file: { readonly catalogue: Catalogue } = await import(`${files[tag]}`);
  return file.catalogue;
}
