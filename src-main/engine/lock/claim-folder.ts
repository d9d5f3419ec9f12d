import { open, stat, unlink } from 'node:fs/promises';
import type { TakenFolder } from '../../contract/engine-host';
import { ProblemError } from '../../contract/problem';
import { inviteFrom, isLive } from './find-engine';
import { createLock, type LockContent, type LockFile, lockPath, lockText, readLock, removeLock } from './lock-file';

/** The right to be the one engine of a data folder. */
export interface FolderClaim {
  release(): Promise<void>;
}

/** Another engine has the folder; it can be used through `lock`. */
export class FolderTakenError extends ProblemError {
  constructor(
    dataDir: string,
    readonly lock: LockContent,
  ) {
    super(
      'folder-taken',
      `The data folder ${dataDir} is in use by the engine at ${lock.address} (pid ${lock.pid}).`,
      `Run "hubbub open --data ${dataDir}" to see that one, or choose another folder with --data DIR.`,
    );
  }
}

/** What a host tells of the engine that was in the way; null if that is not what went wrong. */
export async function takenBy(error: unknown): Promise<TakenFolder | null> {
  if (!(error instanceof FolderTakenError)) {
    return null;
  }
  const { lock } = error;
  return { address: lock.address, pid: lock.pid, invitation: await inviteFrom(lock) };
}

/** Clearing away takes milliseconds: who has been at it for this long is gone. */
const clearingMs = 5_000;
const retryMs = 50;
const diskRetryMs = 1_000;
const attempts = 200;

/**
 * Makes the caller the one engine of the folder. A lock that a dead engine left is cleared away; of two that start at
 * once one wins. Rejects with a FolderTakenError. On a full disk the claim is granted and the file written once it can
 * be: a hub that works is worth more than commands that find it.
 */
export async function claimFolder(dataDir: string, content: LockContent): Promise<FolderClaim> {
  const own = lockText(content);
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const held = await readLock(dataDir);
    if (held === null) {
      const created = await tryCreate(dataDir, own);
      if (created === 'full') {
        return claimLater(dataDir, own);
      }
      if (created) {
        return { release: () => removeLock(dataDir, own) };
      }
    } else if (held !== 'unreadable' && (await isLive(held.content, dataDir))) {
      throw new FolderTakenError(dataDir, held.content);
    } else {
      await clearAway(dataDir, held);
    }
  }
  throw new ProblemError(
    'store-failed',
    `The lock file of ${dataDir} could not be had.`,
    'Is something else changing files in that folder? Remove the file "lock" there if no Hubbub is running.',
  );
}

async function tryCreate(dataDir: string, text: string): Promise<boolean | 'full'> {
  try {
    return await createLock(dataDir, text);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOSPC' || code === 'EDQUOT') {
      return 'full';
    }
    throw new ProblemError(
      'store-failed',
      `Nothing can be written in the data folder ${dataDir}: ${message}.`,
      'Look at its owner and permissions, or choose another folder with --data DIR.',
    );
  }
}

/** Two may find the same dead lock. Only who makes the second file may remove the first, so nobody removes a new one. */
async function clearAway(dataDir: string, dead: LockFile | 'unreadable'): Promise<void> {
  const path = `${lockPath(dataDir)}.clearing`;
  const right = await open(path, 'wx', 0o600).catch(() => null);
  if (right === null) {
    const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Date.now() }));
    if (Date.now() - mtimeMs > clearingMs) {
      await unlink(path).catch(() => {});
    }
    await new Promise((resolve) => setTimeout(resolve, retryMs));
    return;
  }
  await right.close();
  try {
    await removeLock(dataDir, dead === 'unreadable' ? null : dead.text);
  } finally {
    await unlink(path).catch(() => {});
  }
}

function claimLater(dataDir: string, text: string): FolderClaim {
  let isOver = false;
  let trying: Promise<unknown> = Promise.resolve();
  const timer = setInterval(() => {
    trying = createLock(dataDir, text).then(
      () => clearInterval(timer),
      () => {},
    );
  }, diskRetryMs);
  return {
    async release() {
      if (isOver) return;
      isOver = true;
      clearInterval(timer);
      await trying;
      await removeLock(dataDir, text);
    },
  };
}
