// What a library's page loads: the plain button, and `window.carrel`, which fetches the rest where it is used.
import { AVAILABILITY_FILE } from '../../lambdas/protocol/availability.ts';
import { availabilityWatch } from './availability-watch.ts';
import type { Carrel } from './embedding.ts';
import { type Options, type Line, type PageWidget, pageWidget } from './page-widget.ts';

declare global {
  interface Window {
    /** Before the loader has loaded: a queue that the page may have made. */
    carrel?: CarrelOfPage | Use<unknown>[];
  }
}

interface Embedding {
  readonly carrelApi: (loaded: Loaded) => Carrel;
}
type CarrelOfPage = Omit<Carrel, 'find'>;
type Use<T> = (carrel: Carrel) => T;

/** What the second script goes on with. */
export interface Loaded {
  /** The origin of the widget's site. */
  readonly site: string;
  readonly watch: Line['watch'];
  readonly widgets: Map<string, Promise<PageWidget>>;
  readonly make: typeof pageWidget;
  tell: Line['tell'];
}

const { currentScript, readyState } = document;
const script = currentScript instanceof HTMLScriptElement ? currentScript : undefined;

/** In a shadow root, and as a module, a script isn't told which element it is; but where it came from. */
const address = script?.src ?? /http\S+?\/loader\.js/.exec(new Error().stack ?? '')?.[0] ?? '';

const pageRead = new Promise<unknown>((resolve) => {
  if (readyState !== 'loading') resolve(0);
  else addEventListener('DOMContentLoaded', resolve);
});

const known = window.carrel;

function load(): void {
  const site = new URL(address).origin;
  const widgets: Loaded['widgets'] = new Map();
  const loaded: Loaded = {
    site,
    widgets,
    watch: availabilityWatch(`${site}/${AVAILABILITY_FILE}`),
    make: pageWidget,
    tell: () => {},
  };
  let api: Promise<Carrel> | undefined;
  const use = async <T>(used: Use<T>): Promise<T> => {
    api ??= (async () => {
      const embedding: Embedding = await import(`${site}/embedding.js`);
      await pageRead;
      return embedding.carrelApi(loaded);
    })();
    return used(await api);
  };
  const plain = (options: Options) => {
    const name = options['widget'] || 'reference';
    const widget = pageRead.then(() => {
      const made = pageWidget(loaded, name, options);
      made.place();
      return made;
    });
    widgets.set(name, widget);
  };
  const carrelOfPage: CarrelOfPage = {
    push: (...given) => void use((carrel) => carrel.push(...given)),
    open: (...given) => void use((carrel) => carrel.open(...given)),
    close: (...given) => void use((carrel) => carrel.close(...given)),
    mount: (...given) => void use((carrel) => carrel.mount(...given)),
    add: (...given) => void use((carrel) => carrel.add(...given)),
    on: (event, listener) => {
      const listening = use((carrel) => carrel.on(event, listener));
      return () => void listening.then((stop) => stop());
    },
  };
  window.carrel = carrelOfPage;
  const options = script?.dataset;
  if (!options) void use((carrel) => carrel.find());
  else if (isPlain(options)) plain(options);
  else use((carrel) => carrel.add(options)).catch(() => plain({ widget: options['widget'] }));
  if (Array.isArray(known)) for (const used of known) void use(used);
  // The second script follows the links.
  void pageRead.then(() => document.querySelector('[data-carrel]') && use(() => {}));
}

/** What the second script isn't needed for. */
function isPlain({ label, corner, color, textColor, icon, target }: Options): boolean {
  return label !== '' && !(corner || color || textColor || icon || target);
}

// An element of the page whose id is "carrel" would stand here, too.
if (!known || !('mount' in known)) {
  // Beside a chat, in guided mode, the page has no other.
  if (window.name !== 'carrel-chat') load();
} else if (script) known.add(script.dataset);
else known.push((carrel) => carrel.find());
