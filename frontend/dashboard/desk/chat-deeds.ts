// What the operator does to a chat with one button: claiming and ending, with a word about what came of it.
import { type Signal, signal } from '@preact/signals';
import type { Surroundings } from '../../connection/surroundings.ts';
import type { StaffWire } from '../session.ts';
import { claimRefused, endAnswered, type Notice, Notices } from './notice.ts';

export interface ChatDeedsProps {
  readonly wire: Pick<StaffWire, 'ask'>;
  readonly surroundings: Surroundings;
  /** Says a sentence to people who can't see the screen. */
  readonly say: (sentence: string) => void;
  /** What a chat's patron is called. */
  readonly title: (chatId: string) => string;
}

export class ChatDeeds {
  /** The chat whose claim or end is on its way. */
  readonly busyWith = signal<string | undefined>(undefined);
  readonly #props: ChatDeedsProps;
  readonly #notices: Notices;

  constructor(props: ChatDeedsProps) {
    this.#props = props;
    this.#notices = new Notices(props.surroundings);
  }

  get notice(): Signal<Notice | undefined> {
    return this.#notices.current;
  }

  /** Takes a waiting chat; says politely who was quicker. */
  async claim(chatId: string) {
    const title = this.#props.title(chatId);
    this.busyWith.value = chatId;
    const answer = await this.#props.wire.ask({ action: 'claim', chatId }, 'chat');
    this.busyWith.value = undefined;
    if (answer.type !== 'chat') this.tell(claimRefused(answer, title));
    return answer;
  }

  /** Ends a chat; false when that failed. */
  async end(chatId: string): Promise<boolean> {
    const title = this.#props.title(chatId);
    this.busyWith.value = chatId;
    const answer = await this.#props.wire.ask({ action: 'endChat', chatId }, 'done');
    this.busyWith.value = undefined;
    this.tell(endAnswered(answer, title, chatId));
    return answer.type === 'done';
  }

  tell(notice: Notice): void {
    this.#notices.tell(notice);
    this.#props.say(notice.text);
  }

  dispose(): void {
    this.#notices.dispose();
  }
}
