import { entryKinds } from '../../contract/entry';
import type { ClientTerm } from '../../contract/filter';
import { getsFunction } from './audience-function';
import type { Database, Statement } from './driver';
import { IdSet } from './id-set';
import { escapeLike } from './name-match';

/** More connections than this are too many to follow one by one; the filter says so. */
export const maxClients = 200;

const deliver = entryKinds.indexOf('deliver');
const client = entryKinds.indexOf('client');

const nameOf = (column: string) => `(SELECT text FROM name WHERE id = ${column})`;

/** Of a subscription and a delivery, by its publish: that one says whether it was private. */
const gets = `${getsFunction}(${nameOf('e.protocol')}, ${nameOf('s.channel')}, c.rights, ${nameOf('e.channel')},
  (SELECT detail FROM body WHERE seq = e.cause))`;

/** The connections a `client:` term means, and the condition for what concerns them. */
export class ClientMatch {
  private readonly ids: IdSet;
  private readonly bySocket: Statement;
  private readonly byUser: Statement;
  private readonly byName: Statement;
  private readonly ruledIds: IdSet;
  private lastId = 0;
  /** There were more than maxClients; the newest were taken. */
  isTooWide = false;

  constructor(
    db: Database,
    private readonly term: ClientTerm,
    private readonly ruled: readonly string[],
  ) {
    this.ids = new IdSet(db);
    this.ruledIds = new IdSet(db);
    this.byName = db.prepare('SELECT id FROM name WHERE text = ?');
    this.bySocket = db.prepare(
      "SELECT id FROM connection WHERE id > ? AND socket_id LIKE ? ESCAPE '\\' ORDER BY id DESC LIMIT ?",
    );
    this.byUser = db.prepare(
      "SELECT id FROM connection WHERE user = ? COLLATE NOCASE AND user <> '' ORDER BY id DESC LIMIT ?",
    );
  }

  /** Takes in connections and users that became known since the last call. */
  refresh(): void {
    for (const protocol of this.ruled) {
      const id = this.byName.get(protocol)?.id;
      if (id !== undefined) this.ruledIds.add(Number(id));
    }
    this.take(this.byUser.all(this.term.client, maxClients + 1));
    const rows = this.bySocket.all(this.lastId, `%${escapeLike(this.term.client)}%`, maxClients + 1);
    this.lastId = Math.max(this.lastId, Number(rows[0]?.id ?? 0));
    this.take(rows);
  }

  /**
   * What the connection caused, and what was delivered while it was subscribed. A delivery it was left out of is not
   * its own, nor is one to another connection alone. Where a protocol says itself who gets what, it is asked.
   */
  sql(): string {
    const isRuled = this.ruledIds.sql('e.protocol');
    const subscribed = `WHERE ${this.ids.sql('s.connection')} AND s.app = e.app
        AND s.from_seq < e.seq AND (s.to_seq IS NULL OR s.to_seq > e.seq) AND s.connection IS NOT e.excluded`;
    return `(${this.ids.sql('e.connection')} OR ((e.kind = ${client} OR (e.kind = ${deliver} AND e.connection IS NULL))
      AND CASE WHEN e.source = 0 AND ${isRuled} THEN EXISTS (
          SELECT 1 FROM subscription s LEFT JOIN connection c ON c.id = s.connection ${subscribed} AND ${gets})
        ELSE EXISTS (SELECT 1 FROM subscription s ${subscribed} AND s.channel = e.channel) END))`;
  }

  close(): void {
    this.ids.close();
    this.ruledIds.close();
  }

  private take(rows: readonly { readonly id?: unknown }[]): void {
    for (const { id } of rows) {
      if (this.ids.size >= maxClients) {
        this.isTooWide = true;
        return;
      }
      this.ids.add(Number(id));
    }
  }
}
