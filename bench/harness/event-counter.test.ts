import { expect, test } from 'vitest';
import { EventCounter } from './event-counter';

test('events are counted, wherever the stream is cut', () => {
  const stream = Buffer.from(`:\n${'event: a\nid: 1\ndata: {"x":1}\n\n'.repeat(7)}`);
  for (let size = 1; size <= stream.length; size += 1) {
    const counter = new EventCounter();
    for (let at = 0; at < stream.length; at += size) {
      const part = stream.subarray(at, at + size);
      counter.take(part, part.length);
    }
    expect(counter.messages).toBe(7);
  }
});
