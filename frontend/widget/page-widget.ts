// One widget on a library's page: its button, and whether somebody is there. The chat's frame is fetched when it is used.
import type { Watch } from './availability-watch.ts';
import type { CarrelEvent } from './embedding.ts';
import { drawn, type Parts } from './loader-drawing.ts';
import type { PageFrame } from './page-frame.ts';
import { remembered } from './page-memory.ts';
import type { ButtonWords } from './texts/catalogue.ts';
import { chosenTag } from './texts/language-choice.ts';

/** The button's words and direction in each language, taken from the catalogues by the build. */
declare const LOADER_WORDS: Readonly<Record<string, DirectedWords>> & { readonly en: DirectedWords };
type DirectedWords = Omit<ButtonWords, 'frame'> & { readonly direction: string };

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
}

/** What the widget's frame goes on with. */
export interface Seat {
  readonly line: Line;
  readonly name: string;
  readonly options: Options;
  readonly parts: Parts;
  /** Draws the button with the words of the chat and of what is new in it; without any, with its own. */
  readonly draw: (label: string, news: string) => void;
  /** Says on the button that the chat can't be had. */
  readonly fail: () => void;
  isInPage: boolean;
}

interface FrameScript {
  readonly pageFrame: (seat: Seat) => PageFrame;
}

export function pageWidget(line: Line, name: string, options: Options): PageWidget {
  const wanted = [document.documentElement.lang, ...navigator.languages];
  const tag = chosenTag(wanted, Object.keys(LOADER_WORDS));
  const texts = LOADER_WORDS[tag] ?? LOADER_WORDS.en;
  const ask = options['label'] || texts.ask;
  const parts = drawn();
  const { host, button, words } = parts;
  let state = '';
  let label = '';
  let news = '';
  const say = (text: string, hint?: string) => {
    words.textContent = text;
    button.ariaLabel = [text, hint, news].filter(Boolean).join(', ');
  };
  const draw = () => {
    host.dataset['availability'] = state;
    if (label) say(label);
    else if (state === 'offline') say(texts.leave);
    else say(ask, state === 'away' ? texts.away : '');
  };
  const seat: Seat = {
    line,
    name,
    options,
    parts,
    draw: (...fresh) => {
      [label, news] = fresh;
      draw();
    },
    fail: () => say(texts.failed),
    isInPage: false,
  };
  let tries = 0;
  let frame: Promise<PageFrame> | undefined;
  const prepare = async (): Promise<PageFrame> => {
    const { pageFrame }: FrameScript = await import(`${line.site}/frame.js?${tries}`);
    return pageFrame(seat);
  };
  const use = async (act: (frame: PageFrame) => void) => {
    try {
      act(await (frame ??= prepare()));
    } catch {
      // A module that could not be had is fetched again only under another address.
      tries += 1;
      frame = undefined;
      seat.fail();
    }
  };
  const open = (isAsked: boolean) => void use((made) => made.show(isAsked));
  host.lang = tag;
  host.dir = texts.direction;
  // Either fits, so that the button keeps its size.
  words.dataset['all'] = `${ask}\n${texts.leave}`;
  draw();
  /* oxlint-disable unicorn/prefer-add-event-listener -- nobody else has this button, and each byte counts here */
  // A finger enters, too.
  button.onpointerenter = button.onfocus = () => void use(() => {});
  button.onclick = () => open(true);
  /* oxlint-enable unicorn/prefer-add-event-listener */
  line.watch(name, (fresh) => {
    state = fresh;
    draw();
  });

  return {
    open: () => open(true),
    close: () => void frame?.then((made) => made.close()),
    place: (dress, target) => {
      void frame?.then((made) => made.leave());
      button.hidden = options['button'] === 'none';
      seat.isInPage = dress?.(parts, options, target, () => open(false)) ?? false;
      line.tell('ready', { widget: name });
      if (seat.isInPage) return;
      document.body.append(host);
      const before = remembered(`carrel:${name}`);
      if (before === 'open' && innerWidth > PHONE_PX) open(false);
      else if (before) void use((made) => made.load());
    },
  };
}
