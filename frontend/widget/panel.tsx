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
import { settingsOfSite, mayEmbed, type WidgetConfig } from './config.ts';
import { WidgetMemory } from './kept-chat.ts';
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

const close = window.parent === window ? undefined : closePanel;

async function begin(id: string, language: Language): Promise<void> {
  const page = new PanelPage(close !== undefined);
  const settings = settingsOfSite(() => fetch('config.json', { cache: 'no-cache' }), {
    failed: (retry) => {
      screen.set({ start: { kind: 'unreachable', retry } });
    },
  });
  const link = new PageLink({
    window,
    isAllowed: async (origin) => mayEmbed(await settings, origin),
    heard: (message) => page.hear(message),
    refused: () => {
      screen.set({ start: { kind: 'unavailable' } });
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
  const chat = chatWith(config, memory, { widgetId: id, language: language.tag });
  await chat.begin();
  const texts = () => spoken(language, chat.state.service).texts;
  connectPage({ page, chat, link, memory, texts });
  const { serviceName } = config;
  const widget = { chat, page: page.store, language, memory, serviceName, close };
  screen.set({ start: { kind: 'ready', widget } });
}

async function open(root: HTMLElement): Promise<void> {
  const language = await chosenLanguage([query.get('lang') ?? '', ...navigator.languages], LANGUAGES);
  document.documentElement.lang = language.tag;
  document.documentElement.dir = language.direction;
  document.title = language.texts.title;
  render(<StartScreen store={screen} language={language} close={close} />, root);
  if (widgetId.success) await begin(widgetId.output, language);
  else screen.set({ start: { kind: 'unavailable' } });
}

document.addEventListener('keydown', (event) => {
  const isTaken = event.defaultPrevented || event.isComposing || document.querySelector('dialog[open]');
  if (event.key === 'Escape' && !isTaken) close?.();
});

const root = document.getElementById('panel');
if (root !== null) void open(root);
