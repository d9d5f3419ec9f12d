import type { EntryKind, Row } from '../../../src-main/contract/entry';

/** Rows kept around the reader: far more than a screen, far less than a capture. */
const keptRows = 4_000;

/** Kinds that never fold. */
const single: ReadonlySet<EntryKind> = new Set(['subscribe', 'auth', 'presence', 'connection', 'gap', 'note']);

/** Rows of one view by their absolute position. */
export class RowCache {
  private readonly rows = new Map<number, Row>();
  /** Positions whose rows are shown and have to be asked for again. */
  private readonly doubted = new Set<number>();

  get(position: number): Row | undefined {
    return this.rows.get(position);
  }

  add(from: number, rows: readonly Row[]): void {
    for (const [index, row] of rows.entries()) {
      // A row that is the same stays the same object, so that it is not painted again.
      const known = this.rows.get(from + index);
      const isSame = known?.seq === row.seq && known.folded?.count === row.folded?.count && known.twinMs === row.twinMs;
      if (!isSame) this.rows.set(from + index, row);
      this.doubted.delete(from + index);
    }
  }

  /** If a run of alike entries may begin or end at a position, its row is asked for again and shown until then. */
  doubtRun(position: number): void {
    const kind = this.rows.get(position)?.kind;
    if (kind !== undefined && !single.has(kind)) this.doubted.add(position);
  }

  /** The run of positions in [from, to) from the first that is missing to behind the last one; null if none is. */
  missing(from: number, to: number): readonly [number, number] | null {
    let start = from;
    while (start < to && this.isKnown(start)) start += 1;
    let end = to;
    while (end > start && this.isKnown(end - 1)) end -= 1;
    return start < end ? [start, end] : null;
  }

  /** Lets go of what is furthest from a position if there is too much. */
  trimAround(position: number): void {
    if (this.rows.size <= keptRows) return;
    const kept = keptRows / 2;
    for (const one of this.rows.keys()) {
      if (Math.abs(one - position) > kept / 2) this.rows.delete(one);
    }
  }

  private isKnown(position: number): boolean {
    return this.rows.has(position) && !this.doubted.has(position);
  }
}
