import { agentWords } from '../../contract/agent-words';
import type { Seq } from '../../contract/ids';
import { limits } from '../../contract/limits';
import type { LoadedPage, LoadLook } from '../../contract/view';
import type { Database, SqlValue, Statement } from './driver';
import type { NameTexts } from './name-texts';

/** The page loads a view shows; see ViewLook.loads. */
export class PageLoads {
  readonly keeps: boolean;
  private readonly among: Statement;
  private readonly last: Statement;
  private readonly values: readonly SqlValue[];

  constructor(db: Database, { page, keeps }: LoadLook) {
    this.keeps = keeps;
    this.values = page === null ? [] : [page.app, page.origin, page.userAgent, page.address];
    const isOf =
      page === null
        ? ''
        : ' AND app = (SELECT id FROM name WHERE text = ?) AND origin = ? AND user_agent = ? AND address = ?';
    const where = `FROM connection WHERE load = 1 AND opened_seq BETWEEN ? AND ?${isOf}`;
    this.among = db.prepare(`SELECT opened_seq ${where} ORDER BY opened_seq`);
    this.last = db.prepare(`SELECT opened_seq ${where} ORDER BY opened_seq DESC LIMIT 1`);
  }

  /** Ascending seqs of what matches in [from, to] and of the loads there. */
  withLoads(matches: readonly Seq[], from: Seq, to: Seq): readonly Seq[] {
    const loads = this.among.all(from, to, ...this.values).map(({ opened_seq }) => Number(opened_seq));
    return loads.length === 0 ? matches : [...new Set([...matches, ...loads])].sort((one, other) => one - other);
  }

  /** Entries up to this one are out of a view of [from, to]; 0 for none. */
  cut(from: Seq, to: Seq): Seq {
    const newest = this.keeps ? undefined : this.last.get(from, to, ...this.values)?.opened_seq;
    return newest === undefined ? 0 : Number(newest) - 1;
  }
}

/** Pages that were loaded, the one loaded last first. */
export function loadedPages(db: Database, names: NameTexts): readonly LoadedPage[] {
  const pages = db.prepare(
    `SELECT app, origin, user_agent, address, count(*) AS loads, max(opened_seq) AS newest FROM connection
      WHERE load = 1 GROUP BY app, origin, user_agent, address ORDER BY newest DESC LIMIT ${limits.loadedPages}`,
  );
  return pages.all().map(({ app, origin, user_agent, address, loads, newest }) => ({
    page: {
      app: names.text(Number(app)),
      origin: String(origin),
      userAgent: String(user_agent),
      address: String(address),
    },
    agent: agentWords(String(user_agent)),
    loads: Number(loads),
    newestSeq: Number(newest),
  }));
}
