// What a library's page loads: a button in the corner, and on the first opening the chat in a frame of its own.
import type { ToPage, ToPanel } from './page-messages.ts';
import type { ButtonWords } from './texts/catalogue.ts';
import { chosenTag } from './texts/language-choice.ts';

/** loader.css, minified; set by the build. */
declare const LOADER_STYLE: string;

/** The button's words and direction in each language, taken from the catalogues by the build. */
declare const LOADER_WORDS: Readonly<Record<string, ButtonWords & { readonly direction: string }>>;

/** A panel that says nothing for this long (ms) is taken away: on a phone it would cover the page for good. */
const PANEL_PATIENCE_MS = 12_000;

/** Below this width (px) the panel fills the screen, so a new page doesn't bring it back by itself. */
const PHONE_PX = 480;

function start(script: HTMLScriptElement): void {
  const site = new URL(script.src).origin;
  const widget = script.dataset['widget'] ?? 'reference';
  const language = document.documentElement.lang;
  const tag = chosenTag([language, ...navigator.languages], Object.keys(LOADER_WORDS));
  const texts = LOADER_WORDS[tag];
  if (texts === undefined) return;
  // Kept for the tab from page to page: `chat` while one goes on, `open` while its panel is.
  const memory = `carrel:${widget}`;
  const { host, button, badge, words, heard } = drawn(texts.ask);
  host.lang = tag;
  host.dir = texts.direction;
  let frame: HTMLIFrameElement | undefined;
  let hasChat = false;
  let isAsked = false;
  let isReady = false;

  const isShown = () => frame !== undefined && !frame.hidden;
  const sayPage = () => {
    if (!isReady) return;
    // The query and the fragment stay at home: they may say more about a person than the page does.
    const address = location.origin + location.pathname;
    const kept = recall(`${memory}:kept`) ?? '';
    const message: ToPanel = {
      carrel: 'page',
      address,
      title: document.title,
      isShown: isShown(),
      isAsked,
      kept,
    };
    frame?.contentWindow?.postMessage(message, site);
    isAsked = false;
  };

  const load = (shown: boolean) => {
    const made = document.createElement('iframe');
    made.title = texts.frame;
    made.hidden = !shown;
    made.referrerPolicy = 'origin';
    made.src = `${site}/panel.html?widget=${encodeURIComponent(widget)}&lang=${encodeURIComponent(language)}`;
    frame = made;
    button.before(made);
    setTimeout(() => {
      if (isReady) return;
      hide();
      made.remove();
      frame = undefined;
      words.textContent = texts.failed;
    }, PANEL_PATIENCE_MS);
  };
  const show = (byPatron: boolean) => {
    if (frame === undefined) load(true);
    else frame.hidden = false;
    button.hidden = true;
    remember(memory, 'open');
    isAsked = byPatron;
    if (byPatron) frame?.focus();
    sayPage();
  };
  const hide = () => {
    if (frame !== undefined) frame.hidden = true;
    button.hidden = false;
    button.focus();
    remember(memory, hasChat ? 'chat' : undefined);
    sayPage();
  };
  const label = ({ label: own, unread, news }: ToPage & { carrel: 'state' }) => {
    words.textContent = own || texts.ask;
    badge.textContent = String(unread);
    badge.hidden = unread === 0;
    heard.textContent = news;
    button.ariaLabel = words.textContent + (news && `, ${news}`);
  };

  button.addEventListener('click', () => show(true));
  addEventListener('message', ({ origin, source, data }: MessageEvent<unknown>) => {
    if (origin !== site || !frame || source !== frame.contentWindow || !isToPage(data)) return;
    if (data.carrel === 'close') hide();
    else if (data.carrel === 'ready') {
      isReady = true;
      sayPage();
    } else if (data.carrel === 'keep') remember(`${memory}:kept`, data.kept);
    else {
      hasChat = data.chat;
      label(data);
      if (!isShown()) remember(memory, hasChat ? 'chat' : undefined);
    }
  });

  document.body.append(host);
  const before = recall(memory);
  if (before === 'open' && innerWidth > PHONE_PX) show(false);
  else if (before !== undefined) load(false);
}

function drawn(ask: string) {
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
  button.type = 'button';
  button.ariaHasPopup = 'dialog';
  words.textContent = ask;
  badge.hidden = true;
  heard.role = 'status';
  button.append(icon(), words, badge);
  root.append(button, heard);
  return { host, button, words, badge, heard };
}

function icon(): SVGElement {
  const namespace = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(namespace, 'svg');
  const path = document.createElementNS(namespace, 'path');
  const attributes = { width: 22, height: 22, viewBox: '0 0 24 24', fill: 'none', 'aria-hidden': true };
  const strokes = { stroke: 'currentColor', 'stroke-width': 2, 'stroke-linejoin': 'round' };
  for (const [name, value] of Object.entries({ ...attributes, ...strokes }))
    svg.setAttribute(name, String(value));
  path.setAttribute('d', 'M4 5h16v11H11l-5 4v-4H4zM8 9h8M8 12.5h5');
  svg.append(path);
  return svg;
}

function isToPage(data: unknown): data is ToPage {
  if (typeof data !== 'object' || data === null || !('carrel' in data)) return false;
  if (data.carrel === 'close' || data.carrel === 'ready') return true;
  if (data.carrel === 'keep') return 'kept' in data && typeof data.kept === 'string';
  return (
    data.carrel === 'state' &&
    'chat' in data &&
    typeof data.chat === 'boolean' &&
    'label' in data &&
    typeof data.label === 'string' &&
    'unread' in data &&
    typeof data.unread === 'number' &&
    'news' in data &&
    typeof data.news === 'string'
  );
}

function recall(key: string): string | undefined {
  try {
    return sessionStorage.getItem(key) ?? undefined;
  } catch {
    return undefined;
  }
}

function remember(key: string, value: string | undefined): void {
  try {
    if (value === undefined) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, value);
  } catch {
    // Without storage the chat is still found again, once the patron opens the panel.
  }
}

const script = document.currentScript;
if (script instanceof HTMLScriptElement && document.querySelector('carrel-chat') === null) {
  if (document.body) start(script);
  else addEventListener('DOMContentLoaded', () => start(script));
}
