import type { ChannelSummary } from '../../../../contract/hub';
import { RateCounter } from '../../../hub/rate-counter';
import { parseChannelName } from '../channel-name';
import type { ChannelName } from '../channel-name';
import type { Peer } from './peer';
import { Roster } from './roster';

/** A channel of one app, with its subscribers in the order they came. */
export class PusherChannel {
  readonly name: ChannelName;
  readonly nameJson: string;
  /** Each subscriber with its user id, '' unless this is a presence channel. */
  readonly subscribers = new Map<Peer, string>();
  readonly roster: Roster | null;
  readonly rate = new RateCounter();
  private refusals = 0;
  private lastRefusalCode: number | null = null;

  constructor(name: string) {
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
