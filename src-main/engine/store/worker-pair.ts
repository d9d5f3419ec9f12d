import { MessageChannel } from 'node:worker_threads';
import type { Seq } from '../../contract/ids';
import { type Problem, toProblem } from '../../contract/problem';
import type { ViewState } from '../../contract/view';
import type { BatchBuffers } from './packed-batch';
import { ReaderLink } from './reader-link';
import type { EntryLoss, StoreOpened } from './store';
import type { Retention } from './worker-messages';
import { WriterLink } from './writer-link';

export interface WorkerPairEvents {
  readonly done: (buffers: readonly BatchBuffers[]) => void;
  readonly problem: (problem: Problem) => void;
  readonly recovered: () => void;
  readonly loss: (loss: EntryLoss) => void;
  readonly changed: (states: readonly ViewState[]) => void;
  /** One of the two cannot go on: the file is damaged, or the worker ended by itself. */
  readonly broken: (why: 'damaged' | 'gone') => void;
}

/** The writer and the reader of one capture file. */
export class WorkerPair {
  readonly writer: WriterLink;
  readonly reader: ReaderLink;

  private isClosing = false;

  constructor(
    workerDir: string,
    private readonly events: WorkerPairEvents,
  ) {
    const broken = { damaged: () => events.broken('damaged'), gone: () => events.broken('gone') };
    this.writer = new WriterLink(workerDir, { ...events, ...broken });
    this.reader = new ReaderLink(workerDir, { ...events, ...broken });
  }

  /**
   * The writer first: it makes the file, or sets a damaged one aside. The reader is not waited for: a hub listens before
   * anybody asks what was, and what is asked meanwhile waits.
   */
  async open(options: {
    readonly path: string;
    readonly nowMs: number;
    readonly retention: Retention;
    readonly setAsideAfter: Seq | null;
    readonly isSameRun: boolean;
  }): Promise<StoreOpened> {
    const between = new MessageChannel();
    const opened = await this.writer.open({ ...options, readerPort: between.port1 });
    this.reader.open(options.path, between.port2).catch((error: unknown) => {
      if (!this.isClosing) this.events.problem(toProblem(error));
    });
    return opened;
  }

  /** The reader first: the last connection to close is then the writer's, which cleans up the write-ahead log. */
  async close(): Promise<void> {
    this.isClosing = true;
    await this.reader.close();
    await this.writer.close();
  }
}
