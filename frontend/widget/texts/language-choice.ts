// Which catalogue fits a person best; for the loader and the panel, so that both speak one language.

/** Where no catalogue fits. */
const FALLBACK = 'en';

/** `wanted`: language tags, the most wanted first. A catalogue of a region's own is preferred to the language's. */
export function chosenTag(wanted: readonly string[], catalogues: readonly string[]): string {
  for (const each of wanted) {
    const parts = each.toLowerCase().split('-');
    for (; parts.length > 0; parts.pop()) {
      const tag = parts.join('-');
      if (catalogues.includes(tag)) return tag;
    }
  }
  return FALLBACK;
}
