// The registry of keyboard shortcuts: what a key does, when, and in which words the help tells it.

export interface Shortcut {
  /** Names it in the registry. */
  readonly id: string;
  /** Keys as `KeyboardEvent.key` has them, with modifiers before: "Alt+ArrowDown", "Alt+n", "?". */
  readonly keys: string;
  /** What it does, as the help says it. */
  readonly label: string;
  /** The heading that it stands under in the help. */
  readonly group: string;
  /** Runs it; false when there was nothing to do, so that the key keeps its usual meaning. */
  readonly run: () => boolean;
}

/** What the registry needs of a keyboard event. */
export interface KeyPress {
  readonly key: string;
  readonly code: string;
  readonly altKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly isComposing: boolean;
  readonly target: unknown;
  preventDefault(): void;
}

export interface ShortcutsProps {
  /** Says whether the press goes into a field, where single characters are text. */
  readonly isTyping: (target: unknown) => boolean;
  /** Where the choice about single keys is kept. */
  readonly storage?: Pick<Storage, 'getItem' | 'setItem'>;
}

const SINGLE_KEYS = 'carrel.singleKeys';

export class Shortcuts {
  readonly #isTyping: (target: unknown) => boolean;
  readonly #storage: Pick<Storage, 'getItem' | 'setItem'> | undefined;
  #shortcuts: readonly Shortcut[] = [];
  #singleKeys: boolean;

  constructor({ isTyping, storage }: ShortcutsProps) {
    this.#isTyping = isTyping;
    this.#storage = storage;
    this.#singleKeys = storage?.getItem(SINGLE_KEYS) !== 'off';
  }

  /** Adds shortcuts for as long as a screen is there; call what it returns when the screen goes. */
  add(shortcuts: readonly Shortcut[]): () => void {
    for (const shortcut of shortcuts) {
      const taken = this.#shortcuts.find(({ keys }) => keys === shortcut.keys);
      if (taken !== undefined) throw new Error(`${shortcut.keys} is taken by "${taken.id}"`);
    }
    this.#shortcuts = [...this.#shortcuts, ...shortcuts];
    return () => {
      this.#shortcuts = this.#shortcuts.filter((shortcut) => !shortcuts.includes(shortcut));
    };
  }

  /** Whether shortcuts without a modifier work. People who dictate must be able to turn them off. */
  get singleKeys(): boolean {
    return this.#singleKeys;
  }

  set singleKeys(on: boolean) {
    this.#singleKeys = on;
    this.#storage?.setItem(SINGLE_KEYS, on ? 'on' : 'off');
  }

  /** What the help shows: the shortcuts of now, by group, in the order in which they were added. */
  help(): ReadonlyMap<string, readonly Shortcut[]> {
    const groups = new Map<string, Shortcut[]>();
    for (const shortcut of this.#shortcuts) {
      groups.set(shortcut.group, [...(groups.get(shortcut.group) ?? []), shortcut]);
    }
    return groups;
  }

  /** Runs what belongs to the press. Returns whether something did. */
  press(event: KeyPress): boolean {
    if (event.isComposing || event.ctrlKey || event.metaKey) return false;
    if (!event.altKey && (!this.#singleKeys || this.#isTyping(event.target))) return false;
    const shortcut = this.#shortcuts.find(({ keys }) => matches(keys, event));
    if (shortcut === undefined || !shortcut.run()) return false;
    event.preventDefault();
    return true;
  }
}

function matches(keys: string, event: KeyPress): boolean {
  const wantsAlt = keys.startsWith('Alt+');
  if (wantsAlt !== event.altKey) return false;
  const key = wantsAlt ? keys.slice('Alt+'.length) : keys;
  // With Alt a Mac types another character, so the key itself counts as well.
  return (
    event.key.toLowerCase() === key.toLowerCase() || (wantsAlt && event.code === `Key${key.toUpperCase()}`)
  );
}

const KEY_WORDS: Readonly<Record<string, string>> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  Escape: 'Esc',
  PageUp: 'Page up',
  PageDown: 'Page down',
};

/** The keys as they stand on the keyboard: ["Alt", "↓"]. */
export function keyCaps(keys: string): string[] {
  return keys.split(/\+(?=.)/u).map((key) => KEY_WORDS[key] ?? (key.length === 1 ? key.toUpperCase() : key));
}
