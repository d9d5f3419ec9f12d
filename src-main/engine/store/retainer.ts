import type { Seq } from '../../contract/ids';
import type { Database, Statement } from './driver';
import { readNumber } from './file-schema';
import type { StoredNames } from './stored-names';
import { nameEpochSeqs } from './stored-names';
import type { Ties } from './ties';
import type { Hole, Retention } from './worker-messages';

/** Entries deleted at a time. Deleting a thousand takes less than a millisecond, so it can ride on a batch. */
const sliceEntries = 1_000;
/** A slice of large bodies is made smaller: freeing their pages means reading them. */
const sliceBytes = 16_777_216;
/** What an entry takes besides its body. */
const rowBytes = 150;
/** Slices deleted beyond as many entries as were written, so that what is over goes down. */
const slicesAhead = 2;
/** More in one transaction while somebody waits for the capture to be cleared. */
const slicesToForget = 20;
const walPagesMax = 16_384;

/** Deletes the oldest entries, a slice at a time, inside the writer's transactions. */
export class Retainer {
  private readonly deleteEntries: Statement;
  private readonly deleteBodies: Statement;
  private readonly deleteHoles: Statement;
  private readonly firstEntry: Statement;
  private readonly oldest: Statement;
  private readonly sizeBefore: Statement;
  private readonly pageCount: Statement;
  private readonly freePages: Statement;
  private readonly pageBytes: number;
  private first: Seq;
  private committedFirst: Seq;
  /** Seqs between first and last that are in no row. */
  private holeSeqs: number;
  private committedHoleSeqs: number;
  private prunedAt: Seq;
  /** Entries before this one were asked to be forgotten. */
  private forgotten: Seq = 0;

  constructor(
    private readonly db: Database,
    private retention: Retention,
    private readonly names: StoredNames,
    private readonly ties: Ties,
  ) {
    this.deleteEntries = db.prepare('DELETE FROM entry WHERE seq < ?');
    this.deleteBodies = db.prepare('DELETE FROM body WHERE seq < ?');
    this.deleteHoles = db.prepare('DELETE FROM hole WHERE to_seq < ?');
    this.firstEntry = db.prepare('SELECT seq, at_us FROM entry ORDER BY seq LIMIT 1');
    this.oldest = db.prepare('SELECT seq, at_us, size FROM entry ORDER BY seq LIMIT ?');
    this.sizeBefore = db.prepare('SELECT sum(size) AS bytes FROM entry WHERE seq < ?');
    this.pageCount = db.prepare('PRAGMA page_count');
    this.freePages = db.prepare('PRAGMA freelist_count');
    this.pageBytes = readNumber(db, 'PRAGMA page_size');
    this.first = readNumber(db, 'SELECT min(seq) FROM entry');
    this.holeSeqs = this.countHoleSeqs();
    this.committedFirst = this.first;
    this.committedHoleSeqs = this.holeSeqs;
    this.prunedAt = this.first;
  }

  /** 0 if nothing is kept. */
  get firstSeq(): Seq {
    return this.committedFirst;
  }

  change(retention: Retention): void {
    this.retention = retention;
  }

  /** Deletes what is older in the transactions that follow. */
  forget(before: Seq): void {
    this.forgotten = Math.max(this.forgotten, before);
  }

  /** True while there is more to forget. */
  get isForgetting(): boolean {
    return this.committedFirst !== 0 && this.committedFirst < this.forgotten;
  }

  /** Only inside a transaction, after its rows are inserted. */
  retain(lastSeq: Seq, written: number, nowMs: number, newHoles: readonly Hole[]): void {
    for (const hole of newHoles) {
      this.holeSeqs += hole.to - hole.from + 1;
    }
    if (this.first === 0) {
      this.first = readFirst(this.firstEntry).seq;
    }
    const slices = slicesAhead + Math.ceil(written / sliceEntries) + (this.isForgetting ? slicesToForget : 0);
    for (let slice = 0; slice < slices && this.first !== 0; slice += 1) {
      const upTo = this.sliceEnd(lastSeq, nowMs);
      if (upTo <= this.first) {
        break;
      }
      this.deleteEntries.run(upTo);
      this.deleteBodies.run(upTo);
      this.first = readFirst(this.firstEntry).seq;
      if (this.deleteHoles.run(this.first).changes > 0) {
        this.holeSeqs = this.countHoleSeqs();
      }
    }
    this.prune();
  }

  committed(): void {
    this.committedFirst = this.first;
    this.committedHoleSeqs = this.holeSeqs;
  }

  rolledBack(): void {
    this.first = this.committedFirst;
    this.holeSeqs = this.committedHoleSeqs;
  }

  /**
   * SQLite copies the log back by itself at every 2,000 pages, but cannot start it over while somebody reads. Past the
   * bound it waits for a moment without readers.
   */
  tidy(): void {
    const row = this.db.prepare('PRAGMA wal_checkpoint(PASSIVE)').get();
    if (typeof row?.log === 'number' && row.log > walPagesMax) {
      this.db.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get();
    }
  }

  /** First seq that is to stay after the next slice; `first` or less if nothing has to go. The newest entry stays. */
  private sliceEnd(lastSeq: Seq, nowMs: number): Seq {
    if (this.first < this.forgotten) {
      return Math.min(this.first + sliceEntries, this.forgotten, lastSeq);
    }
    const surplus = lastSeq - this.first + 1 - this.holeSeqs - this.retention.entries;
    if (surplus > 0) {
      let upTo = this.first + Math.min(surplus, sliceEntries);
      while (upTo > this.first + 1 && Number(this.sizeBefore.get(upTo)?.bytes ?? 0) > sliceBytes) {
        upTo = this.first + Math.ceil((upTo - this.first) / 4);
      }
      return Math.min(upTo, lastSeq);
    }
    const excessBytes = this.usedBytes() - this.retention.bytes;
    const oldMs = nowMs - this.retention.ms;
    if (excessBytes <= 0 && readFirst(this.firstEntry).atMs >= oldMs) {
      return 0;
    }
    return Math.min(this.endOfOldest(excessBytes, oldMs), lastSeq);
  }

  /** By age and bytes each entry counts: a few old or large ones must not take young ones with them. */
  private endOfOldest(excessBytes: number, oldMs: number): Seq {
    let removedBytes = 0;
    let upTo = this.first;
    for (const row of this.oldest.all(sliceEntries)) {
      const isOld = Number(row.at_us) / 1_000 < oldMs;
      if (!isOld && removedBytes >= Math.min(excessBytes, sliceBytes)) {
        break;
      }
      removedBytes += Number(row.size) + rowBytes;
      upTo = Number(row.seq) + 1;
      if (removedBytes >= sliceBytes) {
        break;
      }
    }
    return upTo;
  }

  private usedBytes(): number {
    const pages = Number(this.pageCount.get()?.page_count ?? 0);
    return (pages - Number(this.freePages.get()?.freelist_count ?? 0)) * this.pageBytes;
  }

  private countHoleSeqs(): number {
    return readNumber(this.db, 'SELECT sum(to_seq - from_seq + 1) FROM hole');
  }

  /** Ties and names are small and few: once in a while is enough. */
  private prune(): void {
    const isForgotten = this.first >= this.forgotten && this.prunedAt < this.forgotten;
    if (!isForgotten && this.first - this.prunedAt < nameEpochSeqs / 4) {
      return;
    }
    this.prunedAt = this.first;
    this.ties.pruneBefore(this.first);
    this.names.pruneBefore(this.first);
  }
}

function readFirst(statement: Statement): { seq: Seq; atMs: number } {
  const row = statement.get();
  return { seq: Number(row?.seq ?? 0), atMs: Number(row?.at_us ?? Number.POSITIVE_INFINITY) / 1_000 };
}
