// The guided page's beginning: takes over the chat of the panel that opened it, and puts pages beside it.
import { render } from 'preact';
import * as v from 'valibot';
import { slug } from '../../lambdas/protocol/fields.ts';
import type { Framing } from '../../lambdas/protocol/guided-frames.ts';
import { storageOrMemory } from '../connection/kept.ts';
import { chatWith, type PatronWire } from './chat-with.ts';
import type { ChatState } from './chat-state.ts';
import { settingsOfSite } from './config.ts';
import { keptPages } from './guided-kept.ts';
import { GuidedPages } from './guided-pages.ts';
import { GuidedView } from './guided-view.tsx';
import { WidgetMemory } from './kept-chat.ts';
import { loadLater } from './later-part.ts';
import { pageFrom } from './page-link.ts';
import { connectPage, PanelPage } from './panel-page.ts';
import { Store } from './store.ts';
import type { CatalogueFiles } from './texts/catalogue.ts';
import { chosenLanguage, type Language } from './texts/language.ts';
import { type Start, StartScreen } from './views/start-screen.tsx';
import './guided.css';

/** The files of all languages; set by the build. */
declare const LANGUAGES: CatalogueFiles;

/** A patron looks at an empty frame meanwhile; a page may be shown without an answer. */
const CHECK_PATIENCE_MS = 4_000;

const query = new URLSearchParams(location.search);
const widgetId = v.safeParse(slug, query.get('widget') ?? 'reference');
const screen = new Store<{ readonly start: Start }>({ start: { kind: 'loading' } });
const show = (start: Start) => screen.set({ start });
/** The panel that opened this page. */
const panel: Window | null = query.has('own') ? window.opener : null;

/** Without a chat, or without a connection, nobody can be asked. */
async function framingOf(wire: PatronWire, chatId: string | undefined, address: string): Promise<Framing> {
  if (chatId === undefined) return 'unknown';
  const answer = wire.ask({ action: 'checkPage', chatId, address }, 'pageChecked');
  const late = new Promise<undefined>((resolve) => {
    setTimeout(() => resolve(undefined), CHECK_PATIENCE_MS);
  });
  const checked = await Promise.race([answer, late]);
  return checked?.type === 'pageChecked' ? checked.framing : 'unknown';
}

/** The tab learns nothing of this page; `noopener` would not say whether there is a tab. */
function openTab(address: string): boolean {
  const opened = window.open('', '_blank');
  if (opened === null) return false;
  opened.opener = null;
  opened.location.href = address;
  return true;
}

async function begin(id: string, language: Language, root: HTMLElement): Promise<void> {
  const config = await settingsOfSite(() => fetch('config.json', { cache: 'no-cache' }), {
    failed: (retry) => {
      show({ kind: 'unreachable', retry });
    },
  });
  const page = new PanelPage(false);
  const ofTab = storageOrMemory(() => sessionStorage);
  const memory = new WidgetMemory(
    id,
    storageOrMemory(() => localStorage),
    ofTab,
  );
  const { arrived, words } = await loadLater(language);
  const full = language.withLater(words);
  const from = panel ? await arrived({ panel, memory, texts: full.texts, show }) : {};
  page.store.set({ page: from.page });
  let wire: PatronWire | undefined;
  const chat = chatWith({
    config,
    memory,
    widgetId: id,
    language,
    connected: (made) => {
      wire = made;
    },
  });
  await chat.begin();
  const pages = new GuidedPages({
    ownOrigin: location.origin,
    kept: keptPages(id, ofTab),
    openTab,
    framingOf: async (address) => {
      const { chatId } = memory.chat.get() ?? memory.endedChat.get() ?? {};
      return wire === undefined ? 'unknown' : framingOf(wire, chatId, address);
    },
  });
  pages.store.listen(({ shown }) => {
    // Where the patron is now goes with the next question and the next return.
    if (shown.kind === 'framed') page.store.set({ page: pageFrom(shown.address, '') });
  });
  render(<GuidedView start={screen} pages={pages} page={page.store} language={language} full={full} />, root);
  connectPage({ page, chat, memory, language: () => language });
  const { serviceName } = config;
  show({
    kind: 'ready',
    widget: {
      widgetId: id,
      chat,
      page: page.store,
      language,
      memory,
      serviceName,
      close: undefined,
      popOut: undefined,
      beside: undefined,
    },
  });
  chat.store.listen((state) => pages.follow(state));
  pages.follow(chat.state);
  await connected(chat.store);
  pages.begin(from.open ?? from.page?.address);
}

/** With a connection the first page can be checked; without one it is shown all the same, a moment later. */
function connected(store: Store<ChatState>): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (store.state.connection.kind === 'open') resolve();
    };
    store.listen(look);
    look();
    setTimeout(resolve, CHECK_PATIENCE_MS);
  });
}

async function open(root: HTMLElement): Promise<void> {
  const language = await chosenLanguage([query.get('lang') ?? '', ...navigator.languages], LANGUAGES);
  document.documentElement.lang = language.tag;
  document.documentElement.dir = language.direction;
  document.title = language.texts.title;
  render(
    <div class="guided on-chat">
      <div class="chat-side">
        <StartScreen store={screen} language={language} close={undefined} />
      </div>
    </div>,
    root,
  );
  if (widgetId.success) await begin(widgetId.output, language, root);
  else show({ kind: 'unavailable' });
}

const root = document.getElementById('guided');
if (root !== null) void open(root);
