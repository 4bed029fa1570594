// What every view of the panel needs: the chat and its state, the language, the library's name, the way out.
import { createContext } from 'preact';
import { useContext, useEffect, useState } from 'preact/hooks';
import type { WidgetMemory } from './kept-chat.ts';
import type { PageState } from './panel-page.ts';
import type { ChatState } from './chat-state.ts';
import type { PatronChat } from './patron-chat.ts';
import type { Store } from './store.ts';
import type { Language } from './texts/language.ts';

export interface Widget {
  readonly widgetId: string;
  readonly chat: PatronChat;
  readonly page: Store<PageState>;
  readonly language: Language;
  readonly memory: WidgetMemory;
  readonly serviceName: string;
  /** Absent where the panel is a page of its own, or stands within one. */
  readonly close: (() => void) | undefined;
  /** Opens the chat in a window of its own; absent where it is in one. */
  readonly popOut: (() => void) | undefined;
  /** Opens the chat with pages beside it, that address first; absent where pages stand beside it. */
  readonly beside: ((address?: string) => void) | undefined;
}

/** The widget with the states as they are drawn. */
export interface DrawnWidget extends Widget {
  readonly state: ChatState;
  readonly pageState: PageState;
}

const context = createContext<DrawnWidget | undefined>(undefined);
export const WidgetProvider = context.Provider;

export function useWidget(): DrawnWidget {
  const widget = useContext(context);
  if (widget === undefined) throw new Error('A view was drawn outside of the panel');
  return widget;
}

/** A store's state, drawn again whenever it changes. */
export function useStore<S extends object>(store: Store<S>): S {
  const [state, setState] = useState(store.state);
  useEffect(() => {
    setState(store.state);
    return store.listen(setState);
  }, [store]);
  return state;
}

/** On a phone a focused field brings up the keyboard, over half of what the patron came to see. */
export const hasKeys = (): boolean => !matchMedia('(pointer: coarse)').matches;

/** The time (ms since 1970), drawn again each second. */
export function useNow(): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}
