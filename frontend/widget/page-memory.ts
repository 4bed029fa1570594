// What the loader remembers for the tab, from page to page of the library's site.

/** Reads; with a value, writes; with an empty one, forgets. Without storage there is nothing. */
export function remembered(key: string, value?: string): string {
  try {
    if (value !== undefined) sessionStorage.setItem(key, value);
    return sessionStorage.getItem(key) ?? '';
  } catch {
    // The chat is still found again, once the patron opens the panel.
    return '';
  }
}
