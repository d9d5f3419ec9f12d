import { entryKinds } from '../../contract/entry';
import type { Seq } from '../../contract/ids';
import type { KindCounts } from '../../contract/kind-counts';
import type { Database, Statement } from './driver';
import { PositionList } from './position-list';
import type { SeqRuns } from './seq-runs';

/** Searched at once; a window never waits for longer than this takes. */
const sliceSeqs = 32_768;
const counted = ['refused', 'error', 'ping'] as const;

/** Knows where the entries of some kinds are, so that they are counted from any seq on without looking at them again. */
export class KindTally {
  private readonly lists = counted.map(() => new PositionList());
  private readonly find: Statement;
  /** Everything above the first and up to the second has been looked at. */
  private doneDownTo: Seq;
  private doneTo: Seq;

  constructor(
    db: Database,
    private readonly kept: SeqRuns,
  ) {
    const numbers = counted.map((kind) => entryKinds.indexOf(kind));
    this.find = db.prepare(
      `SELECT seq, kind FROM entry WHERE seq BETWEEN ? AND ? AND kind IN (${numbers.join(', ')}) ORDER BY seq`,
    );
    this.doneTo = kept.last;
    this.doneDownTo = kept.last;
  }

  /** Entries after a seq. */
  counts(after: Seq): KindCounts {
    const [refused = 0, error = 0, ping = 0] = this.lists.map(
      (list) => list.first + list.length - list.locate(after + 1).nearest,
    );
    return { refused, error, ping, complete: this.isComplete || this.doneDownTo <= after };
  }

  /** After a commit: takes in what is new and lets go of what is not kept any more. */
  advance(): void {
    for (const [index, seqs] of this.found(this.doneTo + 1, this.kept.last).entries()) {
      this.lists[index]?.addNewer(seqs);
    }
    this.doneTo = this.kept.last;
    for (const list of this.lists) {
      list.trim(this.kept.first);
    }
  }

  /** Looks at one slice of older entries; false if there are none left. */
  searchOlder(): boolean {
    if (this.isComplete) {
      return false;
    }
    const from = Math.max(this.kept.first, this.doneDownTo - sliceSeqs + 1);
    for (const [index, seqs] of this.found(from, this.doneDownTo).entries()) {
      this.lists[index]?.addOlder(seqs);
    }
    this.doneDownTo = from - 1;
    return !this.isComplete;
  }

  private get isComplete(): boolean {
    return this.doneDownTo < this.kept.first || this.kept.first === 0;
  }

  private found(from: Seq, to: Seq): Seq[][] {
    const seqs: Seq[][] = counted.map(() => []);
    for (const row of to < from ? [] : this.find.all(from, to)) {
      seqs[counted.indexOf(entryKinds[Number(row.kind)] as (typeof counted)[number])]?.push(Number(row.seq));
    }
    return seqs;
  }
}
