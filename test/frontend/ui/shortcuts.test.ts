// The registry of shortcuts: which press runs what, when it must not, and what the help shows.
import { type KeyPress, keyCaps, type Shortcut, Shortcuts } from '../../../frontend/ui/shortcuts.ts';

const FIELD = 'a field';

function keptInMemory() {
  const items = new Map<string, string>();
  return {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
    removeItem: (key: string) => void items.delete(key),
  };
}

function prepared(storage = keptInMemory()) {
  const ran: string[] = [];
  const shortcuts = new Shortcuts({ isTyping: (target) => target === FIELD, storage });
  const shortcut = (id: string, keys: string, group = 'Everywhere'): Shortcut => ({
    id,
    keys,
    group,
    label: `does ${id}`,
    run: () => {
      ran.push(id);
      return true;
    },
  });
  return { ran, shortcuts, shortcut, storage };
}

function press(key: string, more: Partial<KeyPress> = {}): KeyPress & { prevented: boolean } {
  const event = {
    key,
    code: '',
    altKey: false,
    ctrlKey: false,
    metaKey: false,
    shiftKey: false,
    isComposing: false,
    target: undefined,
    prevented: false,
    preventDefault: () => {
      event.prevented = true;
    },
    ...more,
  };
  return event;
}

describe('a shortcut', () => {
  test('runs, and keeps the browser from acting on the key', () => {
    const { ran, shortcuts, shortcut } = prepared();
    shortcuts.add([shortcut('help', '?')]);
    const event = press('?', { shiftKey: true });
    expect(shortcuts.press(event)).toBe(true);
    expect(ran).toEqual(['help']);
    expect(event.prevented).toBe(true);
  });

  test('of a single key is text in a field; with Alt it works there too', () => {
    const { ran, shortcuts, shortcut } = prepared();
    shortcuts.add([shortcut('help', '?'), shortcut('next', 'Alt+ArrowDown')]);
    expect(shortcuts.press(press('?', { target: FIELD }))).toBe(false);
    expect(shortcuts.press(press('ArrowDown', { altKey: true, target: FIELD }))).toBe(true);
    expect(ran).toEqual(['next']);
  });

  test('is found by the key itself where Alt types another character', () => {
    const { ran, shortcuts, shortcut } = prepared();
    shortcuts.add([shortcut('claim', 'Alt+n')]);
    shortcuts.press(press('˜', { altKey: true, code: 'KeyN' }));
    expect(ran).toEqual(['claim']);
  });

  test.each([{ ctrlKey: true }, { metaKey: true }, { isComposing: true }])(
    'leaves %j to the browser and the input method',
    (more) => {
      const { ran, shortcuts, shortcut } = prepared();
      shortcuts.add([shortcut('help', '?')]);
      expect(shortcuts.press(press('?', more))).toBe(false);
      expect(ran).toEqual([]);
    },
  );

  test('that finds nothing to do leaves the key its usual meaning', () => {
    const { shortcuts, shortcut } = prepared();
    shortcuts.add([{ ...shortcut('claim', 'Alt+n'), run: () => false }]);
    const event = press('n', { altKey: true });
    expect(shortcuts.press(event)).toBe(false);
    expect(event.prevented).toBe(false);
  });

  test('goes with its screen', () => {
    const { ran, shortcuts, shortcut } = prepared();
    const leave = shortcuts.add([shortcut('help', '?')]);
    leave();
    expect(shortcuts.press(press('?'))).toBe(false);
    expect(ran).toEqual([]);
  });

  test('can’t take keys that are taken', () => {
    const { shortcuts, shortcut } = prepared();
    shortcuts.add([shortcut('help', '?')]);
    expect(() => shortcuts.add([shortcut('other', '?')])).toThrow('? is taken by "help"');
  });
});

test('single keys can be turned off, and stay off', () => {
  const { ran, shortcuts, shortcut, storage } = prepared();
  shortcuts.singleKeys = false;
  shortcuts.add([shortcut('help', '?'), shortcut('next', 'Alt+ArrowDown')]);
  shortcuts.press(press('?'));
  shortcuts.press(press('ArrowDown', { altKey: true }));
  expect(ran).toEqual(['next']);
  expect(prepared(storage).shortcuts.singleKeys).toBe(false);
});

test('the help lists the shortcuts of now, by group', () => {
  const { shortcuts, shortcut } = prepared();
  shortcuts.add([shortcut('help', '?'), shortcut('next', 'Alt+ArrowDown', 'Desk'), shortcut('x', 'x')]);
  const groups = [...shortcuts.help()].map(([group, members]) => [group, members.map(({ id }) => id)]);
  expect(groups).toEqual([
    ['Everywhere', ['help', 'x']],
    ['Desk', ['next']],
  ]);
});

test('keys are drawn as they stand on the keyboard', () => {
  expect(keyCaps('Alt+ArrowDown')).toEqual(['Alt', '↓']);
  expect(keyCaps('Alt+n')).toEqual(['Alt', 'N']);
  expect(keyCaps('?')).toEqual(['?']);
});
