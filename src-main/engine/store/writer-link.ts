import type { MessagePort, Worker } from 'node:worker_threads';
import type { Seq } from '../../contract/ids';
import type { Problem } from '../../contract/problem';
import { ProblemError } from '../../contract/problem';
import { takeThread } from '../worker-threads';
import type { NamesOfBatch } from './name-log';
import type { BatchBuffers, PackedBatch } from './packed-batch';
import type { EntryLoss, StoreOpened } from './store';
import type { FromWriter, Retention, ToWriter } from './worker-messages';

export interface WriterLinkEvents {
  readonly done: (buffers: readonly BatchBuffers[]) => void;
  readonly problem: (problem: Problem) => void;
  readonly recovered: () => void;
  readonly loss: (loss: EntryLoss) => void;
  readonly damaged: () => void;
  /** The worker ended without being asked to. */
  readonly gone: () => void;
}

/** The engine's end of one writer worker. */
export class WriterLink {
  private readonly worker: Worker;
  private readonly exited: Promise<void>;
  private opening: { resolve: (opened: StoreOpened) => void; reject: (error: Error) => void } | null = null;
  private isClosing = false;
  private isGone = false;

  constructor(
    workerDir: string,
    private readonly events: WriterLinkEvents,
  ) {
    this.worker = takeThread(workerDir, 'writer-worker');
    this.worker.on('message', (message: FromWriter) => this.take(message));
    this.worker.on('error', () => {});
    this.exited = new Promise((resolve) => {
      this.worker.on('exit', () => {
        this.isGone = true;
        this.opening?.reject(new ProblemError('store-failed', 'The writer of the capture ended.'));
        resolve();
        if (!this.isClosing) {
          this.events.gone();
        }
      });
    });
  }

  open(message: Omit<Extract<ToWriter, { type: 'open' }>, 'type'>): Promise<StoreOpened> {
    return new Promise((resolve, reject) => {
      this.opening = { resolve, reject };
      this.post({ type: 'open', ...message }, [message.readerPort]);
    });
  }

  learnNames(names: NamesOfBatch): void {
    this.post({ type: 'names', names });
  }

  /** False if there is no writer any more. */
  write(batch: PackedBatch): boolean {
    return this.post({ type: 'batch', batch }, [batch.columns, batch.bytes]);
  }

  flush(id: number): void {
    this.post({ type: 'flush', id });
  }

  tick(nowMs: number): void {
    this.post({ type: 'tick', nowMs });
  }

  retain(retention: Retention): void {
    this.post({ type: 'retention', retention });
  }

  forget(before: Seq): void {
    this.post({ type: 'forget', before });
  }

  close(): Promise<void> {
    this.isClosing = true;
    this.post({ type: 'close' });
    return this.exited;
  }

  private take(message: FromWriter): void {
    switch (message.type) {
      case 'opened':
        this.opening?.resolve(message.opened);
        this.opening = null;
        return;
      case 'done':
        this.events.done(message.buffers);
        return;
      case 'problem':
        this.events.problem(message.problem);
        return;
      case 'recovered':
        this.events.recovered();
        return;
      case 'loss':
        this.events.loss(message.loss);
        return;
      case 'damaged':
        this.events.damaged();
        return;
    }
  }

  private post(message: ToWriter, transfer: readonly (MessagePort | ArrayBuffer)[] = []): boolean {
    if (!this.isGone) {
      this.worker.postMessage(message, [...transfer]);
    }
    return !this.isGone;
  }
}
