import type { ConnectionStatisticsEntry } from './statistics';

export const entriesTable = 'websockets_statistics_entries';

/** Columns of the table, in their order. */
export const entryColumns = [
  'id',
  'app_id',
  'peak_connection_count',
  'websocket_message_count',
  'api_message_count',
  'created_at',
  'updated_at',
] as const satisfies readonly (keyof ConnectionStatisticsEntry)[];

/** How rows of the table are written as text: what comes first, then any number of runs of rows. */
export interface EntriesFormat {
  readonly id: 'csv' | 'sql';
  readonly head: string;
  rows(entries: readonly ConnectionStatisticsEntry[]): string;
}

/** RFC 4180, with the names of the columns in the first line. */
const csv: EntriesFormat = {
  id: 'csv',
  head: `${entryColumns.join(',')}\r\n`,
  rows: (entries) => entries.map((entry) => `${entryColumns.map((name) => cell(entry[name])).join(',')}\r\n`).join(''),
};

/** Statements that SQLite, MySQL and PostgreSQL take; the table is made where it is not there. */
const sql: EntriesFormat = {
  id: 'sql',
  head: `CREATE TABLE IF NOT EXISTS ${entriesTable} (
  id INTEGER PRIMARY KEY, app_id VARCHAR(255) NOT NULL, peak_connection_count INTEGER NOT NULL,
  websocket_message_count INTEGER NOT NULL, api_message_count INTEGER NOT NULL,
  created_at TIMESTAMP NULL, updated_at TIMESTAMP NULL
);
`,
  rows: (entries) =>
    entries
      .map((entry) => {
        const values = entryColumns.map((name) => literal(entry[name])).join(', ');
        return `INSERT INTO ${entriesTable} (${entryColumns.join(', ')}) VALUES (${values});\n`;
      })
      .join(''),
};

export const entriesFormats: readonly EntriesFormat[] = [csv, sql];

function cell(value: string | number): string {
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function literal(value: string | number): string {
  return typeof value === 'number' ? String(value) : `'${value.replaceAll("'", "''")}'`;
}
