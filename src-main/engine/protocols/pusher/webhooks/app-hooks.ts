import type { Clock, Timer } from '../../../clock';
import type { WebhookEvent } from './webhook-event';

/** So long a channel or user may be away before that is told: a page that reloads is no news. */
export const returnMs = 3_000;
/** Channels a cache miss was told of; the oldest is forgotten. */
const rememberedMisses = 1_000;

/**
 * Turns what happens on the channels of an app into the events its webhooks tell. Who leaves and is back within three
 * seconds was never away, as the hosted service documents it.
 */
export class AppHooks {
  /** What is waiting to be told as over: a channel by its name, a member by channel and user. */
  private readonly leaving = new Map<string, Timer>();
  private readonly missed = new Set<string>();
  private isClosed = false;

  constructor(
    private readonly clock: Clock,
    private readonly onEvent: (event: WebhookEvent) => void,
  ) {}

  occupied(channel: string): void {
    this.came(channel, { name: 'channel_occupied', channel });
  }

  vacated(channel: string): void {
    this.missed.delete(channel);
    this.left(channel, { name: 'channel_vacated', channel });
  }

  memberAdded(channel: string, user: string): void {
    this.came(memberKey(channel, user), { name: 'member_added', channel, user_id: user });
  }

  memberRemoved(channel: string, user: string): void {
    this.left(memberKey(channel, user), { name: 'member_removed', channel, user_id: user });
  }

  /** Another node of the team has the channel: that node tells, and nobody has left it. */
  occupiedElsewhere(channel: string): void {
    this.forget(channel);
  }

  memberElsewhere(channel: string, user: string): void {
    this.forget(memberKey(channel, user));
  }

  /** `dataText` is JSON; as in events for clients it becomes a string, unless it was one. `user` '' without presence. */
  clientEvent(channel: string, event: string, dataText: string, socketId: string, user: string): void {
    const value: unknown = JSON.parse(dataText);
    const data = typeof value === 'string' ? value : dataText;
    const who = user === '' ? {} : { user_id: user };
    this.tell({ name: 'client_event', channel, event, data, socket_id: socketId, ...who });
  }

  /** Once for a channel, until something was published to it or everybody has left. */
  cacheMiss(channel: string): void {
    if (this.missed.has(channel)) {
      return;
    }
    this.missed.add(channel);
    if (this.missed.size > rememberedMisses) {
      const [oldest] = this.missed;
      this.missed.delete(oldest as string);
    }
    this.tell({ name: 'cache_miss', channel });
  }

  remembers(channel: string): void {
    this.missed.delete(channel);
  }

  subscriptionCount(channel: string, count: number): void {
    this.tell({ name: 'subscription_count', channel, subscription_count: count });
  }

  /** Who leaves from now on leaves because the app or the hub ends: that is not told. */
  close(): void {
    this.isClosed = true;
    for (const timer of this.leaving.values()) {
      timer.cancel();
    }
    this.leaving.clear();
  }

  private tell(event: WebhookEvent): void {
    if (!this.isClosed) {
      this.onEvent(event);
    }
  }

  private came(key: string, event: WebhookEvent): void {
    const timer = this.leaving.get(key);
    if (timer === undefined) {
      this.tell(event);
      return;
    }
    this.forget(key);
  }

  private forget(key: string): void {
    this.leaving.get(key)?.cancel();
    this.leaving.delete(key);
  }

  private left(key: string, event: WebhookEvent): void {
    if (this.isClosed) {
      return;
    }
    this.leaving.get(key)?.cancel();
    this.leaving.set(
      key,
      this.clock.setTimeout(() => {
        this.leaving.delete(key);
        this.tell(event);
      }, returnMs),
    );
  }
}

function memberKey(channel: string, user: string): string {
  return `${channel}\n${user}`;
}
