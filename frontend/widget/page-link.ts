// The panel's side of the talk with the library's page: only with the page that frames it, if it is an allowed one.
import * as v from 'valibot';
import { PAGE_ADDRESS_LENGTH, PAGE_TITLE_LENGTH } from '../../lambdas/protocol/limits.ts';
import type { ToPage, ToPanel } from './page-messages.ts';

const toPanel: v.GenericSchema<unknown, ToPanel> = v.object({
  carrel: v.literal('page'),
  address: v.string(),
  title: v.string(),
  isShown: v.boolean(),
  isAsked: v.boolean(),
  kept: v.string(),
});

export interface WindowMessage {
  readonly source: unknown;
  readonly origin: string;
  readonly data: unknown;
}

/** As much of a window as is needed. */
export interface FramedWindow {
  addEventListener(type: 'message', listener: (event: WindowMessage) => void): void;
  readonly parent: Pick<Window, 'postMessage'>;
}

export interface PageLinkProps {
  readonly window: FramedWindow;
  /** Resolves once the widget's settings are here. */
  readonly isAllowed: (origin: string) => Promise<boolean>;
  readonly heard: (message: ToPanel) => void;
  /** A page that may not show this chat asked for it. */
  readonly refused: () => void;
}

export class PageLink {
  readonly #props: PageLinkProps;
  #origin: string | undefined;
  #waiting: ToPage | undefined;

  constructor(props: PageLinkProps) {
    this.#props = props;
  }

  /** Starts to listen, and asks the page to say where the patron is. */
  listen(): void {
    const { window } = this.#props;
    window.addEventListener('message', ({ source, origin, data }) => {
      if (source !== window.parent) return;
      const parsed = v.safeParse(toPanel, data);
      if (parsed.success) void this.#hear(parsed.output, origin);
    });
    const ready: ToPage = { carrel: 'ready' };
    window.parent.postMessage(ready, '*');
  }

  /** Tells the page; before it has introduced itself, the newest word waits. */
  say(message: ToPage): void {
    this.#waiting = this.#origin === undefined ? message : undefined;
    if (this.#origin !== undefined) this.#props.window.parent.postMessage(message, this.#origin);
  }

  async #hear(message: ToPanel, origin: string): Promise<void> {
    const { isAllowed, heard, refused } = this.#props;
    if (!(await isAllowed(origin))) {
      refused();
      return;
    }
    this.#origin = origin;
    heard(message);
    if (this.#waiting !== undefined) this.say(this.#waiting);
  }
}

/** The page as it travels with a chat: cut to the protocol's lengths; undefined for what is no web page. */
export function pageFrom(address: string, title: string): { address: string; title: string } | undefined {
  if (!/^https?:\/\/[^\s/?#]/i.test(address) || address.length > PAGE_ADDRESS_LENGTH) return undefined;
  return { address, title: title.slice(0, PAGE_TITLE_LENGTH) };
}
