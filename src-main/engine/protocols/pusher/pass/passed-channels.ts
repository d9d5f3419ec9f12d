import type { ChannelSummary, Member } from '../../../../contract/hub';
import type { RateCounter } from '../../../hub/rate-counter';
import { parseChannelName } from '../channel-name';

/** Named as the connections that pass through here; others may be connected to the real server. */
interface PassedChannel {
  readonly subscribers: Set<object>;
  readonly members: Map<string, string>;
  readonly rate: RateCounter;
  refusals: number;
  lastRefusalCode: number | null;
}

const mostChannels = 2_000;

/** The channels of one app as the frames that pass through tell of them. */
export class PassedChannels {
  private readonly channels = new Map<string, PassedChannel>();

  constructor(
    private readonly rate: () => RateCounter,
    private readonly changed: () => void,
  ) {}

  join(name: string, who: object): void {
    this.use(name)?.subscribers.add(who);
    this.changed();
  }

  leave(name: string, who: object): void {
    this.channels.get(name)?.subscribers.delete(who);
    this.changed();
  }

  count(name: string, nowMs: number): void {
    this.use(name)?.rate.add(1, nowMs);
  }

  refused(name: string, code: number | null): void {
    const channel = this.use(name);
    if (channel === undefined) return;
    channel.refusals += 1;
    channel.lastRefusalCode = code;
    this.changed();
  }

  member(name: string, userId: string, info: string | null): void {
    const channel = this.use(name);
    if (info === null) channel?.members.delete(userId);
    else channel?.members.set(userId, info);
    this.changed();
  }

  subscribers(name: string): number {
    return this.channels.get(name)?.subscribers.size ?? 0;
  }

  members(name: string): readonly Member[] {
    return [...(this.channels.get(name)?.members ?? [])].map(([userId, info]) => ({ userId, info, connections: [] }));
  }

  summaries(app: string, nowMs: number): readonly ChannelSummary[] {
    return [...this.channels].map(([name, { subscribers, members, rate, refusals, lastRefusalCode }]) => {
      const { kind } = parseChannelName(name);
      return {
        app,
        protocol: 'pusher',
        name,
        kind,
        subscribers: subscribers.size,
        members: kind === 'presence' ? members.size : null,
        messages: rate.total,
        messagesPerSecond: rate.perSecond(nowMs),
        refusals,
        lastRefusalCode,
      };
    });
  }

  /** Empty ones make room; undefined if none is. */
  private use(name: string): PassedChannel | undefined {
    const known = this.channels.get(name);
    if (known !== undefined) return known;
    if (this.channels.size >= mostChannels) {
      const empty = [...this.channels].find(([, { subscribers }]) => subscribers.size === 0)?.[0];
      if (empty === undefined) return undefined;
      this.channels.delete(empty);
    }
    const made = {
      subscribers: new Set<object>(),
      members: new Map<string, string>(),
      rate: this.rate(),
      refusals: 0,
      lastRefusalCode: null,
    };
    this.channels.set(name, made);
    return made;
  }
}
