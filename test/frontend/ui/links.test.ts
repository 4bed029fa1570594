// Links in what people write: which words become one, and which never do.
import { fullHost, OUTWARD, pieces, safeAddress, shortAddress } from '../../../frontend/ui/links.ts';

const links = (text: string): string[] =>
  pieces(text).flatMap((piece) => (piece.kind === 'link' ? [piece.address] : []));

describe('D47 links in a text', () => {
  test.each([
    ['see https://a.example/x.', 'https://a.example/x'],
    ['(https://a.example/x)', 'https://a.example/x'],
    ['https://a.example/wiki/Heat_(physics)', 'https://a.example/wiki/Heat_(physics)'],
    ['“https://a.example/x”, she said', 'https://a.example/x'],
    ['انظر https://a.example/x؟', 'https://a.example/x'],
    ['http://a.example?q=1&r=2#s!', 'http://a.example/?q=1&r=2#s'],
    ['[the list](https://a.example/x)', 'https://a.example/x'],
    ['[see https://a.example/x]', 'https://a.example/x'],
    ['https://a.example/?ids[]=1', 'https://a.example/?ids[]=1'],
    ['参照（https://a.example/x）。', 'https://a.example/x'],
    ['«https://a.example/x»', 'https://a.example/x'],
    ['https://a.example/x\u202Egpj.exe', 'https://a.example/x'],
    ['https://a.example/x\u200By', 'https://a.example/x'],
    ['\u2067https://a.example/x\u2069', 'https://a.example/x'],
    ['https://bücher.example/x', 'https://xn--bcher-kva.example/x'],
  ])('%s', (text, address) => {
    expect(links(text)).toEqual([address]);
  });

  test.each([
    'javascript:alert(1)',
    'data:text/html,x',
    'https://',
    'https://user:secret@bank.example/',
    'https://bank.example@elsewhere.example/',
    'vbscript:x',
    '//a.example/x',
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

test('D48 a host in letters of another script is told as the browser will tell it', () => {
  expect(fullHost('https://xn--bcher-kva.example/x')).toBe('https://xn--bcher-kva.example/x');
  expect(fullHost('https://www.xn--bcher-kva.example/')).toBe('https://www.xn--bcher-kva.example/');
  expect(fullHost('https://a.example/xn--x')).toBeUndefined();
});

test('D47 a link opens apart, and the other page learns nothing', () => {
  expect(OUTWARD).toEqual({ target: '_blank', rel: 'noopener noreferrer nofollow' });
});

test('D47 a text of nothing but marks is cut in no time', () => {
  const long = `https://a.example/${'a'.repeat(4_000)}${').'.repeat(2_000)}`;
  const from = performance.now();
  expect(links(long)).toEqual([`https://a.example/${'a'.repeat(4_000)}`]);
  expect(performance.now() - from).toBeLessThan(2_000);
});

test('an address that arrived over the wire passes only when it is http(s)', () => {
  expect(safeAddress('https://libraries.example/a')).toBe('https://libraries.example/a');
  expect(safeAddress('JaVaScRiPt:alert(1)')).toBeUndefined();
  expect(safeAddress('not an address')).toBeUndefined();
});

test('an address is shown without its scheme, www and last slash', () => {
  expect(shortAddress('https://www.libraries.example/a/')).toBe('libraries.example/a');
});
