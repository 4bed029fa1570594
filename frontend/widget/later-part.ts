// Fetches what comes after the opening, views and words together: whoever only opens the form needn't load them.
import { Store } from './store.ts';
import type { Language } from './texts/language.ts';

/** The built files of later.ts and attendance.ts; set by the build. */
declare const LATER_FILE: string;
declare const ATTENDANCE_FILE: string;

/** A fetch that failed is repeated after this long (ms). */
const RETRY_MS = 2_000;

type LaterPart = Awaited<ReturnType<typeof fetchPart>>;

/** What has been fetched. No view of it is to be had without its words. */
export const later = new Store<{ readonly part: LaterPart | undefined }>({ part: undefined });

let loading: Promise<LaterPart> | undefined;

/** Fetches both, once, and as often as it takes. */
export function loadLater(language: Pick<Language, 'fetchLater'>): Promise<LaterPart> {
  loading ??= fetchPart(language);
  return loading;
}

async function fetchPart({ fetchLater }: Pick<Language, 'fetchLater'>) {
  const [views, words] = await Promise.all([persistently(fetchViews), persistently(fetchLater)]);
  const part = { ...views, words };
  later.set({ part });
  return part;
}

const firstViews = () => import('./later.ts');
const fetchViews = (again: string): ReturnType<typeof firstViews> =>
  again === '' ? firstViews() : import(LATER_FILE + again);

const firstAttendance = () => import('./attendance.ts');
/** What tells whether somebody is there. */
export const fetchAttendance = () =>
  persistently(
    (again): ReturnType<typeof firstAttendance> =>
      again === '' ? firstAttendance() : import(ATTENDANCE_FILE + again),
  );

/** `again`: browsers never fetch a module a second time that could not be had once, except under another address. */
async function persistently<T>(fetchModule: (again: string) => Promise<T>): Promise<T> {
  for (let tries = 0; ; tries += 1) {
    try {
      return await fetchModule(tries === 0 ? '' : `?${tries}`);
    } catch {
      await new Promise((resolve) => {
        setTimeout(resolve, RETRY_MS);
      });
    }
  }
}
