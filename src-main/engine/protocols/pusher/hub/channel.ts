import type { ChannelSummary } from '../../../../contract/hub';
import type { RateCounter } from '../../../hub/rate-counter';
import type { ChannelName } from '../channel-name';
import { parseChannelName } from '../channel-name';
import type { LastEvent } from './last-event';
import { Roster } from './roster';
import { Subscribers } from './subscribers';

/** A channel of one app, with its subscribers in the order they came. */
export class PusherChannel {
  readonly name: ChannelName;
  readonly nameJson: string;
  /** Each subscriber with its user id, '' unless this is a presence channel. */
  readonly subscribers = new Subscribers();
  readonly roster: Roster | null;
  /** Subscriptions that other nodes of a team have, by node. */
  private readonly others = new Map<string, number>();
  private last: LastEvent | null = null;
  private refusals = 0;
  private lastRefusalCode: number | null = null;

  constructor(
    name: string,
    readonly rate: RateCounter,
  ) {
    this.name = parseChannelName(name);
    this.nameJson = JSON.stringify(name);
    this.roster = this.name.kind === 'presence' ? new Roster() : null;
  }

  /** Subscriptions of other nodes. */
  get countOnOthers(): number {
    let count = 0;
    for (const one of this.others.values()) {
      count += one;
    }
    return count;
  }

  /** Subscriptions of this hub and of the others of its team. */
  get count(): number {
    return this.others.size === 0 ? this.subscribers.size : this.subscribers.size + this.countOnOthers;
  }

  isOnOther(node: string): boolean {
    return this.others.has(node);
  }

  /** A node has so many subscriptions now. */
  setOnOther(node: string, count: number): void {
    if (count === 0) {
      this.others.delete(node);
    } else {
      this.others.set(node, count);
    }
  }

  refused(code: number | null): void {
    this.refusals += 1;
    this.lastRefusalCode = code;
  }

  /** Of a cache channel, whether anybody is subscribed or not. */
  remember(event: LastEvent): void {
    this.last = event;
  }

  /** What it remembers, null if that is nothing, or older than `maxAgeMs`. */
  recall(nowMs: number, maxAgeMs: number): LastEvent | null {
    if (this.last !== null && nowMs - this.last.atMs >= maxAgeMs) {
      this.last = null;
    }
    return this.last;
  }

  summarise(app: string, nowMs: number): ChannelSummary {
    return {
      app,
      protocol: 'pusher',
      name: this.name.name,
      kind: this.name.kind,
      subscribers: this.subscribers.size,
      ...(this.others.size === 0 ? {} : { onOtherNodes: this.countOnOthers }),
      members: this.roster === null ? null : this.roster.size,
      messages: this.rate.total,
      messagesPerSecond: this.rate.perSecond(nowMs),
      refusals: this.refusals,
      lastRefusalCode: this.lastRefusalCode,
    };
  }
}
