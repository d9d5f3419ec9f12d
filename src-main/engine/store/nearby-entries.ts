import type { EntryBody, Row } from '../../contract/entry';
import { entryKinds } from '../../contract/entry';
import type { Seq } from '../../contract/ids';
import { limits } from '../../contract/limits';
import type { Database, Statement } from './driver';
import type { EntryRows } from './entry-rows';
import type { RelatedEntries } from './related-entries';

/** What the way of a message is worked out from. */
export interface Nearby {
  readonly entry: EntryBody;
  /** Messages around it with its event name, or its very bytes, the entry among them; in order. */
  readonly alike: readonly EntryBody[];
  /** What follows from the same cause, the entry among them; in order. */
  readonly related: readonly Row[];
  /** Nothing was left out of `alike`, to both sides as far as limits.linkSpanMs. */
  readonly isWhole: boolean;
}

/** Further in the capture than this nothing is looked for. */
const stretch = 50_000;
const sideways = limits.linkCandidates / 2;

/** Finds messages that may be the same as one, a bounded stretch around it. Only when somebody asks. */
export class NearbyEntries {
  private readonly facts: Statement;
  private readonly before: Statement;
  private readonly after: Statement;
  private readonly edge: Statement;

  constructor(
    db: Database,
    private readonly entries: EntryRows,
    private readonly related: RelatedEntries,
  ) {
    const kinds = (['publish', 'deliver', 'client'] as const).map((kind) => entryKinds.indexOf(kind)).join(', ');
    this.facts = db.prepare('SELECT event, size, at_us FROM entry WHERE seq = ?');
    // Name 0 is no name: without one only the bytes tell.
    const alike = `SELECT seq, size FROM entry WHERE seq BETWEEN ? AND ? AND kind IN (${kinds}) AND abs(at_us - ?) <= ?
         AND ((event = ? AND event <> 0) OR (size = ? AND size > 0
           AND (SELECT raw FROM body WHERE seq = entry.seq) IS (SELECT raw FROM body WHERE seq = ?)))`;
    this.before = db.prepare(`${alike} ORDER BY seq DESC LIMIT ${sideways + 1}`);
    this.after = db.prepare(`${alike} ORDER BY seq LIMIT ${sideways + 1}`);
    this.edge = db.prepare(
      'SELECT (SELECT at_us FROM entry WHERE seq >= ? ORDER BY seq LIMIT 1) AS low, (SELECT at_us FROM entry WHERE seq <= ? ORDER BY seq DESC LIMIT 1) AS high',
    );
  }

  /** null if the entry is not kept (any more). */
  of(seq: Seq, firstKept: Seq): Nearby | null {
    const facts = this.facts.get(seq);
    const entry = this.entries.body(seq);
    if (facts === undefined || entry === null) {
      return null;
    }
    const { event = 0, size = 0, at_us: atUs = 0 } = facts;
    const spanUs = limits.linkSpanMs * 1_000;
    const [low, high] = [seq - stretch, seq + stretch];
    const common = [atUs, spanUs, event, size, seq] as const;
    const before = this.before.all(low, seq - 1, ...common);
    // With the entry itself, if it is a message.
    const after = this.after.all(seq, high, ...common);
    const isCut =
      Math.max(before.length, after.length) > sideways || this.isNarrow(low, high, Number(atUs), spanUs, firstKept);
    let bytes = 0;
    const found = [...before.slice(0, sideways).reverse(), ...after.slice(0, sideways)];
    const fitting = found.filter((one) => {
      bytes += Number(one.size);
      return bytes <= limits.linkBytes || one.seq === seq;
    });
    return {
      entry,
      alike: this.entries.entries(fitting.map((one) => Number(one.seq))),
      related: this.entries.rows(this.related.of(seq)),
      isWhole: !isCut && fitting.length === found.length,
    };
  }

  /** Whether the stretch ends before the span of time does. */
  private isNarrow(low: Seq, high: Seq, atUs: number, spanUs: number, firstKept: Seq): boolean {
    const edge = this.edge.get(low, high);
    const isShortBelow = low > firstKept && atUs - Number(edge?.low ?? atUs) < spanUs;
    const isShortAbove = Number(edge?.high ?? atUs) - atUs < spanUs && this.facts.get(high + 1) !== undefined;
    return isShortBelow || isShortAbove;
  }
}
