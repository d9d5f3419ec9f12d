import type { IncomingMessage } from 'node:http';
import { GrowingBytes } from '../growing-bytes';

const empty: Buffer = Buffer.alloc(0);

/**
 * Collects a request's body. `done` is told once: the bytes, or null if there are more than `limitBytes` (the rest is then
 * discarded). A request that ends early is never told: there is nobody left to answer.
 */
export function readBody(request: IncomingMessage, limitBytes: number, done: (body: Buffer | null) => void): void {
  let first: Buffer = empty;
  const body = new GrowingBytes();
  let isGiven = false;
  const give = (bytes: Buffer | null): void => {
    if (!isGiven) {
      isGiven = true;
      done(bytes);
    }
  };
  if (Number(request.headers['content-length'] ?? 0) > limitBytes) {
    request.resume();
    give(null);
    return;
  }
  request.on('data', (chunk: Buffer) => {
    // Nearly every body comes in one piece, which is not copied.
    if (first.length === 0) {
      first = chunk;
    } else if (!isGiven) {
      if (body.length === 0) body.push(first);
      body.push(chunk);
    }
    if (Math.max(first.length, body.length) > limitBytes) {
      give(null);
      body.take();
    }
  });
  request.on('end', () => give(body.length === 0 ? first : body.take()));
}
