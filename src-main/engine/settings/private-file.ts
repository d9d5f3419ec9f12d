import { randomBytes } from 'node:crypto';
import { rename, unlink, writeFile } from 'node:fs/promises';

/** Replaces a file at once and whole; only the owner may read it. Rejects with the system's error. */
export async function writePrivateFile(path: string, text: string): Promise<void> {
  const draft = `${path}.${process.pid}-${randomBytes(6).toString('hex')}`;
  try {
    await writeFile(draft, text, { mode: 0o600, flag: 'wx' });
    await rename(draft, path);
  } catch (error) {
    await unlink(draft).catch(() => {});
    throw error;
  }
}

/** Moves a file that cannot be used out of the way. Where it is now; '' if it could not be moved. */
export async function moveAside(path: string): Promise<string> {
  const aside = `${path}.damaged-${randomBytes(3).toString('hex')}`;
  return rename(path, aside).then(
    () => aside,
    () => '',
  );
}
