import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FrameMeter } from './frame-meter';

function frame(first: number, payload: number): Buffer {
  const head =
    payload < 126
      ? Buffer.from([first, payload])
      : payload < 65_536
        ? Buffer.from([first, 126, payload >> 8, payload & 255])
        : Buffer.concat([Buffer.from([first, 127, 0, 0, 0, 0]), Buffer.from(Uint32Array.of(payload).buffer).reverse()]);
  return Buffer.concat([head, Buffer.alloc(payload, 0x61)]);
}

test('measures messages in any pieces, with control frames between their parts', () => {
  const bytes = Buffer.concat([
    frame(0x81, 5),
    frame(0x01, 200),
    frame(0x89, 4),
    frame(0x80, 3),
    frame(0xc1, 70_000),
    frame(0x82, 0),
  ]);
  fc.assert(
    fc.property(fc.array(fc.nat(bytes.length), { maxLength: 40 }), (cuts) => {
      const meter = new FrameMeter();
      const at = [0, ...cuts.sort((a, b) => a - b), bytes.length];
      for (let i = 1; i < at.length; i += 1) meter.take(bytes.subarray(at[i - 1], at[i]));
      expect([meter.next(), meter.next(), meter.next(), meter.next(), meter.next()]).toEqual([
        { bytes: 7, isDeflated: false, frames: 1 },
        { bytes: 209, isDeflated: false, frames: 2 },
        { bytes: 70_010, isDeflated: true, frames: 1 },
        { bytes: 2, isDeflated: false, frames: 1 },
        { bytes: 0, isDeflated: false, frames: 0 },
      ]);
    }),
  );
});
