import type { EntryDetail } from '../../../../contract/entry';
import type { Seq } from '../../../../contract/ids';
import type { HubContext } from '../../../hub/hub-context';
import type { LiveSocketIoSettings } from '../settings';
import { app, protocol } from './names';
import type { SocketPeer } from './peer';
import type { EchoRooms } from './rooms';

/** What the parts of the hub side share. */
export interface SocketScope {
  readonly context: HubContext;
  readonly settings: LiveSocketIoSettings;
  readonly rooms: EchoRooms;
  /** By the names of their sockets. */
  find(socketId: string): SocketPeer | undefined;
  /** Its socket in a namespace has this name from now on. */
  named(socketId: string, peer: SocketPeer): void;
  /** Nobody has this name any more. */
  unnamed(socketId: string): void;
  newId(): string;
}

/** What every entry about a peer carries. */
export const about = (peer: SocketPeer) => ({ protocol, app, connection: peer.connection.id }) as const;

/** Sends one text of the protocol itself to one peer: no message of anybody. */
export function chatter(
  { context }: SocketScope,
  peer: SocketPeer,
  text: string,
  more: { readonly event: string; readonly cause?: Seq; readonly channel?: string; readonly detail?: EntryDetail },
): Seq {
  const frame = context.encodeText(text);
  const seq = context.recorder.record({
    ...about(peer),
    ...more,
    kind: 'ping',
    action: 'chatter',
    direction: 'down',
    body: frame.payload,
  });
  peer.connection.send({ bytes: frame.bytes, seq });
  return seq;
}

/** A beat of Engine.IO. */
export function beat({ context }: SocketScope, peer: SocketPeer, text: '2' | '3', cause?: Seq): void {
  const frame = context.encodeText(text);
  const seq = context.recorder.record({
    ...about(peer),
    kind: 'ping',
    action: 'heartbeat',
    direction: 'down',
    event: text === '2' ? 'ping' : 'pong',
    cause,
    body: frame.payload,
  });
  peer.connection.send({ bytes: frame.bytes, seq, isHeartbeat: true });
}
