import { membersOf, parseJson } from '../../../../contract/json-text';
import { limits } from '../../../../contract/limits';
import { elementTexts, memberText } from '../../../formats/json-slice';
import { type PackedValue, unpack } from '../../../formats/message-pack';
import { actions } from '../actions';
import { acceptMessages, acceptPresence } from './accept';
import { type AblyScope, forget } from './app-state';
import { attach, detach } from './attach';
import { type AblyPeer, about, say } from './peer';
import { presenceSync } from './presence';
import { renew } from './renew';

type Frame = { readonly [name: string]: PackedValue | undefined };

/** RFC 6455 section 7.4.1: bytes that cannot be understood. */
const badPayload = 1007;

/** A frame of a client. */
export function receive(scope: AblyScope, peer: AblyPeer, data: Buffer, isPacked: boolean): void {
  const { context } = scope;
  peer.pingedAtMs = null;
  const text = isPacked ? '' : data.toString();
  const frame: Frame = membersOf(isPacked ? unpack(data) : parseJson(text)) as Frame;
  const channel = textOf(frame.channel);
  const parts = (name: 'messages' | 'presence') => ({
    channel,
    msgSerial: numberOf(frame.msgSerial),
    list: Array.isArray(frame[name]) ? (frame[name] as readonly PackedValue[]) : [],
    texts: isPacked ? [] : elementTexts(memberText(text, name) ?? '[]'),
    body: data,
  });
  switch (frame.action) {
    case actions.heartbeat: {
      const seq = context.recorder.record({
        ...about(peer),
        kind: 'ping',
        action: 'heartbeat',
        direction: 'up',
        event: 'heartbeat',
        body: data,
      });
      const id = textOf(frame.id);
      const answer = { action: actions.heartbeat, ...(id === '' ? {} : { id }) };
      say(context, peer, answer, { event: 'heartbeat', cause: seq, isHeartbeat: true });
      return;
    }
    case actions.attach: {
      const rewind = textOf((membersOf(frame.params) as Frame).rewind);
      const serial = textOf(frame.channelSerial);
      attach(scope, peer, { channel, flags: numberOf(frame.flags), serial, rewind, body: data });
      return;
    }
    case actions.detach:
      detach(scope, peer, channel, data);
      return;
    case actions.message:
      acceptMessages(scope, peer, parts('messages'));
      return;
    case actions.presence:
      acceptPresence(scope, peer, parts('presence'));
      return;
    case actions.sync: {
      const known = peer.app.channels.get(channel);
      const cause = chatter(scope, peer, 'sync', channel, data);
      if (known?.attached.has(peer) === true) presenceSync(scope, peer, known, cause);
      return;
    }
    case actions.auth:
      renew(scope, peer, textOf((membersOf(frame.auth) as Frame).accessToken));
      return;
    case actions.close: {
      const cause = chatter(scope, peer, 'close', '', data);
      // It has said goodbye: there is nothing to go on with.
      forget(peer);
      say(context, peer, { action: actions.closed }, { event: 'closed', cause });
      peer.connection.close(1000, 'The client has closed.');
      return;
    }
    case actions.disconnect:
      chatter(scope, peer, 'disconnect', '', data);
      return;
    default:
      broken(scope, peer, data, frame.action);
  }
}

function chatter({ context }: AblyScope, peer: AblyPeer, event: string, channel: string, body: Buffer) {
  return context.recorder.record({
    ...about(peer),
    kind: 'ping',
    action: 'chatter',
    direction: 'up',
    event,
    channel: channel.slice(0, limits.nameChars),
    body,
  });
}

/** Bytes that are none of the protocol end the connection; an action the hub does not know does not. */
function broken({ context }: AblyScope, peer: AblyPeer, body: Buffer, action: PackedValue | undefined): void {
  const isAction = typeof action === 'number';
  const reason = isAction
    ? `The hub does not know action ${action} of Ably's protocol.`
    : 'This is no message of Ably.';
  const hint = isAction
    ? 'Objects and annotations are not spoken for here.'
    : 'Does something else than an Ably client connect here?';
  context.recorder.record({
    ...about(peer),
    kind: 'error',
    direction: 'up',
    body,
    detail: { reason, hint },
    summary: reason,
  });
  if (!isAction) peer.connection.close(badPayload, reason);
}

const textOf = (value: PackedValue | undefined): string => (typeof value === 'string' ? value : '');
const numberOf = (value: PackedValue | undefined): number => (typeof value === 'number' ? value : 0);
