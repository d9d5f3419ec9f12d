import type { Database, SqlRow } from '../store/driver';
import { inTransaction } from '../store/transaction';
import type { DatabaseAnswersOf, MinuteRow } from './database-messages';

export function minuteAnswers(db: Database): DatabaseAnswersOf<'minute'> {
  const write = db.prepare('INSERT OR REPLACE INTO minute (app, minute, run, counts, detail) VALUES (?, ?, ?, ?, ?)');
  const forget = db.prepare('DELETE FROM minute WHERE minute < ?');
  const read = (of: string) =>
    db.prepare(
      `SELECT app, minute, run, counts, detail FROM minute WHERE app ${of} AND minute >= ? AND minute < ? ORDER BY minute, run`,
    );
  const [readApp, readEach] = [read('= ?'), read("<> '*'")];
  const first = db.prepare('SELECT min(minute) AS minute FROM minute');
  return {
    'minute.write'({ rows, keepFrom }) {
      inTransaction(db, () => {
        for (const { app, minute, run, counts, detail } of rows) {
          write.run(app, minute, run, JSON.stringify(counts), detail === null ? null : JSON.stringify(detail));
        }
        forget.run(keepFrom);
      });
      return null;
    },
    'minute.read': ({ app, from, to }) =>
      (app === null ? readEach.all(from, to) : readApp.all(app, from, to)).map(rowOf),
    'minute.first': () => ({ minute: (first.get()?.minute as number | null | undefined) ?? null }),
  };
}

function rowOf({ app, minute, run, counts, detail }: SqlRow): MinuteRow {
  return {
    app: app as string,
    minute: minute as number,
    run: run as string,
    counts: JSON.parse(counts as string),
    detail: detail === null ? null : JSON.parse(detail as string),
  };
}
