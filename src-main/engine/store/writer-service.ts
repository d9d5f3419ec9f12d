import type { MessagePort } from 'node:worker_threads';
import type { Seq } from '../../contract/ids';
import type { Committed } from './capture-writer';
import type { StoreErrorKind } from './driver';
import { storeErrorKind } from './driver';
import { joinLosses, lossOf } from './entry-loss';
import { NameLog } from './name-log';
import { openCapture } from './open-capture';
import type { PackedBatch } from './packed-batch';
import type { EntryLoss } from './store';
import { storeProblem } from './store-problem';
import type { FromWriter, ToWriter, WriterToReader } from './worker-messages';
import { WritableCapture } from './writable-capture';

/** Batches written in one transaction if that many are waiting. */
const batchesAtOnce = 16;
/** While writing fails, one try in this time; the rest is counted as not kept. */
const retryMs = 1_000;

/** The writer's side of the store: takes batches from the engine's thread, commits them, tells both others. */
export class WriterService {
  private readonly names = new NameLog();
  private readonly capture: WritableCapture;
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
    openFile: typeof openCapture = openCapture,
  ) {
    this.capture = new WritableCapture(openFile, this.names);
  }

  take(message: ToWriter): void {
    switch (message.type) {
      case 'open':
        this.open(message);
        return;
      case 'batch':
        this.waiting.push(message.batch);
        this.nowMs = Math.max(this.nowMs, message.batch.lastAtMs);
        break;
      case 'names':
        this.names.learn(message.names);
        return;
      case 'flush':
        this.flushes.push(message.id);
        break;
      case 'tick':
        this.nowMs = message.nowMs;
        this.tick();
        return;
      case 'retention':
        this.capture.retain(message.retention);
        return;
      case 'forget':
        this.forget(message.before);
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
    const { opened, error } = this.capture.open(message);
    this.send({ type: 'opened', opened });
    this.tellReader(this.capture.ends());
    if (error !== null) {
      this.startLoss(storeErrorKind(error));
      this.retryAtMs = this.elapsedMs() + retryMs;
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
    const isWaiting = this.loss !== null && this.elapsedMs() < this.retryAtMs && !this.isClosing;
    try {
      if (isWaiting) {
        this.lose(batches);
      } else {
        const committed = this.capture.ready(this.nowMs).write(batches, this.nowMs);
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
      this.names.learn(batch);
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
    if (loss !== null) {
      this.send({ type: 'recovered' });
    }
    if (loss !== null && loss.count > 0) {
      this.send({ type: 'loss', loss });
    }
  }

  private tick(): void {
    if (this.loss !== null && this.elapsedMs() < this.retryAtMs) {
      return;
    }
    try {
      const writer = this.capture.ready(this.nowMs);
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

  /** Between batches, so that none of them waits for long. */
  private forget(before: Seq): void {
    if (this.isClosing || this.loss !== null) {
      return;
    }
    try {
      const writer = this.capture.ready(this.nowMs);
      writer.forget(before);
      this.tellReader(writer.write([], this.nowMs));
      if (writer.isForgetting) {
        setImmediate(() => this.forget(before));
      } else {
        writer.tidy();
      }
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
    this.capture.close(isWhole);
    this.readerPort?.close();
    this.port.close();
  }

  private send(message: FromWriter): void {
    this.port.postMessage(message);
  }
}
