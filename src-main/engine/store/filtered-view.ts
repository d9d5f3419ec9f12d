import type { Seq, ViewId } from '../../contract/ids';
import type { Place, ViewState } from '../../contract/view';
import type { FilterScan } from './filter-scan';
import type { FilterSql } from './filter-sql';
import type { Foldable, Run } from './folded-list';
import { FoldedList } from './folded-list';
import type { OpenView } from './open-view';
import type { PageLoads } from './page-loads';
import { PositionList, positionBase, reopenedBy } from './position-list';
import type { SeqRuns } from './seq-runs';
import type { ReaderCalls } from './worker-messages';

/** A slice of a search takes about so long; a window never waits for more than one. */
const sliceMs = 6;
const smallestSlice = 512;
const largestSlice = 131_072;

/** Entries that match a filter. Searches backwards from where it was opened, and tests what is new as it comes. */
export class FilteredView implements OpenView {
  readonly viewId: ViewId;
  private after: Seq;
  private readonly list: PositionList | FoldedList;
  private revision: number;
  /** Everything above this and up to `testedTo` has been tested. */
  private testedDownTo: Seq;
  private testedTo: Seq;
  private sliceSeqs = 8_192;

  constructor(
    input: ReaderCalls['openView']['input'],
    private readonly kept: SeqRuns,
    private readonly filter: FilterSql,
    private readonly scan: FilterScan,
    private readonly elapsedMs: () => number,
    /** null: every entry has a row of its own. */
    foldable: Foldable | null,
    private readonly loads: PageLoads | null,
  ) {
    this.viewId = input.viewId;
    this.after = input.after;
    const base = positionBase + input.openings * reopenedBy;
    this.list = foldable === null ? new PositionList(base) : new FoldedList(base, foldable);
    this.revision = input.revision + 1;
    this.testedTo = Math.max(kept.last, input.after);
    this.testedDownTo = this.testedTo;
    this.cut(0);
  }

  state(): ViewState {
    return {
      viewId: this.viewId,
      first: this.list.first,
      length: this.list.length,
      matches: this.list instanceof FoldedList ? this.list.matches : this.list.length,
      revision: this.revision,
      complete: this.testedDownTo <= this.lowest(),
      total: this.kept.count(),
      lastSeq: this.testedTo,
    };
  }

  seqs(from: number, count: number): { from: number; seqs: Seq[] } {
    const { first, length } = this.list;
    const start = Math.max(first, from);
    const end = Math.min(first + length, from + count);
    const seqs: Seq[] = [];
    for (let position = start; position < end; position += 1) {
      seqs.push(this.list.at(position));
    }
    return { from: start, seqs };
  }

  run(position: number): Run | null {
    return this.list instanceof FoldedList ? this.list.run(position) : null;
  }

  locate(seq: Seq): Place {
    return this.list.locate(seq);
  }

  advance(hasNewTies: boolean): void {
    this.revision += 1;
    this.filter.refresh(hasNewTies);
    const testedBefore = this.testedTo;
    while (this.testedTo < this.kept.last) {
      const to = Math.min(this.testedTo + largestSlice, this.kept.last);
      this.list.addNewer(this.found(this.testedTo + 1, to));
      this.testedTo = to;
    }
    if (hasNewTies) {
      this.cut(testedBefore + 1);
    }
    this.list.trim(this.lowest() + 1);
  }

  searchOlder(): boolean {
    const lowest = this.lowest();
    if (this.testedDownTo > lowest) {
      const from = Math.max(lowest + 1, this.testedDownTo - this.sliceSeqs + 1);
      const startMs = this.elapsedMs();
      this.list.addOlder(this.found(from, this.testedDownTo));
      this.adapt(this.elapsedMs() - startMs);
      this.testedDownTo = from - 1;
      this.revision += 1;
    }
    return this.testedDownTo > this.lowest();
  }

  close(): void {
    this.filter.close();
  }

  private found(from: Seq, to: Seq): readonly Seq[] {
    const matches = this.scan.matches(from, to);
    return this.loads?.withLoads(matches, from, to) ?? matches;
  }

  /** A page that was loaded from `from` on may end what is shown of the past. */
  private cut(from: Seq): void {
    this.after = Math.max(this.after, this.loads?.cut(from, this.testedTo) ?? 0);
  }

  /** Nothing at or below this is looked for. */
  private lowest(): Seq {
    return Math.max(this.after, this.kept.first - 1, 0);
  }

  private adapt(tookMs: number): void {
    if (tookMs < sliceMs / 2) {
      this.sliceSeqs = Math.min(largestSlice, this.sliceSeqs * 2);
    } else if (tookMs > sliceMs * 1.5) {
      this.sliceSeqs = Math.max(smallestSlice, Math.floor(this.sliceSeqs / 2));
    }
  }
}
