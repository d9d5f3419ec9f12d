import type { Database, Statement } from './driver';

/** Up to so many ids stand in the SQL itself, where comparing is cheapest. */
const inlineIds = 100;
let lastSlot = 0;

/** The temporary table behind larger sets. */
export const idSetSchema =
  'CREATE TEMP TABLE id_set (slot INTEGER NOT NULL, id INTEGER NOT NULL, PRIMARY KEY (slot, id)) WITHOUT ROWID';

/** A growing set of ids as part of a condition. */
export class IdSet {
  private readonly ids = new Set<number>();
  private readonly slot: number;
  private insert: Statement | null = null;

  constructor(private readonly db: Database) {
    lastSlot += 1;
    this.slot = lastSlot;
  }

  get size(): number {
    return this.ids.size;
  }

  add(id: number): void {
    if (this.ids.has(id)) {
      return;
    }
    this.ids.add(id);
    if (this.ids.size === inlineIds + 1) {
      this.insert = this.db.prepare('INSERT OR IGNORE INTO temp.id_set (slot, id) VALUES (?, ?)');
      for (const earlier of this.ids) {
        this.insert.run(this.slot, earlier);
      }
    } else {
      this.insert?.run(this.slot, id);
    }
  }

  /** `column` is in the set. The text changes while the set is small and grows. */
  sql(column: string): string {
    if (this.insert !== null) {
      return `EXISTS (SELECT 1 FROM temp.id_set WHERE slot = ${this.slot} AND id = ${column})`;
    }
    return this.ids.size === 0 ? 'FALSE' : `${column} IN (${[...this.ids].join(', ')})`;
  }

  close(): void {
    if (this.insert !== null) {
      this.db.prepare('DELETE FROM temp.id_set WHERE slot = ?').run(this.slot);
    }
  }
}
