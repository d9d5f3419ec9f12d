import type { RunId, Seq, ViewId } from '../../contract/ids';
import type { Problem } from '../../contract/problem';
import { ProblemError, toProblem } from '../../contract/problem';
import type { ViewLook, ViewOpen, ViewState } from '../../contract/view';
import { plainLook } from '../../contract/view';
import type { Clock, Timer } from '../clock';
import { BatchesInFlight } from './batches-in-flight';
import { NameLog } from './name-log';
import type { BatchBuffers, PackedBatch } from './packed-batch';
import { ReaderQuestions } from './reader-questions';
import type { EntryLoss, Store, StoreOpened } from './store';
import type { ReaderCall, Retention } from './worker-messages';
import { WorkerPair } from './worker-pair';

const tickMs = 1_000;
/** Broken workers are replaced at most once in this time, so that a broken disk does not keep the engine busy. */
const replaceEveryMs = 10_000;

export interface WorkerStoreOptions {
  readonly path: string;
  readonly workerDir: string;
  readonly clock: Clock;
  readonly runId: RunId;
  readonly retention: Retention;
}

interface KnownView {
  readonly filter: string;
  readonly after: Seq;
  readonly look: ViewLook;
  openings: number;
  revision: number;
}

/** The store over its two workers. Workers that break are replaced; views go on in the new ones. */
export class WorkerStore extends ReaderQuestions implements Store {
  readonly runId: RunId;
  opened: StoreOpened = { lastSeq: 0, lastConnection: 0, crashed: false, lastAtMs: 0, problems: [] };
  private workers: WorkerPair;
  private retention: Retention;
  private ticker: Timer | null = null;
  private nextView = 1;
  private nextFlush = 1;
  private writtenSeq: Seq = 0;
  private replacedAtMs = Number.NEGATIVE_INFINITY;
  private replacing: Promise<void> | null = null;
  private stopWaiting: (() => void) | null = null;
  private closing: Promise<void> | null = null;
  /** Batches that come while the workers are being replaced. */
  private held: PackedBatch[] | null = null;
  private readonly names = new NameLog();
  private readonly inFlight = new BatchesInFlight();
  private readonly views = new Map<ViewId, KnownView>();
  private readonly bufferListeners: ((buffers: BatchBuffers) => void)[] = [];
  private readonly lossListeners: ((loss: EntryLoss) => void)[] = [];
  private readonly problemListeners: ((problem: Problem) => void)[] = [];
  private readonly recoveryListeners: ((nothing: null) => void)[] = [];

  constructor(private readonly options: WorkerStoreOptions) {
    super();
    this.runId = options.runId;
    this.retention = options.retention;
    this.workers = this.startWorkers();
  }

  get pendingBatches(): number {
    return this.inFlight.count + (this.held?.length ?? 0);
  }

  get pendingBytes(): number {
    return this.inFlight.bytes + (this.held ?? []).reduce((sum, { bytes }) => sum + bytes.byteLength, 0);
  }

  async start(): Promise<void> {
    const { clock } = this.options;
    this.opened = await this.openWorkers(null, false);
    this.writtenSeq = this.opened.lastSeq;
    this.ticker = clock.setInterval(() => this.workers.writer.tick(clock.nowMs()), tickMs);
  }

  write(batch: PackedBatch): void {
    this.writtenSeq = batch.firstSeq + batch.count - 1;
    this.names.learn(batch);
    if (this.held !== null) {
      this.held.push(batch);
      return;
    }
    this.inFlight.add(batch);
    this.workers.writer.write(batch);
  }

  async flushed(): Promise<void> {
    await this.replacing;
    const id = this.nextFlush;
    this.nextFlush += 1;
    const seen = this.workers.reader.flushed(id);
    this.workers.writer.flush(id);
    return seen;
  }

  async openView(filter: string, after: Seq, look = plainLook): Promise<ViewOpen> {
    const viewId = this.nextView;
    this.nextView += 1;
    const known = { filter, after, look, openings: 0, revision: 0 };
    const view = await this.askView(viewId, known);
    this.views.set(viewId, { ...known, revision: view.revision });
    return view;
  }

  /** Holds from now on. */
  retain(retention: Retention): void {
    this.retention = retention;
    this.workers.writer.retain(retention);
  }

  forget(before: Seq): void {
    this.workers.writer.forget(before);
  }

  closeView(viewId: ViewId): void {
    this.views.delete(viewId);
    this.workers.reader.closeView(viewId);
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

  onRecovered(listener: () => void): void {
    this.recoveryListeners.push(listener);
  }

  close(): Promise<void> {
    this.closing ??= this.end();
    return this.closing;
  }

  private async end(): Promise<void> {
    this.ticker?.cancel();
    this.stopWaiting?.();
    await this.replacing;
    await this.workers.close();
  }

  private startWorkers(): WorkerPair {
    return new WorkerPair(this.options.workerDir, {
      done: (buffers) => {
        this.inFlight.done(buffers);
        for (const returned of buffers) {
          tell(this.bufferListeners, returned);
        }
      },
      problem: (problem) => tell(this.problemListeners, problem),
      recovered: () => tell(this.recoveryListeners, null),
      loss: (loss) => tell(this.lossListeners, loss),
      changed: (states) => this.changed(states),
      broken: (why) => this.replaceSoon(why),
    });
  }

  private openWorkers(setAsideAfter: Seq | null, isSameRun: boolean): Promise<StoreOpened> {
    const { clock, path } = this.options;
    const { retention } = this;
    return this.workers.open({ path, retention, nowMs: clock.nowMs(), setAsideAfter, isSameRun });
  }

  private changed(states: readonly ViewState[]): void {
    for (const state of states) {
      const known = this.views.get(state.viewId);
      if (known !== undefined) {
        known.revision = state.revision;
        this.tellViews(state);
      }
    }
  }

  protected async ask<T>(call: ReaderCall, signal?: AbortSignal): Promise<T> {
    if (this.replacing !== null) {
      await this.replacing;
    }
    if (this.closing !== null) {
      throw new ProblemError('closed', 'The capture is closed.');
    }
    return (await this.workers.reader.call(call, signal)) as T;
  }

  private askView(viewId: ViewId, known: KnownView): Promise<ViewOpen> {
    return this.ask({ name: 'openView', input: { viewId, nowMs: this.options.clock.nowMs(), ...known } });
  }

  private replaceSoon(why: 'damaged' | 'gone'): void {
    if (this.replacing !== null || this.closing !== null) {
      return;
    }
    this.replacing = this.replace(why).then(
      () => {
        this.replacing = null;
        return this.reopenViews();
      },
      (error: unknown) => {
        this.replacing = null;
        tell(this.problemListeners, toProblem(error));
        this.replaceSoon('gone');
      },
    );
  }

  private async replace(why: 'damaged' | 'gone'): Promise<void> {
    await this.waitForTurn();
    if (this.closing !== null) {
      return;
    }
    this.held ??= [];
    const names = this.names.snapshot();
    const lastSeq = this.writtenSeq;
    await this.workers.close();
    const loss = this.inFlight.giveUp();
    this.workers = this.startWorkers();
    const { problems } = await this.openWorkers(why === 'damaged' ? lastSeq : null, true);
    for (const problem of problems) {
      tell(this.problemListeners, problem);
    }
    if (loss !== null) {
      tell(this.lossListeners, loss);
    }
    this.workers.writer.learnNames(names);
    const { held } = this;
    this.held = null;
    for (const batch of held) {
      this.write(batch);
    }
  }

  private async waitForTurn(): Promise<void> {
    const { clock } = this.options;
    const waitMs = this.replacedAtMs + replaceEveryMs - clock.nowMs();
    if (waitMs > 0) {
      await new Promise<void>((resolve) => {
        const timer = clock.setTimeout(resolve, waitMs);
        this.stopWaiting = () => {
          timer.cancel();
          resolve();
        };
      });
    }
    this.replacedAtMs = clock.nowMs();
  }

  private async reopenViews(): Promise<void> {
    for (const [viewId, known] of this.views) {
      known.openings += 1;
      try {
        this.changed([await this.askView(viewId, known)]);
      } catch {
        // The next call on this view says what is wrong.
      }
    }
  }
}

function tell<T>(listeners: readonly ((value: T) => void)[], value: T): void {
  for (const listener of listeners) {
    listener(value);
  }
}
