// What a page's headers say of being framed by the widget's guided page.
import { framingBy, isMixed } from '../../lambdas/domain/framing.ts';

const page = new URL('https://catalogue.library.example/record/7');
const embedder = new URL('https://chat.library.example/');

describe('X-Frame-Options', () => {
  test.each([
    [undefined, 'yes'],
    ['DENY', 'no'],
    ['SameOrigin', 'no'],
    ['SAMEORIGIN, SAMEORIGIN', 'no'],
    ['ALLOW-FROM https://chat.library.example', 'yes'],
    ['ALLOWALL', 'yes'],
  ])('G3 %s: %s', (xFrameOptions, expected) => {
    expect(framingBy({ xFrameOptions }, page, embedder)).toBe(expected);
  });
});

describe('frame-ancestors', () => {
  test.each([
    ["frame-ancestors 'none'", 'no'],
    ['frame-ancestors', 'no'],
    ["frame-ancestors 'self'", 'no'],
    ['frame-ancestors *', 'yes'],
    ['frame-ancestors https:', 'yes'],
    ['frame-ancestors http:', 'yes'],
    ['frame-ancestors https://chat.library.example', 'yes'],
    ['frame-ancestors http://chat.library.example', 'yes'],
    ['frame-ancestors chat.library.example', 'yes'],
    ['frame-ancestors chat.library.example:443', 'yes'],
    ['frame-ancestors chat.library.example:*', 'yes'],
    ['frame-ancestors chat.library.example:8443', 'no'],
    ['frame-ancestors https://*.library.example', 'yes'],
    ['frame-ancestors https://*.chat.library.example', 'no'],
    ['frame-ancestors https://library.example', 'no'],
    ['frame-ancestors https://chat.library.example.evil.example', 'no'],
    ['frame-ancestors wss://chat.library.example', 'no'],
    ["default-src 'self'; Frame-Ancestors 'none' ; img-src *", 'no'],
    ["frame-ancestors *; frame-ancestors 'none'", 'yes'],
    ["frame-ancestors *, frame-ancestors 'none'", 'no'],
    ["frame-ancestors *, default-src 'none'", 'yes'],
    ["default-src 'none'", 'yes'],
  ])('G3 %s: %s', (contentSecurityPolicy, expected) => {
    expect(framingBy({ contentSecurityPolicy }, page, embedder)).toBe(expected);
  });

  test('G3 goes before X-Frame-Options', () => {
    const contentSecurityPolicy = 'frame-ancestors https://chat.library.example';
    expect(framingBy({ contentSecurityPolicy, xFrameOptions: 'DENY' }, page, embedder)).toBe('yes');
  });

  test('G3 a port of one’s own has to be named', () => {
    const local = new URL('http://127.0.0.1:5021');
    const allows = (sources: string) =>
      framingBy({ contentSecurityPolicy: `frame-ancestors ${sources}` }, page, local);
    expect([allows('http://127.0.0.1'), allows('http://127.0.0.1:5021'), allows('127.0.0.1:5021')]).toEqual([
      'no',
      'yes',
      'no',
    ]);
  });
});

test('G3 a page without encryption does not load in one with it', () => {
  const plain = new URL('http://library.example/');
  expect([isMixed(plain, embedder), isMixed(page, embedder), isMixed(plain, plain)]).toEqual([
    true,
    false,
    false,
  ]);
});
