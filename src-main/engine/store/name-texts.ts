import { limits } from '../../contract/limits';
import type { Database, SqlValue, Statement } from './driver';

/** Texts of name ids. Ids are never reused, so what is remembered stays true. */
export class NameTexts {
  private readonly select: Statement;
  private readonly known = new Map<number, string>();

  constructor(db: Database) {
    this.select = db.prepare('SELECT text FROM name WHERE id = ?');
  }

  /** '' for id 0 and for a name that is gone. */
  text(id: SqlValue | undefined): string {
    if (typeof id !== 'number' || id === 0) {
      return '';
    }
    return this.known.get(id) ?? this.read(id);
  }

  private read(id: number): string {
    const text = this.select.get(id)?.text;
    if (typeof text !== 'string') {
      return '';
    }
    if (this.known.size >= limits.internedNames) {
      this.known.clear();
    }
    this.known.set(id, text);
    return text;
  }
}
