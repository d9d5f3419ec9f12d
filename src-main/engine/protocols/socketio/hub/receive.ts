import type { JsonValue } from '../../../../contract/entry';
import { parseJson } from '../../../../contract/json-text';
import { limits } from '../../../../contract/limits';
import { redactDetail } from '../../../capture/redact';
import { eventParts, packetText, parseEngine, parsePacket, type SocketPacket } from '../packet';
import { withoutType } from '../payload';
import { join, leave } from './join';
import { rootNamespace } from './names';
import type { SocketPeer } from './peer';
import { relay, whisper } from './relay';
import { about, beat, chatter, type SocketScope } from './scope';

/** RFC 6455 section 7.4.1: bytes that cannot be understood. */
const badPayload = 1007;
const mostParts = 100;

/** A text of a client: a packet of Engine.IO. */
export function receiveText(scope: SocketScope, peer: SocketPeer, data: Buffer): void {
  peer.heardAtMs = scope.context.clock.nowMs();
  const text = data.toString();
  const engine = parseEngine(text);
  switch (engine?.type) {
    case 'ping':
      beats(scope, peer, 'ping', data);
      return;
    case 'pong':
      beats(scope, peer, 'pong', data);
      return;
    case 'close':
      peer.connection.close(1000, 'The client has closed.');
      return;
    case 'upgrade':
    case 'noop':
      return;
    case 'message':
      message(scope, peer, engine.data, data);
      return;
    default:
      broken(scope, peer, data, 'This is no packet of Engine.IO: it begins with a digit from 0 to 6.');
  }
}

/** A binary part of an event that was announced before. */
export function receiveBinary(scope: SocketScope, peer: SocketPeer, data: Buffer): void {
  peer.heardAtMs = scope.context.clock.nowMs();
  const { gathering } = peer;
  if (gathering === null) {
    broken(scope, peer, data, 'A binary part came that no event had announced.');
    return;
  }
  gathering.parts.push(Buffer.from(withoutType(data, peer.version)));
  const size = gathering.parts.reduce((sum, { length }) => sum + length, 0);
  if (size > limits.requestBytes) {
    peer.gathering = null;
    broken(
      scope,
      peer,
      data.subarray(0, 0),
      `The binary parts of an event have more than ${limits.requestBytes} bytes.`,
    );
  } else if (gathering.parts.length === gathering.wanted) {
    peer.gathering = null;
    const packet = parsePacket(gathering.text);
    if (packet !== null) {
      whole(scope, peer, packet, Buffer.from(`4${gathering.text}`), gathering.parts);
    }
  }
}

function beats(scope: SocketScope, peer: SocketPeer, event: 'ping' | 'pong', body: Buffer): void {
  const seq = scope.context.recorder.record({
    ...about(peer),
    kind: 'ping',
    action: 'heartbeat',
    direction: 'up',
    event,
    body,
  });
  // With protocol 3 the client pings; what follows the digit comes back.
  if (event === 'ping') {
    beat(scope, peer, '3', seq);
  }
}

function message(scope: SocketScope, peer: SocketPeer, text: string, body: Buffer): void {
  const packet = parsePacket(text);
  if (packet === null || packet.attachments > mostParts || peer.gathering !== null) {
    broken(scope, peer, body, 'This is no packet of Socket.IO.');
    return;
  }
  if (packet.type.startsWith('binary') && packet.attachments > 0) {
    peer.gathering = { text, parts: [], wanted: packet.attachments };
    return;
  }
  whole(scope, peer, packet, body, []);
}

function whole(
  scope: SocketScope,
  peer: SocketPeer,
  packet: SocketPacket,
  body: Buffer,
  parts: readonly Buffer[],
): void {
  switch (packet.type) {
    case 'connect':
      connect(scope, peer, packet, withoutSecrets(packet.json, body));
      return;
    case 'disconnect':
      disconnect(scope, peer, packet.namespace, body);
      return;
    case 'event':
    case 'binary event':
      event(scope, peer, packet, body, parts);
      return;
    case 'ack':
    case 'binary ack':
      scope.context.recorder.record({
        ...about(peer),
        kind: 'ping',
        action: 'chatter',
        direction: 'up',
        event: `ack ${packet.ackId ?? ''}`.trim(),
        channel: packet.namespace,
        body,
      });
      return;
    default:
      broken(scope, peer, body, 'A client never sends packets of this type.');
  }
}

/** A namespace is joined. With protocol 3 the one of `/` is joined without being asked for, and is no other for that. */
export function connect(scope: SocketScope, peer: SocketPeer, { namespace: asked }: SocketPacket, body: Buffer): void {
  // Protocol 3 puts the query of a client behind the name.
  const namespace = asked.replace(/\?.*$/s, '');
  if (peer.namespaces.has(namespace) || peer.namespaces.size >= limits.channelsPerConnection) {
    return;
  }
  const socketId =
    namespace === rootNamespace ? peer.socketId : peer.version === 3 ? `${namespace}#${peer.sid}` : scope.newId();
  peer.namespaces.set(namespace, socketId);
  scope.named(socketId, peer);
  scope.rooms.enter(namespace, peer, null);
  const cause = scope.context.recorder.record({
    ...about(peer),
    kind: 'subscribe',
    action: 'subscribe',
    direction: 'up',
    channel: namespace,
    body,
    detail: { socketId },
  });
  const json = peer.version === 3 ? '' : `{"sid":${JSON.stringify(socketId)}}`;
  const text = `4${packetText({ type: 'connect', namespace, json })}`;
  chatter(scope, peer, text, { event: 'connect', channel: namespace, cause });
  scope.context.changed();
}

function disconnect(scope: SocketScope, peer: SocketPeer, namespace: string, body: Buffer): void {
  const socketId = peer.namespaces.get(namespace);
  if (socketId === undefined) {
    return;
  }
  peer.namespaces.delete(namespace);
  scope.unnamed(socketId);
  scope.rooms.leave(namespace, peer);
  scope.context.recorder.record({
    ...about(peer),
    kind: 'subscribe',
    action: 'unsubscribe',
    direction: 'up',
    channel: namespace,
    body,
  });
  if (namespace === rootNamespace) {
    for (const channel of [...peer.channels.keys()]) {
      leave(scope, peer, channel);
    }
  }
  scope.context.changed();
}

function event(
  scope: SocketScope,
  peer: SocketPeer,
  packet: SocketPacket,
  body: Buffer,
  parts: readonly Buffer[],
): void {
  const { name, args } = eventParts(packet.json);
  if (!peer.namespaces.has(packet.namespace)) {
    broken(scope, peer, body, `The namespace ${packet.namespace.slice(0, 100)} was not joined before.`);
    return;
  }
  const first = args[0] === undefined ? undefined : parseJson(args[0]);
  // Some clients send it as JSON in a string.
  const value = typeof first === 'string' ? (parseJson(first) ?? first) : first;
  const channel = textIn(value, 'channel');
  const isRoot = packet.namespace === rootNamespace;
  if (isRoot && name === 'subscribe' && channel !== null) {
    join(scope, peer, channel, (value as { readonly auth?: unknown }).auth, withoutSecrets(packet.json, body));
  } else if (isRoot && name === 'unsubscribe' && channel !== null) {
    leave(scope, peer, channel, undefined, withoutSecrets(packet.json, body));
  } else if (isRoot && name === 'client event' && channel !== null) {
    whisper(scope, peer, channel, textIn(value, 'event') ?? '', args[0] as string, body);
  } else {
    relay(scope, peer, { namespace: packet.namespace, event: name, json: packet.json, body, parts });
  }
  if (packet.ackId !== null) {
    // There is no application to answer; whoever waits for an answer is not to wait for ever.
    const text = `4${packetText({ type: 'ack', namespace: packet.namespace, ackId: packet.ackId, json: '[]' })}`;
    chatter(scope, peer, text, { event: `ack ${packet.ackId}`, channel: packet.namespace });
  }
}

/** A page hands its token and cookies over for the application to be asked with; they are not to be kept. */
function withoutSecrets(json: string, body: Buffer): Buffer {
  const value = parseJson(json);
  const shown = value === undefined ? undefined : redactDetail({ value }).value;
  const text = body.toString();
  return shown === value || !text.endsWith(json)
    ? body
    : Buffer.from(text.slice(0, text.length - json.length) + JSON.stringify(shown));
}

/** Bytes that are none of the protocol end the connection, as they do with socket.io. */
function broken(scope: SocketScope, peer: SocketPeer, body: Buffer, reason: string): void {
  scope.context.recorder.record({
    ...about(peer),
    kind: 'error',
    direction: 'up',
    body,
    detail: { reason, hint: 'Does something else than a Socket.IO client connect here? Its path is /socket.io/.' },
    summary: reason.slice(0, limits.summaryChars),
  });
  peer.connection.close(badPayload, 'parse error');
}

function textIn(value: JsonValue | undefined, name: string): string | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || !Object.hasOwn(value, name)) {
    return null;
  }
  const text = (value as { readonly [name: string]: JsonValue })[name];
  return typeof text === 'string' ? text : null;
}
