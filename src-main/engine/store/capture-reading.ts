import type { Row } from '../../contract/entry';
import { parseFilter } from '../../contract/filter-text';
import type { ViewId } from '../../contract/ids';
import { limits } from '../../contract/limits';
import type { Problem } from '../../contract/problem';
import { ProblemError } from '../../contract/problem';
import type { Bodies, ViewLook, Window } from '../../contract/view';
import { AlikeEntries } from './alike-entries';
import { type Audiences, defineAudience } from './audience-function';
import { captureUse } from './capture-use';
import { ChangesSince } from './changes-since';
import type { Database } from './driver';
import { openDatabase } from './driver';
import { EntryRows } from './entry-rows';
import { FilterScan } from './filter-scan';
import { FilterSql } from './filter-sql';
import { FilteredView } from './filtered-view';
import { foldKeys } from './fold-keys';
import type { Run } from './folded-list';
import { KindTally } from './kind-tally';
import { NameTexts } from './name-texts';
import { NameUsage } from './name-usage';
import { NearbyEntries } from './nearby-entries';
import type { OpenView } from './open-view';
import { WholeView } from './open-view';
import { loadedPages, PageLoads } from './page-loads';
import { RelatedEntries } from './related-entries';
import { checkSchema, prepareReading } from './schema';
import { SeqRuns } from './seq-runs';
import { SubscriptionsQuery } from './subscriptions-at';
import { TwinMarks } from './twin-marks';
import type { ReaderCall, ReaderCalls, WriterToReader } from './worker-messages';

const bodiesBytes = 8_388_608;

/** One read-only connection to a capture, its open views and what is asked of them. All methods are synchronous. */
export class CaptureReading {
  readonly views = new Map<ViewId, OpenView>();
  private readonly db: Database;
  private readonly kept = new SeqRuns();
  private readonly entries: EntryRows;
  private readonly related: RelatedEntries;
  private readonly nearby: NearbyEntries;
  private readonly subscriptions: SubscriptionsQuery;
  private readonly changesSince: ChangesSince;
  private readonly usage: NameUsage;
  private readonly alike: AlikeEntries;
  private readonly names: NameTexts;
  private readonly twins = new Map<ViewId, TwinMarks>();
  private tally: KindTally | null = null;

  constructor(
    path: string,
    private readonly elapsedMs: () => number,
    private readonly audiences: Audiences,
  ) {
    this.db = openDatabase(path, { readOnly: true });
    checkSchema(this.db);
    prepareReading(this.db);
    defineAudience(this.db, audiences);
    const names = new NameTexts(this.db);
    this.names = names;
    this.entries = new EntryRows(this.db, names);
    this.related = new RelatedEntries(this.db);
    this.nearby = new NearbyEntries(this.db, this.entries, this.related);
    this.subscriptions = new SubscriptionsQuery(this.db, names);
    this.changesSince = new ChangesSince(this.db, names);
    this.usage = new NameUsage(this.db, names);
    this.alike = new AlikeEntries(this.db, this.entries);
    this.readKept();
  }

  /** Takes in what the writer committed; the views have to be advanced afterwards. */
  committed(notice: Extract<WriterToReader, { type: 'committed' }>): void {
    for (const hole of notice.holes) {
      this.kept.addHole(hole);
    }
    this.kept.first = notice.firstSeq;
    this.kept.last = Math.max(this.kept.last, notice.lastSeq);
  }

  /** After `committed`: takes what is new into the views and the counts. */
  advance(hasNewTies: boolean): void {
    for (const view of this.views.values()) {
      view.advance(hasNewTies);
    }
    this.tally?.advance();
  }

  /** Counts one slice of older entries, if anybody wants them counted. False if there is nothing left. */
  countOlder(): boolean {
    return this.tally?.searchOlder() ?? false;
  }

  /** Opens a view; unless it is complete at once, `searchOlder` has to be called until it is. */
  openView(input: ReaderCalls['openView']['input']): {
    readonly view: OpenView;
    readonly problems: readonly Problem[];
  } {
    const { filter, problems } = parseFilter(input.filter);
    this.closeView(input.viewId);
    if (input.look.marksTwins) {
      this.twins.set(input.viewId, new TwinMarks(this.db));
    }
    const loads = input.look.loads === undefined ? null : new PageLoads(this.db, input.look.loads);
    if (filter.terms.length === 0 && !isFolding(input.look)) {
      const view = new WholeView(input, this.kept, loads);
      this.views.set(input.viewId, view);
      return { view, problems };
    }
    const sql = new FilterSql(this.db, filter, input.nowMs, [...this.audiences.keys()]);
    const scan = new FilterScan(this.db, sql);
    const foldable = isFolding(input.look) ? foldKeys(this.db, input.look) : null;
    const view = new FilteredView(input, this.kept, sql, scan, this.elapsedMs, foldable, loads);
    this.views.set(input.viewId, view);
    return { view, problems: [...problems, ...sql.problems()] };
  }

  closeView(viewId: ViewId): void {
    this.views.get(viewId)?.close();
    this.views.delete(viewId);
    this.twins.delete(viewId);
  }

  answer(call: Exclude<ReaderCall, { name: 'openView' }>): unknown {
    switch (call.name) {
      case 'rows':
        return this.rows(call.input);
      case 'bodies':
        return this.bodies(call.input);
      case 'locate':
        return this.view(call.input.viewId).locate(call.input.seq);
      case 'body':
        return this.entries.body(call.input.seq);
      case 'related':
        return this.related.of(call.input.seq);
      case 'nearby':
        return this.nearby.of(call.input.seq, this.kept.first);
      case 'previous':
        return this.alike.previous(call.input.seq, call.input.before, this.kept.first);
      case 'changes':
        return this.changesSince.of(call.input.after, this.kept.last);
      case 'twins':
        return this.alike.twins(call.input.seq);
      case 'subscriptionsAt':
        return this.subscriptions.at(call.input.app, call.input.channels, call.input.seq);
      case 'channelsAt':
        return this.subscriptions.channels(call.input.app, call.input.seq);
      case 'countKinds':
        this.tally ??= new KindTally(this.db, this.kept);
        return this.tally.counts(call.input.after);
      case 'pages':
        return loadedPages(this.db, this.names);
      case 'use':
        return captureUse(this.db, this.kept);
      case 'completeName':
        return this.usage.complete(call.input.field, call.input.prefix);
    }
  }

  close(): void {
    this.db.close();
  }

  private readKept(): void {
    for (const hole of this.db.prepare('SELECT from_seq, to_seq FROM hole ORDER BY from_seq').all()) {
      this.kept.addHole({ from: Number(hole.from_seq), to: Number(hole.to_seq) });
    }
    const ends = this.db
      .prepare('SELECT (SELECT min(seq) FROM entry) AS first, (SELECT max(seq) FROM entry) AS last')
      .get();
    this.kept.first = Number(ends?.first ?? 0);
    this.kept.last = Number(ends?.last ?? 0);
  }

  private folded(row: Row, run: Run | null): Row {
    return run === null || run.count === 1
      ? row
      : { ...row, folded: { count: run.count, first: run.first, sinceMs: this.entries.atMs(run.first) ?? row.atMs } };
  }

  private view(viewId: ViewId): OpenView {
    const view = this.views.get(viewId);
    if (view === undefined) {
      throw new ProblemError('not-found', 'This view is closed.', 'Open it again.');
    }
    return view;
  }

  private rows(input: ReaderCalls['rows']['input']): Window {
    const view = this.view(input.viewId);
    const { from, rows } = this.found(view, input.from, input.count);
    return { state: view.state(), from, rows };
  }

  private bodies(input: ReaderCalls['bodies']['input']): Bodies {
    const view = this.view(input.viewId);
    const { from, rows } = this.found(view, input.from, input.count);
    let bytes = rows[0]?.sizeBytes ?? 0;
    let taken = Math.min(1, rows.length);
    for (let next = rows[taken]; next !== undefined && bytes + next.sizeBytes <= bodiesBytes; next = rows[taken]) {
      bytes += next.sizeBytes;
      taken += 1;
    }
    const entries = this.entries.entries(rows.slice(0, taken).map((row) => row.seq));
    return { state: view.state(), from, entries };
  }

  /** The writer may have trimmed the oldest already and its notice be on the way: rows then start later. */
  private found(view: OpenView, from: number, count: number): { from: number; rows: readonly Row[] } {
    const asked = view.seqs(from, Math.min(count, limits.windowRows));
    const rows = this.entries.rows(asked.seqs);
    const start = asked.from + asked.seqs.length - rows.length;
    const twins = this.twins.get(view.viewId)?.of(view, start, rows.length);
    return {
      from: start,
      rows: rows.map((row, index) => {
        const twinMs = twins?.get(row.seq);
        return this.folded(twinMs === undefined ? row : { ...row, twinMs }, view.run(start + index));
      }),
    };
  }
}

function isFolding({ foldsPings, foldsRepeats }: ViewLook): boolean {
  return foldsPings || foldsRepeats;
}
