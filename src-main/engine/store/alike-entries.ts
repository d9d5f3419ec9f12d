import { entryKinds } from '../../contract/entry';
import type { Seq } from '../../contract/ids';
import { limits } from '../../contract/limits';
import type { Previous, Twin } from '../../contract/twins';
import type { Database, SqlRow, Statement } from './driver';
import type { EntryRows } from './entry-rows';
import { sameContent } from './same-content';

/** One question looks at so many entries at most: it must not keep a window waiting. */
const stretch = 100_000;
const atOnce = 64;
const twinStretch = 10_000;
const messages: ReadonlySet<number> = new Set(
  (['publish', 'deliver', 'client'] as const).map((kind) => entryKinds.indexOf(kind)),
);

/** Finds entries that are like one, before it and around it. */
export class AlikeEntries {
  private readonly facts: Statement;
  private readonly before: Statement;
  private readonly around: Statement;
  private readonly isSame: (one: Seq, other: Seq) => boolean;

  constructor(
    db: Database,
    private readonly entries: EntryRows,
  ) {
    const alike = 'kind = ? AND source = ? AND app = ? AND channel = ? AND event = ?';
    this.facts = db.prepare(
      'SELECT kind, source, app, channel, event, size, at_us, connection FROM entry WHERE seq = ?',
    );
    this.before = db.prepare(
      `SELECT seq, at_us FROM entry WHERE seq BETWEEN ? AND ? AND ${alike} ORDER BY seq DESC LIMIT ${atOnce}`,
    );
    this.around = db.prepare(
      `SELECT seq, at_us FROM entry WHERE seq BETWEEN ? AND ? AND ${alike} AND size = ? AND connection IS ?
         AND abs(at_us - ?) <= ? ORDER BY seq LIMIT ${atOnce}`,
    );
    this.isSame = sameContent(db);
  }

  /** `before`: where the search goes on, null for its start. `firstKept`: there is nothing older. */
  previous(seq: Seq, before: Seq | null, firstKept: Seq): Previous {
    const facts = this.facts.get(seq);
    const none = { row: null, skipped: 0, skippedMs: null, searchedTo: null };
    if (facts === undefined) {
      return none;
    }
    const end = (before ?? seq) - 1;
    const from = Math.max(firstKept, end - stretch + 1);
    const found = this.before.all(from, end, ...namesOf(facts));
    let skipped = 0;
    let skippedMs: number | null = null;
    for (const one of found) {
      if (!this.isSame(Number(one.seq), seq)) {
        const [row = null] = this.entries.rows([Number(one.seq)]);
        return { row, skipped, skippedMs, searchedTo: Number(one.seq) };
      }
      skipped += 1;
      skippedMs ??= (Number(facts.at_us) - Number(one.at_us)) / 1_000;
    }
    const last = found[atOnce - 1];
    const searchedTo = last === undefined ? from : Number(last.seq);
    return { ...none, skipped, skippedMs, searchedTo: searchedTo <= firstKept ? null : searchedTo };
  }

  twins(seq: Seq): readonly Twin[] {
    const facts = this.facts.get(seq);
    if (facts === undefined || !messages.has(Number(facts.kind))) {
      return [];
    }
    const range = [seq - twinStretch, seq + twinStretch] as const;
    const { size = 0, connection = null, at_us: atUs = 0 } = facts;
    return this.around
      .all(...range, ...namesOf(facts), size, connection, atUs, limits.twinMs * 1_000)
      .filter((one) => Number(one.seq) === seq || this.isSame(Number(one.seq), seq))
      .map((one) => ({ seq: Number(one.seq), atMs: Number(one.at_us) / 1_000 }));
  }
}

function namesOf({ kind = 0, source = 0, app = 0, channel = 0, event = 0 }: SqlRow) {
  return [kind, source, app, channel, event] as const;
}
