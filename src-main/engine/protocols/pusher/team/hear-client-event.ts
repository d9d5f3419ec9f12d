import type { HubContext } from '../../../hub/hub-context';
import type { AppState } from '../hub/app-state';
import { clientEventFrame } from '../hub/frames';
import { sendToSubscribers } from '../hub/publish';

/** What was triggered; `data` JSON text, null if there was none; `user` of a presence channel, else null. */
interface HeardClientEvent {
  readonly event: string;
  readonly data: string | null;
  readonly user: string | null;
}

/** A client event that a connection of another node triggered, for the subscribers of this hub. */
export function hearClientEvent(
  context: HubContext,
  app: AppState,
  node: string,
  name: string,
  { event, data, user }: HeardClientEvent,
): void {
  const channel = app.channels.find(name);
  if (channel === null || channel.subscribers.size === 0) {
    return;
  }
  const nowMs = context.clock.nowMs();
  const frame = context.encodeText(clientEventFrame(JSON.stringify(event), channel.nameJson, data, user));
  const seq = context.recorder.record({
    kind: 'client',
    direction: 'up',
    protocol: 'pusher',
    app: app.settings.id,
    channel: name,
    event,
    matched: channel.subscribers.size,
    body: frame.payload,
    detail: { node, ...(user === null ? {} : { user }) },
  });
  channel.rate.add(1, nowMs);
  context.traffic.add(1 + channel.subscribers.size, nowMs);
  sendToSubscribers(context, channel, { bytes: frame.bytes, seq }, null);
}
