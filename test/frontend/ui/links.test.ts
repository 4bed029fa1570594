// Links in what people write: which words become one, and which never do.
import { pieces, safeAddress, shortAddress } from '../../../frontend/ui/links.ts';

const links = (text: string): string[] =>
  pieces(text).flatMap((piece) => (piece.kind === 'link' ? [piece.address] : []));

describe('links in a text', () => {
  test.each([
    ['see https://a.example/x.', 'https://a.example/x'],
    ['(https://a.example/x)', 'https://a.example/x'],
    ['https://a.example/wiki/Heat_(physics)', 'https://a.example/wiki/Heat_(physics)'],
    ['“https://a.example/x”, she said', 'https://a.example/x'],
    ['انظر https://a.example/x؟', 'https://a.example/x'],
    ['http://a.example?q=1&r=2#s!', 'http://a.example/?q=1&r=2#s'],
  ])('%s', (text, address) => {
    expect(links(text)).toEqual([address]);
  });

  test.each([
    'javascript:alert(1)',
    'data:text/html,x',
    'https://',
    'https://user:secret@bank.example/',
    'ftp://a.example/',
    'www.a.example',
  ])('%s is no link', (text) => {
    expect(links(text)).toEqual([]);
  });

  test('stop at quotes and brackets, so that nothing breaks out of an attribute', () => {
    expect(links('https://a.example/"onclick="x')).toEqual(['https://a.example/']);
    expect(links('https://a.example/<b>')).toEqual(['https://a.example/']);
  });

  test.each(['', 'no link', 'a https://a.example, b (http://b.example/) c', 'https://user:x@y.example z'])(
    'the pieces of "%s" joined give it back, each from where it begins',
    (text) => {
      const cut = pieces(text);
      expect(cut.map((piece) => piece.text).join('')).toBe(text);
      for (const piece of cut) expect(text.startsWith(piece.text, piece.from)).toBe(true);
    },
  );
});

test('an address that arrived over the wire passes only when it is http(s)', () => {
  expect(safeAddress('https://libraries.example/a')).toBe('https://libraries.example/a');
  expect(safeAddress('JaVaScRiPt:alert(1)')).toBeUndefined();
  expect(safeAddress('not an address')).toBeUndefined();
});

test('an address is shown without its scheme, www and last slash', () => {
  expect(shortAddress('https://www.libraries.example/a/')).toBe('libraries.example/a');
});
