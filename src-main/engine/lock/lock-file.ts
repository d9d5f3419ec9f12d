import { randomBytes } from 'node:crypto';
import { link, open, readFile, stat, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

/** What the lock file of a data folder says of the engine that has it. Whoever may read the file may use the engine. */
export interface LockContent {
  readonly pid: number;
  /** Where its dashboard and its WebSocket port are, seen from this machine: http://127.0.0.1:6002 */
  readonly address: string;
  readonly token: string;
  readonly version: string;
  /** Differs with every start: pids, ports and folders come back, and a token is the folder's. */
  readonly run: string;
}

export interface LockFile {
  readonly content: LockContent;
  /** The file as it is; no two engines write the same. */
  readonly text: string;
}

const contentSchema = z.object({
  pid: z.int().positive(),
  address: z.string(),
  token: z.string().min(1),
  version: z.string(),
  run: z.string().min(1),
});
/** A file without content this old was left behind by a crash, not by somebody who is writing it. */
const halfWrittenMs = 2_000;
const retryMs = 20;

export const lockPath = (dataDir: string): string => join(dataDir, 'lock');

/** null if there is none. One that says nothing of use is as good as none, once it is clear that nobody is writing it. */
export async function readLock(dataDir: string): Promise<LockFile | 'unreadable' | null> {
  for (;;) {
    const path = lockPath(dataDir);
    const text = await readFile(path, 'utf8').catch(() => null);
    if (text === null) {
      return null;
    }
    const content = contentSchema.safeParse(parse(text));
    if (content.success) {
      return { content: content.data, text };
    }
    const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: 0 }));
    if (Date.now() - mtimeMs > halfWrittenMs) {
      return 'unreadable';
    }
    await new Promise((resolve) => setTimeout(resolve, retryMs));
  }
}

export function lockText(content: LockContent): string {
  return `${JSON.stringify(content)}\n`;
}

/** Makes the lock file, whole or not at all. False if there is one already; rejects with what the file system says. */
export async function createLock(dataDir: string, text: string): Promise<boolean> {
  const path = lockPath(dataDir);
  const draft = `${path}.${process.pid}-${randomBytes(6).toString('hex')}`;
  await writeFile(draft, text, { mode: 0o600, flag: 'wx' });
  try {
    await link(draft, path);
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') {
      return false;
    }
    // Some file systems know no second name for a file: there it is written in place, and readers wait for the whole.
    return await createInPlace(path, text);
  } finally {
    await unlink(draft).catch(() => {});
  }
}

async function createInPlace(path: string, text: string): Promise<boolean> {
  const file = await open(path, 'wx', 0o600).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EEXIST') return null;
    throw error;
  });
  await file?.writeFile(text);
  await file?.close();
  return file !== null;
}

/** Removes the lock file if it still says what the caller read or wrote. */
export async function removeLock(dataDir: string, text: string | null): Promise<void> {
  const path = lockPath(dataDir);
  const now = await readFile(path, 'utf8').catch(() => null);
  if (now !== null && (now === text || text === null)) {
    await unlink(path).catch(() => {});
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
