import type { Seq } from '../../contract/ids';
import { limits } from '../../contract/limits';
import type { Database, SqlRow, SqlValue, Statement } from './driver';
import type { NameTexts } from './name-texts';
import { storableText } from './storable-text';
import type { StoredConnection, SubscriptionsAt } from './store';

/** Who was subscribed when. An interval is open from the entry after `from_seq` to the one before `to_seq`. */
export class SubscriptionsQuery {
  private readonly nameId: Statement;
  private readonly select: Statement;
  private readonly occupied: Statement;

  constructor(
    db: Database,
    private readonly names: NameTexts,
  ) {
    this.nameId = db.prepare('SELECT id FROM name WHERE text = ?');
    this.select = db.prepare(
      `SELECT s.connection, s.user AS subscribed_as, c.protocol, c.socket_id, c.origin, c.user_agent, c.user,
              c.opened_seq, c.closed_seq, c.last_written_seq, c.unsent_bytes, c.rights
       FROM subscription s LEFT JOIN connection c ON c.id = s.connection
       WHERE s.app = ? AND s.channel = ? AND s.from_seq < ? AND (s.to_seq IS NULL OR s.to_seq > ?)
       ORDER BY s.connection`,
    );
    this.occupied = db.prepare(
      'SELECT DISTINCT channel FROM subscription WHERE app = ? AND from_seq < ? AND (to_seq IS NULL OR to_seq > ?)',
    );
  }

  at(app: string, channels: readonly string[], seq: Seq): SubscriptionsAt[] {
    const appId = this.id(app);
    return channels.map((channel) => {
      const rows = this.select.all(appId, this.id(channel), seq, seq);
      return { channel, connections: rows.map((row) => this.connection(row, app)) };
    });
  }

  /** Channels of one app that somebody was subscribed to. */
  channels(app: string, seq: Seq): string[] {
    return this.occupied.all(this.id(app), seq, seq).map((row) => this.names.text(row.channel));
  }

  private connection(row: SqlRow, app: string): StoredConnection {
    return {
      id: Number(row.connection),
      protocol: this.names.text(row.protocol),
      app,
      socketId: text(row.socket_id),
      origin: text(row.origin),
      userAgent: text(row.user_agent),
      openedSeq: Number(row.opened_seq ?? 0),
      closedSeq: numberOrNull(row.closed_seq),
      lastWrittenSeq: numberOrNull(row.last_written_seq),
      unsentBytes: Number(row.unsent_bytes ?? 0),
      user: text(row.subscribed_as) || text(row.user),
      rights: text(row.rights),
    };
  }

  /** -1 for a name that is not known; 0 is the empty one. */
  private id(name: string): number {
    return name === '' ? 0 : Number(this.nameId.get(storableText(name, limits.nameChars))?.id ?? -1);
  }
}

function text(value: SqlValue | undefined): string {
  return typeof value === 'string' ? value : '';
}

function numberOrNull(value: SqlValue | undefined): number | null {
  return typeof value === 'number' ? value : null;
}
