import type { Seq } from '../../contract/ids';
import { limits } from '../../contract/limits';
import type { Clock, Timer } from '../clock';
import { joinLosses } from '../store/entry-loss';
import type { EntryLoss, Store } from '../store/store';
import { BatchBuilder } from './batch-builder';
import { NameTable } from './name-table';
import type { EntryInput, EntryObserver, Recorder } from './recorder';
import { redactDetail, redactRequest } from './redact';

/** What the recorder needs of the store. */
export type RecorderStore = Pick<
  Store,
  'opened' | 'pendingBatches' | 'pendingBytes' | 'write' | 'onBufferReturned' | 'onLoss'
>;

export interface CaptureRecorder extends Recorder {
  /** Number of the entry recorded last, kept or not. */
  readonly lastSeq: Seq;
  /** Hands what is still held to the store. */
  flush(): void;
  /** Flushes; entries recorded afterwards are numbered but not kept. */
  close(): void;
}

const gapRetryMs = 100;

export interface RecorderOptions {
  readonly clock: Clock;
  readonly store: RecorderStore;
  readonly observers?: readonly EntryObserver[];
}

export function createRecorder({ clock, store, observers = [] }: RecorderOptions): CaptureRecorder {
  return new BatchingRecorder(clock, store, observers);
}

/** Stamps, packs and batches. A batch is only started when there is room for it, so seqs within one are dense. */
class BatchingRecorder implements CaptureRecorder {
  private readonly names = new NameTable();
  private readonly batch = new BatchBuilder(this.names);
  lastSeq: Seq;
  private flushTimer: Timer | null = null;
  private gapTimer: Timer | null = null;
  private loss: EntryLoss | null = null;
  private isClosed = false;

  constructor(
    private readonly clock: Clock,
    private readonly store: RecorderStore,
    private readonly observers: readonly EntryObserver[],
  ) {
    this.lastSeq = store.opened.lastSeq;
    store.onBufferReturned((buffers) => this.batch.giveBack(buffers));
    store.onLoss((loss) => {
      this.loss = joinLosses(this.loss, loss);
      this.writeGapSoon();
    });
  }

  record(entry: EntryInput): Seq {
    const atMs = this.clock.nowMs();
    // What is counted is what the hub did: a session sees the same message again.
    if (entry.source === undefined) for (const observer of this.observers) observer.take(entry, atMs);
    if (this.batch.count === 0 && !this.isReady(isStructural(entry))) {
      this.lastSeq += 1;
      this.lose(atMs);
      return this.lastSeq;
    }
    if (this.loss !== null && this.hasRoom(1)) {
      this.addGap(atMs);
    }
    this.lastSeq += 1;
    this.add(this.lastSeq, atMs, entry);
    return this.lastSeq;
  }

  flush(): void {
    this.flushTimer?.cancel();
    this.flushTimer = null;
    if (this.batch.count > 0) {
      this.store.write(this.batch.take());
    }
  }

  close(): void {
    if (!this.isClosed && this.loss !== null && this.hasRoom(1)) {
      this.addGap(this.clock.nowMs());
    }
    this.flush();
    this.gapTimer?.cancel();
    this.isClosed = true;
  }

  /**
   * What connections and subscriptions are worked out from may use twice the room of everything else: without them
   * receipts would be wrong long after the overload.
   */
  private isReady(structural: boolean): boolean {
    if (this.isClosed || !this.hasRoom(structural ? 2 : 1)) {
      return false;
    }
    if (this.names.isFull) {
      this.names.startGeneration();
    }
    return true;
  }

  private hasRoom(times: number): boolean {
    const { pendingBatches, pendingBytes } = this.store;
    return pendingBatches < times * limits.writerBatches && pendingBytes < times * limits.writerBytes;
  }

  private add(seq: Seq, atMs: number, entry: EntryInput): void {
    try {
      this.batch.add(seq, atMs, redacted(entry));
    } catch {
      // The seq is given out, and seqs in a batch are dense: the entry stays, without what could not be packed.
      this.batch.add(seq, atMs, { ...bare(entry), detail: { notKept: 'The detail could not be written as JSON.' } });
    }
    if (this.batch.isFull || !this.hasRoom(1)) {
      this.flush();
    } else if (this.flushTimer === null) {
      this.flushTimer = this.clock.setTimeout(() => this.flush(), limits.batchDelayMs);
    }
  }

  private lose(atMs: number): void {
    const reason = 'More traffic than could be written to the capture.';
    const one = { count: 1, fromMs: atMs, toMs: atMs, reason };
    this.loss = joinLosses(this.loss, one);
    this.writeGapSoon();
  }

  /** Traffic may have stopped with the overload: the Gap is not left waiting for the next entry. */
  private writeGapSoon(): void {
    if (this.gapTimer !== null || this.isClosed) {
      return;
    }
    this.gapTimer = this.clock.setTimeout(() => {
      this.gapTimer = null;
      if (this.loss === null) {
        return;
      }
      if (this.batch.count > 0 || this.isReady(false)) {
        this.addGap(this.clock.nowMs());
      } else {
        this.writeGapSoon();
      }
    }, gapRetryMs);
  }

  private addGap(atMs: number): void {
    const loss = this.loss as EntryLoss;
    this.loss = null;
    this.lastSeq += 1;
    this.add(this.lastSeq, atMs, gapEntry(loss));
  }
}

/** The Gap entry of a known loss. */
export function gapEntry(loss: EntryLoss): EntryInput {
  const count = loss.count.toLocaleString('en');
  return {
    kind: 'gap',
    protocol: '',
    detail: { count: loss.count, fromMs: loss.fromMs, toMs: loss.toMs, reason: loss.reason },
    summary: `${count} ${loss.count === 1 ? 'entry' : 'entries'} not kept. ${loss.reason}`,
  };
}

function isStructural(entry: EntryInput): boolean {
  return entry.kind === 'connection' || entry.kind === 'subscribe';
}

/**
 * Details may hold what a peer sent along. Who records them masks what it knows to be secret; this catches what was
 * overlooked. Payloads in bodies are kept as they are, and kinds of which there are many cost next to nothing.
 */
function redacted(entry: EntryInput): EntryInput {
  const { kind, detail } = entry;
  if (detail === undefined || kind === 'deliver' || kind === 'client' || kind === 'ping') {
    return entry;
  }
  const masked = kind === 'publish' ? redactRequest(detail) : redactDetail(detail);
  return masked === detail ? entry : { ...entry, detail: masked };
}

function bare(entry: EntryInput): EntryInput {
  const { detail: _detail, body: _body, ...rest } = entry;
  return rest;
}
