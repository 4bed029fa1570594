// One widget on a library's page: its button, and on the first opening the chat in a frame of its own.
import { drawn, type Parts } from './loader-drawing.ts';
import type { CarrelEvent } from './embedding.ts';
import type { ToPage, ToPanel } from './page-messages.ts';
import type { ButtonWords } from './texts/catalogue.ts';
import { chosenTag } from './texts/language-choice.ts';
import { remembered } from './page-memory.ts';

/** The button's words and direction in each language, taken from the catalogues by the build. */
declare const LOADER_WORDS: Readonly<Record<string, ButtonWords & { readonly direction: string }>>;

/** A panel that says nothing for this long (ms) is taken away: on a phone it would cover the page for good. */
const PANEL_PATIENCE_MS = 12_000;

/** Below this width (px) the panel fills the screen, so a new page doesn't bring it back by itself. */
const PHONE_PX = 480;

/** The script's data attributes, by their names without `data-`. */
export type Options = Readonly<Record<string, string | undefined>>;

/**
 * The rarer options, which a script of their own (embedding.ts) carries out. `reveal` shows the panel; returned is
 * whether the widget stands within the page instead of over it.
 */
export type Dress = (
  parts: Parts,
  options: Options,
  target: Element | undefined,
  reveal: () => void,
) => boolean;

/** What joins a widget to its site, and to the page's own scripts. */
export interface Line {
  /** The origin of the widget's site. */
  readonly site: string;
  readonly tell: (event: string, detail: CarrelEvent) => void;
}

export interface PageWidget {
  readonly open: () => void;
  readonly close: () => void;
  /** Puts the widget in its place, or into another one. */
  readonly place: (dress?: Dress, target?: Element) => void;
}

export function pageWidget(line: Line, name: string, options: Options): PageWidget {
  const { site } = line;
  const tell = (event: string, more?: object) => line.tell(event, { widget: name, ...more });
  const language = document.documentElement.lang;
  const tag = chosenTag([language, ...navigator.languages], Object.keys(LOADER_WORDS));
  const texts = LOADER_WORDS[tag];
  if (!texts) throw new Error(tag);
  const ask = options['label'] || texts.ask;
  // Kept for the tab from page to page: `chat` while one goes on, `open` while its panel is.
  const memory = `carrel:${name}`;
  const parts = drawn();
  const { host, button, badge, words, heard } = parts;
  const isButtonless = options['button'] === 'none';
  let frame: HTMLIFrameElement | undefined;
  /** Undefined until the panel has told. */
  let hasChat: boolean | undefined;
  let count = 0;
  let isAsked = false;
  let isReady = false;
  let isInPage = false;
  let opener: Element | null = null;
  host.lang = tag;
  host.dir = texts.direction;
  words.textContent = ask;
  button.hidden = isButtonless;

  const isShown = () => frame !== undefined && !frame.hidden;
  const sayPage = () => {
    if (!isReady) return;
    // The query and the fragment stay at home: they may say more about a person than the page does.
    const address = location.origin + location.pathname;
    const kept = remembered(`${memory}:kept`);
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
  const rememberChat = () => remembered(memory, hasChat ? 'chat' : '');

  const load = (shown: boolean) => {
    const made = document.createElement('iframe');
    made.title = texts.frame;
    made.hidden = !shown;
    made.referrerPolicy = 'origin';
    const query = new URLSearchParams({ widget: name, lang: language, in: isInPage ? 'page' : '' });
    made.src = `${site}/panel.html?${query}`;
    frame = made;
    isReady = false;
    button.before(made);
    setTimeout(() => {
      if (isReady || frame !== made) return;
      made.remove();
      frame = undefined;
      hide();
      words.textContent = texts.failed;
      button.hidden = false;
    }, PANEL_PATIENCE_MS);
  };
  const show = (byPatron: boolean) => {
    const wasShown = isShown();
    if (frame === undefined) load(true);
    else frame.hidden = false;
    button.hidden = true;
    if (!isInPage) remembered(memory, 'open');
    isAsked = byPatron;
    if (byPatron) {
      opener ??= document.activeElement;
      frame?.focus();
    }
    sayPage();
    if (!wasShown) tell('open');
  };
  const hide = () => {
    const wasShown = isShown();
    if (frame !== undefined) frame.hidden = true;
    button.hidden = isButtonless;
    if (!isButtonless) button.focus();
    else if (opener instanceof HTMLElement) opener.focus();
    opener = null;
    rememberChat();
    sayPage();
    if (wasShown) tell('close');
  };
  const close = () => {
    if (isShown() && !isInPage) hide();
  };
  const follow = ({ chat, label, unread, news }: ToPage & { carrel: 'state' }) => {
    words.textContent = label || ask;
    badge.textContent = String(unread);
    badge.hidden = !unread;
    heard.textContent = news;
    button.ariaLabel = words.textContent + (news && `, ${news}`);
    const had = hasChat ?? chat;
    hasChat = chat;
    if (!isShown()) rememberChat();
    if (chat !== had) tell(chat ? 'chatstarted' : 'chatended');
    if (unread !== count) tell('unread', { unread });
    count = unread;
  };

  button.addEventListener('click', () => show(true));
  addEventListener('message', ({ origin, source, data }: MessageEvent<unknown>) => {
    if (origin !== site || !frame || source !== frame.contentWindow || !isToPage(data)) return;
    if (data.carrel === 'close') close();
    else if (data.carrel === 'ready') {
      isReady = true;
      sayPage();
    } else if (data.carrel === 'keep') remembered(`${memory}:kept`, data.kept);
    else follow(data);
  });

  return {
    open: () => show(true),
    close,
    place: (dress, target) => {
      frame?.remove();
      frame = undefined;
      button.hidden = isButtonless;
      isInPage = dress?.(parts, options, target, () => show(false)) ?? false;
      tell('ready');
      if (isInPage) return;
      document.body.append(host);
      const before = remembered(memory);
      if (before === 'open' && innerWidth > PHONE_PX) show(false);
      else if (before) load(false);
    },
  };
}

/** Only our own site's panel gets this far: its word is taken. */
const isToPage = (data: unknown): data is ToPage => 'carrel' in Object(data);
