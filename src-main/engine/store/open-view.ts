import type { Seq, ViewId } from '../../contract/ids';
import type { Place, ViewState } from '../../contract/view';
import type { Run } from './folded-list';
import type { PageLoads } from './page-loads';
import { reopenedBy } from './position-list';
import type { SeqRuns } from './seq-runs';
import type { ReaderCalls } from './worker-messages';

/** A view as the reader keeps it: positions and the seqs at them. See contract/view.ts. */
export interface OpenView {
  readonly viewId: ViewId;
  state(): ViewState;
  /** The seqs at positions [from, from + count) as far as the view has them, and the position of the first. */
  seqs(from: number, count: number): { readonly from: number; readonly seqs: readonly Seq[] };
  /** The run at a position, null if this view folds none. */
  run(position: number): Run | null;
  locate(seq: Seq): Place;
  /** After a commit: takes in what is new and lets go of what is not kept any more. */
  advance(hasNewTies: boolean): void;
  /** Searches one slice of older entries; false if there is nothing left to search. */
  searchOlder(): boolean;
  close(): void;
}

/** All entries after one seq. Nothing is searched: positions are worked out from the seqs themselves. */
export class WholeView implements OpenView {
  readonly viewId: ViewId;
  private after: Seq;
  /** Added to the positions of SeqRuns. */
  private readonly offset: number;
  private revision: number;
  /** Page loads up to here were looked at. */
  private cutTo: Seq = 0;

  constructor(
    input: ReaderCalls['openView']['input'],
    private readonly kept: SeqRuns,
    private readonly loads: PageLoads | null,
  ) {
    this.viewId = input.viewId;
    this.after = input.after;
    this.offset = input.openings * reopenedBy;
    this.revision = input.revision + 1;
    this.advanceTo(kept.last);
  }

  state(): ViewState {
    const { kept, after } = this;
    return {
      viewId: this.viewId,
      first: this.offset + kept.position(Math.max(kept.first, after + 1)),
      length: kept.count(after),
      matches: kept.count(after),
      revision: this.revision,
      complete: true,
      total: kept.count(),
      lastSeq: kept.last,
    };
  }

  seqs(from: number, count: number): { from: number; seqs: Seq[] } {
    const { first, length } = this.state();
    const start = Math.max(first, from);
    const end = Math.min(first + length, from + count);
    const seqs: Seq[] = [];
    for (let position = start; position < end; position += 1) {
      seqs.push(this.kept.seqAt(position - this.offset));
    }
    return { from: start, seqs };
  }

  run(): null {
    return null;
  }

  locate(seq: Seq): Place {
    const { kept, after, offset } = this;
    const sought = Math.min(Math.max(seq, after + 1, kept.first), kept.last + 1);
    const nearest = offset + kept.position(sought);
    return { position: sought === seq && kept.has(seq) ? nearest : null, nearest };
  }

  advance(): void {
    this.revision += 1;
    this.advanceTo(this.kept.last);
  }

  searchOlder(): boolean {
    return false;
  }

  close(): void {}

  /** A page that was loaded may end what is shown of the past. */
  private advanceTo(last: Seq): void {
    this.after = Math.max(this.after, this.loads?.cut(this.cutTo + 1, last) ?? 0);
    this.cutTo = last;
  }
}
