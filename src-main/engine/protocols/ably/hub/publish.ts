import type { EntryDetail } from '../../../../contract/entry';
import type { ConnectionId, Seq } from '../../../../contract/ids';
import { isJson } from '../../../../contract/json-text';
import { limits } from '../../../../contract/limits';
import type { SharedMessage } from '../../protocol-module';
import { toPusher } from '../channel-name';
import { type AblyChannel, wiresOf } from './ably-channel';
import { type AblyApp, type AblyScope, channelOf } from './app-state';
import { protocol } from './names';
import type { AblyPeer } from './peer';
import { jsonMembers, messageEvent, messageFrame, type PublishedMessage, packedFrame } from './published-message';
import { pusherData, type SentMessage, type WireMessage } from './wire-message';

const idBytes = 12;

/** Who publishes: a connection, or an application over REST. */
export interface Publisher {
  /** null over REST. */
  readonly peer: AblyPeer | null;
  /** Of the connection it is published for, as sent; '' if none was named. */
  readonly connectionKey: string;
  /** Where it came from. */
  readonly detail: EntryDetail;
}

export interface Published {
  readonly seq: Seq;
  readonly message: PublishedMessage;
  readonly matched: number;
  readonly excluded: number;
}

/** Records a message and sends it to all who listen to its channel, by Ably's protocol or by Pusher's. */
export function publish(
  scope: AblyScope,
  app: AblyApp,
  name: string,
  { message, body }: SentMessage,
  { id, clientId }: { readonly id: string; readonly clientId: string },
  by: Publisher,
): Published {
  const { recorder, clock, traffic, others } = scope.context;
  const nowMs = Math.floor(clock.nowMs());
  const channel = channelOf(scope, app, name);
  const sender = by.peer ?? peerNamed(app, by.connectionKey);
  const again = channel.recall(nowMs).find((one) => one.id === id);
  const left = sender !== null && !sender.isEchoed && channel.subscribers.includes(sender) ? sender : null;
  const shared = toPusher(name);
  const isShared = again === undefined && shared !== '' && isPusherEvent(message.name);
  const audiences = isShared ? others.listening(app.settings.id, shared, by.connectionKey) : [];
  const elsewhere = audiences.reduce((sum, one) => sum + one.matched, 0);
  const excluded: ConnectionId | undefined =
    left?.connection.id ?? audiences.find((one) => one.excluded !== null)?.excluded ?? undefined;
  const matched = again === undefined ? channel.subscribers.length + elsewhere : 0;
  channel.rate.add(1, nowMs);
  const names = [name, ...audiences.map((one) => one.channel)];
  const seq = recorder.record({
    kind: by.peer === null ? 'publish' : 'client',
    direction: 'up',
    protocol,
    app: app.settings.id,
    ...(by.peer === null ? {} : { connection: by.peer.connection.id }),
    channel: name,
    event: message.name,
    matched,
    ...(excluded === undefined || again !== undefined ? {} : { excluded }),
    body,
    detail: {
      ...by.detail,
      messageId: id,
      ...(clientId === '' ? {} : { clientId }),
      ...(audiences.length === 0 && name.length <= limits.nameChars ? {} : { channels: names }),
      ...(by.connectionKey === ''
        ? {}
        : { socketId: by.connectionKey, excludedKnown: sender !== null || excluded !== undefined }),
      ...(again === undefined
        ? {}
        : { note: `A message with the id ${id} was published before, so nobody gets it again.` }),
    },
    summary: summaryOf(message),
  });
  const published: PublishedMessage = {
    ...message,
    id,
    clientId,
    connectionId: sender?.connectionId ?? '',
    timestamp: nowMs,
    serial: again?.serial ?? scope.nextSerial(nowMs),
    publish: seq,
  };
  traffic.add(1 + matched - (excluded === undefined ? 0 : 1), nowMs);
  if (again === undefined) {
    channel.keep(published);
    deliver(scope, app, channel, published, left);
    if (audiences.length > 0) {
      const data = pusherData(message);
      others.deliver({
        app: app.settings.id,
        channel: shared,
        event: message.name,
        data,
        socketId: by.connectionKey,
        publish: seq,
      });
    }
  }
  return { seq, message: published, matched, excluded: excluded === undefined ? 0 : 1 };
}

/** What was published by another protocol of the hub. */
export function deliverShared(
  scope: AblyScope,
  app: AblyApp,
  name: string,
  { event, data, publish }: SharedMessage,
  left: AblyPeer | null,
): void {
  const nowMs = Math.floor(scope.context.clock.nowMs());
  const channel = channelOf(scope, app, name);
  const message: PublishedMessage = {
    id: `${scope.newId(idBytes)}:0`,
    name: event,
    data,
    encoding: /^\s*[[{]/.test(data) && isJson(data) ? 'json' : '',
    clientId: '',
    extras: null,
    connectionId: '',
    timestamp: nowMs,
    serial: scope.nextSerial(nowMs),
    publish,
  };
  channel.rate.add(1, nowMs);
  channel.keep(message);
  deliver(scope, app, channel, message, left);
}

/** One frame is built for each of the two formats that somebody speaks, whoever gets it. */
export function deliver(
  { context }: AblyScope,
  app: AblyApp,
  channel: AblyChannel,
  message: PublishedMessage,
  left: AblyPeer | null,
): void {
  if (channel.subscribers.length === 0) return;
  const text = JSON.stringify(jsonMembers(message));
  const { json, packed, streams } = wiresOf(channel.subscribers);
  const seq = context.recorder.record({
    kind: 'deliver',
    direction: 'down',
    protocol,
    app: app.settings.id,
    channel: channel.name,
    event: message.name,
    cause: message.publish,
    matched: channel.subscribers.length,
    ...(left === null ? {} : { excluded: left.connection.id }),
    body: Buffer.from(text),
    ...(packed.length === 0 ? {} : { detail: { inMessagePack: packed.length } }),
  });
  const except = left?.connection ?? null;
  if (json.length > 0) {
    context.sendToAll(
      json,
      { bytes: context.encodeText(messageFrame(channel.name, text, message)).bytes, seq },
      except,
    );
  }
  if (packed.length > 0) {
    const frame = context.encodeMessage(packedFrame(channel.name, message), true);
    context.sendToAll(packed, { bytes: frame.bytes, seq }, except);
  }
  if (streams.length > 0) {
    context.sendToAll(streams, { bytes: Buffer.from(messageEvent(channel.name, message)), seq }, except);
  }
}

/** By its key, as SDKs have it, or by its id, as people have it. */
export function peerNamed(app: AblyApp, key: string): AblyPeer | null {
  if (key === '') return null;
  const known = app.peers.get(key);
  if (known !== undefined) return known;
  for (const peer of app.peers.values()) {
    if (peer.connectionKey === key) return peer;
  }
  return null;
}

/** What belongs to Pusher's protocol itself is nobody's to publish. */
const isPusherEvent = (name: string): boolean => name !== '' && !/^pusher(_internal)?:/.test(name);

/** The body may be MessagePack, which nobody reads in a line. */
function summaryOf(message: WireMessage): string {
  const { data } = message;
  return (typeof data === 'string' ? data : data === null ? '' : `${data.length} bytes`).slice(0, limits.summaryChars);
}
