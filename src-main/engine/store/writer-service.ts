import type { MessagePort } from 'node:worker_threads';
import { toProblem } from '../../contract/problem';
import type { Problem } from '../../contract/problem';
import { CaptureWriter } from './capture-writer';
import { storeErrorKind } from './driver';
import type { Database, StoreErrorKind } from './driver';
import { markClean, openCapture } from './open-capture';
import type { PackedBatch } from './packed-batch';
import type { EntryLoss } from './store';
import type { FromWriter, ToWriter, WriterToReader } from './worker-messages';

/** Batches written in one transaction if that many are waiting. */
const batchesAtOnce = 16;
/** While writing fails, one try in this time; the rest is counted as not kept. */
const retryMs = 1_000;

/** The writer's side of the store: takes batches from the engine's thread, commits them, tells both others. */
export class WriterService {
  private db: Database | null = null;
  private writer: CaptureWriter | null = null;
  private readerPort: MessagePort | null = null;
  private readonly waiting: PackedBatch[] = [];
  private readonly flushes: number[] = [];
  private isScheduled = false;
  private isClosing = false;
  private nowMs = 0;
  private loss: EntryLoss | null = null;
  private retryAtMs = 0;

  constructor(
    private readonly port: MessagePort,
    /** Something above 0 that grows, to space out retries: the engine's clock only comes with messages. */
    private readonly elapsedMs: () => number,
  ) {}

  take(message: ToWriter): void {
    switch (message.type) {
      case 'open':
        this.open(message);
        return;
      case 'batch':
        this.waiting.push(message.batch);
        this.nowMs = Math.max(this.nowMs, message.batch.lastAtMs);
        break;
      case 'flush':
        this.flushes.push(message.id);
        break;
      case 'tick':
        this.nowMs = message.nowMs;
        this.tick();
        return;
      case 'close':
        this.isClosing = true;
        break;
    }
    this.schedule();
  }

  private open(message: Extract<ToWriter, { type: 'open' }>): void {
    this.readerPort = message.readerPort;
    this.nowMs = message.nowMs;
    try {
      const { db, opened } = openCapture(message.path, message.nowMs, message.setAsideAfter);
      this.db = db;
      this.writer = new CaptureWriter(db, message.retention);
      this.send({ type: 'opened', opened });
      this.tellReader({ firstSeq: this.writer.firstSeq, lastSeq: this.writer.lastSeq, holes: [], hasNewTies: false });
    } catch (error) {
      this.send({ type: 'open-failed', problem: failure(error, storeErrorKind(error)) });
    }
  }

  private schedule(): void {
    if (!this.isScheduled) {
      this.isScheduled = true;
      // Messages that have already come are taken first, so that they share one transaction.
      setImmediate(() => {
        this.isScheduled = false;
        this.work();
      });
    }
  }

  private work(): void {
    if (this.waiting.length > 0) {
      this.writeSome(this.waiting.splice(0, batchesAtOnce));
    }
    if (this.waiting.length > 0) {
      this.schedule();
      return;
    }
    for (const id of this.flushes.splice(0)) {
      this.readerPort?.postMessage({ type: 'flush', id } satisfies WriterToReader);
    }
    if (this.isClosing) {
      this.close();
    }
  }

  private writeSome(batches: readonly PackedBatch[]): void {
    const writer = this.writer;
    if (writer === null || (this.loss !== null && this.elapsedMs() < this.retryAtMs && !this.isClosing)) {
      this.lose(batches, null);
      return;
    }
    try {
      const committed = writer.write(batches, this.nowMs);
      this.tellReader(committed);
      this.giveBack(batches);
      this.recover();
    } catch (error) {
      this.lose(batches, error);
    }
  }

  private tellReader(committed: Omit<Extract<WriterToReader, { type: 'committed' }>, 'type'>): void {
    this.readerPort?.postMessage({ type: 'committed', ...committed } satisfies WriterToReader);
  }

  /** Counts batches that could not be written and says why, once. */
  private lose(batches: readonly PackedBatch[], error: unknown): void {
    if (error !== null) {
      this.retryAtMs = this.elapsedMs() + retryMs;
      const kind = storeErrorKind(error);
      if (kind === 'damaged') {
        this.send({ type: 'damaged' });
      } else if (this.loss === null) {
        this.send({ type: 'problem', problem: failure(error, kind) });
      }
      this.startLoss(kind);
    }
    for (const batch of batches) {
      this.writer?.learnNames(batch);
      const loss = this.loss;
      if (loss !== null) {
        const fromMs = loss.count === 0 ? batch.firstAtMs : loss.fromMs;
        this.loss = { ...loss, count: loss.count + batch.count, fromMs, toMs: batch.lastAtMs };
      }
    }
    this.giveBack(batches);
  }

  private startLoss(kind: StoreErrorKind): void {
    const reason = kind === 'full' ? 'The disk is full.' : 'The capture could not be written.';
    this.loss ??= { count: 0, fromMs: 0, toMs: 0, reason };
  }

  private recover(): void {
    const loss = this.loss;
    this.loss = null;
    if (loss !== null && loss.count > 0) {
      this.send({ type: 'loss', loss });
    }
  }

  private tick(): void {
    const writer = this.writer;
    if (writer === null) {
      return;
    }
    try {
      this.tellReader(writer.write([], this.nowMs));
      this.recover();
      writer.tidy();
    } catch (error) {
      this.lose([], error);
    }
  }

  private giveBack(batches: readonly PackedBatch[]): void {
    const buffers = batches.map(({ columns, bytes }) => ({ columns, bytes }));
    const transfer = buffers.flatMap(({ columns, bytes }) => [columns, bytes]);
    this.port.postMessage({ type: 'done', buffers } satisfies FromWriter, transfer);
  }

  private close(): void {
    try {
      if (this.db !== null) {
        // A loss nobody could be told of must not look like a clean end.
        if (this.loss === null || this.loss.count === 0) {
          markClean(this.db);
        }
        this.db.close();
      }
    } catch {
      // The disk may still be full; the next start then finds a run that did not end.
    }
    this.readerPort?.close();
    this.port.close();
  }

  private send(message: FromWriter): void {
    this.port.postMessage(message);
  }
}

function failure(error: unknown, kind: StoreErrorKind): Problem {
  const { message } = toProblem(error);
  if (kind === 'full') {
    return {
      code: 'store-full',
      message: 'The disk is full; new entries are not kept.',
      hint: 'Free some space; recording goes on by itself. The hub keeps working meanwhile.',
    };
  }
  return {
    code: kind === 'damaged' ? 'store-damaged' : 'store-failed',
    message: `The capture could not be written: ${message}`,
    hint: 'Look at the data folder and its disk; writing is tried again every second. The hub keeps working meanwhile.',
  };
}
