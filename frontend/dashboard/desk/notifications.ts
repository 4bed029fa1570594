// Desktop notifications: asked for by a button, shown only while the window isn't in front.
import { type ReadonlySignal, signal } from '@preact/signals';

export type NotificationsState = 'unavailable' | 'notAsked' | 'allowed' | 'refused';

export interface NotificationsProps {
  readonly isInFront: () => boolean;
  /** Called when a notification is clicked. */
  readonly open: (chatId: string) => void;
}

export class Notifications {
  readonly #props: NotificationsProps;
  readonly #state = signal<NotificationsState>(permission());

  constructor(props: NotificationsProps) {
    this.#props = props;
  }

  get state(): ReadonlySignal<NotificationsState> {
    return this.#state;
  }

  async ask(): Promise<void> {
    await Notification.requestPermission();
    this.#state.value = permission();
  }

  show(title: string, body: string, chatId: string): void {
    if (this.#state.value !== 'allowed' || this.#props.isInFront()) return;
    try {
      // One for each chat: a later one takes the place of the earlier.
      const shown = new Notification(title, { body, tag: `carrel-${chatId}` });
      shown.addEventListener('click', () => {
        window.focus();
        this.#props.open(chatId);
        shown.close();
      });
    } catch {
      // Phones allow notifications from service workers only.
      this.#state.value = 'unavailable';
    }
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
