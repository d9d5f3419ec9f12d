import type { JsonValue } from '../../../../contract/entry';
import type { Seq } from '../../../../contract/ids';
import type { PusherScope } from './app-state';
import { triggerClientEvent } from './client-event';
import type { ClientMessage } from './client-message';
import { pongFrame } from './frames';
import type { Peer } from './peer';
import { refuseMessage } from './refuse';
import { shorten } from './shorten';
import { signIn } from './sign-in';
import { subscribe, unsubscribe } from './subscribe';

export function receiveText(scope: PusherScope, peer: Peer, body: Buffer): void {
  peer.heard();
  scope.context.traffic.add(1, peer.lastHeardMs);
  const text = body.toString();
  const value = parse(text);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    const what = value === undefined ? 'is not valid JSON' : 'is not a JSON object';
    complain(peer, body, `Invalid message: it ${what}.`);
    return;
  }
  const { event, channel, data } = value as { readonly [name: string]: JsonValue };
  if (typeof event !== 'string' || event === '') {
    complain(peer, body, 'Invalid message: it has no event name.');
    return;
  }
  dispatch(scope, peer, { event, channel, data, text, body });
}

export function receiveBinary(peer: Peer, body: Buffer): void {
  peer.heard();
  complain(peer, body, 'Binary messages are not supported, only JSON text.');
}

function dispatch(scope: PusherScope, peer: Peer, message: ClientMessage): void {
  switch (message.event) {
    case 'pusher:ping':
      peer.say('heartbeat', 'pusher:pong', pongFrame, { cause: recordHeartbeat(peer, message) });
      return;
    case 'pusher:pong':
      recordHeartbeat(peer, message);
      return;
    case 'pusher:subscribe':
      subscribe(peer, message);
      return;
    case 'pusher:unsubscribe':
      unsubscribe(peer, message);
      return;
    case 'pusher:signin':
      signIn(peer, message);
      return;
    default:
      if (message.event.startsWith('client-')) {
        triggerClientEvent(scope, peer, message);
      } else {
        refuseUnknown(peer, message);
      }
  }
}

function refuseUnknown(peer: Peer, { event, body }: ClientMessage): void {
  const reason = `Unsupported event received on socket: '${shorten(event, 60)}'`;
  const hint =
    'A client may send pusher:ping, pusher:subscribe, pusher:unsubscribe, pusher:signin and events that start with client-.';
  refuseMessage(peer, 'client', { code: null, check: 'event', reason, hint, received: event }, { event, body });
}

function recordHeartbeat(peer: Peer, { event, body }: ClientMessage): Seq {
  peer.connection.traffic.wasHeartbeat();
  return peer.context.recorder.record({
    kind: 'ping',
    action: 'heartbeat',
    direction: 'up',
    protocol: 'pusher',
    app: peer.appId,
    connection: peer.connection.id,
    event,
    body,
  });
}

/** Bytes that are no message of this protocol are an error; the peer is told and stays. */
function complain(peer: Peer, body: Buffer, sentence: string): void {
  const seq = peer.context.recorder.record({
    kind: 'error',
    direction: 'up',
    protocol: 'pusher',
    app: peer.appId,
    connection: peer.connection.id,
    body,
    detail: { reason: sentence, hint: 'Every message is a JSON object with at least an event name.' },
    summary: sentence,
  });
  peer.sayError(null, sentence, seq);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
