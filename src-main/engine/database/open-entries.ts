import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ProblemError } from '../../contract/problem';
import type { EntriesQuery } from '../../contract/statistics';
import { type Database, openDatabase, storeErrorKind } from '../store/driver';
import { readNumber } from '../store/file-schema';
import { databaseFile } from './database-file';
import type { DatabaseOutput } from './database-messages';
import { databaseSchema } from './database-schema';
import { listEntries } from './entry-table';

/** The table websockets_statistics_entries of a folder no engine runs on. All throw ProblemErrors. */
export interface StoredEntries {
  list(query: EntriesQuery): DatabaseOutput<'entry.list'>;
  close(): void;
}

/**
 * Opens it to read, in this process: for a command that has nothing else to do. Throws a ProblemError: 'not-found' if there
 * is no such file, 'store-damaged' or 'store-failed' if it cannot be read; it is left as it is.
 */
export function openEntries(dataDir: string): StoredEntries {
  const path = join(dataDir, databaseFile);
  if (!existsSync(path)) {
    const hint = 'Start Hubbub on it once, or name another folder with --data.';
    throw new ProblemError('not-found', `There are no statistics in ${dataDir}.`, hint);
  }
  let db: Database | null = null;
  try {
    const opened = openDatabase(path, { readOnly: true });
    db = opened;
    checkSchema(opened, dataDir);
    return {
      list: (query) => told(path, () => listEntries(opened, query)),
      close: () => opened.close(),
    };
  } catch (error) {
    db?.close();
    throw readProblem(error, path);
  }
}

function checkSchema(db: Database, dataDir: string): void {
  const isOurs = readNumber(db, 'PRAGMA application_id') === databaseSchema.applicationId;
  if (!isOurs || readNumber(db, 'PRAGMA user_version') !== databaseSchema.migrations.length) {
    const message = `${join(dataDir, databaseFile)} is of another version.`;
    throw new ProblemError(
      'store-failed',
      message,
      'Start Hubbub on its folder once; that brings an older one up to date.',
    );
  }
}

function told<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw readProblem(error, path);
  }
}

function readProblem(error: unknown, path: string): ProblemError {
  if (error instanceof ProblemError) return error;
  const code = storeErrorKind(error) === 'damaged' ? 'store-damaged' : 'store-failed';
  const hint = 'Start Hubbub on its folder: a damaged file is set aside and a new one begun.';
  return new ProblemError(code, `${path} cannot be read: ${(error as Error).message}`, hint);
}
