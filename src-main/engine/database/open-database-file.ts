import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Problem } from '../../contract/problem';
import { type Database, openDatabase, storeErrorKind } from '../store/driver';
import { bringUpToDate, NewerFileError } from '../store/file-schema';
import { setAside } from '../store/set-aside';
import { databaseSchema } from './database-schema';

export interface OpenedFile {
  readonly db: Database;
  /** Not null if the file that was there could not be used. */
  readonly problem: Problem | null;
}

/** Opens the second database. A file that cannot be used is set aside. Throws what SQLite and the file system throw. */
export function openDatabaseFile(path: string, nowMs: number): OpenedFile {
  mkdirSync(dirname(path), { recursive: true });
  try {
    return { db: openChecked(path), problem: null };
  } catch (error) {
    const isNewer = error instanceof NewerFileError;
    if (storeErrorKind(error) !== 'damaged' && !isNewer) {
      throw error;
    }
    return replaceDatabaseFile(path, nowMs, isNewer ? 'newer' : 'damaged');
  }
}

/** Sets the file aside, which nobody has open any more, and starts another one. */
export function replaceDatabaseFile(path: string, nowMs: number, why: 'damaged' | 'newer'): OpenedFile {
  const problem = setAside(path, nowMs, why, 'The file of settings and statistics');
  return { db: openChecked(path), problem };
}

function openChecked(path: string): Database {
  const db = openDatabase(path, { readOnly: false });
  try {
    bringUpToDate(db, databaseSchema);
    db.exec('PRAGMA journal_size_limit = 4194304');
    // The file is small: what is damaged is met now rather than in the middle of the work.
    const [check] = db.prepare('PRAGMA quick_check(1)').all();
    if (check?.quick_check !== 'ok') {
      throw new Error(`database disk image is malformed: ${check?.quick_check}`);
    }
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}
