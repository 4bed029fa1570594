// Storage for a frame that the browser gives none (third-party storage blocked): the page keeps it for the tab.
import type { KeptStorage } from '../connection/kept.ts';

/**
 * The page's own scripts can read what it keeps. It is the library's page, which could show a false chat as well;
 * and without it a patron would lose the chat with every new page.
 */
export function pageStorage(kept: string, keep: (kept: string) => void): KeptStorage {
  const known = itemsIn(kept);
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

function itemsIn(kept: string): Map<string, string> {
  const items = new Map<string, string>();
  try {
    const parsed: unknown = JSON.parse(kept);
    for (const [key, value] of Object.entries(Object(parsed)))
      if (typeof value === 'string') items.set(key, value);
  } catch {
    // Nothing that we gave it to keep.
  }
  return items;
}
