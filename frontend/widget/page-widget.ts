// One widget on a library's page: its button, and whether somebody is there. The chat's frame is fetched when it is used.
import type { Watch } from './availability-watch.ts';
import type { CarrelEvent } from './embedding.ts';
import { drawn, type Parts } from './loader-drawing.ts';
import type { PageFrame } from './page-frame.ts';
import { remembered } from './page-memory.ts';
import type { ButtonWords } from './texts/catalogue.ts';
import { chosenTag } from './texts/language-choice.ts';

/** The button's words and direction in each language, taken from the catalogues by the build. */
declare const LOADER_WORDS: Readonly<Record<string, ButtonWords & { readonly direction: string }>>;

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
  readonly watch: Watch;
  readonly tell: (event: string, detail: CarrelEvent) => void;
}

export interface PageWidget {
  readonly open: () => void;
  readonly close: () => void;
  /** Puts the widget in its place, or into another one. */
  readonly place: (dress?: Dress, target?: Element) => void;
  /** The newest event of its kind, for who listens from now on; nothing before the first. */
  readonly availability: () => CarrelEvent | undefined;
}

/** What the widget's frame goes on with. */
export interface Seat {
  readonly site: string;
  readonly name: string;
  readonly parts: Parts;
  readonly texts: ButtonWords;
  /** The page's. */
  readonly language: string;
  readonly isButtonless: boolean;
  /** Kept for the tab from page to page: `chat` while one goes on, `open` while its panel is. */
  readonly memory: string;
  readonly tell: (event: string, more?: object) => void;
  /** Draws the button; with words, those of the chat and what is new in it. */
  readonly draw: (label?: string, news?: string) => void;
  isInPage: boolean;
}

interface FrameScript {
  readonly pageFrame: (seat: Seat) => PageFrame;
}

export function pageWidget(line: Line, name: string, options: Options): PageWidget {
  const { site } = line;
  const tell = (event: string, more?: object) => line.tell(event, { widget: name, ...more });
  const language = document.documentElement.lang;
  const tag = chosenTag([language, ...navigator.languages], Object.keys(LOADER_WORDS));
  const texts = LOADER_WORDS[tag];
  if (!texts) throw new Error(tag);
  const ask = options['label'] || texts.ask;
  const leave = options['labelOffline'] || texts.leave;
  const memory = `carrel:${name}`;
  const parts = drawn();
  const { host, button, words } = parts;
  const isButtonless = options['button'] === 'none';
  let known: CarrelEvent | undefined;
  let chatLabel = '';
  let chatNews = '';
  const draw = (label = chatLabel, news = chatNews) => {
    chatLabel = label;
    chatNews = news;
    const state = known?.availability;
    host.dataset['availability'] = label ? '' : state;
    words.textContent = label || (state === 'offline' ? leave : ask);
    const hints = [words.textContent, !label && state === 'away' && texts.away, news];
    button.ariaLabel = hints.filter(Boolean).join(', ');
  };
  const seat: Seat = {
    site,
    name,
    parts,
    texts,
    language,
    isButtonless,
    memory,
    tell,
    draw,
    isInPage: false,
  };
  let tries = 0;
  let frame: Promise<PageFrame> | undefined;
  const fetched = (): Promise<PageFrame> => {
    frame ??= (async () => {
      // A module that could not be had is fetched again only under another address.
      const script: FrameScript = await import(`${site}/frame.js?${tries}`);
      return script.pageFrame(seat);
    })();
    return frame;
  };
  const use = async (act: (frame: PageFrame) => void) => {
    try {
      act(await fetched());
    } catch {
      frame = undefined;
      tries += 1;
      words.textContent = texts.failed;
    }
  };
  const open = (isAsked: boolean) => {
    const { activeElement } = document;
    void use((made) => made.show(isAsked, activeElement));
  };
  host.lang = tag;
  host.dir = texts.direction;
  // Either words fit, so that the button keeps its size.
  words.title = `${ask}\n${leave}`;
  draw();
  for (const sign of ['pointerenter', 'focus', 'touchstart'])
    button.addEventListener(sign, () => void fetched().catch(() => {}));
  button.addEventListener('click', () => open(true));
  line.watch(name, (availability) => {
    known = { widget: name, availability };
    draw();
    tell('availability', { availability });
  });

  return {
    open: () => open(true),
    close: () => void frame?.then((made) => made.close()),
    availability: () => known,
    place: (dress, target) => {
      void frame?.then((made) => made.leave());
      button.hidden = isButtonless;
      seat.isInPage = dress?.(parts, options, target, () => open(false)) ?? false;
      tell('ready');
      if (seat.isInPage) return;
      document.body.append(host);
      const before = remembered(memory);
      if (before === 'open' && innerWidth > PHONE_PX) open(false);
      else if (before) void use((made) => made.load());
    },
  };
}
