import type { Seq } from '../../../../contract/ids';
import { limits } from '../../../../contract/limits';
import { type PackedValue, pack } from '../../../formats/message-pack';
import { actions, presenceActions } from '../actions';
import { type AblyChannel, type PresentMember, wiresOf } from './ably-channel';
import { type AblyScope, channelOf } from './app-state';
import { type AblyPeer, about, say } from './peer';
import { jsonData, type SentMessage } from './wire-message';

export type PresenceAction = 'enter' | 'leave' | 'update';

/** A member comes, goes or changes, and all who look at the presence of the channel are told. */
export function changePresence(
  scope: AblyScope,
  peer: AblyPeer,
  name: string,
  action: PresenceAction,
  { id, clientId }: { readonly id: string; readonly clientId: string },
  { message, body }: SentMessage,
): void {
  const channel = channelOf(scope, peer.app, name);
  const key = memberKey(peer, clientId);
  const before = channel.members.get(key);
  const { connectionId } = peer;
  const atMs = Math.floor(scope.context.clock.nowMs());
  const data = message.data === null && action === 'leave' ? (before ?? message) : message;
  const member: PresentMember = { clientId, connectionId, peer, id, data: data.data, encoding: data.encoding, atMs };
  if (action === 'leave') channel.members.delete(key);
  else channel.members.set(key, member);
  tell(scope, channel, member, action, { body });
}

/** Those it entered leave: it has closed, or was away for too long. */
export function leaveAll(scope: AblyScope, peer: AblyPeer, cause: Seq): void {
  for (const channel of peer.app.channels.values()) {
    for (const [key, member] of channel.members) {
      if (member.peer !== peer) continue;
      channel.members.delete(key);
      // Its id does not begin with the connection's: the hub says it, and not the client.
      const atMs = Math.floor(scope.context.clock.nowMs());
      tell(scope, channel, { ...member, id: `hubbub:${scope.nextSerial(atMs)}:0`, atMs }, 'leave', { cause });
    }
  }
}

/** All that are present, for one that has just attached. */
export function presenceSync({ context }: AblyScope, peer: AblyPeer, channel: AblyChannel, cause: Seq): void {
  const presence = [...channel.members.values()].map((one) =>
    memberMessage(one, presenceActions.present, peer.isPacked),
  );
  const frame = {
    action: actions.sync,
    channel: channel.name,
    channelSerial: `${channel.serial.split('@', 1)[0]}:`,
    presence,
  };
  const summary = `${presence.length} present`;
  say(context, peer, frame, { event: 'sync', channel: channel.name, cause, summary });
}

function tell(
  { context }: AblyScope,
  channel: AblyChannel,
  member: PresentMember,
  action: PresenceAction,
  more: { readonly body?: Uint8Array; readonly cause?: Seq },
): void {
  const { peer, clientId, connectionId, id, atMs } = member;
  const peers = channel.presenceSubscribers;
  const seq = context.recorder.record({
    ...about(peer),
    kind: 'presence',
    action: action === 'leave' ? 'leave' : action === 'enter' ? 'join' : 'none',
    direction: more.cause === undefined ? 'up' : 'down',
    channel: channel.name,
    event: action,
    matched: peers.length,
    ...more,
    detail: { user: clientId, connectionId },
    summary: words[action](clientId).slice(0, limits.summaryChars),
  });
  const frame = (isPacked: boolean): { readonly [name: string]: PackedValue } => ({
    action: actions.presence,
    id: id.split(':', 2).join(':'),
    channel: channel.name,
    connectionId,
    timestamp: atMs,
    presence: [memberMessage(member, presenceActions[action], isPacked)],
  });
  const { json, packed } = wiresOf(peers);
  if (json.length > 0) {
    context.sendToAll(json, { bytes: context.encodeText(JSON.stringify(frame(false))).bytes, seq }, null);
  }
  if (packed.length > 0) {
    context.sendToAll(packed, { bytes: context.encodeMessage(pack(frame(true)), true).bytes, seq }, null);
  }
  context.changed();
}

const words: Readonly<Record<PresenceAction, (who: string) => string>> = {
  enter: (who) => `${who} entered.`,
  leave: (who) => `${who} left.`,
  update: (who) => `${who} changed what it says of itself.`,
};

/** A member as Ably's presence messages and its REST API have it. */
export function memberMessage(member: PresentMember, action: number, isPacked: boolean) {
  const { id, clientId, connectionId, atMs } = member;
  const { data, encoding } = isPacked ? member : jsonData(member);
  return {
    id,
    action,
    clientId,
    connectionId,
    timestamp: atMs,
    ...(data === null ? {} : { data }),
    ...(encoding === '' ? {} : { encoding }),
  };
}

const memberKey = ({ connectionId }: AblyPeer, clientId: string): string => `${connectionId}:${clientId}`;
