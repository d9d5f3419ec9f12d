import type { FileSchema } from '../store/file-schema';

/**
 * Migration n brings a file from user_version n to n + 1. Append only.
 *
 * - log: lists of JSON texts, n growing within each.
 * - document: a JSON text of the page under each name of the contract, for each workspace; '' is the one of no folder.
 * - workspace: folders that were opened, by their path.
 * - minute: what was counted in a minute (since the epoch, UTC); app '*' is all of them; counts and detail are JSON. Each
 *   run of the engine has a row of its own, so that one that comes back within the minute takes nothing away.
 * - websockets_statistics_entries: as the migration of laravel-websockets 1.x makes it; times are UTC.
 */
const migrations: readonly string[] = [
  'CREATE TABLE document (name TEXT PRIMARY KEY, json TEXT NOT NULL, written_ms INTEGER NOT NULL);',
  `CREATE TABLE minute (
     app TEXT NOT NULL, minute INTEGER NOT NULL, run TEXT NOT NULL, counts TEXT NOT NULL, detail TEXT,
     PRIMARY KEY (app, minute, run)) WITHOUT ROWID;
   CREATE INDEX minute_age ON minute (minute);
   CREATE TABLE websockets_statistics_entries (
     id INTEGER PRIMARY KEY AUTOINCREMENT, app_id VARCHAR NOT NULL, peak_connection_count INTEGER NOT NULL,
     websocket_message_count INTEGER NOT NULL, api_message_count INTEGER NOT NULL,
     created_at DATETIME, updated_at DATETIME);
   CREATE INDEX websockets_statistics_entries_created ON websockets_statistics_entries (created_at);`,
  'CREATE TABLE log (name TEXT NOT NULL, n INTEGER NOT NULL, text TEXT NOT NULL, PRIMARY KEY (name, n)) WITHOUT ROWID;',
  `ALTER TABLE document RENAME TO old_document;
   CREATE TABLE document (
     workspace TEXT NOT NULL, name TEXT NOT NULL, json TEXT NOT NULL, written_ms INTEGER NOT NULL,
     PRIMARY KEY (workspace, name));
   INSERT INTO document SELECT '', name, json, written_ms FROM old_document;
   DROP TABLE old_document;
   CREATE TABLE workspace (dir TEXT PRIMARY KEY, name TEXT NOT NULL, opened_ms INTEGER NOT NULL);`,
];

/** "Hubd" in ASCII: not the capture's, so that neither file is taken for the other. */
export const databaseSchema: FileSchema = { applicationId: 0x48756264, migrations, pageBytes: 4_096 };
