import type { ReaderCall, WriterToReader } from './worker-messages';
import type { ViewId } from '../../contract/ids';
import { limits } from '../../contract/limits';
import { ProblemError } from '../../contract/problem';
import type { ViewOpen, Window } from '../../contract/view';
import { openDatabase } from './driver';
import type { Database } from './driver';
import { EntryRows } from './entry-rows';
import { NameTexts } from './name-texts';
import { WholeView } from './open-view';
import type { OpenView } from './open-view';
import { prepareReading } from './schema';
import { SeqRuns } from './seq-runs';
import type { Bodies } from './store';

const bodiesBytes = 8_388_608;

/** One read-only connection to a capture, its open views and what is asked of them. All methods are synchronous. */
export class CaptureReading {
  readonly views = new Map<ViewId, OpenView>();
  private readonly db: Database;
  private readonly kept = new SeqRuns();
  private readonly names: NameTexts;
  private readonly entries: EntryRows;

  constructor(path: string) {
    this.db = openDatabase(path, { readOnly: true });
    prepareReading(this.db);
    this.names = new NameTexts(this.db);
    this.entries = new EntryRows(this.db, this.names);
    for (const hole of this.db.prepare('SELECT from_seq, to_seq FROM hole ORDER BY from_seq').all()) {
      this.kept.addHole({ from: Number(hole.from_seq), to: Number(hole.to_seq) });
    }
    const range = this.db.prepare('SELECT (SELECT min(seq) FROM entry) AS first, (SELECT max(seq) FROM entry) AS last').get();
    this.kept.first = Number(range?.first ?? 0);
    this.kept.last = Number(range?.last ?? 0);
  }

  /** Takes in what the writer committed; the views have to be advanced afterwards. */
  committed(notice: Extract<WriterToReader, { type: 'committed' }>): void {
    for (const hole of notice.holes) {
      this.kept.addHole(hole);
    }
    this.kept.first = notice.firstSeq;
    this.kept.last = Math.max(this.kept.last, notice.lastSeq);
  }

  answer(call: ReaderCall): unknown {
    switch (call.name) {
      case 'openView':
        return this.openView(call.input);
      case 'rows':
        return this.rows(this.view(call.input.viewId), call.input.from, call.input.count);
      case 'bodies':
        return this.bodies(this.view(call.input.viewId), call.input.from, call.input.count);
      case 'locate':
        return this.view(call.input.viewId).locate(call.input.seq);
      case 'body':
        return this.entries.body(call.input.seq);
      default:
        throw new ProblemError('not-supported', `The reader does not answer ${call.name} yet.`);
    }
  }

  closeView(viewId: ViewId): void {
    this.views.get(viewId)?.close();
    this.views.delete(viewId);
  }

  close(): void {
    this.db.close();
  }

  private openView(input: { viewId: ViewId; filter: string; after: number }): ViewOpen {
    const view = new WholeView(input.viewId, input.after, this.kept);
    this.views.set(input.viewId, view);
    return { ...view.state(), problems: [] };
  }

  private view(viewId: ViewId): OpenView {
    const view = this.views.get(viewId);
    if (view === undefined) {
      throw new ProblemError('not-found', 'This view is closed.', 'Open it again.');
    }
    return view;
  }

  private rows(view: OpenView, from: number, count: number): Window {
    const asked = view.seqs(from, Math.min(count, limits.windowRows));
    const rows = this.entries.rows(asked.seqs);
    // The writer may have trimmed the oldest already and its notice be on the way: rows then start later.
    const start = asked.from + (asked.seqs.length - rows.length);
    return { state: view.state(), from: start, rows };
  }

  private bodies(view: OpenView, from: number, count: number): Bodies {
    const asked = view.seqs(from, Math.min(count, limits.windowRows));
    const rows = this.entries.rows(asked.seqs);
    const start = asked.from + (asked.seqs.length - rows.length);
    let bytes = 0;
    let taken = 0;
    while (taken < rows.length && (taken === 0 || bytes + (rows[taken]?.sizeBytes ?? 0) <= bodiesBytes)) {
      bytes += rows[taken]?.sizeBytes ?? 0;
      taken += 1;
    }
    const entries = this.entries.entries(rows.slice(0, taken).map((row) => row.seq));
    return { state: view.state(), from: start, entries };
  }
}

