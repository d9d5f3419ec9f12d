import type { Seq } from '../../contract/ids';
import type { Database } from './driver';

/** Whether two entries say the same: the same bytes, and the same words about them. */
export function sameContent(db: Database): (one: Seq, other: Seq) => boolean {
  const compare = db.prepare(
    `SELECT a.summary = b.summary AND (SELECT raw FROM body WHERE seq = a.seq) IS (SELECT raw FROM body WHERE seq = b.seq)
       AS same FROM entry a, entry b WHERE a.seq = ? AND b.seq = ?`,
  );
  return (one, other) => compare.get(one, other)?.same === 1;
}
