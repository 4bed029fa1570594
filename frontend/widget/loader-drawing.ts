// What the loader draws into its shadow root: the button with its sign, words and count.

/** loader.css, minified; set by the build. */
declare const LOADER_STYLE: string;

export interface Parts {
  readonly host: HTMLElement;
  readonly root: ShadowRoot;
  readonly button: HTMLButtonElement;
  /** Only seen. */
  readonly sign: HTMLElement;
  readonly words: HTMLElement;
  readonly badge: HTMLElement;
  /** Read aloud, not seen. */
  readonly heard: HTMLElement;
}

export function drawn(): Parts {
  const host = document.createElement('carrel-chat');
  const root = host.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(LOADER_STYLE);
  // Not a <style>: a page's Content-Security-Policy may forbid inline styles, but not this.
  root.adoptedStyleSheets = [sheet];
  const button = document.createElement('button');
  const words = document.createElement('span');
  const badge = document.createElement('b');
  const heard = document.createElement('i');
  const sign = document.createElement('u');
  button.type = 'button';
  button.ariaHasPopup = 'dialog';
  badge.hidden = true;
  heard.role = 'status';
  button.append(sign, words, badge);
  root.append(button, heard);
  return { host, root, button, sign, words, badge, heard };
}
