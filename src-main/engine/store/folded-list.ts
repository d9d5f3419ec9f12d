import type { Seq } from '../../contract/ids';
import type { Place } from '../../contract/view';
import { PositionList } from './position-list';

/** Into what an entry folds; null if it does not. Neighbours with the same key are one run. */
export type FoldKey = number | null;

/** The entry some others are joined to, with the key it has. */
export interface Neighbour {
  readonly seq: Seq;
  readonly key: FoldKey;
}

/**
 * Keys of ascending seqs, which are neighbours in the list. `older` stands before the first of them, `newer` behind the
 * last; what is alike to one gets its key.
 */
export type Foldable = (
  seqs: readonly Seq[],
  beside: { readonly older: Neighbour | null; readonly newer: Neighbour | null },
) => readonly FoldKey[];

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
  private newest: FoldKey = null;
  private oldest: FoldKey = null;

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
    const older = this.neighbour(this.all.first + this.all.length - 1, this.newest);
    const kinds = this.foldable(seqs, { older, newer: null });
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
    const kinds = this.foldable(seqs, { older: null, newer: this.neighbour(this.all.first, this.oldest) });
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

  private neighbour(position: number, key: FoldKey): Neighbour | null {
    return this.all.length === 0 ? null : { seq: this.all.at(position), key };
  }
}
