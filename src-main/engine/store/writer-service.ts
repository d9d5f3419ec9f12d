import type { MessagePort } from 'node:worker_threads';
import type { Committed } from './capture-writer';
import { CaptureWriter } from './capture-writer';
import type { Database, StoreErrorKind } from './driver';
import { storeErrorKind } from './driver';
import { joinLosses, lossOf } from './entry-loss';
import type { OpenedCapture } from './open-capture';
import { markClean, numbersWithoutCapture, openCapture } from './open-capture';
import type { PackedBatch } from './packed-batch';
import type { EntryLoss, StoreOpened } from './store';
import { storeProblem } from './store-problem';
import type { FromWriter, ToWriter, WriterToReader } from './worker-messages';

/** Batches written in one transaction if that many are waiting. */
const batchesAtOnce = 16;
/** While writing fails, one try in this time; the rest is counted as not kept. */
const retryMs = 1_000;

type OpenMessage = Extract<ToWriter, { type: 'open' }>;

/** The writer's side of the store: takes batches from the engine's thread, commits them, tells both others. */
export class WriterService {
  private db: Database | null = null;
  private writer: CaptureWriter | null = null;
  /** What opening has left to write, the disk being full then. */
  private finish: (() => void) | null = null;
  /** An opening that failed and is tried again. */
  private unopened: OpenMessage | null = null;
  /** What the engine was told when opening failed. */
  private numbers: Pick<StoreOpened, 'lastSeq' | 'lastConnection'> = { lastSeq: 0, lastConnection: 0 };
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
    private readonly openFile: typeof openCapture = openCapture,
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

  private open(message: OpenMessage): void {
    this.readerPort = message.readerPort;
    this.nowMs = message.nowMs;
    try {
      const opened = this.takeFile(message);
      this.send({ type: 'opened', opened });
      this.tellReader(this.ends());
      if (this.finish !== null) {
        this.fail(new Error('database or disk is full'));
      }
    } catch (error) {
      // The hub works without a capture; opening is tried again as writing is.
      this.unopened = message;
      this.numbers = numbersWithoutCapture(message.path);
      const opened = { ...this.numbers, crashed: false, lastAtMs: 0, problems: [storeProblem(error)] };
      this.send({ type: 'opened', opened });
      this.startLoss(storeErrorKind(error));
      this.retryAtMs = this.elapsedMs() + retryMs;
    }
  }

  private takeFile(message: OpenMessage): StoreOpened {
    const file: OpenedCapture = this.openFile({ ...message, nowMs: this.nowMs });
    this.db = file.db;
    this.finish = file.finish;
    this.writer = new CaptureWriter(file.db, message.retention);
    return file.opened;
  }

  /** Writing works again if this does not throw. */
  private tryAgain(): CaptureWriter {
    if (this.writer === null && this.unopened !== null) {
      const { lastSeq } = this.takeFile(this.unopened);
      if (lastSeq > this.numbers.lastSeq) {
        // Numbers were given out without knowing of these entries: they would be given twice.
        this.db?.close();
        this.writer = null;
        this.unopened = null;
        throw new Error('The capture was opened too late in this run; restart Hubbub to record again.');
      }
      this.unopened = null;
    }
    this.finish?.();
    this.finish = null;
    if (this.writer === null) {
      throw new Error('The capture is not open.');
    }
    return this.writer;
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
    const isWaiting = this.loss !== null && this.elapsedMs() < this.retryAtMs && !this.isClosing;
    try {
      if (isWaiting) {
        this.lose(batches);
      } else {
        const committed = this.tryAgain().write(batches, this.nowMs);
        this.tellReader(committed);
        this.recover();
      }
    } catch (error) {
      this.fail(error);
      this.lose(batches);
    }
    this.giveBack(batches);
  }

  private tellReader(committed: Committed): void {
    this.readerPort?.postMessage({ type: 'committed', ...committed } satisfies WriterToReader);
  }

  private ends(): Committed {
    const { firstSeq = 0, lastSeq = 0 } = this.writer ?? {};
    return { firstSeq, lastSeq, holes: [], hasNewTies: false };
  }

  /** Says what is wrong, once until writing works again. */
  private fail(error: unknown): void {
    this.retryAtMs = this.elapsedMs() + retryMs;
    const kind = storeErrorKind(error);
    if (kind === 'damaged') {
      this.send({ type: 'damaged' });
    } else if (this.loss === null) {
      this.send({ type: 'problem', problem: storeProblem(error) });
    }
    this.startLoss(kind);
  }

  /** Counts what cannot be written. */
  private lose(batches: readonly PackedBatch[]): void {
    for (const batch of batches) {
      this.writer?.learnNames(batch);
      this.loss = joinLosses(this.loss, lossOf(batch, this.loss?.reason ?? ''));
    }
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
    if (this.loss !== null && this.elapsedMs() < this.retryAtMs) {
      return;
    }
    try {
      const writer = this.tryAgain();
      if (this.loss !== null) {
        writer.probe();
      }
      this.tellReader(writer.write([], this.nowMs));
      this.recover();
      writer.tidy();
    } catch (error) {
      this.fail(error);
    }
  }

  private giveBack(batches: readonly PackedBatch[]): void {
    const buffers = batches.map(({ columns, bytes }) => ({ columns, bytes }));
    const transfer = buffers.flatMap(({ columns, bytes }) => [columns, bytes]);
    this.port.postMessage({ type: 'done', buffers } satisfies FromWriter, transfer);
  }

  private close(): void {
    const isWhole = this.loss === null || this.loss.count === 0;
    // Whoever takes over from here has to know what is missing.
    this.recover();
    try {
      if (this.db !== null && isWhole) {
        markClean(this.db);
      }
    } catch {
      // The disk may still be full; the next start then finds a run that did not end.
    }
    try {
      this.db?.close();
    } catch {
      // A damaged file may not close in order; what is committed is committed.
    }
    this.readerPort?.close();
    this.port.close();
  }

  private send(message: FromWriter): void {
    this.port.postMessage(message);
  }
}
