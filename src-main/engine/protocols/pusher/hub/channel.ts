import type { ChannelSummary } from '../../../../contract/hub';
import type { RateCounter } from '../../../hub/rate-counter';
import type { ChannelName } from '../channel-name';
import { parseChannelName } from '../channel-name';
import { Roster } from './roster';
import { Subscribers } from './subscribers';

/** A channel of one app, with its subscribers in the order they came. */
export class PusherChannel {
  readonly name: ChannelName;
  readonly nameJson: string;
  /** Each subscriber with its user id, '' unless this is a presence channel. */
  readonly subscribers = new Subscribers();
  readonly roster: Roster | null;
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

  refused(code: number | null): void {
    this.refusals += 1;
    this.lastRefusalCode = code;
  }

  summarise(app: string, nowMs: number): ChannelSummary {
    return {
      app,
      protocol: 'pusher',
      name: this.name.name,
      kind: this.name.kind,
      subscribers: this.subscribers.size,
      members: this.roster === null ? null : this.roster.size,
      messages: this.rate.total,
      messagesPerSecond: this.rate.perSecond(nowMs),
      refusals: this.refusals,
      lastRefusalCode: this.lastRefusalCode,
    };
  }
}
