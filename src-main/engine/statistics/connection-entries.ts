import type { ConnectionId } from '../../contract/ids';
import { limits } from '../../contract/limits';
import type { EntriesPage, EntriesQuery } from '../../contract/statistics';
import type { EntryInput, EntryObserver } from '../capture/recorder';
import type { Clock, Timer } from '../clock';
import type { SecondDatabase } from '../database/create-database';
import type { NewStatisticsEntry } from '../database/database-messages';
import { utcText } from '../database/utc-text';
import { channelsOf } from './channels-of';

export interface EntriesOptions {
  readonly clock: Clock;
  readonly database: Pick<SecondDatabase, 'call'>;
  /** A row an app is written each time this is over. */
  readonly intervalMs: number;
  /** Older rows are deleted. */
  readonly keptMs: number;
  /** Told of the rows of each interval when they are written. */
  readonly onRows?: (rows: readonly NewStatisticsEntry[]) => void;
}

interface AppCount {
  /** Connections that count now, and how many of them most at once since the last row. */
  readonly counted: Set<ConnectionId>;
  peak: number;
  websocket: number;
  api: number;
}

const protocol = 'pusher';

/**
 * Fills the table websockets_statistics_entries by the rules of laravel-websockets 1.14, as recorded from it
 * (docs/protocols/pusher.md, "Connection statistics"). Counts as entries are recorded, in constant time.
 */
export class ConnectionEntries implements EntryObserver {
  private readonly apps = new Map<string, AppCount>();
  /** Channels each open connection is on. */
  private readonly channels = new Map<ConnectionId, number>();
  private readonly timer: Timer;
  /** Rows that could not be written, oldest first. */
  private unwritten: readonly NewStatisticsEntry[] = [];

  constructor(private readonly options: EntriesOptions) {
    // That the database cannot be written is told by the minutes, which go there more often. The rows are tried again.
    this.timer = options.clock.setInterval(() => void this.cut().catch(() => {}), options.intervalMs);
  }

  take(entry: EntryInput): void {
    if (entry.protocol !== protocol || entry.kind === 'deliver' || entry.app === undefined || entry.app === '') {
      return;
    }
    const { connection } = entry;
    if (connection === undefined) {
      if (entry.kind === 'publish' && !isOwn(entry)) {
        this.count(entry.app).api += channelsOf(entry.channel ?? '').length;
      }
      return;
    }
    if (entry.kind === 'connection') {
      this.connection(entry, entry.app, connection);
    } else if (entry.direction === 'up' && isHandled(entry)) {
      this.count(entry.app).websocket += 1;
      if (entry.kind === 'subscribe') {
        const by = entry.action === 'subscribe' ? 1 : -1;
        this.channels.set(connection, (this.channels.get(connection) ?? 0) + by);
      }
    }
  }

  /** Writes a row for each app, and begins anew with the connections that are on a channel. Rejects with a ProblemError. */
  async cut(): Promise<void> {
    const { clock, database, keptMs } = this.options;
    const nowMs = clock.nowMs();
    const at = utcText(nowMs);
    const entries: NewStatisticsEntry[] = [];
    for (const [app_id, count] of this.apps) {
      entries.push({
        app_id,
        peak_connection_count: count.peak,
        websocket_message_count: count.websocket,
        api_message_count: count.api,
        created_at: at,
        updated_at: at,
      });
      for (const connection of count.counted) {
        if ((this.channels.get(connection) ?? 0) === 0) count.counted.delete(connection);
      }
      count.peak = count.counted.size;
      count.websocket = 0;
      count.api = 0;
    }
    const rows = [...this.unwritten, ...entries];
    if (rows.length === 0) return;
    this.unwritten = [];
    try {
      await database.call('entry.add', { entries: rows, keepFrom: utcText(nowMs - keptMs) });
    } catch (error) {
      this.unwritten = [...rows, ...this.unwritten].slice(-limits.unwrittenEntries);
      throw error;
    }
    this.options.onRows?.(rows);
  }

  async list(query: EntriesQuery): Promise<EntriesPage> {
    const { intervalMs, keptMs, database } = this.options;
    return { ...(await database.call('entry.list', query)), intervalMs, keptMs };
  }

  close(): void {
    this.timer.cancel();
  }

  private connection({ action }: EntryInput, app: string, connection: ConnectionId): void {
    const count = this.count(app);
    if (action === 'open') {
      count.counted.add(connection);
      count.peak = Math.max(count.peak, count.counted.size);
    } else if (action === 'close') {
      count.counted.delete(connection);
      this.channels.delete(connection);
    }
  }

  private count(app: string): AppCount {
    let count = this.apps.get(app);
    if (count === undefined) {
      count = { counted: new Set(), peak: 0, websocket: 0, api: 0 };
      this.apps.set(app, count);
    }
    return count;
  }
}

/**
 * Messages of clients that laravel-websockets handles: all but those that are no message, and subscriptions it turns
 * away. It passes over what it does not know and counts it; a client event counts even where they are off.
 */
function isHandled({ kind, action, event, detail }: EntryInput): boolean {
  switch (kind) {
    case 'subscribe':
    case 'client':
    case 'auth':
      return true;
    case 'ping':
      // Control frames of the WebSocket are not messages.
      return event?.startsWith('pusher:') === true;
    case 'refused':
      return (
        action === 'client' || action === 'request' || (action === 'subscribe' && detail?.check === 'subscription')
      );
    default:
      return false;
  }
}

/** What was sent from Hubbub itself came by no request. */
function isOwn({ detail }: EntryInput): boolean {
  return detail?.sdk === 'Hubbub' && detail.method === undefined;
}
