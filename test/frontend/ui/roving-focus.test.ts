// Where the arrow keys lead in a list with one tab stop.
import { roved, rovingMove, tabStop } from '../../../frontend/ui/roving-focus.ts';

const LIST = ['a', 'b', 'c'];

describe('roving focus', () => {
  test('walks, and stops at both ends', () => {
    expect(roved(LIST, 'a', 'next')).toBe('b');
    expect(roved(LIST, 'c', 'next')).toBe('c');
    expect(roved(LIST, 'a', 'previous')).toBe('a');
    expect(roved(LIST, 'b', 'last')).toBe('c');
    expect(roved(LIST, 'c', 'first')).toBe('a');
  });

  test('begins anew when the item it was on has left', () => {
    expect(roved(LIST, 'gone', 'next')).toBe('a');
    expect(roved([], 'gone', 'next')).toBeUndefined();
    expect(tabStop(LIST, 'gone')).toBe('a');
    expect(tabStop(LIST, 'b')).toBe('b');
  });

  test('leaves other keys alone', () => {
    expect(rovingMove('ArrowDown')).toBe('next');
    expect(rovingMove('ArrowRight')).toBeUndefined();
  });
});
