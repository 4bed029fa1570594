// The chat in a window of its own: how it gets there from a page's panel, and back. Fetched when it is used.
import type { Page } from '../../lambdas/protocol/fields.ts';
import type { WidgetMemory } from './kept-chat.ts';
import type { Texts } from './texts/texts.ts';
import type { Start } from './views/start-screen.tsx';
import { Blocked } from './views/blocked.tsx';
import { Elsewhere } from './views/elsewhere.tsx';

/** Whether this is built for the panel: nothing leaves the guided page for a window. Set by the build. */
declare const IN_PANEL: boolean;

/**
 * Both windows are of the widget's own origin, and each says things only to that. Their storages may be apart: a
 * frame on another site's page has one of its own in most browsers.
 */
type Said =
  /** The window listens; said again and again, so that a panel that was loaded anew finds it. */
  | { readonly says: 'ready' }
  | ({ readonly says: 'memory'; readonly memory?: readonly unknown[] } & Arrival)
  | { readonly says: 'return' };

/** Where the patron was, and which page they want to see beside the chat. */
export interface Arrival {
  readonly page?: Page | undefined;
  readonly open?: string | undefined;
}

/** What is of the widget's own origin is taken at its word; what is kept is parsed by the memory. */
const isSaid = (data: unknown): data is Said => typeof data === 'object' && data !== null && 'says' in data;

/** How often the window says that it is there (ms). */
const CALL_MS = 500;
/** A window, or its panel, that says nothing for this long (ms) is taken to be gone. */
const PATIENCE_MS = 5_000;

/** What one window of a widget gives another: as it is stored, and parsed when it is read. */
export const packed = (memory: WidgetMemory): readonly string[] => memory.all.map(({ text }) => text);

/** Takes over what another window had, in place of what is here. */
export function unpack(items: readonly unknown[], memory: WidgetMemory): void {
  for (const [index, kept] of memory.all.entries()) {
    const text = items[index];
    kept.text = typeof text === 'string' ? text : '';
  }
}

const say = (to: Window, what: Said) => to.postMessage(what, location.origin);

/** Returned is how to stop listening. */
function listen(heard: (what: Said, source: Window) => void): () => void {
  const hear = ({ origin, source, data }: MessageEvent<unknown>) => {
    // A WindowProxy of another browsing context is no instance of our own Window.
    const isWindow = source !== null && 'closed' in source;
    if (origin === location.origin && isWindow && isSaid(data)) heard(data, source);
  };
  addEventListener('message', hear);
  return () => removeEventListener('message', hear);
}

export interface HandOver extends Arrival {
  readonly opened: Window | null;
  /** Leads there where the browser opened no window. Without it the chat stays where it is. */
  readonly link: string | undefined;
  readonly memory: WidgetMemory;
  readonly texts: Texts;
  readonly show: (start: Start) => void;
  /** Shows the chat again. */
  readonly back: () => void;
}

/** Gives the chat to the window that was opened, and makes place for the word that it is there. */
export function handOver({ opened, link, memory, page, open, texts, show, back }: HandOver): void {
  if (!IN_PANEL || (opened === null && link === undefined)) return;
  const stop = listen((what, source) => {
    if ((opened !== null && source !== opened) || what.says !== 'ready') return;
    stop();
    say(source, { says: 'memory', memory: packed(memory), page, open });
    // Loaded anew, this panel has let go of everything: its connection, and the name under which it sends.
    const address = new URL(location.href);
    address.searchParams.set('away', '1');
    location.replace(address);
  });
  if (opened !== null || link === undefined) return;
  const stay = () => {
    stop();
    back();
  };
  const Screen = () => <Blocked texts={texts} address={link} back={stay} />;
  show({ kind: 'other', Screen });
}

export interface Away {
  /** Where this is the window. */
  readonly panel: Window | null;
  readonly memory: WidgetMemory;
  readonly texts: Texts;
  readonly show: (start: Start) => void;
}

/** Resolves once the chat is back from its window. */
function awayFromPage({ memory, texts, show }: Away): Promise<void> {
  // Unsent messages are the window's now: sent twice under one name, one would pass for the other.
  memory.outbox.remove();
  memory.draft.remove();
  const since = Date.now();
  let other: Window | undefined;
  let newest: readonly unknown[] | undefined;
  let isWanted = false;
  const stop = listen((what, source) => {
    other = source;
    if (what.says === 'ready') {
      say(source, isWanted ? { says: 'return' } : { says: 'memory', ...(newest && { memory: newest }) });
    } else if (what.says === 'memory') newest = what.memory;
  });
  return new Promise((resolve) => {
    const back = () => {
      stop();
      clearInterval(watch);
      if (newest) unpack(newest, memory);
      history.replaceState(null, '', location.href.replace(/&away=1/u, ''));
      resolve();
    };
    let wasClosed = false;
    const watch = setInterval(() => {
      // Looked at twice: what a window says as it closes may arrive behind its end.
      if (wasClosed || (!other && Date.now() - since > PATIENCE_MS)) back();
      wasClosed = other?.closed === true;
    }, CALL_MS);
    const bringBack = () => {
      // A panel that was loaded just now hears of the window within the second.
      isWanted = true;
      if (other) say(other, { says: 'return' });
    };
    const Screen = () => <Elsewhere texts={texts} bringBack={bringBack} />;
    show({ kind: 'other', Screen });
  });
}

/** In the window: takes over what the panel has. */
function fromPanel(memory: WidgetMemory, panel: Window): Promise<Arrival> {
  const call = () => say(panel, { says: 'ready' });
  let isGiven = false;
  // What the panel has is not here before it is given.
  const give = () => isGiven && say(panel, { says: 'memory', memory: packed(memory) });
  setInterval(call, CALL_MS);
  call();
  addEventListener('pagehide', give);
  return new Promise((resolve) => {
    setTimeout(() => resolve({}), PATIENCE_MS);
    listen((what, source) => {
      if (source !== panel) return;
      if (what.says === 'return') window.close();
      else if (what.says === 'memory' && !isGiven) {
        isGiven = true;
        // A panel without a chat leaves the window the one that it may have.
        if (what.memory?.some(Boolean)) unpack(what.memory, memory);
        resolve({ page: what.page, open: what.open });
      }
    });
  });
}

/** Resolves once the chat may be shown in this window, or again in this panel. */
export async function arrived(away: Away): Promise<Arrival> {
  if (away.panel) return fromPanel(away.memory, away.panel);
  if (IN_PANEL) await awayFromPage(away);
  return {};
}
