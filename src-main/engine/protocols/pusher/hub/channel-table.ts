import { limits } from '../../../../contract/limits';
import type { RateCounter } from '../../../hub/rate-counter';
import { PusherChannel } from './channel';

/**
 * Channels of one app. A channel nobody is subscribed to is remembered for the list on the screen; of those the ones
 * unused for longest are forgotten, so that a publisher of ever new names cannot fill the memory.
 */
export class ChannelTable {
  private readonly channels = new Map<string, PusherChannel>();
  /** Names of channels without subscribers, the one unused for longest first. */
  private readonly empty = new Set<string>();

  constructor(
    private readonly newRate: () => RateCounter,
    private readonly onNew: () => void,
  ) {}

  find(name: string): PusherChannel | null {
    return this.channels.get(name) ?? null;
  }

  /** The channel, made if need be; counts as a use of it. */
  use(name: string): PusherChannel {
    let channel = this.channels.get(name);
    if (channel === undefined) {
      channel = new PusherChannel(name, this.newRate());
      this.channels.set(name, channel);
      this.onNew();
    }
    this.settle(channel);
    return channel;
  }

  /** To be told whenever a channel may have got its first subscriber or lost its last, here or elsewhere. */
  settle(channel: PusherChannel): void {
    const { name } = channel.name;
    if (channel.count > 0) {
      if (this.empty.size > 0) {
        this.empty.delete(name);
      }
      return;
    }
    this.empty.delete(name);
    this.empty.add(name);
    if (this.empty.size > limits.rememberedChannels) {
      const [oldest] = this.empty;
      this.empty.delete(oldest as string);
      this.channels.delete(oldest as string);
    }
  }

  all(): IterableIterator<PusherChannel> {
    return this.channels.values();
  }
}
