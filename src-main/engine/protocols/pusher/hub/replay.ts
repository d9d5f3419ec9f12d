import type { Seq } from '../../../../contract/ids';
import type { PusherChannel } from './channel';
import { cacheMissFrame, eventFrame } from './frames';
import type { LastEvent } from './last-event';
import type { Peer } from './peer';

/** A new subscriber of a cache channel gets its last event at once, or is told that there is none. */
export function replay(peer: Peer, channel: PusherChannel, cause: Seq): void {
  const nowMs = peer.context.clock.nowMs();
  const last = channel.recall(nowMs, cacheMs(peer.app.settings));
  if (last === null) {
    peer.app.webhooks?.hooks.cacheMiss(channel.name.name);
    const summary = 'Nothing is remembered of this channel';
    peer.say('chatter', 'pusher:cache_miss', cacheMissFrame(channel.nameJson), {
      cause,
      channel: channel.name.name,
      summary,
    });
    return;
  }
  repeat(peer, channel, last, cause, nowMs);
}

/** For how long an app's cache channels remember. */
export function cacheMs({ cacheS }: { readonly cacheS: number }): number {
  return cacheS * 1_000;
}

/** A delivery to this connection alone. It follows from the subscription; its publish had its own deliveries. */
function repeat(peer: Peer, channel: PusherChannel, last: LastEvent, cause: Seq, nowMs: number): void {
  const { context, connection } = peer;
  const text = eventFrame(JSON.stringify(last.event), channel.nameJson, JSON.stringify(last.data));
  const frame = context.encodeText(text);
  const ageMs = Math.max(0, Math.round(nowMs - last.atMs));
  const seq = context.recorder.record({
    kind: 'deliver',
    direction: 'down',
    protocol: 'pusher',
    app: peer.appId,
    connection: connection.id,
    channel: channel.name.name,
    event: last.event,
    cause,
    matched: 1,
    body: frame.payload,
    detail: { replayOf: last.publish, ageMs },
    summary: `Replayed: published ${(ageMs / 1_000).toFixed(1)} s before`,
  });
  context.traffic.add(1, nowMs);
  connection.send({ bytes: frame.bytes, seq });
}
