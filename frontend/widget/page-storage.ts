// Storage for a frame that the browser gives none (third-party storage blocked): the page keeps it for the tab.
import * as v from 'valibot';
import type { KeptStorage } from '../connection/kept.ts';

const items = v.record(v.string(), v.string());

/**
 * The page's own scripts can read what it keeps. It is the library's page, which could show a false chat as well;
 * and without it a patron would lose the chat with every new page.
 */
export function pageStorage(kept: string, keep: (kept: string) => void): KeptStorage {
  const known = new Map(Object.entries(itemsIn(kept)));
  const tell = () => keep(JSON.stringify(Object.fromEntries(known)));
  return {
    getItem: (key) => known.get(key) ?? null,
    setItem: (key, value) => {
      known.set(key, value);
      tell();
    },
    removeItem: (key) => {
      if (known.delete(key)) tell();
    },
  };
}

function itemsIn(kept: string): Record<string, string> {
  try {
    const parsed = v.safeParse(items, JSON.parse(kept));
    return parsed.success ? parsed.output : {};
  } catch {
    return {};
  }
}
