// How this operator wants to be told of news, kept in this browser for all tabs.
import { type ReadonlySignal, signal } from '@preact/signals';
import * as v from 'valibot';
import { Kept, type KeptStorage } from '../../connection/kept.ts';
import { SILENT, type SoundName, TUNES } from './tunes.ts';

/** Which internal messages show a desktop notification. */
export const INTERNAL_NOTICES = ['all', 'private', 'none'] as const;

/** What is missing or no longer known becomes what it is at first; the rest stays. */
const withDefault = <T>(parser: v.GenericSchema<T>, value: T) => v.optional(v.fallback(parser, value), value);

const tuneOf = (sound: SoundName) => {
  const ids = TUNES[sound].map(({ id }) => id);
  return withDefault(v.picklist([SILENT, ...ids]), TUNES[sound][0].id);
};

const choices = v.object({
  /** Off silences everything at once, and leaves the choices as they are. */
  sounds: withDefault(v.boolean(), true),
  /** 0 to 100. */
  volume: withDefault(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(100)), 70),
  newChat: tuneOf('newChat'),
  newMessage: tuneOf('newMessage'),
  internalMessage: tuneOf('internalMessage'),
  request: tuneOf('request'),
  /** Ring again until somebody has taken it. */
  repeats: withDefault(v.boolean(), true),
  internal: withDefault(v.picklist(INTERNAL_NOTICES), 'private'),
  /**
   * Whether notifications show patrons' names and what anybody wrote. Not at first: they stand on screens that others
   * see, and systems keep them longer than the library keeps a chat, and pass them on to telephones.
   */
  words: withDefault(v.boolean(), false),
});
export type Choices = v.InferOutput<typeof choices>;

const KEY = 'carrel.notices';

export class NoticeChoices {
  readonly #kept: Kept<Choices>;
  readonly #current;

  constructor(storage: KeptStorage) {
    this.#kept = new Kept(storage, KEY, choices);
    this.#current = signal(this.#kept.get() ?? v.parse(choices, {}));
  }

  get current(): ReadonlySignal<Choices> {
    return this.#current;
  }

  choose(change: Partial<Choices>): void {
    this.#current.value = { ...this.#current.peek(), ...change };
    this.#kept.set(this.#current.peek());
  }

  /** Another tab may have changed them. */
  readAgain(key: string | null): void {
    if (key !== KEY) return;
    this.#current.value = this.#kept.get() ?? this.#current.peek();
  }
}
