import type { Clock, Timer } from '../../../clock';

/** A request that is to arrive, as far as the queue has to know. */
export interface Deliverable {
  /** Since when it has been tried. */
  readonly sinceMs: number;
  readonly attempt: number;
}

/** Waiting deliveries of one endpoint, those that are to be tried again included. */
export const queueLimit = 500;
/** As the hosted service: tried again for five minutes, at growing distances. */
export const retryForMs = 300_000;
const firstRetryMs = 1_000;
const longestRetryMs = 60_000;

/** When a delivery that failed is to be tried again; null if not any more. */
export function retryDelayMs({ attempt, sinceMs }: Deliverable, nowMs: number): number | null {
  const delay = Math.min(firstRetryMs * 2 ** (attempt - 1), longestRetryMs);
  return nowMs + delay - sinceMs > retryForMs ? null : delay;
}

/**
 * Sends one thing after the other, in order; what failed waits beside the queue, so that it holds nothing up. `send` says
 * what is to be tried again, and when; it never throws.
 */
export class DeliveryQueue<T extends Deliverable> {
  private readonly ready: T[] = [];
  private readonly later = new Map<Timer, T>();
  private current: T | null = null;
  private isSending = false;
  private isClosed = false;

  constructor(
    private readonly clock: Clock,
    private readonly send: (item: T) => Promise<{ readonly again: T; readonly inMs: number } | null>,
    /** What waits is another now. */
    private readonly onChange: () => void = () => {},
  ) {}

  /** What has not arrived yet, what is on its way among it, the oldest first. */
  get waiting(): readonly T[] {
    const all = [...(this.current === null ? [] : [this.current]), ...this.ready, ...this.later.values()];
    return all.sort((a, b) => a.sinceMs - b.sinceMs);
  }

  /** False if there is no room. */
  add(item: T): boolean {
    if (this.isClosed || this.ready.length + this.later.size >= queueLimit) {
      return false;
    }
    this.ready.push(item);
    this.onChange();
    void this.work();
    return true;
  }

  close(): void {
    this.isClosed = true;
    this.ready.length = 0;
    for (const timer of this.later.keys()) {
      timer.cancel();
    }
    this.later.clear();
  }

  private async work(): Promise<void> {
    if (this.isSending) {
      return;
    }
    this.isSending = true;
    for (let item = this.ready.shift(); item !== undefined; item = this.ready.shift()) {
      this.current = item;
      const retry = await this.send(item);
      this.current = null;
      if (this.isClosed) {
        break;
      }
      if (retry !== null) {
        this.wait(retry.again, retry.inMs);
      }
      this.onChange();
    }
    this.isSending = false;
  }

  private wait(item: T, ms: number): void {
    const timer = this.clock.setTimeout(() => {
      this.later.delete(timer);
      this.ready.push(item);
      void this.work();
    }, ms);
    this.later.set(timer, item);
  }
}
