import type { Seq } from '../../../../contract/ids';
import { limits } from '../../../../contract/limits';
import { actions, everyMode, flags } from '../actions';
import { channelNameFault } from '../channel-name';
import type { AblyChannel } from './ably-channel';
import { type AblyScope, channelOf } from './app-state';
import { mayDo, type Operation } from './capability';
import { type AblyFault, badChannelName, errorOf, faultDetail, notAllowed } from './fault';
import { type AblyPeer, about, say } from './peer';
import { presenceSync } from './presence';
import { jsonMembers, messageEvent, messageFrame, type PublishedMessage, packedFrame } from './published-message';
import type { Grant } from './token';

const operations: readonly (readonly [flag: number, operation: Operation])[] = [
  [flags.presence, 'presence'],
  [flags.publish, 'publish'],
  [flags.subscribe, 'subscribe'],
  [flags.presenceSubscribe, 'subscribe'],
];

const on = { action: 'subscribe', summary: 'Attached' } as const;
const off = { action: 'unsubscribe', summary: 'Detached' } as const;

export interface Attach {
  readonly channel: string;
  /** Modes it asks for; none is all it may have. */
  readonly flags: number;
  /** Where it wants to go on, '' for from now on. */
  readonly serial: string;
  /** How much of what came before it wants: a number of messages, or a time such as `2m`. '' for nothing. */
  readonly rewind: string;
  readonly body: Buffer;
}

/** ATTACH: from now on the peer gets what is published to a channel, and what it missed if that is still known. */
export function attach(scope: AblyScope, peer: AblyPeer, asked: Attach): void {
  const { context } = scope;
  const { channel: name, body } = asked;
  const modes = asked.flags & everyMode || everyMode;
  const held = allowed(peer.grant, name, modes);
  const fault = attachFault(peer, name, held);
  if (fault !== null) {
    refuse(scope, peer, name, fault, body);
    return;
  }
  const nowMs = context.clock.nowMs();
  const channel = channelOf(scope, peer.app, name);
  const missed = asked.serial === '' ? null : channel.since(asked.serial, nowMs);
  const backlog = missed ?? rewound(channel, asked.rewind, nowMs);
  const cause = subscribed(scope, peer, channel, held, body);
  const hasPresence = channel.members.size > 0 && (held & flags.presenceSubscribe) !== 0;
  const said =
    held |
    (missed === null ? 0 : flags.resumed) |
    (hasPresence ? flags.hasPresence : 0) |
    (backlog.length > 0 ? flags.hasBacklog : 0);
  const params = asked.rewind === '' ? {} : { params: { rewind: asked.rewind } };
  const frame = { action: actions.attached, channel: name, channelSerial: channel.serial, flags: said, ...params };
  say(context, peer, frame, { event: 'attached', channel: name, cause });
  if ((held & flags.subscribe) !== 0) {
    for (const message of backlog) replay(scope, peer, channel, message);
  }
  if (hasPresence) presenceSync(scope, peer, channel, cause);
  context.changed();
}

/** DETACH, from a peer that stays connected. */
export function detach(scope: AblyScope, peer: AblyPeer, name: string, body: Buffer): void {
  const channel = peer.app.channels.get(name);
  const isSubscribed = channel !== undefined && ((channel.attached.get(peer) ?? 0) & flags.subscribe) !== 0;
  const entry = { ...about(peer), direction: 'up', channel: name, body } as const;
  const cause = scope.context.recorder.record(
    isSubscribed
      ? { ...entry, kind: 'subscribe', ...off }
      : { ...entry, kind: 'ping', action: 'chatter', event: 'detach' },
  );
  channel?.detach(peer);
  if (channel !== undefined) peer.channels.delete(channel);
  say(scope.context, peer, { action: actions.detached, channel: name }, { event: 'detached', channel: name, cause });
  scope.context.changed();
}

/** Its socket is gone: it is on no channel until it attaches anew. */
export function detachAll(peer: AblyPeer): void {
  for (const channel of peer.channels) channel.detach(peer);
  peer.channels.clear();
}

/** An interval of a subscription begins or ends with an entry; asking once more is chatter. */
export function subscribed(scope: AblyScope, peer: AblyPeer, channel: AblyChannel, held: number, body?: Buffer): Seq {
  const [was, is] = [channel.attached.get(peer) ?? 0, held].map((one) => (one & flags.subscribe) !== 0);
  channel.attach(peer, held);
  peer.channels.add(channel);
  const entry = { ...about(peer), direction: 'up', channel: channel.name, body } as const;
  return scope.context.recorder.record(
    was === is
      ? { ...entry, kind: 'ping', action: 'chatter', event: 'attach' }
      : { ...entry, kind: 'subscribe', ...(is === true ? on : off) },
  );
}

function allowed(grant: Grant, name: string, modes: number): number {
  return operations.reduce(
    (held, [flag, operation]) =>
      (modes & flag) !== 0 && mayDo(grant.capability, operation, name) ? held | flag : held,
    0,
  );
}

function attachFault(peer: AblyPeer, name: string, held: number): AblyFault | null {
  const unfit = channelNameFault(name);
  if (unfit !== '') return badChannelName(name, unfit);
  if (held === 0) return notAllowed(peer.grant.capability, 'subscribe', name);
  return peer.channels.size < limits.channelsPerConnection
    ? null
    : {
        code: 90021,
        status: 400,
        check: 'channels',
        reason: `The connection is attached to ${peer.channels.size} channels, more are not allowed.`,
        hint: 'Detach from those that are not needed.',
        expected: `at most ${limits.channelsPerConnection}`,
      };
}

function refuse(scope: AblyScope, peer: AblyPeer, name: string, fault: AblyFault, body: Buffer): void {
  const { context } = scope;
  const cause = context.recorder.record({
    ...about(peer),
    kind: 'refused',
    action: 'subscribe',
    direction: 'up',
    channel: name.slice(0, limits.nameChars),
    code: fault.code,
    body,
    detail: faultDetail(fault),
    summary: `Refused: ${fault.reason}`.slice(0, limits.summaryChars),
  });
  if (fault.check === 'capability') channelOf(scope, peer.app, name).refused(fault.code);
  const frame = { action: actions.error, channel: name, error: errorOf(fault) };
  say(context, peer, frame, { event: 'error', channel: name.slice(0, limits.nameChars), cause });
}

/** What was published before, for one that comes back or looks back: a delivery of its own. */
export function replay(scope: AblyScope, peer: AblyPeer, channel: AblyChannel, message: PublishedMessage): void {
  if (!peer.isEchoed && message.connectionId === peer.connectionId) return;
  const { context } = scope;
  const { name: event, publish: cause } = message;
  const text = JSON.stringify(jsonMembers(message));
  const bytes =
    peer.isStream === true
      ? Buffer.from(messageEvent(channel.name, message))
      : peer.isPacked
        ? context.encodeMessage(packedFrame(channel.name, message), true).bytes
        : context.encodeText(messageFrame(channel.name, text, message)).bytes;
  const seq = context.recorder.record({
    ...about(peer),
    kind: 'deliver',
    direction: 'down',
    channel: channel.name,
    event,
    cause,
    matched: 1,
    body: Buffer.from(text),
    detail: { note: 'Published before: it was missed, or asked for.' },
  });
  peer.connection.send({ bytes, seq });
}

/** https://ably.com/docs/channels/options/rewind */
export function rewound(channel: AblyChannel, rewind: string, nowMs: number): readonly PublishedMessage[] {
  const [, count = '', unit = ''] = /^(\d{1,3})([sm]?)$/.exec(rewind) ?? [];
  if (count === '' || Number(count) === 0) return [];
  const kept = channel.recall(nowMs);
  const sinceMs = nowMs - Number(count) * (unit === 'm' ? 60_000 : 1_000);
  return unit === '' ? kept.slice(-Number(count)) : kept.filter(({ timestamp }) => timestamp >= sinceMs);
}
