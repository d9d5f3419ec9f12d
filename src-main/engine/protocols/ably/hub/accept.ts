import type { EntryAction } from '../../../../contract/entry';
import { limits } from '../../../../contract/limits';
import type { PackedValue } from '../../../formats/message-pack';
import { actions, presenceActions } from '../actions';
import { type AblyScope, channelOf } from './app-state';
import { mayDo } from './capability';
import { type AblyFault, errorOf, faultDetail, notAllowed } from './fault';
import { type AblyPeer, about, say } from './peer';
import { changePresence, type PresenceAction } from './presence';
import { publish } from './publish';
import { clientIdFault, publishFault } from './publish-fault';
import { clientIdOf } from './token';
import { readMessages, type SentMessage } from './wire-message';

/** What one frame carries, to be acknowledged as one. */
export interface Carried {
  readonly channel: string;
  readonly msgSerial: number;
  readonly list: readonly PackedValue[];
  /** The same as they were written, where that was JSON. */
  readonly texts: readonly string[];
  readonly body: Buffer;
}

/** Messages of a client: published all, or none. A number of the client's own makes their ids, so none is published twice. */
export function acceptMessages(scope: AblyScope, peer: AblyPeer, carried: Carried): void {
  const { channel, msgSerial, list, texts } = carried;
  const sent = readMessages(list, texts);
  const fault =
    publishFault(peer.grant, channel) ?? (isSent(sent) ? clientIdsFault(peer, sent) : sent) ?? emptyFault(list);
  if (fault !== null || !isSent(sent)) {
    refuse(scope, peer, carried, 'client', fault as AblyFault);
    return;
  }
  const serials = sent.map((one, at) => {
    const id = one.message.id || `${peer.connectionId}:${msgSerial}:${at}`;
    const clientId = one.message.clientId || clientIdOf(peer.grant);
    const by = { peer, connectionKey: '', detail: { connectionId: peer.connectionId } };
    return publish(scope, peer.app, channel, one, { id, clientId }, by).message.serial;
  });
  acknowledge(scope, peer, carried, { res: [{ serials }] });
}

/** Members that enter, leave or change. */
export function acceptPresence(scope: AblyScope, peer: AblyPeer, carried: Carried): void {
  const { channel, msgSerial, list, texts } = carried;
  const sent = readMessages(list, texts);
  const fault = isSent(sent) ? (presenceFault(peer, channel, sent) ?? emptyFault(list)) : sent;
  if (fault !== null || !isSent(sent)) {
    refuse(scope, peer, carried, 'client', fault as AblyFault);
    return;
  }
  for (const [at, one] of sent.entries()) {
    const clientId = one.message.clientId || clientIdOf(peer.grant);
    const id = one.message.id || `${peer.connectionId}:${msgSerial}:${at}`;
    changePresence(scope, peer, channel, presenceAction(one), { id, clientId }, one);
  }
  acknowledge(scope, peer, carried, {});
}

function presenceFault(peer: AblyPeer, channel: string, sent: readonly SentMessage[]): AblyFault | null {
  if (!mayDo(peer.grant.capability, 'presence', channel)) return notAllowed(peer.grant.capability, 'presence', channel);
  const known = peer.app.channels.get(channel);
  if (known?.attached.has(peer) !== true) {
    const reason = 'Only who is attached to a channel may be present there.';
    return { code: 90001, status: 400, check: 'channel', reason, hint: 'Attach first; SDKs do it by themselves.' };
  }
  const nameless = sent.some(({ message }) => message.clientId === '' && clientIdOf(peer.grant) === '');
  if (nameless) {
    const reason = 'Who enters has to have a clientId.';
    const hint = 'Give one in the options of the client, in the token, or call enterClient().';
    return { code: 40012, status: 400, check: 'clientId', reason, hint, expected: 'a clientId' };
  }
  const { members } = peer.app.settings.limits;
  const isFull = known.members.size + sent.length > members && sent.some((one) => presenceAction(one) === 'enter');
  return isFull
    ? {
        code: 91003,
        status: 400,
        check: 'members',
        reason: `${channel} has ${known.members.size} members, more are not allowed.`,
        hint: 'Raise the limit of the app in the settings of the hub.',
        expected: `at most ${members}`,
      }
    : clientIdsFault(peer, sent);
}

function presenceAction({ message }: SentMessage): PresenceAction {
  const { leave, absent, update } = presenceActions;
  if (message.action === leave || message.action === absent) return 'leave';
  return message.action === update ? 'update' : 'enter';
}

function clientIdsFault({ grant }: AblyPeer, sent: readonly SentMessage[]): AblyFault | null {
  for (const { message } of sent) {
    const fault = clientIdFault(grant, message.clientId);
    if (fault !== null) return fault;
  }
  return null;
}

function emptyFault(list: readonly PackedValue[]): AblyFault | null {
  return list.length > 0
    ? null
    : {
        code: 40000,
        status: 400,
        check: 'messages',
        reason: 'The frame carries nothing.',
        hint: 'SDKs send none such.',
      };
}

function acknowledge(
  { context }: AblyScope,
  peer: AblyPeer,
  { channel, msgSerial }: Carried,
  more: { readonly [name: string]: PackedValue },
): void {
  const frame = { action: actions.ack, msgSerial, count: 1, ...more };
  say(context, peer, frame, { event: 'ack', channel: channel.slice(0, limits.nameChars) });
}

function refuse(scope: AblyScope, peer: AblyPeer, carried: Carried, action: EntryAction, fault: AblyFault): void {
  const { context } = scope;
  const channel = carried.channel.slice(0, limits.nameChars);
  const cause = context.recorder.record({
    ...about(peer),
    kind: 'refused',
    action,
    direction: 'up',
    channel,
    code: fault.code,
    body: carried.body,
    detail: faultDetail(fault),
    summary: `Refused: ${fault.reason}`.slice(0, limits.summaryChars),
  });
  if (fault.check === 'capability') channelOf(scope, peer.app, carried.channel).refused(fault.code);
  const frame = { action: actions.nack, msgSerial: carried.msgSerial, count: 1, error: errorOf(fault) };
  say(context, peer, frame, { event: 'nack', channel, cause });
}

function isSent(sent: readonly SentMessage[] | AblyFault): sent is readonly SentMessage[] {
  return Array.isArray(sent);
}
