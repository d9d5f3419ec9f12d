import type { Seq } from '../../../../contract/ids';
import { limits } from '../../../../contract/limits';
import { peerOf } from '../../../hub/acceptor';
import type { Upgrade } from '../../../hub/hub-context';
import type { Refusal } from './admit';
import { app, protocol } from './names';
import { peerName, type RelayPeer } from './peer';
import type { RelayScope } from './say';

export interface PeerEvents {
  heard(peer: RelayPeer, data: Buffer, isBinary: boolean): void;
  gone(peer: RelayPeer): void;
}

/** Lets a handshake in; null if it was no valid one. */
export function open(
  scope: RelayScope,
  upgrade: Upgrade,
  path: string,
  room: string,
  events: PeerEvents,
): { readonly peer: RelayPeer; readonly seq: Seq } | null {
  const { context, rooms } = scope;
  const connection = context.accept(upgrade);
  if (connection === null) {
    return null;
  }
  const peer: RelayPeer = { connection, name: peerName(connection), path, room, isHeard: true };
  connection.attach({
    app,
    onText: (data) => {
      peer.isHeard = true;
      events.heard(peer, data, false);
    },
    onBinary: (data) => {
      peer.isHeard = true;
      events.heard(peer, data, true);
    },
    onControl: () => {
      peer.isHeard = true;
    },
    onClose: () => events.gone(peer),
    label: () => ({ socketId: peer.name, user: '', channels: [peer.room] }),
  });
  const { origin, userAgent, remoteAddress, listener } = connection.peer;
  const subprotocol =
    String(upgrade.request.headers['sec-websocket-protocol'] ?? '')
      .split(',')[0]
      ?.trim() ?? '';
  const seq = context.recorder.record({
    kind: 'connection',
    action: 'open',
    direction: 'up',
    protocol,
    app,
    connection: connection.id,
    detail: {
      socketId: peer.name,
      origin,
      userAgent,
      remoteAddress,
      listener,
      library: '',
      path: upgrade.request.url ?? '',
      ...(subprotocol === '' ? {} : { subprotocol }),
    },
    summary: `Connected to ${path}`.slice(0, limits.summaryChars),
  });
  rooms.enter(room, peer, null);
  subscription(scope, peer, 'subscribe', seq);
  return { peer, seq };
}

/** A connection came into its room, or leaves it while it stays open. */
export function subscription(
  { context }: RelayScope,
  { connection, room }: RelayPeer,
  action: 'subscribe' | 'unsubscribe',
  cause?: Seq,
): void {
  context.recorder.record({
    kind: 'subscribe',
    action,
    direction: 'up',
    protocol,
    app,
    connection: connection.id,
    channel: room,
    cause,
  });
}

/** Answers a handshake with why it is turned away. */
export function refuse({ context, rooms }: RelayScope, upgrade: Upgrade, path: string, refusal: Refusal): void {
  const { status, check, reason, hint, received, expected } = refusal;
  const channel = path.slice(0, limits.nameChars);
  context.recorder.record({
    kind: 'refused',
    action: 'open',
    direction: 'up',
    protocol,
    app,
    channel,
    code: status,
    detail: { reason, hint, check, received, expected, ...peerOf(upgrade.request, upgrade.listener), path },
    summary: `Refused: ${reason}`.slice(0, limits.summaryChars),
  });
  if (check === 'origin') {
    rooms.refused(channel, status);
  }
  context.http.refuse(upgrade, status, `${reason} ${hint}`);
}
