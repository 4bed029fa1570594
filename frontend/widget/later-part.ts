// Fetches what comes after the opening, views and words together: whoever only opens the form needn't load them.
import { Store } from './store.ts';
import type { Language } from './texts/language.ts';

/** A fetch that failed is repeated after this long (ms). */
const RETRY_MS = 2_000;

type LaterPart = Awaited<ReturnType<typeof fetchPart>>;

/** What has been fetched. No view of it is to be had without its words. */
export const later = new Store<{ readonly part: LaterPart | undefined }>({ part: undefined });

let loading: Promise<LaterPart> | undefined;

/** Fetches both, once, and as often as it takes. */
export function loadLater({ fetchLater }: Pick<Language, 'fetchLater'>): Promise<LaterPart> {
  loading ??= untilFetched(fetchLater);
  return loading;
}

async function untilFetched(fetchLater: Language['fetchLater']): Promise<LaterPart> {
  for (;;) {
    try {
      const part = await fetchPart(fetchLater);
      later.set({ part });
      return part;
    } catch {
      await new Promise((resolve) => {
        setTimeout(resolve, RETRY_MS);
      });
    }
  }
}

async function fetchPart(fetchLater: Language['fetchLater']) {
  const [views, words] = await Promise.all([import('./later.ts'), fetchLater()]);
  const { Talk, CharactersLeft, arrived, buttonState, goBeside, handOver } = views;
  return { Talk, CharactersLeft, arrived, buttonState, goBeside, handOver, words };
}
