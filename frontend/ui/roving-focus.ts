// One tab stop for a whole list: which item the arrow keys, Home and End go to.

export type RovingMove = 'next' | 'previous' | 'first' | 'last';

const MOVES: Readonly<Record<string, RovingMove>> = {
  ArrowDown: 'next',
  ArrowUp: 'previous',
  Home: 'first',
  End: 'last',
};

/** The move that a key asks for, if it asks for one. */
export function rovingMove(key: string): RovingMove | undefined {
  return MOVES[key];
}

/** The item that a move leads to. Stops at both ends, so that a person feels where the list ends. */
export function roved<Item>(
  items: readonly Item[],
  from: Item | undefined,
  move: RovingMove,
): Item | undefined {
  if (move === 'first') return items[0];
  if (move === 'last') return items.at(-1);
  const place = from === undefined ? -1 : items.indexOf(from);
  if (place === -1) return items[0];
  return items[move === 'next' ? Math.min(place + 1, items.length - 1) : Math.max(place - 1, 0)];
}

/** The item that the Tab key reaches: the one that was last focused, else the first. */
export function tabStop<Item>(items: readonly Item[], last: Item | undefined): Item | undefined {
  return last !== undefined && items.includes(last) ? last : items[0];
}
