// Fetches what comes after the opening, views and words together: whoever only opens the form needn't load them.
import { Store } from './store.ts';
import type { LaterWords } from './texts/catalogue.ts';
import type { Language } from './texts/language.ts';

/** A fetch that failed is repeated after this long (ms). */
const RETRY_MS = 2_000;

type LaterPart = Awaited<ReturnType<typeof fetchPart>>;

/** What has been fetched. No view of it is to be had without its words. */
export const later = new Store<{ readonly part: LaterPart | undefined }>({ part: undefined });

let loading: Promise<LaterPart> | undefined;

/** Fetches both, once. */
export function loadLater({ fetchLater }: Pick<Language, 'fetchLater'>): Promise<LaterPart> {
  loading ??= untilFetched(async () => {
    const part = await fetchPart(fetchLater);
    later.set({ part });
    return part;
  });
  return loading;
}

/** Fetches as often as it takes. */
export function untilFetched<T>(fetch: () => Promise<T>): Promise<T> {
  return new Promise((resolve) => {
    const attempt = () => fetch().then(resolve, () => setTimeout(attempt, RETRY_MS));
    void attempt();
  });
}

async function fetchPart(fetchLater: () => Promise<LaterWords>) {
  const [views, words] = await Promise.all([import('./later.ts'), fetchLater()]);
  return { ...views, words };
}
