// When the patron was gone, as lines of the log: told when it is over, and while it lasts.
import type { OperatorChat } from '../../../lambdas/protocol/chat-view.ts';
import type { Entry } from '../../../lambdas/protocol/entry.ts';
import { type LibraryTime, span } from '../../ui/time-words.ts';
import { patronTitle } from './desk-lists.ts';

/** A patron who is back within this long (ms) went to another page, which is not worth a line. */
const PAGE_CHANGE_MS = 15_000;

/** Something that stands in the log as a sentence with its time. */
export interface EventLine {
  readonly kind: 'event';
  readonly key: string;
  readonly text: string;
  readonly at: number;
}

export interface PatronAbsencesProps {
  readonly chat: OperatorChat;
  readonly time: LibraryTime;
}

/**
 * Each page of the library that a patron opens drops one connection and makes another, so only having none counts,
 * and short absences say nothing.
 */
export class PatronAbsences {
  readonly #props: PatronAbsencesProps;
  #goneAt: { readonly at: number; readonly place: number } | undefined;

  constructor(props: PatronAbsencesProps) {
    this.#props = props;
  }

  read(entry: Extract<Entry, { kind: 'dropped' | 'returned' }>): EventLine | undefined {
    if (entry.by.role !== 'patron') return undefined;
    if (entry.connections === 0) {
      this.#goneAt ??= { at: entry.at, place: entry.place };
      return undefined;
    }
    const gone = this.#goneAt;
    this.#goneAt = undefined;
    if (gone === undefined || entry.at - gone.at < PAGE_CHANGE_MS) return undefined;
    const { chat, time } = this.#props;
    const words = `${patronTitle(chat)} returned after ${span(entry.at - gone.at)}`;
    return {
      kind: 'event',
      key: `e${entry.place}`,
      text: `${time.clock(entry.at)} · ${words}`,
      at: entry.at,
    };
  }

  close(): void {
    this.#goneAt = undefined;
  }

  /** The line about a patron who is gone at this moment. */
  open(): EventLine | undefined {
    const { chat, time } = this.#props;
    if (chat.patronGoneSince === undefined || this.#goneAt === undefined) return undefined;
    const { at, place } = this.#goneAt;
    const text = `${time.clock(at)} · ${patronTitle(chat)} left or lost the connection`;
    return { kind: 'event', key: `gone${place}`, text, at };
  }
}
