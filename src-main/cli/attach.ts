import { CallClient } from '../contract/call-client';
import { ProblemError } from '../contract/problem';
import { findEngine } from '../engine/lock/find-engine';
import type { LockContent } from '../engine/lock/lock-file';
import { dialPort } from '../engine/port/dial-port';
import type { EntrySource } from '../engine/transfer/read-entries';

/** The running engine of a data folder, as a command uses it. */
export interface Attached {
  readonly client: CallClient;
  /** Rejects when the engine goes away; never resolves. */
  readonly gone: Promise<never>;
}

/** The lock of the running engine. Rejects with a ProblemError 'no-engine'. */
export async function runningEngine(dataDir: string): Promise<LockContent> {
  const lock = await findEngine(dataDir);
  if (lock === null) {
    throw new ProblemError(
      'no-engine',
      `No engine runs on the data folder ${dataDir}.`,
      'Start the app or "hubbub serve", or name the folder of the engine that is meant with --data DIR.',
    );
  }
  return lock;
}

/** Rejects with a ProblemError 'no-engine', or 'engine-gone' if it went just now. */
export async function attach(dataDir: string): Promise<Attached> {
  const port = await dialPort(await runningEngine(dataDir));
  let tell: () => void = () => {};
  const gone = new Promise<never>((_, reject) => {
    tell = () => reject(new ProblemError('engine-gone', 'The engine has gone away.', engineGoneHint));
  });
  // A command that is done does not wait for it.
  gone.catch(() => {});
  return { client: new CallClient(port, () => tell()), gone };
}

const engineGoneHint = 'If it was killed it comes back by itself; run this command again then.';

/** Entries of the engine's capture. */
export function entriesOf(client: CallClient): EntrySource {
  return {
    openView: (filter, after) => client.call('view.open', { filter, after }),
    bodies: (viewId, from, count) => client.call('view.bodies', { viewId, from, count }),
    closeView: (viewId) => void client.call('view.close', { viewId }).catch(() => {}),
  };
}
