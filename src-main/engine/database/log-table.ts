import type { Database } from '../store/driver';
import { inTransaction } from '../store/transaction';
import type { DatabaseAnswersOf } from './database-messages';

/** Lists of texts that only grow at their end, each keeping its newest. */
export function logAnswers(db: Database): DatabaseAnswersOf<'log'> {
  const read = db.prepare('SELECT text FROM log WHERE name = ? ORDER BY n');
  const last = db.prepare('SELECT max(n) AS n FROM log WHERE name = ?');
  const insert = db.prepare('INSERT INTO log (name, n, text) VALUES (?, ?, ?)');
  const trim = db.prepare('DELETE FROM log WHERE name = ? AND n <= ?');
  return {
    'log.read': ({ name }) => ({ texts: read.all(name).map(({ text }) => String(text)) }),
    'log.append'({ name, texts, keep }) {
      inTransaction(db, () => {
        let n = Number(last.get(name)?.n ?? 0);
        for (const text of texts) {
          n += 1;
          insert.run(name, n, text);
        }
        trim.run(name, n - keep);
      });
      return null;
    },
  };
}
