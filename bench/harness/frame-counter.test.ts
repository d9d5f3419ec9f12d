import { expect, test } from 'vitest';
import { FrameCounter } from './frame-counter';

/** A text frame as a server sends it. */
function frame(payloadBytes: number): Buffer {
  const isShort = payloadBytes < 126;
  const isLong = payloadBytes > 65_535;
  const head = Buffer.alloc(isShort ? 2 : isLong ? 10 : 4);
  head[0] = 0x81;
  head[1] = isShort ? payloadBytes : isLong ? 127 : 126;
  if (isLong) head.writeBigUInt64BE(BigInt(payloadBytes), 2);
  else if (!isShort) head.writeUInt16BE(payloadBytes, 2);
  return Buffer.concat([head, Buffer.alloc(payloadBytes, 0x81)]);
}

const stream = Buffer.concat([2, 200, 125, 70_000, 0, 300, 150].map(frame));

test.each([1, 2, 3, 7, 11, 64, 199, 100_000])('messages are counted wherever the bytes are cut: every %i', (step) => {
  const counter = new FrameCounter();
  for (let at = 0; at < stream.length; at += step) {
    const part = stream.subarray(at, at + step);
    counter.take(part, part.length);
  }
  expect(counter.messages).toBe(4);
});
