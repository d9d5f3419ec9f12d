import { MessageChannel } from 'node:worker_threads';
import type { EntryBody } from '../../contract/entry';
import type { RunId, Seq, ViewId } from '../../contract/ids';
import type { Problem } from '../../contract/problem';
import type { ViewOpen, ViewState, Window } from '../../contract/view';
import type { Clock, Timer } from '../clock';
import type { BatchBuffers, PackedBatch } from './packed-batch';
import { ReaderLink } from './reader-link';
import type { Bodies, EntryLoss, Store, StoreOpened, SubscriptionsAt } from './store';
import type { Retention } from './worker-messages';
import { WriterLink } from './writer-link';

const tickMs = 1_000;

export interface WorkerStoreOptions {
  readonly path: string;
  readonly workerDir: string;
  readonly clock: Clock;
  readonly runId: RunId;
  readonly retention: Retention;
}

/** The store over its two workers. */
export class WorkerStore implements Store {
  readonly runId: RunId;
  opened: StoreOpened = { lastSeq: 0, lastConnection: 0, crashed: false, lastAtMs: 0, problems: [] };
  pendingBatches = 0;
  pendingBytes = 0;
  private writer!: WriterLink;
  private reader!: ReaderLink;
  private ticker: Timer | null = null;
  private nextView = 1;
  private nextFlush = 1;
  private closing: Promise<void> | null = null;
  private readonly viewListeners: ((state: ViewState) => void)[] = [];
  private readonly bufferListeners: ((buffers: BatchBuffers) => void)[] = [];
  private readonly lossListeners: ((loss: EntryLoss) => void)[] = [];
  private readonly problemListeners: ((problem: Problem) => void)[] = [];

  constructor(private readonly options: WorkerStoreOptions) {
    this.runId = options.runId;
  }

  async start(): Promise<void> {
    const { clock, path, retention, workerDir } = this.options;
    this.writer = new WriterLink(workerDir, {
      done: (buffers) => this.done(buffers),
      problem: (problem) => tell(this.problemListeners, problem),
      loss: (loss) => tell(this.lossListeners, loss),
      damaged: () => {},
      gone: () => {},
    });
    this.reader = new ReaderLink(workerDir, {
      changed: (states) => {
        for (const state of states) {
          tell(this.viewListeners, state);
        }
      },
      damaged: () => {},
      gone: () => {},
    });
    const between = new MessageChannel();
    this.opened = await this.writer.open({
      path,
      nowMs: clock.nowMs(),
      retention,
      readerPort: between.port1,
      setAsideAfter: null,
    });
    await this.reader.open(path, between.port2);
    this.ticker = clock.setInterval(() => this.writer.tick(clock.nowMs()), tickMs);
  }

  write(batch: PackedBatch): void {
    this.pendingBatches += 1;
    this.pendingBytes += batch.bytes.byteLength;
    this.writer.write(batch);
  }

  flushed(): Promise<void> {
    const id = this.nextFlush;
    this.nextFlush += 1;
    const seen = this.reader.flushed(id);
    this.writer.flush(id);
    return seen;
  }

  openView(filter: string, after: Seq): Promise<ViewOpen> {
    const viewId = this.nextView;
    this.nextView += 1;
    const nowMs = this.options.clock.nowMs();
    return this.reader.call({ name: 'openView', input: { viewId, filter, after, nowMs } }) as Promise<ViewOpen>;
  }

  closeView(viewId: ViewId): void {
    this.reader.closeView(viewId);
  }

  rows(viewId: ViewId, from: number, count: number, signal?: AbortSignal): Promise<Window> {
    return this.reader.call({ name: 'rows', input: { viewId, from, count } }, signal) as Promise<Window>;
  }

  bodies(viewId: ViewId, from: number, count: number): Promise<Bodies> {
    return this.reader.call({ name: 'bodies', input: { viewId, from, count } }) as Promise<Bodies>;
  }

  locate(viewId: ViewId, seq: Seq): Promise<number | null> {
    return this.reader.call({ name: 'locate', input: { viewId, seq } }) as Promise<number | null>;
  }

  body(seq: Seq): Promise<EntryBody | null> {
    return this.reader.call({ name: 'body', input: { seq } }) as Promise<EntryBody | null>;
  }

  related(seq: Seq): Promise<readonly Seq[]> {
    return this.reader.call({ name: 'related', input: { seq } }) as Promise<readonly Seq[]>;
  }

  subscriptionsAt(app: string, channels: readonly string[], seq: Seq): Promise<readonly SubscriptionsAt[]> {
    const input = { app, channels, seq };
    return this.reader.call({ name: 'subscriptionsAt', input }) as Promise<readonly SubscriptionsAt[]>;
  }

  completeName(field: 'channel' | 'event' | 'client', prefix: string): Promise<readonly string[]> {
    return this.reader.call({ name: 'completeName', input: { field, prefix } }) as Promise<readonly string[]>;
  }

  onViewChanged(listener: (state: ViewState) => void): void {
    this.viewListeners.push(listener);
  }

  onBufferReturned(listener: (buffers: BatchBuffers) => void): void {
    this.bufferListeners.push(listener);
  }

  onLoss(listener: (loss: EntryLoss) => void): void {
    this.lossListeners.push(listener);
  }

  onProblem(listener: (problem: Problem) => void): void {
    this.problemListeners.push(listener);
  }

  close(): Promise<void> {
    this.closing ??= this.end();
    return this.closing;
  }

  private async end(): Promise<void> {
    this.ticker?.cancel();
    // The reader first: the last connection to close is then the writer's, which cleans up the write-ahead log.
    await this.flushed().catch(() => {});
    await this.reader.close();
    await this.writer.close();
  }

  private done(buffers: readonly BatchBuffers[]): void {
    for (const returned of buffers) {
      this.pendingBatches -= 1;
      this.pendingBytes -= returned.bytes.byteLength;
      tell(this.bufferListeners, returned);
    }
  }
}

function tell<T>(listeners: readonly ((value: T) => void)[], value: T): void {
  for (const listener of listeners) {
    listener(value);
  }
}
