// Frame lengths are read whatever the frames are and wherever the network cuts them.
import * as fc from 'fast-check';
import { FrameLengths } from '../../../local/websocket/frame-lengths.ts';

const TEXT = 1;
const PING = 9;

/** A frame as a client sends it: masked. */
function frame(opcode: number, length: number): Buffer {
  const header = Buffer.alloc(14);
  header[0] = 0x80 | opcode;
  let size = 2;
  if (length < 126) header[1] = 0x80 | length;
  else if (length < 65_536) {
    header[1] = 0x80 | 126;
    header.writeUInt16BE(length, 2);
    size = 4;
  } else {
    header[1] = 0x80 | 127;
    header.writeBigUInt64BE(BigInt(length), 2);
    size = 10;
  }
  return Buffer.concat([header.subarray(0, size + 4), Buffer.alloc(length, 0x81)]);
}

test('gives the length of each data frame, cut anywhere', () => {
  const frames = fc.array(
    fc.record({
      opcode: fc.constantFrom(0, TEXT, 2, 8, PING, 10),
      length: fc.oneof(fc.nat(200), fc.nat(70_000), fc.constantFrom(0, 125, 126, 65_535, 65_536)),
    }),
    { maxLength: 6 },
  );
  fc.assert(
    fc.property(frames, fc.array(fc.integer({ min: 1, max: 5_000 }), { minLength: 1 }), (sent, cuts) => {
      const bytes = Buffer.concat(sent.map(({ opcode, length }) => frame(opcode, length)));
      const seen: number[] = [];
      const lengths = new FrameLengths((length) => seen.push(length));
      for (let at = 0, cut = 0; at < bytes.length; cut += 1) {
        const size = cuts[cut % cuts.length] ?? 1;
        lengths.feed(bytes.subarray(at, at + size));
        at += size;
      }
      expect(seen).toEqual(sent.filter(({ opcode }) => opcode <= 2).map(({ length }) => length));
    }),
    { numRuns: 60 },
  );
});

test('tells of a frame as soon as its header is there', () => {
  const seen: number[] = [];
  const lengths = new FrameLengths((length) => seen.push(length));
  lengths.feed(frame(TEXT, 100_000).subarray(0, 13));
  expect(seen).toEqual([]);
  lengths.feed(frame(TEXT, 100_000).subarray(13, 14));
  expect(seen).toEqual([100_000]);
});
