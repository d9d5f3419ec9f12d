import type { ConnectionStatisticsEntry, EntriesQuery } from '../../contract/statistics';
import { entriesTable, entryColumns } from '../../contract/statistics-table';
import type { Database, SqlValue } from '../store/driver';
import { inTransaction } from '../store/transaction';
import type { DatabaseAnswersOf } from './database-messages';
import { utcText } from './utc-text';

const columns = entryColumns.join(', ');
const table = entriesTable;

export function entryAnswers(db: Database): DatabaseAnswersOf<'entry'> {
  const insert = db.prepare(`INSERT INTO ${table} (${columns.replace('id, ', '')}) VALUES (?, ?, ?, ?, ?, ?)`);
  const forget = db.prepare(`DELETE FROM ${table} WHERE created_at < ?`);
  return {
    'entry.add'({ entries, keepFrom }) {
      inTransaction(db, () => {
        for (const entry of entries) {
          insert.run(
            entry.app_id,
            entry.peak_connection_count,
            entry.websocket_message_count,
            entry.api_message_count,
            entry.created_at,
            entry.updated_at,
          );
        }
        forget.run(keepFrom);
      });
      return null;
    },
    'entry.list': (query) => listEntries(db, query),
  };
}

/** Also for a file that no engine has open. */
export function listEntries(db: Database, query: EntriesQuery): ReturnType<DatabaseAnswersOf<'entry'>['entry.list']> {
  const { app, fromMs, toMs, order, after, count } = query;
  const conditions: [sql: string, value: SqlValue][] = [];
  if (app !== null) conditions.push(['app_id = ?', app]);
  if (fromMs !== null) conditions.push(['created_at >= ?', utcText(fromMs)]);
  if (toMs !== null) conditions.push(['created_at < ?', utcText(toMs)]);
  const matching = db.prepare(`SELECT count(*) AS n FROM ${table}${where(conditions)}`);
  const following =
    after === null ? conditions : [...conditions, [`id ${order === 'newest' ? '<' : '>'} ?`, after] as const];
  const rows = db.prepare(
    `SELECT ${columns} FROM ${table}${where(following)} ORDER BY id ${order === 'newest' ? 'DESC' : 'ASC'} LIMIT ?`,
  );
  const values = (of: readonly (readonly [string, SqlValue])[]) => of.map(([, value]) => value);
  return {
    entries: rows.all(...values(following), count) as unknown as ConnectionStatisticsEntry[],
    matching: Number(matching.get(...values(conditions))?.n ?? 0),
    total: Number(db.prepare(`SELECT count(*) AS n FROM ${table}`).get()?.n ?? 0),
    apps: db
      .prepare(`SELECT DISTINCT app_id FROM ${table} ORDER BY app_id`)
      .all()
      .map(({ app_id }) => String(app_id)),
  };
}

function where(conditions: readonly (readonly [string, SqlValue])[]): string {
  return conditions.length === 0 ? '' : ` WHERE ${conditions.map(([sql]) => sql).join(' AND ')}`;
}
