import type { EntryInput, EntryObserver } from '../capture/recorder';

/** What soketi counts of an app. */
export interface AppMetrics {
  connected: number;
  opened: number;
  closed: number;
  receivedMessages: number;
  receivedBytes: number;
  sentMessages: number;
  sentBytes: number;
  httpCalls: number;
  httpReceivedBytes: number;
}

/** Apps are configured, so there are few; a publisher cannot make more. */
const mostApps = 1_000;

/** Counts entries as they are recorded, as soketi counts for Prometheus. Constant time. */
export class MetricsCounter implements EntryObserver {
  private readonly counts = new Map<string, AppMetrics>();

  get apps(): ReadonlyMap<string, AppMetrics> {
    return this.counts;
  }

  take(entry: EntryInput): void {
    const { protocol, app = '', kind, action, direction, connection } = entry;
    if (protocol !== 'pusher' || app === '' || entry.detail?.webhook !== undefined) {
      return;
    }
    const count = this.of(app);
    if (count === null) {
      return;
    }
    const bytes = entry.body?.length ?? 0;
    if (kind === 'connection') {
      count.opened += action === 'open' ? 1 : 0;
      count.closed += action === 'close' ? 1 : 0;
      count.connected = count.opened - count.closed;
    } else if (direction === 'down') {
      const receivers = (entry.matched ?? 1) - (entry.excluded === undefined ? 0 : 1);
      count.sentMessages += receivers;
      count.sentBytes += receivers * bytes;
    } else if (connection !== undefined) {
      count.receivedMessages += 1;
      count.receivedBytes += bytes;
      if (kind === 'client') {
        count.sentMessages += (entry.matched ?? 1) - 1;
        count.sentBytes += ((entry.matched ?? 1) - 1) * bytes;
      }
    } else if (entry.detail?.method !== undefined) {
      count.httpCalls += 1;
      count.httpReceivedBytes += bytes;
    }
  }

  private of(app: string): AppMetrics | null {
    let count = this.counts.get(app);
    if (count === undefined && this.counts.size < mostApps) {
      count = {
        connected: 0,
        opened: 0,
        closed: 0,
        receivedMessages: 0,
        receivedBytes: 0,
        sentMessages: 0,
        sentBytes: 0,
        httpCalls: 0,
        httpReceivedBytes: 0,
      };
      this.counts.set(app, count);
    }
    return count ?? null;
  }
}
