import { entryKinds } from '../../contract/entry';
import type { Seq } from '../../contract/ids';
import { limits } from '../../contract/limits';
import type { Database, Statement } from './driver';
import type { OpenView } from './open-view';
import { sameContent } from './same-content';

/** Rows looked at before those that are asked for. */
const lookBack = 500;
/** Further on than this, it starts anew rather than go through everything between. */
const mostAhead = 4_000;
const mostKept = 20_000;
/** Different messages of one channel, event, size and summary that are remembered at a time. */
const mostAlike = 4;

type Facts = readonly [seq: Seq, atUs: number, key: string];

interface Seen {
  readonly seq: Seq;
  readonly atUs: number;
}

/**
 * Which messages of a view came twice: the same app, channel, event and body within limits.twinMs, from the same sender.
 * Goes through each row of a stretch once, so that following the newest rows costs the same for each. Bodies are compared
 * only of those whose summaries, the first of what they say, are the same: each comparison is a read of the file.
 */
export class TwinMarks {
  private readonly facts: Statement;
  private readonly isSame: (one: Seq, other: Seq) => boolean;
  private from = 0;
  private to = 0;
  private marks = new Map<Seq, number>();
  private recent = new Map<string, Seen[]>();

  constructor(db: Database) {
    const message = (['publish', 'deliver', 'client'] as const).map((kind) => entryKinds.indexOf(kind)).join(', ');
    // What went to one connection alone is an answer to it, and two that ask get the same.
    const client = entryKinds.indexOf('client');
    this.facts = db.prepare(
      `SELECT json_group_array(json_array(e.seq, e.at_us,
         e.kind || ' ' || e.source || ' ' || e.app || ' ' || e.channel || ' ' || e.event || ' ' || e.size || ' ' || coalesce(e.connection, 0) || ' ' || e.summary))
         AS facts
       FROM json_each(?) j CROSS JOIN entry e ON e.seq = j.value
       WHERE e.kind IN (${message}) AND (e.connection IS NULL OR e.kind = ${client})`,
    );
    this.isSame = sameContent(db);
  }

  /** Of rows of [from, from + count): how long before one its twin came, ms. */
  of(view: OpenView, from: number, count: number): ReadonlyMap<Seq, number> {
    const end = from + count;
    const isNear = from >= this.from && from <= this.to && end - this.to <= mostAhead;
    if (!isNear || this.to - this.from > mostKept) {
      this.marks = new Map();
      this.recent = new Map();
      this.from = from;
      this.to = Math.max(view.state().first, from - lookBack);
    }
    if (end > this.to) {
      // The last row may be of a run that has grown since.
      const start = Math.max(view.state().first, this.to - 1);
      this.add(view.seqs(start, end - start).seqs);
      this.to = end;
    }
    return this.marks;
  }

  private add(seqs: readonly Seq[]): void {
    if (seqs.length === 0) {
      return;
    }
    const found = this.facts.get(JSON.stringify(seqs))?.facts;
    for (const [seq, atUs, key] of JSON.parse(String(found ?? '[]')) as Facts[]) {
      this.look(seq, atUs, key);
    }
  }

  private look(seq: Seq, atUs: number, key: string): void {
    const before = (this.recent.get(key) ?? []).filter(
      (one) => one.seq < seq && atUs - one.atUs <= limits.twinMs * 1_000,
    );
    const twin = [...before].reverse().find((one) => this.isSame(one.seq, seq));
    if (twin !== undefined) {
      this.marks.set(seq, (atUs - twin.atUs) / 1_000);
    }
    const others = twin === undefined ? before : before.filter((one) => one !== twin);
    // Put anew, so that what is oldest is first and can be let go.
    this.recent.delete(key);
    this.recent.set(key, [...others.slice(1 - mostAlike), { seq, atUs }]);
    for (const [oldKey, seen] of this.recent) {
      if (atUs - (seen.at(-1)?.atUs ?? 0) <= limits.twinMs * 1_000) {
        break;
      }
      this.recent.delete(oldKey);
    }
  }
}
