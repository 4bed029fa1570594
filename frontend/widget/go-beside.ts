// How a window of the chat's own becomes the guided page: what it keeps is there already.

/** Where the guided page keeps its pages. */
export const guidedKey = (widgetId: string): string => `carrel:${widgetId}:guided`;

export interface Beside {
  readonly widgetId: string;
  readonly address: string;
  /** The page to begin with. */
  readonly open: string | undefined;
}

export function goBeside({ widgetId, address, open }: Beside): void {
  try {
    // As KeptPages, whose parser the panel needn't have.
    if (open !== undefined) sessionStorage.setItem(guidedKey(widgetId), JSON.stringify({ opened: [open] }));
  } catch {
    // Without storage the chat begins there without a page.
  }
  // Windows that a page opened may grow; tabs don't.
  window.resizeTo(screen.availWidth, screen.availHeight);
  location.assign(address);
}
