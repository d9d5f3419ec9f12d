import type { Database, SqlValue, Statement } from './driver';

const rowsAtOnce = 32;

/** Collects rows and inserts several with one statement, which costs half as much as one by one. */
export class RowInserter {
  private readonly many: Statement;
  private readonly one: Statement;
  private waiting: SqlValue[] = [];

  constructor(
    db: Database,
    into: string,
    private readonly width: number,
  ) {
    const row = `(${new Array(width).fill('?').join(', ')})`;
    this.one = db.prepare(`INSERT INTO ${into} VALUES ${row}`);
    this.many = db.prepare(`INSERT INTO ${into} VALUES ${new Array(rowsAtOnce).fill(row).join(', ')}`);
  }

  /** The array the values of the next row are pushed to; call `added` when all are there. */
  get values(): SqlValue[] {
    return this.waiting;
  }

  added(): void {
    if (this.waiting.length === this.width * rowsAtOnce) {
      this.many.run(...this.waiting);
      this.waiting.length = 0;
    }
  }

  flush(): void {
    for (let at = 0; at < this.waiting.length; at += this.width) {
      this.one.run(...this.waiting.slice(at, at + this.width));
    }
    this.waiting.length = 0;
  }

  /** After a rollback. */
  forget(): void {
    this.waiting.length = 0;
  }
}
