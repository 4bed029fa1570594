// Bytes on the wire, counted without encoding.
import * as fc from 'fast-check';
import { utf8Length } from '../../lambdas/protocol/utf8.ts';

test('counts what an encoder writes, lone surrogates included', () => {
  const encoder = new TextEncoder();
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(utf8Length(text)).toBe(encoder.encode(text).length);
    }),
  );
  expect(utf8Length('\uD83D.\uDE00')).toBe(encoder.encode('\uD83D.\uDE00').length);
});
