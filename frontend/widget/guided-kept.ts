// What a tab in guided mode remembers for a reload: the pages that were opened, and which of those shown it has opened.
import * as v from 'valibot';
import { Kept, type KeptStorage } from '../connection/kept.ts';
import { guidedKey } from './go-beside.ts';

const pages = v.object({
  /** The last one is the one that is open. */
  opened: v.array(v.string()),
  /** Up to which place of the log shown pages were opened; absent before the log was there. */
  heard: v.optional(v.number()),
});
export type KeptPages = v.InferOutput<typeof pages>;

/** The pages are in the tab's storage, never in its address: no link opens a page beside somebody's chat. */
export const keptPages = (widgetId: string, storage: KeptStorage): Kept<KeptPages> =>
  new Kept(storage, guidedKey(widgetId), pages);
