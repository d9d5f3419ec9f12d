import type { IncomingMessage } from 'node:http';

const empty = Buffer.alloc(0);

/**
 * Collects a request's body. `done` is told once: the bytes, or null if there are more than `limitBytes` (the rest is then
 * discarded). A request that ends early is never told: there is nobody left to answer.
 */
export function readBody(request: IncomingMessage, limitBytes: number, done: (body: Buffer | null) => void): void {
  let chunks: Buffer[] | null = [];
  let sizeBytes = 0;
  const give = (body: Buffer | null): void => {
    if (chunks !== null) {
      chunks = null;
      done(body);
    }
  };
  if (Number(request.headers['content-length'] ?? 0) > limitBytes) {
    request.resume();
    give(null);
    return;
  }
  request.on('data', (chunk: Buffer) => {
    sizeBytes += chunk.length;
    if (sizeBytes > limitBytes) {
      give(null);
    } else {
      chunks?.push(chunk);
    }
  });
  request.on('end', () => {
    if (chunks !== null) {
      give(
        chunks.length === 0 ? empty : chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks, sizeBytes),
      );
    }
  });
}
