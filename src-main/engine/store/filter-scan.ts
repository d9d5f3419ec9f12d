import type { Seq } from '../../contract/ids';
import type { Database, Statement } from './driver';
import type { FilterSql } from './filter-sql';

/** Runs a filter over ranges of seqs. */
export class FilterScan {
  private sql = '';
  private statement: Statement | null = null;

  constructor(
    private readonly db: Database,
    private readonly filter: FilterSql,
  ) {}

  /** Ascending seqs in [from, to] that match. */
  matches(from: Seq, to: Seq): Seq[] {
    const { sql, values } = this.filter.condition();
    const statement = this.prepared(sql);
    const { matches } = this.filter;
    if (matches === null) {
      const found = statement.get(from, from, to, ...values)?.seqs;
      return typeof found === 'string' ? parseSeqs(found, from) : [];
    }
    const seqs: Seq[] = [];
    for (const { seq, raw } of statement.all(from, to, ...values)) {
      if (matches(raw instanceof Uint8Array ? raw : new Uint8Array(0))) {
        seqs.push(Number(seq));
      }
    }
    return seqs;
  }

  private prepared(condition: string): Statement {
    if (this.statement === null || condition !== this.sql) {
      const { needsBody, matches } = this.filter;
      // Ascending, so that the join finds each body right behind the one before. One value for all seqs costs an
      // eighth of a row for each.
      const body = needsBody ? ' LEFT JOIN body b ON b.seq = e.seq' : '';
      const what = matches === null ? "group_concat(e.seq - ?, ',') AS seqs" : 'e.seq, b.raw';
      this.statement = this.db.prepare(
        `SELECT ${what} FROM entry e${body} WHERE e.seq BETWEEN ? AND ? AND ${condition}`,
      );
      this.sql = condition;
    }
    return this.statement;
  }
}

/** `0,3,17` as seqs from a base, ascending. */
function parseSeqs(text: string, base: Seq): Seq[] {
  const seqs: Seq[] = [];
  let value = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0x2c) {
      seqs.push(base + value);
      value = 0;
    } else {
      value = value * 10 + code - 0x30;
    }
  }
  seqs.push(base + value);
  return seqs;
}
