import type { BatchBuffers, PackedBatch } from './packed-batch';
import type { EntryLoss } from './store';

interface InFlight {
  readonly count: number;
  readonly firstAtMs: number;
  readonly lastAtMs: number;
  readonly bytes: number;
}

/** Batches on their way to the writer, in order: what the recorder's bounds are about, and what dies with a writer. */
export class BatchesInFlight {
  private queue: InFlight[] = [];
  bytes = 0;

  get count(): number {
    return this.queue.length;
  }

  add(batch: PackedBatch): void {
    const bytes = batch.bytes.byteLength;
    this.bytes += bytes;
    this.queue.push({ count: batch.count, firstAtMs: batch.firstAtMs, lastAtMs: batch.lastAtMs, bytes });
  }

  /** The writer answers in the order it was asked. */
  done(buffers: readonly BatchBuffers[]): void {
    for (const done of this.queue.splice(0, buffers.length)) {
      this.bytes -= done.bytes;
    }
  }

  /** What a writer that is gone had not answered for; null if there is nothing. */
  giveUp(): EntryLoss | null {
    const lost = this.queue;
    const first = lost[0];
    const last = lost[lost.length - 1];
    this.queue = [];
    this.bytes = 0;
    if (first === undefined || last === undefined) {
      return null;
    }
    const count = lost.reduce((sum, batch) => sum + batch.count, 0);
    const reason = 'The capture could not be written.';
    return { count, fromMs: first.firstAtMs, toMs: last.lastAtMs, reason };
  }
}
