import { expect, test } from 'vitest';
import { encodePongFrame, encodeTextFrame } from './frame';

test.each([
  [0, '8100'],
  [125, '817d'],
  [126, '817e007e'],
  [65_535, '817effff'],
  [65_536, '817f0000000000010000'],
])('a text frame of %d bytes starts with %s', (sizeBytes, head) => {
  const { bytes, payload } = encodeTextFrame('x'.repeat(sizeBytes));
  expect(bytes.subarray(0, bytes.length - sizeBytes).toString('hex')).toBe(head);
  expect(payload).toHaveLength(sizeBytes);
  expect(payload.every((byte) => byte === 0x78)).toBe(true);
});

test('lengths are of bytes, and a pong repeats what the ping carried', () => {
  expect(encodeTextFrame('é').bytes.toString('hex')).toBe('8102c3a9');
  expect(encodePongFrame(Buffer.from('hi')).bytes.toString('hex')).toBe('8a026869');
});
