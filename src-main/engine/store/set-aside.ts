import { existsSync, renameSync } from 'node:fs';
import { basename, dirname, extname } from 'node:path';
import type { Problem } from '../../contract/problem';

/**
 * Gives a database file that cannot be used, with its log, another name. `what` begins the sentence that tells it
 * ("The capture").
 */
export function setAside(path: string, nowMs: number, why: 'damaged' | 'newer', what: string): Problem {
  const stamp = new Date(nowMs).toISOString().replace(/[:.]/g, '-');
  const end = extname(path);
  const aside = `${path.slice(0, path.length - end.length)}-${why}-${stamp}${end}`;
  for (const part of ['', '-wal', '-shm']) {
    if (existsSync(path + part)) {
      renameSync(path + part, aside + part);
    }
  }
  const cause = why === 'damaged' ? 'could not be read' : 'was written by a newer version';
  return {
    code: 'store-damaged',
    message: `${what} ${cause}; it was set aside and a new one was started.`,
    hint: `The old file is ${basename(aside)} in ${dirname(aside)}. Delete it if you do not need it.`,
  };
}
