import type { Database } from './driver';

/** What tells a file of ours from another one, and brings it from one version to the next. */
export interface FileSchema {
  /** Four ASCII characters as a number. */
  readonly applicationId: number;
  /** Migration n brings a file from user_version n to n + 1. Append only. */
  readonly migrations: readonly string[];
  /** Bytes; only takes effect on a new file. */
  readonly pageBytes: number;
}

/** The file is fine, but this version cannot know what is in it. */
export class NewerFileError extends Error {}

/** Turns the write-ahead log on and brings the file to the newest schema. Throws on a file that is not ours or too new. */
export function bringUpToDate(db: Database, { applicationId, migrations, pageBytes }: FileSchema): void {
  const newest = migrations.length;
  const version = readNumber(db, 'PRAGMA user_version');
  const isNew = readNumber(db, 'SELECT count(*) FROM sqlite_master') === 0;
  if (!isNew && readNumber(db, 'PRAGMA application_id') !== applicationId) {
    throw new Error('file is not a database of Hubbub (malformed application id)');
  }
  if (version > newest) {
    throw new NewerFileError(`written by a newer Hubbub (schema ${version}, this one knows ${newest})`);
  }
  if (isNew) {
    // The page size only takes effect before the file has content, and before WAL.
    db.exec(`PRAGMA page_size = ${pageBytes}; PRAGMA application_id = ${applicationId}`);
  }
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = OFF');
  for (let from = version; from < newest; from += 1) {
    db.exec(`BEGIN IMMEDIATE; ${migrations[from]}; PRAGMA user_version = ${from + 1}; COMMIT`);
  }
}

export function readNumber(db: Database, sql: string): number {
  const row = db.prepare(sql).get();
  const value = row === undefined ? null : Object.values(row)[0];
  return typeof value === 'number' ? value : 0;
}
