// What the loader draws into its shadow root: the button with its sign and words.

/** loader.css, minified; set by the build. */
declare const LOADER_STYLE: string;

export interface Parts {
  readonly host: HTMLElement;
  readonly root: ShadowRoot;
  readonly button: HTMLButtonElement;
  /** Only seen. */
  readonly sign: HTMLElement;
  readonly words: HTMLElement;
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
  const sign = document.createElement('u');
  button.type = 'button';
  button.ariaHasPopup = 'dialog';
  button.append(sign, words);
  root.append(button);
  return { host, root, button, sign, words };
}
