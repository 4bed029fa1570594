// The chat's frame in a library's page, and what it and the page's button say to each other. Fetched when it is used.
import { remember, remembered } from './page-memory.ts';
import type { ToPage, ToPanel } from './page-messages.ts';
import type { Seat } from './page-widget.ts';
import type { ButtonWords } from './texts/catalogue.ts';

/** frame.css, minified; set by the build. */
declare const FRAME_STYLE: string;

/** The frame's words in each language, taken from the catalogues by the build. */
declare const FRAME_WORDS: Readonly<Record<string, Pick<ButtonWords, 'frame'>>>;

/** A panel that says nothing for this long (ms) is taken away: on a phone it would cover the page for good. */
const PANEL_PATIENCE_MS = 12_000;

export interface PageFrame {
  /** `isAsked`: by the patron, to whose place the focus goes back in the end. */
  readonly show: (isAsked: boolean) => void;
  /** Fetches the panel without showing it: its chat goes on. */
  readonly load: () => void;
  readonly close: () => void;
  /** Before the widget is put into another place. */
  readonly leave: () => void;
}

export function pageFrame(seat: Seat): PageFrame {
  const { line, name, parts, options } = seat;
  const { site } = line;
  const tell = (event: string, more?: object) => line.tell(event, { widget: name, ...more });
  const { host, root, button } = parts;
  const badge = document.createElement('b');
  /** Read aloud, not seen. */
  const heard = document.createElement('i');
  badge.hidden = true;
  heard.role = 'status';
  button.append(badge);
  root.append(heard);
  const isButtonless = options['button'] === 'none';
  // Kept for the tab from page to page: `chat` while one goes on, `open` while its panel is.
  const memory = `carrel:${name}`;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(FRAME_STYLE);
  let frame: HTMLIFrameElement | undefined;
  /** Undefined until the panel has told. */
  let hasChat: boolean | undefined;
  let count = 0;
  let isAsked = false;
  let isReady = false;
  let opener: Element | null = null;

  const isShown = () => frame !== undefined && !frame.hidden;
  const sayPage = () => {
    if (!isReady) return;
    // The query and the fragment stay at home: they may say more about a person than the page does.
    const address = location.origin + location.pathname;
    const kept = remembered(`${memory}:kept`);
    const { title } = document;
    const message: ToPanel = { carrel: 'page', address, title, isShown: isShown(), isAsked, kept };
    frame?.contentWindow?.postMessage(message, site);
    isAsked = false;
  };
  const rememberChat = () => remember(memory, hasChat ? 'chat' : '');

  const load = (shown: boolean) => {
    const made = document.createElement('iframe');
    const texts = FRAME_WORDS[host.lang];
    made.title = texts?.frame ?? '';
    made.hidden = !shown;
    made.referrerPolicy = 'origin';
    const query = new URLSearchParams({
      widget: name,
      lang: document.documentElement.lang,
      in: seat.isInPage ? 'page' : '',
    });
    made.src = `${site}/panel.html?${query}`;
    frame = made;
    isReady = false;
    if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets.push(sheet);
    button.before(made);
    setTimeout(() => {
      if (isReady || frame !== made) return;
      made.remove();
      frame = undefined;
      hide();
      seat.fail();
      button.hidden = false;
    }, PANEL_PATIENCE_MS);
  };
  const show = (byPatron: boolean) => {
    const wasShown = isShown();
    if (frame === undefined) load(true);
    else frame.hidden = false;
    button.hidden = true;
    if (!seat.isInPage) remember(memory, 'open');
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
    if (isShown() && !seat.isInPage) hide();
  };
  const follow = ({ chat, label, unread, news }: ToPage & { carrel: 'state' }) => {
    badge.textContent = String(unread);
    badge.hidden = !unread;
    heard.textContent = news;
    seat.draw(label, news);
    const had = hasChat ?? chat;
    hasChat = chat;
    if (!isShown()) rememberChat();
    if (chat !== had) tell(chat ? 'chatstarted' : 'chatended');
    if (unread !== count) tell('unread', { unread });
    count = unread;
  };

  addEventListener('message', ({ origin, source, data }: MessageEvent<unknown>) => {
    if (origin !== site || !frame || source !== frame.contentWindow || !isToPage(data)) return;
    if (data.carrel === 'close') close();
    else if (data.carrel === 'ready') {
      isReady = true;
      sayPage();
    } else if (data.carrel === 'keep') remember(`${memory}:kept`, data.kept);
    else follow(data);
  });

  return {
    show,
    load: () => load(false),
    close,
    leave: () => {
      frame?.remove();
      frame = undefined;
    },
  };
}

/** Only our own site's panel gets this far: its word is taken. */
const isToPage = (data: unknown): data is ToPage => 'carrel' in Object(data);
