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

  /** To be called after somebody subscribed or unsubscribed; `isHere`: to this hub, not to another node of its team. */
  changed(channel: PusherChannel, isHere = true): void {
    if (this.isClosed || channel.roster !== null || this.waiting.has(channel)) {
      return;
    }
    this.tell(channel, isHere);
    if (channel.count > crowd) {
      const countedThen = channel.count;
      this.waiting.set(
        channel,
        this.context.clock.setTimeout(() => {
          this.waiting.delete(channel);
          if (channel.count !== countedThen) {
            this.changed(channel, isHere);
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

  private tell(channel: PusherChannel, isHere: boolean): void {
    const { size } = channel.subscribers;
    if (size === 0) {
      return;
    }
    const { count } = channel;
    const data = `{"subscription_count":${count}}`;
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
      summary: `${count.toLocaleString('en')} ${count === 1 ? 'subscription' : 'subscriptions'}`,
    });
    // Each change is told to the outside by the node it happened on.
    if (isHere) {
      this.app().webhooks?.hooks.subscriptionCount(channel.name.name, count);
    }
    sendToSubscribers(this.context, channel, { bytes: frame.bytes, seq }, null);
  }
}
