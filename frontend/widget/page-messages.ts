// What the library's page and the chat's frame say to each other by postMessage. Types only: both sides check.

/** From the page's loader to the panel: the answer to `ready`, and again whenever something changed. */
export interface ToPanel {
  readonly carrel: 'page';
  /** Where the patron is. */
  readonly address: string;
  readonly title: string;
  /** The panel is open. */
  readonly isShown: boolean;
  /** The patron has just opened it; false where a new page has brought it back by itself. */
  readonly isAsked: boolean;
  /** What the panel gave the page to keep, or nothing. */
  readonly kept: string;
}

/** From the panel to the page's loader. */
export type ToPage =
  /** The panel listens; said to whoever frames it, as it doesn't know yet who that is. */
  | { readonly carrel: 'ready' }
  /**
   * What the button shows. `chat`: whether there is one that goes on. `label`: empty for the button's own words.
   * `news`: the number of unread messages in words, or nothing.
   */
  | {
      readonly carrel: 'state';
      readonly chat: boolean;
      readonly label: string;
      readonly unread: number;
      readonly news: string;
    }
  /** For browsers that give a frame no storage: the page keeps this for the tab, and gives it back. */
  | { readonly carrel: 'keep'; readonly kept: string }
  /** The patron closed the panel. */
  | { readonly carrel: 'close' };
