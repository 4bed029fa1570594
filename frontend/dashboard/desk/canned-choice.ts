// The list of canned messages over the composer: opened by a slash and a few letters, walked through, taken, left.
import { batch, computed, type ReadonlySignal, signal } from '@preact/signals';
import { fillIn, type Values, unfilledIn, type Variable } from '../canned/canned-filling.ts';
import { findCanned } from '../canned/canned-search.ts';

/** More are found by another letter sooner than by going through a longer list. */
const SHOWN = 20;

export interface CannedOption {
  readonly title: string;
  readonly text: string;
  /** The department that shares it; absent for one of the operator's own. */
  readonly sharedBy?: string;
}

/** A slash at the start of a word, and what is written behind it up to the caret. */
interface Slash {
  readonly at: number;
  readonly words: string;
}

/** What the field holds once a message is taken, and what is marked in it. */
export interface Taken {
  readonly title: string;
  readonly text: string;
  readonly from: number;
  readonly to: number;
  /** What nothing is known to put in for: it is marked. */
  readonly unfilled: Variable | undefined;
}

export interface CannedChoiceProps {
  readonly options: () => readonly CannedOption[];
  readonly values: () => Values;
}

export class CannedChoice {
  /** There is something to choose from, or to say that there is nothing. */
  readonly isOpen: ReadonlySignal<boolean>;
  readonly found: ReadonlySignal<readonly CannedOption[]>;
  readonly #props: CannedChoiceProps;
  readonly #slash = signal<Slash | undefined>(undefined);
  readonly #active = signal(0);
  #text = '';
  #caret = 0;
  /** The slash whose list was left. */
  #left: number | undefined;

  constructor(props: CannedChoiceProps) {
    this.#props = props;
    this.found = computed(() => {
      const slash = this.#slash.value;
      return slash === undefined ? [] : findCanned(props.options(), slash.words).slice(0, SHOWN);
    });
    this.isOpen = computed(() => {
      const slash = this.#slash.value;
      return slash !== undefined && (this.found.value.length > 0 || slash.words === '');
    });
  }

  /** Where the arrows are. */
  get active(): ReadonlySignal<number> {
    return this.#active;
  }

  /** After each change of the text, and of where in it one writes. */
  changed(text: string, caret: number): void {
    const slash = slashBefore(text, caret);
    if (slash?.at !== this.#left) this.#left = undefined;
    batch(() => {
      if (text !== this.#text) this.#active.value = 0;
      this.#slash.value = slash !== undefined && slash.at === this.#left ? undefined : slash;
    });
    this.#text = text;
    this.#caret = caret;
  }

  /** Up or down, round and round. */
  step(by: 1 | -1): void {
    const { length } = this.found.value;
    if (length > 0) this.#active.value = (this.#active.value + by + length) % length;
  }

  /** Closes the list; it stays so until another slash is written. */
  leave(): void {
    this.#left = this.#slash.value?.at;
    this.#slash.value = undefined;
  }

  /** The message in place of the slash and the letters. */
  take(index = this.#active.value): Taken | undefined {
    const slash = this.#slash.value;
    const option = this.found.value[index];
    if (slash === undefined || option === undefined) return undefined;
    const values = this.#props.values();
    const filled = fillIn(option.text, values);
    const unfilled = unfilledIn(option.text, values);
    const text = this.#text.slice(0, slash.at) + filled + this.#text.slice(this.#caret);
    this.#slash.value = undefined;
    const end = slash.at + filled.length;
    if (unfilled === undefined) return { title: option.title, text, from: end, to: end, unfilled };
    // What stands before it may have become longer or shorter.
    const from = slash.at + fillIn(option.text.slice(0, unfilled.at), values).length;
    const to = from + unfilled.variable.length + 2;
    return { title: option.title, text, from, to, unfilled: unfilled.variable };
  }
}

function slashBefore(text: string, caret: number): Slash | undefined {
  const found = /(?:^|\s)\/(?<words>[^\s/]*)$/u.exec(text.slice(0, caret));
  const words = found?.groups?.['words'];
  return words === undefined ? undefined : { at: caret - words.length - 1, words };
}
