import type { Seq } from '../../contract/ids';
import { limits } from '../../contract/limits';
import type { Database, Statement } from './driver';

/** What follows from an entry comes soon after it; looking further would mean a scan of the whole capture. */
const followingSeqs = 50_000;

/** An entry's cause and everything that shares it, in order. */
export class RelatedEntries {
  private readonly causeOf: Statement;
  private readonly sharing: Statement;

  constructor(db: Database) {
    this.causeOf = db.prepare('SELECT cause FROM entry WHERE seq = ?');
    this.sharing = db.prepare(
      'SELECT seq FROM entry WHERE seq BETWEEN ? AND ? AND (cause = ? OR seq = ?) ORDER BY seq LIMIT ?',
    );
  }

  /** Empty if the entry is not kept any more. */
  of(seq: Seq): Seq[] {
    const row = this.causeOf.get(seq);
    if (row === undefined) {
      return [];
    }
    const root = typeof row.cause === 'number' ? row.cause : seq;
    const found = this.sharing.all(root, root + followingSeqs, root, root, limits.relatedEntries);
    return found.map((one) => Number(one.seq));
  }
}
