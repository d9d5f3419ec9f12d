import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { WebSocketServer } from 'ws';
import type { ConnectionId } from '../../contract/ids';
import { limits } from '../../contract/limits';
import type { Recorder } from '../capture/recorder';
import type { Clock } from '../clock';
import type { PeerOrigin } from './connection';
import { HubConnection } from './connection';
import { handshakeText } from './handshake';
import { replyRaw } from './http-reply';
import type { Upgrade } from './hub-context';
import type { OutgoingTurn } from './outgoing-turn';
import { PeerSocket } from './peer-socket';
import { WebSocketWire } from './web-socket-wire';
import type { Wire } from './wire';

export interface AcceptorOptions {
  readonly recorder: Recorder;
  readonly clock: Clock;
  readonly turn: OutgoingTurn;
  readonly onGone: (connection: HubConnection) => void;
}

/** Answers a WebSocket handshake. Returns null if it was not a valid one, which has then been answered and recorded. */
export type Shaker = (upgrade: Upgrade) => Wire | null;

/** Answers WebSocket handshakes and wraps each peer as a connection. Returns null if the handshake was not a valid one. */
export type Acceptor = (upgrade: Upgrade, id: ConnectionId, protocol: string) => HubConnection | null;

const serverOptions = {
  noServer: true,
  clientTracking: false,
  WebSocket: PeerSocket,
  // Pongs go through our own queue, so that the order of bytes holds; compression would cost a frame per receiver.
  autoPong: false,
  perMessageDeflate: false,
  maxPayload: limits.frameBytes,
  /** Time a peer has to answer a close frame before its socket is ended, ms. */
  closeTimeout: 5_000,
};

export function createShaker(options: Pick<AcceptorOptions, 'recorder'>): Shaker {
  const server = new WebSocketServer<typeof PeerSocket>(serverOptions);
  server.on('wsClientError', (error: Error, socket, request: IncomingMessage) => {
    const sentence = `${error.message}. This is not a WebSocket handshake the hub can answer.`;
    options.recorder.record({
      kind: 'refused',
      action: 'open',
      direction: 'up',
      protocol: '',
      code: 400,
      detail: { reason: error.message, path: request.url ?? '', ...peerOf(request, '') },
      summary: sentence,
    });
    replyRaw(socket, 400, sentence);
  });
  return (upgrade) => {
    let wire: Wire | null = null;
    // `ws` calls back before it returns, as nothing about our handshake is asynchronous.
    server.handleUpgrade(upgrade.request, upgrade.socket, upgrade.head, (webSocket) => {
      wire = new WebSocketWire(webSocket, upgrade.socket as Socket);
    });
    return wire;
  };
}

export function createAcceptor(options: AcceptorOptions, shake: Shaker): Acceptor {
  return (upgrade, id, protocol) => {
    const wire = shake(upgrade);
    return wire === null ? null : wrap(options, wire, upgrade, id, protocol);
  };
}

/** A peer that came with this request, as a connection. */
export function wrap(
  options: AcceptorOptions,
  wire: Wire,
  { request, listener }: Pick<Upgrade, 'request' | 'listener'>,
  id: ConnectionId,
  protocol: string,
): HubConnection {
  return new HubConnection({
    ...options,
    id,
    protocol,
    wire,
    peer: peerOf(request, listener),
    handshake: handshakeText(request),
  });
}

export function peerOf(request: IncomingMessage, listener: string): PeerOrigin {
  return {
    origin: request.headers.origin ?? '',
    page: request.headers.referer ?? request.headers.origin ?? '',
    userAgent: request.headers['user-agent'] ?? '',
    remoteAddress: request.socket.remoteAddress ?? '',
    listener,
  };
}
