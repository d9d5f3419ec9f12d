import { entryActions, entryKinds } from '../../contract/entry';
import type { ConnectionId, Seq } from '../../contract/ids';
import { limits } from '../../contract/limits';
import type { Database, SqlValue, Statement } from './driver';
import { LoadMoments } from './load-moments';

const connectionKind = entryKinds.indexOf('connection');
const subscribeKind = entryKinds.indexOf('subscribe');
const authKind = entryKinds.indexOf('auth');
const open = entryActions.indexOf('open');
const close = entryActions.indexOf('close');
const subscribe = entryActions.indexOf('subscribe');
const unsubscribe = entryActions.indexOf('unsubscribe');

/** An entry as far as connections and subscriptions are worked out from it. Names are ids of the table `name`. */
export interface TieEntry {
  readonly seq: Seq;
  readonly atMs: number;
  readonly kind: number;
  readonly action: number;
  readonly connection: ConnectionId;
  readonly protocol: number;
  readonly app: number;
  readonly channel: number;
  /** Called only if the entry matters. */
  readonly detail: () => Readonly<Record<string, unknown>>;
}

/** Keeps the tables `connection` and `subscription`, which receipts and the filter `client:` are answered from. */
export class Ties {
  private readonly openConnection: Statement;
  private readonly closeConnection: Statement;
  private readonly closeSubscriptions: Statement;
  private readonly openSubscription: Statement;
  private readonly closeSubscription: Statement;
  private readonly nameUser: Statement;
  private readonly pruneSubscriptions: Statement;
  private readonly pruneConnections: Statement;
  private readonly moments = new LoadMoments();

  constructor(db: Database) {
    this.openConnection = db.prepare(
      `INSERT OR REPLACE INTO connection (id, protocol, app, socket_id, origin, user_agent, user, opened_seq, unsent_bytes, rights, address, load)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?, ?)`,
    );
    this.closeConnection = db.prepare(
      'UPDATE connection SET closed_seq = ?, last_written_seq = ?, unsent_bytes = ? WHERE id = ? AND closed_seq IS NULL',
    );
    this.closeSubscriptions = db.prepare('UPDATE subscription SET to_seq = ? WHERE connection = ? AND to_seq IS NULL');
    this.openSubscription = db.prepare(
      `INSERT INTO subscription (app, channel, from_seq, connection, user)
       SELECT ?1, ?2, ?3, ?4, ?5
       WHERE NOT EXISTS (SELECT 1 FROM subscription WHERE connection = ?4 AND channel = ?2 AND to_seq IS NULL)`,
    );
    this.closeSubscription = db.prepare(
      'UPDATE subscription SET to_seq = ? WHERE connection = ? AND channel = ? AND to_seq IS NULL',
    );
    this.nameUser = db.prepare("UPDATE connection SET user = ? WHERE id = ? AND user = ''");
    this.pruneSubscriptions = db.prepare('DELETE FROM subscription WHERE to_seq < ?');
    this.pruneConnections = db.prepare('DELETE FROM connection WHERE closed_seq < ?');
  }

  /** True if a tie changed. Only inside a transaction. */
  take(entry: TieEntry): boolean {
    if (entry.connection === 0) {
      return false;
    }
    if (entry.kind === subscribeKind) {
      return this.takeSubscription(entry);
    }
    if (entry.kind === connectionKind) {
      return this.takeConnection(entry);
    }
    return entry.kind === authKind ? this.takeUser(text(entry.detail().user), entry.connection) : false;
  }

  /** Deletes what ended before the oldest kept entry. Only inside a transaction. */
  pruneBefore(firstKept: Seq): void {
    this.pruneSubscriptions.run(firstKept);
    this.pruneConnections.run(firstKept);
  }

  private takeConnection(entry: TieEntry): boolean {
    const { seq, connection } = entry;
    if (entry.action === open) {
      const detail = entry.detail();
      const { socketId, user, rights } = detail;
      const [origin, userAgent, address] = [text(detail.origin), text(detail.userAgent), text(detail.remoteAddress)];
      const isLoad =
        origin !== '' &&
        userAgent !== '' &&
        this.moments.isLoad([entry.app, origin, userAgent, address].join('\n'), entry.atMs);
      this.openConnection.run(
        connection,
        entry.protocol,
        entry.app,
        text(socketId),
        origin,
        userAgent,
        text(user),
        seq,
        text(rights, limits.detailBytes),
        address,
        isLoad ? 1 : 0,
      );
      return true;
    }
    if (entry.action === close) {
      const { lastWrittenSeq, unsentBytes } = entry.detail();
      this.closeConnection.run(seq, count(lastWrittenSeq), count(unsentBytes), connection);
      this.closeSubscriptions.run(seq, connection);
      return true;
    }
    return false;
  }

  private takeSubscription(entry: TieEntry): boolean {
    const { seq, connection, channel } = entry;
    if (entry.action === subscribe) {
      const user = text(entry.detail().user);
      this.openSubscription.run(entry.app, channel, seq, connection, user);
      this.takeUser(user, connection);
      return true;
    }
    if (entry.action === unsubscribe) {
      this.closeSubscription.run(seq, connection, channel);
      return true;
    }
    return false;
  }

  private takeUser(user: string, connection: ConnectionId): boolean {
    if (user !== '') {
      this.nameUser.run(user, connection);
    }
    return user !== '';
  }
}

/** After a crash nothing told the end of what was open: it ends after the last stored seq. */
export function endOpenTies(db: Database, lastSeq: Seq): void {
  db.prepare('UPDATE subscription SET to_seq = ? WHERE to_seq IS NULL').run(lastSeq + 1);
  db.prepare('UPDATE connection SET closed_seq = ? WHERE closed_seq IS NULL').run(lastSeq + 1);
}

function text(value: unknown, maxChars = 1_024): string {
  return typeof value === 'string' ? value.replaceAll('\0', '\ufffd').slice(0, maxChars) : '';
}

function count(value: unknown): SqlValue {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : 0;
}
