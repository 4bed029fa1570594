// The second script, for pages that use it: `window.carrel` in full, and other forms than the plain button.
import type { ShownAvailability } from './availability-watch.ts';
import { dress } from './embedding-dress.ts';
import type { Loaded } from './loader.ts';
import type { Options, PageWidget } from './page-widget.ts';

/** Names the widget, and counts; never anything that a patron wrote. */
export interface CarrelEvent {
  readonly widget: string;
  /** With the event `unread`. */
  readonly unread?: number;
  /** With the event `availability`. */
  readonly availability?: ShownAvailability;
}

export interface Carrel {
  readonly open: (widget?: string) => void;
  readonly close: (widget?: string) => void;
  /** Puts a widget into an element of the page, wherever it was before. */
  readonly mount: (element: Element, options?: Options) => void;
  /** Adds a widget, with the options that a script tag's data attributes give. A known one stays as it is. */
  readonly add: (options: Options) => void;
  /** `ready`, `availability`, `open`, `close`, `chatstarted`, `chatended`, `unread`. Returned is how to stop listening. */
  readonly on: (event: string, listener: (detail: CarrelEvent) => void) => () => void;
  /** Calls back with all of this: the queue of the time before the loader had loaded is worked off so. */
  readonly push: (use: (carrel: Carrel) => unknown) => void;
  /** For the loader. Looks for script elements that nobody could tell of themselves: in shadow roots, and modules. */
  readonly find: () => void;
}

export function carrelApi(loaded: Loaded): Carrel {
  const { widgets, make } = loaded;
  const events = new EventTarget();
  /** Also the plain ones, which were there before anybody could listen. */
  const ready = new Set(widgets.keys());
  loaded.tell = (event, detail) => {
    if (event === 'ready') ready.add(detail.widget);
    events.dispatchEvent(new CustomEvent(event, { detail }));
  };
  const states = new Map<string, ShownAvailability>();
  const follow = (widget: string) => {
    loaded.watch(widget, (availability) => {
      states.set(widget, availability);
      loaded.tell('availability', { widget, availability });
    });
  };
  for (const name of widgets.keys()) follow(name);
  const first = () => widgets.keys().next().value ?? 'reference';

  const begin = (name: string, options: Options, target?: Element): Promise<PageWidget> => {
    const known = widgets.get(name);
    if (known !== undefined) return known;
    // In the next turn: whoever queued for the event `ready` hears it.
    const widget = Promise.resolve().then(() => {
      const made = make(loaded, name, options);
      made.place(dress, target);
      return made;
    });
    widgets.set(name, widget);
    follow(name);
    return widget;
  };

  const carrel: Carrel = {
    open: (name = first()) => void begin(name, { button: 'none' }).then((widget) => widget.open()),
    close: (name = first()) => void widgets.get(name)?.then((widget) => widget.close()),
    mount: (element, options = {}) => {
      const name = options['widget'] ?? first();
      const known = widgets.get(name);
      if (known === undefined) void begin(name, options, element);
      else void known.then((widget) => widget.place(dress, element));
    },
    add: (options) => {
      void begin(options['widget'] || 'reference', { ...options });
    },
    on: (event, listener) => {
      // An object, since a listener that is one may ask for a kind of event of its own.
      const hearer = { handleEvent: ({ detail }: CustomEvent<CarrelEvent>) => listener(detail) };
      events.addEventListener(event, hearer);
      if (event === 'ready') for (const widget of ready) listener({ widget });
      if (event === 'availability')
        for (const [widget, availability] of states) listener({ widget, availability });
      return () => events.removeEventListener(event, hearer);
    },
    push: (use) => {
      use(carrel);
    },
    find: () => {
      for (const { dataset } of scriptsIn(document)) carrel.add(dataset);
    },
  };
  window.carrel = carrel;
  followLinks(carrel);
  return carrel;
}

/** A link or a button that names a widget opens it in place; with a modifying key it stays the link that it is. */
function followLinks(carrel: Carrel): void {
  addEventListener('click', (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.defaultPrevented) return;
    for (const link of event.composedPath()) {
      const name = link instanceof HTMLElement && link.dataset['carrel'];
      if (typeof name !== 'string') continue;
      event.preventDefault();
      carrel.open(name || undefined);
    }
  });
}

function scriptsIn(root: ParentNode): readonly HTMLScriptElement[] {
  return [...root.querySelectorAll('*')].flatMap((element) => {
    if (element instanceof HTMLScriptElement) return element.src.endsWith('/loader.js') ? [element] : [];
    return element.shadowRoot ? scriptsIn(element.shadowRoot) : [];
  });
}
