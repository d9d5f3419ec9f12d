import { join } from 'node:path';
import type { RunId } from '../../contract/ids';
import { limits } from '../../contract/limits';
import type { Clock } from '../clock';
import { captureFile } from './capture-file';
import type { Store } from './store';
import type { Retention } from './worker-messages';
import { WorkerStore } from './worker-store';

export interface StoreOptions {
  /** Folder of the capture; made if it is not there. */
  readonly dataDir: string;
  /** Folder with writer-worker.js and reader-worker.js. */
  readonly workerDir: string;
  readonly clock: Clock;
  /** Identifies this run of the engine; a page that sees a new one drops its cached rows. */
  readonly runId?: RunId;
  readonly retention?: Partial<Retention>;
}

/**
 * Opens the capture of a data folder for writing and reading. A damaged file is set aside and told in
 * `opened.problems`. Rejects with a ProblemError 'store-failed' only if the worker threads cannot be started.
 */
export async function createStore(options: StoreOptions): Promise<Store> {
  const store = new WorkerStore({
    path: join(options.dataDir, captureFile),
    workerDir: options.workerDir,
    clock: options.clock,
    runId: options.runId ?? `run-${options.clock.nowMs().toString(36)}`,
    retention: {
      entries: limits.retentionEntries,
      bytes: limits.retentionBytes,
      ms: limits.retentionMs,
      ...options.retention,
    },
  });
  await store.start();
  return store;
}
