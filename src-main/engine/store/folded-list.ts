import type { Seq } from '../../contract/ids';
import type { Place } from '../../contract/view';
import { PositionList } from './position-list';

/** What of the seqs of a range may be folded, and into which kind of run: only alike neighbours fold. */
export type Foldable = (from: Seq, to: Seq) => ReadonlyMap<Seq, number>;

/** A run of entries shown as one row. */
export interface Run {
  readonly count: number;
  readonly first: Seq;
}

/**
 * As PositionList, with runs of alike entries at one position each. A run is told by its newest seq: so retention takes
 * its older part away without moving it, and older members that are found later do not move it either.
 */
export class FoldedList {
  private readonly all: PositionList;
  private readonly rows: PositionList;
  /** Into what the row at either end folds; null if it does not. */
  private newest: number | null = null;
  private oldest: number | null = null;

  constructor(
    base: number,
    private readonly foldable: Foldable,
  ) {
    this.all = new PositionList(base);
    this.rows = new PositionList(base);
  }

  get first(): number {
    return this.rows.first;
  }

  get length(): number {
    return this.rows.length;
  }

  /** Entries in all rows together. */
  get matches(): number {
    return this.all.length;
  }

  addNewer(seqs: readonly Seq[]): void {
    const kinds = this.kindsOf(seqs);
    const added: Seq[] = [];
    for (const [index, seq] of seqs.entries()) {
      const kind = kinds[index] ?? null;
      const isMore = kind !== null && kind === this.newest && this.rows.length + added.length > 0;
      if (!isMore) {
        added.push(seq);
      } else if (added.length > 0) {
        added[added.length - 1] = seq;
      } else {
        this.rows.replaceNewest(seq);
      }
      this.newest = kind;
    }
    if (this.rows.length === 0 && seqs.length > 0) {
      this.oldest = kinds[0] ?? null;
    }
    this.rows.addNewer(added);
    this.all.addNewer(seqs);
  }

  addOlder(seqs: readonly Seq[]): void {
    const kinds = this.kindsOf(seqs);
    const added: Seq[] = [];
    if (this.rows.length === 0 && seqs.length > 0) {
      this.newest = kinds[seqs.length - 1] ?? null;
    }
    for (let index = seqs.length - 1; index >= 0; index -= 1) {
      const kind = kinds[index] ?? null;
      const isMore = kind !== null && kind === this.oldest && this.rows.length + added.length > 0;
      if (!isMore) {
        added.push(seqs[index] as Seq);
      }
      this.oldest = kind;
    }
    this.rows.addOlder(added.reverse());
    this.all.addOlder(seqs);
  }

  trim(firstKept: Seq): boolean {
    this.all.trim(firstKept);
    const isLess = this.rows.trim(firstKept);
    if (isLess) {
      this.oldest = null;
    }
    if (this.rows.length === 0) {
      this.newest = null;
    }
    return isLess;
  }

  at(position: number): Seq {
    return this.rows.at(position);
  }

  /** An entry inside a run is where the run is. */
  locate(seq: Seq): Place {
    const { nearest } = this.rows.locate(seq);
    return { position: this.all.locate(seq).position === null ? null : nearest, nearest };
  }

  /** The run at a position; of one entry if it is none. */
  run(position: number): Run {
    const before =
      position > this.rows.first ? this.all.locate(this.rows.at(position - 1)).nearest : this.all.first - 1;
    const end = this.all.locate(this.rows.at(position)).nearest;
    return { count: end - before, first: this.all.at(before + 1) };
  }

  private kindsOf(seqs: readonly Seq[]): readonly (number | null)[] {
    const first = seqs[0];
    const last = seqs[seqs.length - 1];
    if (first === undefined || last === undefined) {
      return [];
    }
    const kinds = this.foldable(first, last);
    return seqs.map((seq) => kinds.get(seq) ?? null);
  }
}
