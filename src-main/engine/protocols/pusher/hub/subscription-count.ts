import type { Timer } from '../../../clock';
import type { HubContext } from '../../../hub/hub-context';
import type { AppChannels } from './app-channels';
import type { PusherChannel } from './channel';
import { internalFrame } from './frames';
import { sendToSubscribers } from './publish';

/** Above this many subscribers they are told at most once in `quietMs`, as the hosted service has it. */
const crowd = 100;
const quietMs = 5_000;
const event = 'pusher_internal:subscription_count';

/** Tells subscribers how many they are, where an app asked for it. Presence channels have their members instead. */
export class SubscriptionCounts {
  private readonly waiting = new Map<PusherChannel, Timer>();
  private isClosed = false;

  constructor(
    private readonly context: HubContext,
    private readonly app: () => AppChannels,
  ) {}

  /** To be called after somebody subscribed or unsubscribed. */
  changed(channel: PusherChannel): void {
    if (this.isClosed || channel.roster !== null || this.waiting.has(channel)) {
      return;
    }
    this.tell(channel);
    if (channel.subscribers.size > crowd) {
      const countedThen = channel.subscribers.size;
      this.waiting.set(
        channel,
        this.context.clock.setTimeout(() => {
          this.waiting.delete(channel);
          if (channel.subscribers.size !== countedThen) {
            this.changed(channel);
          }
        }, quietMs),
      );
    }
  }

  close(): void {
    this.isClosed = true;
    for (const timer of this.waiting.values()) {
      timer.cancel();
    }
    this.waiting.clear();
  }

  private tell(channel: PusherChannel): void {
    const { size } = channel.subscribers;
    if (size === 0) {
      return;
    }
    const data = `{"subscription_count":${size}}`;
    const frame = this.context.encodeText(internalFrame('subscription_count', channel.nameJson, data));
    const seq = this.context.recorder.record({
      kind: 'ping',
      action: 'chatter',
      direction: 'down',
      protocol: 'pusher',
      app: this.app().settings.id,
      channel: channel.name.name,
      event,
      matched: size,
      body: frame.payload,
      summary: `${size.toLocaleString('en')} ${size === 1 ? 'subscription' : 'subscriptions'}`,
    });
    this.app().webhooks?.hooks.subscriptionCount(channel.name.name, size);
    sendToSubscribers(this.context, channel, { bytes: frame.bytes, seq }, null);
  }
}
