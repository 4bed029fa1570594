// $connect: which pages may open a socket.
import { mayConnect, originOf } from '../../lambdas/handlers/connect.ts';

const ORIGINS = ['https://widget.example', 'https://desk.example'];

test.each([
  [true, 'https://widget.example'],
  [true, 'https://desk.example'],
  [true, undefined],
  [false, 'https://evil.example'],
  [false, 'https://widget.example.evil.example'],
  [false, 'http://widget.example'],
  [false, 'https://widget.example:8443'],
  [false, 'null'],
  [false, ''],
])('%s for a page of %j', (expected, origin) => {
  expect(mayConnect(origin, ORIGINS)).toBe(expected);
});

test('without a list any page may', () => {
  expect(mayConnect('https://evil.example', [])).toBe(true);
});

test.each([
  [{ Origin: 'https://a.example' }, 'https://a.example'],
  [{ origin: 'https://a.example' }, 'https://a.example'],
  [{ ORIGIN: 'https://a.example', Host: 'x' }, 'https://a.example'],
  [{ 'X-Origin': 'https://a.example' }, undefined],
  [{}, undefined],
  [undefined, undefined],
])('the origin of %j is %j', (headers, origin) => {
  expect(originOf(headers)).toBe(origin);
});
