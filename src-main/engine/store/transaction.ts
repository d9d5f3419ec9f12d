import type { Database } from './driver';

/** All of it, or nothing. Throws what `work` throws. */
export function inTransaction(db: Database, work: () => void): void {
  db.exec('BEGIN IMMEDIATE');
  try {
    work();
    db.exec('COMMIT');
  } catch (error) {
    try {
      db.exec('ROLLBACK');
    } catch {
      // SQLite rolls back by itself after some errors.
    }
    throw error;
  }
}
