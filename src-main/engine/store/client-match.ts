import { entryKinds } from '../../contract/entry';
import type { ClientTerm } from '../../contract/filter';
import type { Database, Statement } from './driver';
import { IdSet } from './id-set';
import { escapeLike } from './name-match';

/** More connections than this are too many to follow one by one; the filter says so. */
export const maxClients = 200;

const deliver = entryKinds.indexOf('deliver');
const client = entryKinds.indexOf('client');

/** The connections a `client:` term means, and the condition for what concerns them. */
export class ClientMatch {
  private readonly ids: IdSet;
  private readonly bySocket: Statement;
  private readonly byUser: Statement;
  private lastId = 0;
  /** There were more than maxClients; the newest were taken. */
  isTooWide = false;

  constructor(
    db: Database,
    private readonly term: ClientTerm,
  ) {
    this.ids = new IdSet(db);
    this.bySocket = db.prepare(
      "SELECT id FROM connection WHERE id > ? AND socket_id LIKE ? ESCAPE '\\' ORDER BY id DESC LIMIT ?",
    );
    this.byUser = db.prepare(
      "SELECT id FROM connection WHERE user = ? COLLATE NOCASE AND user <> '' ORDER BY id DESC LIMIT ?",
    );
  }

  /** Takes in connections and users that became known since the last call. */
  refresh(): void {
    this.take(this.byUser.all(this.term.client, maxClients + 1));
    const rows = this.bySocket.all(this.lastId, `%${escapeLike(this.term.client)}%`, maxClients + 1);
    this.lastId = Math.max(this.lastId, Number(rows[0]?.id ?? 0));
    this.take(rows);
  }

  /**
   * What the connection caused, and what was delivered while it was subscribed. A delivery it was left out of is not
   * its own, nor is one to another connection alone.
   */
  sql(): string {
    return `(${this.ids.sql('e.connection')} OR ((e.kind = ${client} OR (e.kind = ${deliver} AND e.connection IS NULL)) AND EXISTS (
      SELECT 1 FROM subscription s WHERE ${this.ids.sql('s.connection')} AND s.channel = e.channel AND s.app = e.app
        AND s.from_seq < e.seq AND (s.to_seq IS NULL OR s.to_seq > e.seq) AND s.connection IS NOT e.excluded)))`;
  }

  close(): void {
    this.ids.close();
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
