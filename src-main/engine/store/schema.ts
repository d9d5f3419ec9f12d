import { ProblemError } from '../../contract/problem';
import type { Database } from './driver';
import { bringUpToDate, readNumber } from './file-schema';
import { idSetSchema } from './id-set';

/** "Hubb" in ASCII: tells our files from other SQLite files. */
export const applicationId = 0x48756262;

/**
 * Migration n brings a file from user_version n to n + 1. Append only.
 *
 * entry and body carry no secondary index: an index on either costs four fifths of the write speed, while a plain scan
 * of a million rows takes a fraction of a second. Names are numbers; ids of names and connections are never reused.
 *
 * - at_us: microseconds since the epoch.
 * - hole: seqs that were given out but not kept, so that positions can be worked out without a scan.
 * - subscription: open from the entry after from_seq up to the entry before to_seq.
 * - entry.source: the profile whose session saw it, 0 for the hub.
 * - connection.rights: what its token grants, as its protocol writes it in the open entry.
 * - connection.load: 1 if it tells of a page that was loaded; see ViewLook.loads.
 * - name.epoch: the newest stretch of namesEpochSeqs seqs in which the name was used.
 */
const migrations: readonly string[] = [
  `CREATE TABLE entry (
     seq INTEGER PRIMARY KEY, at_us INTEGER NOT NULL,
     kind INTEGER NOT NULL, action INTEGER NOT NULL, direction INTEGER NOT NULL,
     protocol INTEGER NOT NULL, app INTEGER NOT NULL, channel INTEGER NOT NULL, event INTEGER NOT NULL,
     connection INTEGER, size INTEGER NOT NULL, cause INTEGER, matched INTEGER, excluded INTEGER, code INTEGER,
     summary TEXT NOT NULL);
   CREATE TABLE body (seq INTEGER PRIMARY KEY, raw BLOB, search BLOB, detail TEXT);
   CREATE TABLE name (id INTEGER PRIMARY KEY AUTOINCREMENT, text TEXT NOT NULL UNIQUE, epoch INTEGER NOT NULL);
   CREATE TABLE hole (from_seq INTEGER PRIMARY KEY, to_seq INTEGER NOT NULL);
   CREATE TABLE connection (
     id INTEGER PRIMARY KEY, protocol INTEGER NOT NULL, app INTEGER NOT NULL,
     socket_id TEXT NOT NULL, origin TEXT NOT NULL, user_agent TEXT NOT NULL, user TEXT NOT NULL,
     opened_seq INTEGER NOT NULL, closed_seq INTEGER, last_written_seq INTEGER, unsent_bytes INTEGER NOT NULL);
   CREATE TABLE subscription (
     app INTEGER NOT NULL, channel INTEGER NOT NULL, from_seq INTEGER NOT NULL, connection INTEGER NOT NULL,
     to_seq INTEGER, user TEXT NOT NULL,
     PRIMARY KEY (app, channel, from_seq, connection)) WITHOUT ROWID;
   CREATE INDEX subscription_connection ON subscription (connection, channel);
   CREATE INDEX subscription_end ON subscription (to_seq) WHERE to_seq IS NOT NULL;
   CREATE INDEX connection_user ON connection (user COLLATE NOCASE) WHERE user <> '';
   CREATE INDEX connection_end ON connection (closed_seq) WHERE closed_seq IS NOT NULL;
   CREATE TABLE meta (key TEXT PRIMARY KEY, value NOT NULL) WITHOUT ROWID;`,
  "ALTER TABLE connection ADD COLUMN rights TEXT NOT NULL DEFAULT ''",
  'ALTER TABLE entry ADD COLUMN source INTEGER NOT NULL DEFAULT 0',
  `ALTER TABLE connection ADD COLUMN address TEXT NOT NULL DEFAULT '';
   ALTER TABLE connection ADD COLUMN load INTEGER NOT NULL DEFAULT 0;
   CREATE INDEX connection_load ON connection (opened_seq) WHERE load = 1;`,
];

export const schemaVersion = migrations.length;

/** Sets the file up for writing and brings it to the newest schema. Throws on a file that is not ours or too new. */
export function prepareSchema(db: Database): void {
  bringUpToDate(db, { applicationId, migrations, pageBytes: 16_384 });
  db.exec('PRAGMA wal_autocheckpoint = 2000; PRAGMA journal_size_limit = 67108864; PRAGMA cache_size = -32768');
}

/** A reader cannot bring a file to the newest schema. */
export function checkSchema(db: Database): void {
  const version = readNumber(db, 'PRAGMA user_version');
  if (version !== schemaVersion || readNumber(db, 'PRAGMA application_id') !== applicationId) {
    const message = `This is no capture this version can read (schema ${version}, not ${schemaVersion}).`;
    throw new ProblemError(
      'store-failed',
      message,
      'Start Hubbub on its folder once; that brings an older one up to date.',
    );
  }
}

/**
 * Readers of a file another thread or process writes. Ids a filter looks for are kept in a temporary table. Not mapped
 * into memory: it would search a fifth faster, and end the whole process if the file were cut short.
 */
export function prepareReading(db: Database): void {
  db.exec('PRAGMA temp_store = MEMORY; PRAGMA cache_size = -32768');
  db.exec(idSetSchema);
}
