// The panel as part of a page: whether it is shown and looked at, and what the page's button says of it.
import type { Page } from '../../lambdas/protocol/fields.ts';
import type { WidgetMemory } from './kept-chat.ts';
import { later } from './later-part.ts';
import { type PageLink, pageFrom } from './page-link.ts';
import type { ToPage, ToPanel } from './page-messages.ts';
import type { PatronChat } from './patron-chat.ts';
import { goesOn } from './stage.ts';
import { Store } from './store.ts';
import type { Language } from './texts/language.ts';

export interface PageState {
  /** The panel is open. */
  readonly isShown: boolean;
  /** The tab is the one that is looked at. */
  readonly isVisible: boolean;
  /** Counts the times that the patron opened the panel: the focus belongs into it. */
  readonly openings: number;
  readonly page: Page | undefined;
  /** What this panel's predecessor gave the page to keep. */
  readonly kept: string;
}

export class PanelPage {
  readonly isEmbedded: boolean;
  readonly store: Store<PageState>;
  /** Resolves once an allowed page has said where the patron is. */
  readonly introduced: Promise<void>;
  #introduce: () => void = () => {};

  constructor(isEmbedded: boolean) {
    this.isEmbedded = isEmbedded;
    this.store = new Store<PageState>({
      isShown: !isEmbedded,
      isVisible: document.visibilityState === 'visible',
      openings: 0,
      page: undefined,
      kept: '',
    });
    this.introduced = isEmbedded
      ? new Promise((resolve) => {
          this.#introduce = resolve;
        })
      : Promise.resolve();
  }

  hear({ address, title, isShown, isAsked, kept }: ToPanel): void {
    const openings = this.store.state.openings + (isAsked ? 1 : 0);
    this.store.set({ page: pageFrom(address, title), isShown, openings, kept });
    this.#introduce();
  }
}

export interface ConnectedPage {
  readonly page: PanelPage;
  readonly chat: PatronChat;
  /** Absent where there is no page around. */
  readonly link?: PageLink;
  readonly memory: WidgetMemory;
  /** As they are now: the library's own come with the connection. */
  readonly language: () => Language;
}

/** Lets chat and page follow each other for as long as the panel lives. */
export function connectPage({ page, chat, link, memory, language }: ConnectedPage): void {
  document.addEventListener('visibilitychange', () => {
    page.store.set({ isVisible: document.visibilityState === 'visible' });
  });
  addEventListener('storage', ({ key }) => {
    if (key === memory.chat.key) chat.followOtherTab();
  });
  let told = '';
  const tell = (message: ToPage) => {
    const text = JSON.stringify(message);
    if (text !== told) link?.say(message);
    told = text;
  };
  const button = (isSeen: boolean): ToPage => {
    const { part } = later.state;
    if (part) return part.buttonState(chat.state, language().withLater(part.words).texts, isSeen);
    return { carrel: 'state', chat: goesOn(chat.state.stage), label: '', unread: 0, news: '' };
  };
  const follow = () => {
    const { isShown, isVisible, page: place } = page.store.state;
    const isSeen = isShown && isVisible;
    chat.page = place;
    chat.setShown(isShown);
    if (isSeen) chat.markRead();
    if (page.isEmbedded) tell(button(isSeen));
  };
  page.store.listen(follow);
  chat.store.listen(follow);
  later.listen(follow);
  follow();
}
