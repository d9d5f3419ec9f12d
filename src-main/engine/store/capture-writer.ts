import { entryKinds } from '../../contract/entry';
import type { Seq } from '../../contract/ids';
import { limits } from '../../contract/limits';
import type { Database, Statement } from './driver';
import { readNumber } from './file-schema';
import type { NameLog } from './name-log';
import type { BatchColumns, PackedBatch } from './packed-batch';
import { noNumber, viewColumns } from './packed-batch';
import { Retainer } from './retainer';
import { RowInserter } from './row-inserter';
import { searchBytes } from './search-text';
import { StoredNames } from './stored-names';
import { summaryOf } from './summary';
import { Ties } from './ties';
import type { Hole, Retention } from './worker-messages';

/** What a transaction changed. */
export interface Committed {
  readonly firstSeq: Seq;
  readonly lastSeq: Seq;
  readonly holes: readonly Hole[];
  readonly hasNewTies: boolean;
}

/** Writes batches into an open, prepared database. Everything it throws left the database as it was. */
export class CaptureWriter {
  private readonly entries: RowInserter;
  private readonly bodies: RowInserter;
  private readonly names: StoredNames;
  private readonly ties: Ties;
  private readonly retainer: Retainer;
  private readonly insertHole: Statement;
  private readonly begin: Statement;
  private readonly commit: Statement;
  private readonly rollback: Statement;
  private storedSeq: Seq;

  constructor(
    private readonly db: Database,
    retention: Retention,
    names: NameLog,
  ) {
    this.entries = new RowInserter(db, 'entry', 17);
    this.bodies = new RowInserter(db, 'body (seq, raw, search, detail)', 4);
    this.names = new StoredNames(db, names);
    this.ties = new Ties(db);
    this.insertHole = db.prepare('INSERT OR REPLACE INTO hole (from_seq, to_seq) VALUES (?, ?)');
    this.begin = db.prepare('BEGIN IMMEDIATE');
    this.commit = db.prepare('COMMIT');
    this.rollback = db.prepare('ROLLBACK');
    this.storedSeq = readNumber(db, "SELECT value FROM meta WHERE key = 'lastSeq'");
    this.storedSeq = Math.max(this.storedSeq, readNumber(db, 'SELECT max(seq) FROM entry'));
    this.retainer = new Retainer(db, retention, this.names, this.ties);
  }

  get lastSeq(): Seq {
    return this.storedSeq;
  }

  get firstSeq(): Seq {
    return this.retainer.firstSeq;
  }

  get isForgetting(): boolean {
    return this.retainer.isForgetting;
  }

  retain(retention: Retention): void {
    this.retainer.change(retention);
  }

  forget(before: Seq): void {
    this.retainer.forget(before);
  }

  /** One transaction for all of them. An empty list tests whether writing works. */
  write(batches: readonly PackedBatch[], nowMs: number): Committed {
    const before = this.storedSeq;
    const holes: Hole[] = [];
    let hasNewTies = false;
    try {
      this.begin.run();
      for (const batch of batches) {
        const hole = this.noteHole(batch.firstSeq);
        if (hole !== null) {
          holes.push(hole);
        }
        hasNewTies = this.insertBatch(batch) || hasNewTies;
        this.storedSeq = batch.firstSeq + batch.count - 1;
      }
      this.entries.flush();
      this.bodies.flush();
      const written = batches.reduce((sum, { count }) => sum + count, 0);
      this.retainer.retain(this.storedSeq, written, nowMs, holes);
      this.commit.run();
    } catch (error) {
      this.storedSeq = before;
      this.undo();
      throw error;
    }
    this.retainer.committed();
    return { firstSeq: this.retainer.firstSeq, lastSeq: this.storedSeq, holes, hasNewTies };
  }

  /** Whether there is space for more than a drop: throws what SQLite throws if not. */
  probe(): void {
    this.db.exec("INSERT OR REPLACE INTO meta (key, value) VALUES ('probe', zeroblob(262144))");
    this.db.exec("DELETE FROM meta WHERE key = 'probe'");
  }

  /** Between transactions, when there is time: keeps the write-ahead log from growing behind busy readers. */
  tidy(): void {
    this.retainer.tidy();
  }

  private undo(): void {
    this.entries.forget();
    this.bodies.forget();
    this.names.forgetIds();
    this.retainer.rolledBack();
    try {
      this.rollback.run();
    } catch {
      // SQLite rolls back by itself after some errors; then there is nothing left to undo.
    }
  }

  private noteHole(firstSeq: Seq): Hole | null {
    if (this.storedSeq === 0 || firstSeq === this.storedSeq + 1) {
      return null;
    }
    const hole = { from: this.storedSeq + 1, to: firstSeq - 1 };
    this.insertHole.run(hole.from, hole.to);
    return hole;
  }

  private insertBatch(batch: PackedBatch): boolean {
    const columns = viewColumns(batch.columns, limits.batchEntries);
    const bytes = Buffer.from(batch.bytes);
    this.names.learn(batch);
    let hasNewTies = false;
    for (let at = 0; at < batch.count; at += 1) {
      hasNewTies = this.insertEntry(columns, bytes, at, batch.firstSeq + at) || hasNewTies;
    }
    return hasNewTies;
  }

  private insertEntry(columns: BatchColumns, bytes: Buffer, at: number, seq: Seq): boolean {
    const kind = columns.kind[at] as number;
    const bodyStart = columns.offset[at] as number;
    const bodyEnd = bodyStart + (columns.bodyBytes[at] as number);
    const detailEnd = bodyEnd + (columns.detailBytes[at] as number);
    const summaryEnd = detailEnd + (columns.summaryBytes[at] as number);
    const raw = bodyEnd > bodyStart ? bytes.subarray(bodyStart, bodyEnd) : null;
    const detail = detailEnd > bodyEnd ? bytes.toString('utf8', bodyEnd, detailEnd) : null;
    const protocol = this.names.id(columns.protocol[at] as number);
    const app = this.names.id(columns.app[at] as number);
    const channel = this.names.id(columns.channel[at] as number);
    const connection = columns.connection[at] as number;
    const summary =
      summaryEnd > detailEnd
        ? bytes.toString('utf8', detailEnd, summaryEnd)
        : summaryOf(entryKinds[kind] ?? 'note', raw, detail);
    const values = this.entries.values;
    values.push(
      seq,
      Math.round((columns.atMs[at] as number) * 1_000),
      kind,
      columns.action[at] as number,
      columns.direction[at] as number,
      protocol,
      app,
      channel,
      this.names.id(columns.event[at] as number),
      connection === 0 ? null : connection,
      columns.sizeBytes[at] as number,
      nullAt(columns.cause[at], 0),
      nullAt(columns.matched[at], noNumber),
      nullAt(columns.excluded[at], 0),
      nullAt(columns.code[at], noNumber),
      summary,
      this.names.id(columns.source[at] as number),
    );
    this.entries.added();
    if (raw !== null || detail !== null) {
      this.bodies.values.push(seq, raw, raw === null ? null : searchBytes(raw), detail);
      this.bodies.added();
    }
    const action = columns.action[at] as number;
    const atMs = columns.atMs[at] as number;
    return this.ties.take({
      seq,
      atMs,
      kind,
      action,
      connection,
      protocol,
      app,
      channel,
      detail: () => parseDetail(detail),
    });
  }
}

function nullAt(value: number | undefined, none: number): number | null {
  return value === undefined || value === none ? null : value;
}

function parseDetail(detail: string | null): Readonly<Record<string, unknown>> {
  try {
    return detail === null ? {} : (JSON.parse(detail) as Record<string, unknown>);
  } catch {
    return {};
  }
}
