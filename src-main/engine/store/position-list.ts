import type { Seq } from '../../contract/ids';
import type { Place } from '../../contract/view';

/**
 * Position of the first entry that comes after a view was opened. Older ones count down from it, newer ones up, so
 * that neither completing backwards nor trimming ever changes a position, and none is negative.
 */
export const positionBase = 2 ** 40;

/**
 * A view that had to be opened again (its reader died, or the capture was set aside) goes on above all positions it had
 * before, so that nobody takes an old row for a new one.
 */
export const reopenedBy = 2 ** 41;

/** Seqs of a view by position: grows at both ends, is trimmed at the old one. Packed, eight bytes a seq. */
export class PositionList {
  constructor(private readonly base: number = positionBase) {}

  /** Newest first. */
  private older = new Float64Array(1_024);
  private olderCount = 0;
  /** Oldest first. */
  private newer = new Float64Array(1_024);
  private newerCount = 0;
  /** Seqs trimmed off `newer`; the array itself is moved up now and then. */
  private newerTrimmed = 0;
  private newerMoved = 0;

  get first(): number {
    return this.olderCount > 0 ? this.base - this.olderCount : this.base + this.newerTrimmed;
  }

  get length(): number {
    return this.olderCount + this.newerCount - this.newerTrimmed;
  }

  /** Ascending seqs, all below those that are there. */
  addOlder(seqs: readonly Seq[]): void {
    this.older = grown(this.older, this.olderCount + seqs.length);
    for (let index = seqs.length - 1; index >= 0; index -= 1) {
      this.older[this.olderCount] = seqs[index] as number;
      this.olderCount += 1;
    }
  }

  /** Ascending seqs, all above those that are there. */
  addNewer(seqs: readonly Seq[]): void {
    this.newer = grown(this.newer, this.newerCount - this.newerMoved + seqs.length);
    for (const seq of seqs) {
      this.newer[this.newerCount - this.newerMoved] = seq;
      this.newerCount += 1;
    }
  }

  /** The newest seq gives way to a newer one. Only if there is one. */
  replaceNewest(seq: Seq): void {
    if (this.newerCount > this.newerTrimmed) {
      this.newer[this.newerCount - 1 - this.newerMoved] = seq;
    } else {
      this.older[0] = seq;
    }
  }

  /** Lets go of seqs below `firstKept`; true if there were any. */
  trim(firstKept: Seq): boolean {
    const before = this.length;
    while (this.olderCount > 0 && (this.older[this.olderCount - 1] as number) < firstKept) {
      this.olderCount -= 1;
    }
    if (this.olderCount === 0) {
      while (this.newerTrimmed < this.newerCount && this.newerAt(this.newerTrimmed) < firstKept) {
        this.newerTrimmed += 1;
      }
      this.moveUp();
    }
    return this.length !== before;
  }

  at(position: number): Seq {
    return position < this.base ? (this.older[this.base - 1 - position] as number) : this.newerAt(position - this.base);
  }

  locate(seq: Seq): Place {
    const end = this.first + this.length;
    let low = this.first;
    let high = end;
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if (this.at(middle) < seq) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return { position: low < end && this.at(low) === seq ? low : null, nearest: low };
  }

  private newerAt(index: number): Seq {
    return this.newer[index - this.newerMoved] as number;
  }

  private moveUp(): void {
    const idle = this.newerTrimmed - this.newerMoved;
    if (idle > 65_536 && idle > this.newer.length / 2) {
      this.newer.copyWithin(0, idle, this.newerCount - this.newerMoved);
      this.newerMoved = this.newerTrimmed;
    }
  }
}

function grown(array: Float64Array<ArrayBuffer>, length: number): Float64Array<ArrayBuffer> {
  if (length <= array.length) {
    return array;
  }
  const larger = new Float64Array(Math.max(length, array.length * 2));
  larger.set(array);
  return larger;
}
