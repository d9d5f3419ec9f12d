import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ProblemError } from '../../contract/problem';

const tokenBytes = 24;
const tokenPattern = /^[\w-]{32}$/;

/** Makes the data folder if it is not there. Rejects with a ProblemError 'store-failed'. */
export async function prepareFolder(dataDir: string): Promise<void> {
  try {
    await mkdir(dataDir, { recursive: true, mode: 0o700 });
  } catch (error) {
    const { message } = error as Error;
    throw new ProblemError(
      'store-failed',
      `The data folder ${dataDir} cannot be made: ${message}.`,
      'Choose another folder with --data DIR.',
    );
  }
}

/**
 * The secret that opens the dashboard of this folder. Kept with the capture it protects, so that a browser that was let
 * in stays so when the engine comes back. Where it cannot be kept (a full disk), it is good for this run.
 */
export async function folderToken(dataDir: string): Promise<string> {
  const path = join(dataDir, 'token');
  const kept = await read(path);
  if (kept !== null) {
    return kept;
  }
  const token = randomBytes(tokenBytes).toString('base64url');
  const draft = `${path}.${process.pid}-${randomBytes(6).toString('hex')}`;
  try {
    await writeFile(draft, `${token}\n`, { mode: 0o600, flag: 'wx' });
    await rename(draft, path);
  } catch {
    await unlink(draft).catch(() => {});
  }
  return token;
}

async function read(path: string): Promise<string | null> {
  const text = (await readFile(path, 'utf8').catch(() => '')).trim();
  return tokenPattern.test(text) ? text : null;
}
