// The panel's beginning: reads address, settings and memory, puts the chat together, and draws it.
import { render } from 'preact';
import * as v from 'valibot';
import { slug } from '../../lambdas/protocol/fields.ts';
import { storageOr } from '../connection/kept.ts';
import type { AttendanceState } from './attendance.ts';
import { chatWith } from './chat-with.ts';
import { settingsOfSite, mayEmbed } from './config.ts';
import { WidgetMemory } from './kept-chat.ts';
import { fetchAttendance, later, loadLater } from './later-part.ts';
import { PageLink } from './page-link.ts';
import type { ToPage } from './page-messages.ts';
import { pageStorage } from './page-storage.ts';
import { connectPage, PanelPage } from './panel-page.ts';
import { Store } from './store.ts';
import type { CatalogueFiles } from './texts/catalogue.ts';
import { chosenLanguage, type Language, spoken } from './texts/language.ts';
import { type Start, StartScreen } from './views/start-screen.tsx';
import type { Widget } from './widget.ts';
import './panel.css';

/** The files of all languages; set by the build. */
declare const LANGUAGES: CatalogueFiles;

const query = new URLSearchParams(location.search);
const widgetId = v.safeParse(slug, query.get('widget') ?? 'reference');
const screen = new Store<{ readonly start: Start }>({ start: { kind: 'loading' } });

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
    const { page: where } = await arrived({ panel, memory, texts: language.withLater(words).texts, show });
    page.store.set({ page: where });
  }
  const chat = chatWith({ config, memory, widgetId: id, language });
  await chat.begin();
  connectPage({ page, chat, link, memory, language: () => spoken(language, chat.state.service) });
  const { serviceName } = config;
  const leaveFor = (address: string, features: string, guided?: { readonly first: string | undefined }) => {
    // Here and now: browsers open windows only while they see the patron's click. No secret is in the address.
    const opened = window.open(address, '_blank', features);
    const { page: where } = page.store.state;
    const back = () => show({ kind: 'ready', widget });
    const given = { opened, link: guided && address, memory, page: where, open: guided?.first, show, back };
    void loadLater(language).then(({ handOver, words }) =>
      handOver({ ...given, texts: language.withLater(words).texts }),
    );
  };
  const popOut = () => leaveFor(`${location.href}&own=1`, 'popup,width=420,height=680');
  const beside = (first?: string) => {
    const own = isEmbedded ? '&own=1' : '';
    const address = new URL(`guided.html${location.search || '?'}${own}`, location.href).href;
    if (isEmbedded) leaveFor(address, '', { first });
    else void loadLater(language).then(({ goBeside }) => goBeside({ widgetId: id, address, open: first }));
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
    beside,
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
