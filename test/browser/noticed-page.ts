// What a page sounds and shows beside the browser, written down as it does, and a window that can be left.
import type { BrowserContext, Page } from 'playwright-core';

interface ShownNote {
  readonly title: string;
  readonly body: string;
  isOpen: boolean;
  readonly click: () => void;
}

declare global {
  interface Window {
    /** When each tone began, in ms since 1970. */
    tones: number[];
    notes: ShownNote[];
    /** Whether the person has this window in front; nobody is told of a change by itself. */
    isLookedAt: boolean;
  }
}

function writeDown(): void {
  window.tones = [];
  window.notes = [];
  window.isLookedAt = true;
  document.hasFocus = () => window.isLookedAt;
  const { start } = AudioScheduledSourceNode.prototype;
  AudioScheduledSourceNode.prototype.start = function begin(when) {
    window.tones.push(Date.now());
    start.call(this, when);
  };
  class Note extends EventTarget {
    static permission = 'default';
    static requestPermission = async () => (Note.permission = 'granted');
    readonly #note: ShownNote;

    constructor(title: string, { body = '' }: NotificationOptions = {}) {
      super();
      this.#note = { title, body, isOpen: true, click: () => this.dispatchEvent(new Event('click')) };
      window.notes.push(this.#note);
    }

    close(): void {
      this.#note.isOpen = false;
    }
  }
  Object.defineProperty(window, 'Notification', { value: Note });
}

/** Has every page of a browser write down what it sounds and shows. */
export const prepareToNotice = async (context: BrowserContext): Promise<void> => {
  await context.addInitScript(writeDown);
};

/** Another window comes in front of this one, or goes. */
export async function look(page: Page, isLookedAt: boolean): Promise<void> {
  await page.evaluate((is) => {
    window.isLookedAt = is;
    dispatchEvent(new Event(is ? 'focus' : 'blur'));
  }, isLookedAt);
}

export const tonesOf = (page: Page): Promise<number> => page.evaluate(() => window.tones.length);

/** The notifications that stand, in words. */
export const notesOf = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    window.notes.filter(({ isOpen }) => isOpen).map(({ title, body }) => `${title}: ${body}`),
  );

export const clickNote = (page: Page): Promise<void> =>
  page.evaluate(() => window.notes.find(({ isOpen }) => isOpen)?.click());

/** The address of the sign on the tab, as it is drawn. */
export const tabSignOf = (page: Page): Promise<string> =>
  page.evaluate(() =>
    decodeURIComponent(document.querySelector<HTMLLinkElement>('link[rel=icon]')?.href ?? ''),
  );
