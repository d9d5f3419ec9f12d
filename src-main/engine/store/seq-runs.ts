import type { Seq } from '../../contract/ids';
import type { Hole } from './worker-messages';

/**
 * Which seqs are kept: all from `first` to `last` but for a few holes. Gives each kept seq a position without a scan:
 * the number of kept seqs below it since the numbering began. Trimming never changes a position.
 */
export class SeqRuns {
  first: Seq = 0;
  last: Seq = 0;
  private readonly from: Seq[] = [];
  private readonly to: Seq[] = [];
  /** Seqs in holes up to and including this one. */
  private readonly missing: number[] = [];

  /** Holes come in order. */
  addHole(hole: Hole): void {
    const newest = this.to[this.to.length - 1] ?? 0;
    if (hole.from > newest && hole.to >= hole.from) {
      this.from.push(hole.from);
      this.to.push(hole.to);
      this.missing.push((this.missing[this.missing.length - 1] ?? 0) + hole.to - hole.from + 1);
    }
  }

  /** Position of a seq; of one in a hole or past the end, the position of the next seq that is or will be kept. */
  position(seq: Seq): number {
    const index = this.holesBefore(seq);
    const before = index === 0 ? 0 : (this.missing[index - 1] as number);
    const hole = this.from[index];
    return hole !== undefined && seq >= hole ? hole - before : seq - before;
  }

  /** The kept seq at a position of `position`. */
  seqAt(position: number): Seq {
    let low = 0;
    let high = this.to.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.to[middle] as number) + 1 - (this.missing[middle] as number) <= position) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return position + (low === 0 ? 0 : (this.missing[low - 1] as number));
  }

  has(seq: Seq): boolean {
    if (seq < this.first || seq > this.last || this.first === 0) {
      return false;
    }
    const hole = this.from[this.holesBefore(seq)];
    return hole === undefined || seq < hole;
  }

  /** Kept seqs above `after`. */
  count(after: Seq = 0): number {
    return this.first === 0
      ? 0
      : Math.max(0, this.position(this.last + 1) - this.position(Math.max(this.first, after + 1)));
  }

  /** Number of holes that end before `seq`. */
  private holesBefore(seq: Seq): number {
    let low = 0;
    let high = this.to.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.to[middle] as number) < seq) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
