// What the loader remembers for the tab, from page to page of the library's site.

/** Without storage there is nothing. */
export function remembered(key: string): string {
  try {
    return sessionStorage.getItem(key) ?? '';
  } catch {
    // The chat is still found again, once the patron opens the panel.
    return '';
  }
}

export function remember(key: string, value: string): void {
  try {
    sessionStorage.setItem(key, value);
  } catch {
    // As above.
  }
}
