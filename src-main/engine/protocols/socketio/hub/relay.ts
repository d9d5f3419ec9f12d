import type { Seq } from '../../../../contract/ids';
import { memberText } from '../../../formats/json-slice';
import type { HubConnection } from '../../../hub/connection';
import type { OutgoingFrame } from '../../../hub/frame';
import { eventText } from '../codec';
import { packetText } from '../packet';
import { withType } from '../payload';
import type { SocketPeer } from './peer';
import { isGuarded } from './rooms';
import { about, type SocketScope } from './scope';

/** A client event of Laravel Echo goes to the others on its channel; laravel-echo-server drops what may not, without a word. */
export function whisper(
  scope: SocketScope,
  peer: SocketPeer,
  channel: string,
  event: string,
  message: string,
  body: Buffer,
): void {
  const fault = whisperFault(peer, channel, event);
  if (fault !== null) {
    scope.context.recorder.record({
      ...about(peer),
      kind: 'refused',
      action: 'client',
      direction: 'up',
      channel,
      event,
      body,
      detail: { reason: fault[0], hint: fault[1] },
      summary: `Refused: ${fault[0]}`,
    });
    scope.rooms.refused(channel, 0);
    return;
  }
  const text = message.startsWith('"') ? (JSON.parse(message) as string) : message;
  sayWhisper(scope, peer, { channel, event, data: memberText(text, 'data') ?? 'null', body, sentBy: '' });
}

/** `sentBy`: who had it sent in the name of a socket; '' for the socket itself. */
export function sayWhisper(
  scope: SocketScope,
  peer: SocketPeer,
  said: {
    readonly channel: string;
    readonly event: string;
    readonly data: string;
    readonly body: Uint8Array;
    readonly sentBy: string;
  },
): { readonly seq: Seq; readonly matched: number; readonly excluded: number } {
  const { channel, event, data, body, sentBy } = said;
  const connections = scope.rooms.connections(channel);
  const isOn = peer.channels.has(channel);
  const seq = scope.context.recorder.record({
    ...about(peer),
    kind: 'client',
    direction: 'up',
    channel,
    event,
    matched: connections.length,
    excluded: isOn ? peer.connection.id : undefined,
    body,
    ...(sentBy === '' ? {} : { detail: { sentBy } }),
  });
  scope.rooms.said(channel, scope.context.clock.nowMs());
  const frame = scope.context.encodeText(eventText(event, channel, data));
  scope.context.traffic.add(connections.length - (isOn ? 1 : 0), scope.context.clock.nowMs());
  scope.context.sendToAll(connections, { bytes: frame.bytes, seq }, peer.connection);
  return { seq, matched: connections.length, excluded: isOn ? 1 : 0 };
}

export function whisperFault(peer: SocketPeer, channel: string, event: string): readonly [string, string] | null {
  if (!event.startsWith('client-')) {
    return ['The name of a client event begins with client-.', 'Echo adds that by itself: whisper("typing").'];
  }
  if (!isGuarded(channel)) {
    return ['Client events are for private and presence channels.', 'Join the channel with Echo.private() or join().'];
  }
  if (!peer.channels.has(channel)) {
    return ['The socket is not on this channel.', 'Whisper when the subscription has been let in.'];
  }
  return null;
}

export interface RelayedEvent {
  readonly namespace: string;
  readonly event: string;
  /** JSON array of its name and arguments, placeholders for binary parts and all. */
  readonly json: string;
  readonly body: Buffer;
  readonly parts: readonly Buffer[];
}

/** Any other event: there is no application here to answer it, so others of the namespace hear it, by the mode. */
export function relay(
  scope: SocketScope,
  peer: SocketPeer,
  { namespace, event, json, body, parts }: RelayedEvent,
): void {
  const { mode } = scope.settings.current;
  const room = scope.rooms.connections(namespace);
  const isForRoom = mode === 'others' || mode === 'all';
  const except = mode === 'others' ? peer.connection : null;
  const seq = scope.context.recorder.record({
    ...about(peer),
    kind: 'client',
    direction: 'up',
    channel: namespace,
    event,
    ...(isForRoom ? { matched: room.length, excluded: except?.id } : {}),
    body,
    detail: { namespace, ...(parts.length === 0 ? {} : { attachments: parts.length }) },
  });
  scope.rooms.said(namespace, scope.context.clock.nowMs());
  const receivers = isForRoom ? room : mode === 'echo' ? [peer.connection] : [];
  if (receivers.length === 0) {
    return;
  }
  const type = parts.length === 0 ? 'event' : 'binary event';
  const count = parts.length === 0 ? '' : `${parts.length}-`;
  const plain = packetText({ type, namespace, json });
  const frame = scope.context.encodeText(`4${plain[0]}${count}${plain.slice(1)}`);
  const cause =
    mode === 'echo'
      ? scope.context.recorder.record({
          ...about(peer),
          kind: 'deliver',
          direction: 'down',
          channel: namespace,
          event,
          cause: seq,
          matched: 1,
          body: frame.payload,
        })
      : seq;
  scope.context.traffic.add(receivers.length - (except === null ? 0 : 1), scope.context.clock.nowMs());
  scope.context.sendToAll(receivers, { bytes: frame.bytes, seq: cause }, except);
  sendParts(scope, namespace, receivers, parts, cause, except);
}

/** Binary parts, which the two versions of the protocol write differently. */
function sendParts(
  scope: SocketScope,
  namespace: string,
  receivers: readonly HubConnection[],
  parts: readonly Buffer[],
  seq: Seq,
  except: HubConnection | null,
): void {
  if (parts.length === 0) {
    return;
  }
  const old = new Set(
    [...scope.rooms.peers(namespace).keys()].flatMap((one) => (one.version === 3 ? [one.connection] : [])),
  );
  for (const part of parts) {
    const frames: Record<3 | 4, OutgoingFrame> = {
      3: { bytes: scope.context.encodeMessage(withType(part, 3), true).bytes, seq },
      4: { bytes: scope.context.encodeMessage(part, true).bytes, seq },
    };
    for (const receiver of receivers) {
      if (receiver !== except) {
        receiver.send(frames[old.has(receiver) ? 3 : 4]);
      }
    }
  }
}
