import type { IncomingMessage } from 'node:http';
import type { HubConnection } from '../../../hub/connection';
import { packetText } from '../packet';
import type { EngineVersion } from '../payload';
import { leave } from './join';
import { app, protocol, rootNamespace } from './names';
import type { SocketPeer } from './peer';
import { connect, receiveBinary, receiveText } from './receive';
import type { SocketScope } from './scope';

/** A client is there: its engine is opened, and with protocol 3 the namespace of `/` as well. */
export function open(
  scope: SocketScope,
  connection: HubConnection,
  version: EngineVersion,
  sid: string,
  request: IncomingMessage,
  transport: 'websocket' | 'polling',
  gone: (peer: SocketPeer) => void,
): SocketPeer {
  const { context } = scope;
  const { pingIntervalMs, pingTimeoutMs } = scope.settings.current;
  const nowMs = context.clock.nowMs();
  const peer: SocketPeer = {
    connection,
    version,
    sid,
    namespaces: new Map(),
    channels: new Map(),
    handshake: { headers: request.headers },
    socketId: version === 3 ? sid : scope.newId(),
    openedAtMs: nowMs,
    beats: { pingIntervalMs, pingTimeoutMs },
    heardAtMs: nowMs,
    pingedAtMs: nowMs,
    gathering: null,
    asking: 0,
  };
  connection.attach({
    app,
    onText: (data) => receiveText(scope, peer, data),
    onBinary: (data) => receiveBinary(scope, peer, data),
    onControl: () => {
      peer.heardAtMs = context.clock.nowMs();
    },
    onClose: (closeSeq) => {
      for (const namespace of peer.namespaces.keys()) {
        scope.rooms.leave(namespace, peer);
      }
      for (const channel of [...peer.channels.keys()]) {
        leave(scope, peer, channel, closeSeq);
      }
      gone(peer);
    },
    label: () => ({
      socketId: peer.socketId,
      user: [...peer.channels.values()].find((member) => member !== null)?.userId ?? '',
      channels: [...peer.channels.keys(), ...peer.namespaces.keys()],
      library: `Engine.IO ${version}`,
    }),
  });
  const upgrades = transport === 'polling' ? ['websocket'] : [];
  const handshake = {
    sid,
    upgrades,
    pingInterval: pingIntervalMs,
    pingTimeout: pingTimeoutMs,
    ...(version === 4 ? { maxPayload: 1_000_000 } : {}),
  };
  const frame = context.encodeText(`0${JSON.stringify(handshake)}`);
  const { origin, userAgent, remoteAddress, listener } = connection.peer;
  const seq = context.recorder.record({
    kind: 'connection',
    action: 'open',
    direction: 'up',
    protocol,
    app,
    connection: connection.id,
    body: frame.payload,
    detail: {
      socketId: peer.socketId,
      origin,
      userAgent,
      remoteAddress,
      listener,
      library: `Engine.IO ${version}`,
      engine: version,
      transport,
    },
    summary: `Connected as ${peer.socketId} by ${transport}, Engine.IO ${version}`,
  });
  connection.send({ bytes: frame.bytes, seq });
  if (version === 3) {
    const text = packetText({ type: 'connect' });
    connect(
      scope,
      peer,
      { type: 'connect', attachments: 0, namespace: rootNamespace, ackId: null, json: '' },
      Buffer.from(`4${text}`),
    );
  }
  return peer;
}
