// The panel's beginning: reads address, settings and memory, puts the chat together, and draws it.
import { render } from 'preact';
import * as v from 'valibot';
import { slug } from '../../lambdas/protocol/fields.ts';
import { toPatron } from '../../lambdas/protocol/patron-frames.ts';
import { browserSurroundings } from '../connection/browser-surroundings.ts';
import { heartbeatWorker } from '../connection/heartbeat.ts';
import { storageOr } from '../connection/kept.ts';
import { claimOutbox } from '../connection/kept-outbox.ts';
import { Wire } from '../connection/wire.ts';
import type { AttendanceState } from './attendance.ts';
import { settingsOfSite, mayEmbed, type WidgetConfig } from './config.ts';
import { WidgetMemory } from './kept-chat.ts';
import { fetchAttendance, later, loadLater } from './later-part.ts';
import { PageLink } from './page-link.ts';
import type { ToPage } from './page-messages.ts';
import { pageStorage } from './page-storage.ts';
import { connectPage, PanelPage } from './panel-page.ts';
import { PatronChat } from './patron-chat.ts';
import type { About } from './patron-hello.ts';
import { Store } from './store.ts';
import { TabOutbox } from './tab-outbox.ts';
import type { CatalogueFiles } from './texts/catalogue.ts';
import { chosenLanguage, type Language, spoken } from './texts/language.ts';
import { type Start, StartScreen } from './views/start-screen.tsx';
import type { Widget } from './widget.ts';
import './panel.css';

/** Whether this is a build for development; set by the build. */
declare const DEVELOPMENT: boolean;

/** The files of all languages; set by the build. */
declare const LANGUAGES: CatalogueFiles;

const query = new URLSearchParams(location.search);
const widgetId = v.safeParse(slug, query.get('widget') ?? 'reference');
const screen = new Store<{ readonly start: Start }>({ start: { kind: 'loading' } });

function chatWith(config: WidgetConfig, memory: WidgetMemory, about: About): PatronChat {
  const surroundings = browserSurroundings(heartbeatWorker);
  return new PatronChat({
    ...about,
    memory,
    surroundings,
    outbox: new TabOutbox({ memory, claim: (name) => claimOutbox(name, navigator.locks) }),
    makeWire: (hello) =>
      new Wire({
        url: config.socket,
        surroundings,
        hello,
        parse: (value) => {
          const parsed = v.safeParse(toPatron, value);
          return parsed.success ? parsed.output : undefined;
        },
        // oxlint-disable-next-line no-console -- for who develops; built out of what is deployed
        ...(DEVELOPMENT && { report: (problem, detail) => console.warn(problem, detail) }),
      }),
  });
}

/** No secret, so it may be heard by whoever frames the panel, an uninvited page too. */
function closePanel(): void {
  const close: ToPage = { carrel: 'close' };
  window.parent.postMessage(close, '*');
}

const isEmbedded = window.parent !== window;
/** The panel whose chat this window shows. */
const panel: Window | null = !isEmbedded && query.has('own') ? window.opener : null;
const closeWindow = panel ? () => window.close() : undefined;
const close = isEmbedded ? (query.get('in') === 'page' ? undefined : closePanel) : closeWindow;

async function begin(id: string, language: Language): Promise<void> {
  const page = new PanelPage(isEmbedded);
  const settings = settingsOfSite(() => fetch('config.json', { cache: 'no-cache' }), {
    failed: (retry) => {
      show({ kind: 'unreachable', retry });
    },
  });
  const link = new PageLink({
    window,
    isAllowed: async (origin) => mayEmbed(await settings, origin),
    heard: (message) => page.hear(message),
    refused: () => {
      show({ kind: 'unavailable' });
    },
  });
  if (page.isEmbedded) link.listen();
  const config = await settings;
  // Nothing of the patron's is shown or fetched before the page around us has shown that it may.
  await page.introduced;
  const inPage = pageStorage(page.store.state.kept, (kept) => {
    if (page.isEmbedded) link.say({ carrel: 'keep', kept });
  });
  const memory = new WidgetMemory(
    id,
    storageOr(inPage, () => localStorage),
    storageOr(inPage, () => sessionStorage),
  );
  if (panel || query.has('away')) {
    const { arrived, words } = await loadLater(language);
    page.store.set(await arrived({ panel, memory, texts: language.withLater(words).texts, show }));
  }
  const chat = chatWith(config, memory, { widgetId: id, language: language.tag });
  await chat.begin();
  connectPage({ page, chat, link, memory, language: () => spoken(language, chat.state.service) });
  const { serviceName } = config;
  const popOut = () => {
    // Here and now: browsers open windows only while they see the patron's click. No secret is in the address.
    const opened = window.open(`${location.href}&own=1`, '_blank', 'popup,width=420,height=680');
    const where = page.store.state.page;
    void loadLater(language).then(({ handOver }) => handOver({ opened, memory, page: where }));
  };
  const widget: Widget = {
    widgetId: id,
    chat,
    page: page.store,
    language,
    memory,
    serviceName,
    close,
    popOut: isEmbedded ? popOut : undefined,
  };
  show({ kind: 'ready', widget });
  void fetchAttendance().then(({ attend }) =>
    attend({ widget, store: new Store<AttendanceState>({ availability: undefined }), later, loadLater }),
  );
}

const show = (start: Start) => screen.set({ start });

async function open(root: HTMLElement): Promise<void> {
  const language = await chosenLanguage([query.get('lang') ?? '', ...navigator.languages], LANGUAGES);
  document.documentElement.lang = language.tag;
  document.documentElement.dir = language.direction;
  document.title = language.texts.title;
  render(<StartScreen store={screen} language={language} close={close} />, root);
  if (widgetId.success) await begin(widgetId.output, language);
  else show({ kind: 'unavailable' });
}

document.addEventListener('keydown', (event) => {
  const isTaken = event.defaultPrevented || event.isComposing || document.querySelector('dialog[open]');
  if (event.key === 'Escape' && !isTaken && isEmbedded) close?.();
});

const root = document.getElementById('panel');
if (root !== null) void open(root);
