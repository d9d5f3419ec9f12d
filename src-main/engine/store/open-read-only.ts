import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Seq, ViewId } from '../../contract/ids';
import { ProblemError } from '../../contract/problem';
import type { ViewOpen } from '../../contract/view';
import { plainLook } from '../../contract/view';
import type { Clock } from '../clock';
import { captureFile } from './capture-file';
import { ReaderLink } from './reader-link';
import { ReaderQuestions } from './reader-questions';
import type { CaptureReader } from './store';
import type { ReaderCall } from './worker-messages';

export interface OpenReadOnlyOptions {
  readonly dataDir: string;
  /** Folder with reader-worker.js. */
  readonly workerDir: string;
  readonly clock: Clock;
}

/**
 * Opens a capture that no engine is writing to, to read it. Rejects with a ProblemError: 'not-found' if there is none,
 * 'store-damaged' or 'store-failed' if it cannot be read; the file is left as it is in any case.
 */
export async function openReadOnly(options: OpenReadOnlyOptions): Promise<CaptureReader> {
  const path = join(options.dataDir, captureFile);
  if (!existsSync(path)) {
    throw new ProblemError(
      'not-found',
      `There is no capture in ${options.dataDir}.`,
      'Name another folder with --data.',
    );
  }
  const capture = new ReadOnlyCapture(options.workerDir, options.clock);
  try {
    await capture.open(path);
  } catch (error) {
    await capture.close();
    throw error;
  }
  return capture;
}

class ReadOnlyCapture extends ReaderQuestions implements CaptureReader {
  private readonly reader: ReaderLink;
  private nextView = 1;

  constructor(
    workerDir: string,
    private readonly clock: Clock,
  ) {
    super();
    this.reader = new ReaderLink(workerDir, {
      changed: (states) => {
        for (const state of states) {
          this.tellViews(state);
        }
      },
      // Whoever asks is told by the answer.
      damaged: () => {},
      gone: () => {},
    });
  }

  open(path: string): Promise<void> {
    return this.reader.open(path, null);
  }

  openView(filter: string, after: Seq): Promise<ViewOpen> {
    const viewId = this.nextView;
    this.nextView += 1;
    const input = { viewId, filter, after, look: plainLook, nowMs: this.clock.nowMs(), openings: 0, revision: 0 };
    return this.ask({ name: 'openView', input });
  }

  closeView(viewId: ViewId): void {
    this.reader.closeView(viewId);
  }

  close(): Promise<void> {
    return this.reader.close();
  }

  protected async ask<T>(call: ReaderCall, signal?: AbortSignal): Promise<T> {
    return (await this.reader.call(call, signal)) as T;
  }
}
