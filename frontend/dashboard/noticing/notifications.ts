// Desktop notifications: asked for by a button, shown only while the window isn't in front, gone with their cause.
import { type ReadonlySignal, signal } from '@preact/signals';

export type NotificationsState = 'unavailable' | 'notAsked' | 'allowed' | 'refused';

export interface Note {
  /** One is shown for each: a later one takes the place of the earlier, in whichever tab. */
  readonly tag: string;
  readonly title: string;
  readonly body: string;
  /** Stays until its cause is over or somebody puts it away; others go by themselves after a while. */
  readonly stays?: boolean;
  /** What a click opens. */
  readonly open: () => void;
}

export interface NotificationsProps {
  readonly isInFront: () => boolean;
  /** Brings this tab to the front. */
  readonly focus: () => void;
}

export class Notifications {
  readonly #props: NotificationsProps;
  readonly #state = signal<NotificationsState>(permission());
  readonly #shown = new Map<string, Notification>();

  constructor(props: NotificationsProps) {
    this.#props = props;
  }

  get state(): ReadonlySignal<NotificationsState> {
    return this.#state;
  }

  async ask(): Promise<void> {
    await Notification.requestPermission();
    this.lookAgain();
  }

  /** It may have been changed in the browser's own settings. */
  lookAgain(): void {
    if (this.#state.peek() !== 'unavailable') this.#state.value = permission();
  }

  show({ tag, title, body, stays = false, open }: Note): void {
    if (this.#state.peek() !== 'allowed' || this.#props.isInFront()) return;
    try {
      // Silent: the sounds are the page's own, so that silencing them silences all.
      const options = { body, tag: `carrel ${tag}`, silent: true, requireInteraction: stays };
      const shown = new Notification(title, options);
      this.#shown.set(tag, shown);
      shown.addEventListener('click', () => {
        this.#props.focus();
        open();
        this.close(tag);
      });
    } catch {
      // Phones allow notifications from service workers only.
      this.#state.value = 'unavailable';
    }
  }

  close(tag: string): void {
    this.#shown.get(tag)?.close();
    this.#shown.delete(tag);
  }

  /** Closes those that are no longer called for. */
  keepOnly(isWanted: (tag: string) => boolean): void {
    for (const tag of this.#shown.keys()) if (!isWanted(tag)) this.close(tag);
  }
}

function permission(): NotificationsState {
  if (typeof Notification === 'undefined') return 'unavailable';
  switch (Notification.permission) {
    case 'granted':
      return 'allowed';
    case 'denied':
      return 'refused';
    case 'default':
      return 'notAsked';
  }
}
