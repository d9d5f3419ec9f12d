import { entryKinds } from '../../contract/entry';
import type { Seq } from '../../contract/ids';
import type { Changes } from '../../contract/note';
import type { Database, Statement } from './driver';
import type { NameTexts } from './name-texts';

/** One question counts so many entries at most: it must not keep a window waiting. */
const stretch = 50_000;
const most = 500;

/** Counts what came after an entry. */
export class ChangesSince {
  private readonly counts: Statement;
  private readonly entries: Statement;

  constructor(
    db: Database,
    private readonly names: NameTexts,
  ) {
    this.counts = db.prepare(
      `SELECT kind, channel, event, count(*) AS count FROM entry
        WHERE seq BETWEEN ? AND ? AND kind <> ${entryKinds.indexOf('ping')}
        GROUP BY kind, channel, event ORDER BY count DESC LIMIT ${most}`,
    );
    this.entries = db.prepare('SELECT count(*) AS count FROM entry WHERE seq BETWEEN ? AND ?');
  }

  of(after: Seq, last: Seq): Changes {
    const to = Math.min(last, after + stretch);
    return {
      counts: this.counts.all(after + 1, to).map(({ kind, channel, event, count }) => ({
        kind: entryKinds[Number(kind)] ?? 'note',
        channel: this.names.text(Number(channel)),
        event: this.names.text(Number(event)),
        count: Number(count),
      })),
      entries: Number(this.entries.get(after + 1, to)?.count ?? 0),
      countedTo: to < last ? to : null,
    };
  }
}
