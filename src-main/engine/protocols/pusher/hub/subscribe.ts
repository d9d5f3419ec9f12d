import type { EntryDetail } from '../../../../contract/entry';
import type { Seq } from '../../../../contract/ids';
import { limits } from '../../../../contract/limits';
import { channelNameFault, channelNameNote, channelNameRule, parseChannelName } from '../channel-name';
import { uncheckedMark, uncheckedWords } from './adoption';
import { announce } from './announce';
import type { PusherChannel } from './channel';
import type { PresenceUser } from './channel-auth';
import { checkSubscription } from './channel-auth';
import type { ClientMessage } from './client-message';
import { internalFrame } from './frames';
import { objectOf } from './message-data';
import type { Peer } from './peer';
import type { Refusal } from './refuse';
import { refuseMessage } from './refuse';
import { replay } from './replay';
import { shorten } from './shorten';

const succeeded = 'pusher_internal:subscription_succeeded';

export function subscribe(peer: Peer, message: ClientMessage): void {
  const data = objectOf(message.data);
  const name = data?.channel;
  const about = { event: message.event, body: message.body };
  if (data === null || typeof name !== 'string') {
    refuseMessage(peer, 'subscribe', noChannel('subscribe'), about);
    return;
  }
  const channelName = parseChannelName(name);
  const refusal = fault(peer, name);
  const check = refusal === null ? checkSubscription(peer, channelName, data) : { refusal, user: null };
  if (check.refusal !== null) {
    refuseMessage(peer, 'subscribe', check.refusal, { ...about, channel: name });
    return;
  }
  join(peer, peer.app.channels.use(name), check.user, message);
}

function join(peer: Peer, channel: PusherChannel, user: PresenceUser | null, message: ClientMessage): void {
  const { name } = channel.name;
  const isUnchecked =
    peer.app.settings.secret === null && channel.name.kind !== 'public' && !channel.name.isServerToUser;
  const seq = peer.context.recorder.record({
    kind: 'subscribe',
    action: 'subscribe',
    direction: 'up',
    protocol: 'pusher',
    app: peer.appId,
    connection: peer.connection.id,
    channel: name,
    event: message.event,
    body: message.body,
    detail: subscriptionDetail(name, user, isUnchecked),
    ...(isUnchecked ? { summary: uncheckedWords } : {}),
  });
  channel.subscribers.set(peer, user?.id ?? '');
  peer.subscriptions.set(name, channel);
  peer.app.channels.settle(channel);
  if (channel.count === 1) {
    peer.app.webhooks?.hooks.occupied(name);
    peer.app.log?.occupied(name);
  }
  peer.app.log?.subscribed(peer.socketId, name);
  const wasHere = user !== null && channel.roster?.isHere(user.id) === true;
  const isNew = user !== null && channel.roster?.join(user.id, user.info, peer.connection.id) === true;
  const data = channel.roster?.toJson() ?? '{}';
  peer.say('chatter', succeeded, internalFrame('subscription_succeeded', channel.nameJson, data), {
    cause: seq,
    channel: name,
  });
  if (isNew && user !== null) {
    peer.app.webhooks?.hooks.memberAdded(name, user.id);
    announce(peer.context, peer.app, channel, {
      action: 'join',
      user: user.id,
      info: user.info,
      who: peer,
      cause: seq,
    });
  }
  if (channel.name.isCache) {
    replay(peer, channel, seq);
  }
  peer.app.counts?.changed(channel);
  peer.app.team?.count(channel);
  if (user !== null && !wasHere) {
    peer.app.team?.joined(channel, user.id, user.info);
  }
  peer.context.changed();
}

function subscriptionDetail(name: string, user: PresenceUser | null, isUnchecked: boolean): EntryDetail | undefined {
  const note = channelNameNote(name);
  if (user === null && note === '' && !isUnchecked) {
    return undefined;
  }
  return {
    ...(user === null ? {} : { user: user.id }),
    ...(note === '' ? {} : { note }),
    ...(isUnchecked ? uncheckedMark : {}),
  };
}

export function unsubscribe(peer: Peer, message: ClientMessage): void {
  const name = objectOf(message.data)?.channel;
  const about = { event: message.event, body: message.body };
  if (typeof name !== 'string') {
    refuseMessage(peer, 'subscribe', noChannel('unsubscribe'), about);
    return;
  }
  const channel = peer.subscriptions.get(name);
  if (channel === undefined) {
    const reason = `No current subscription to channel ${shorten(name, 200)}, or subscription in progress`;
    const hint = 'The page unsubscribed twice, or its subscription was refused.';
    refuseMessage(peer, 'subscribe', { code: null, check: 'subscription', reason, hint }, { ...about, channel: name });
    return;
  }
  const seq = peer.context.recorder.record({
    kind: 'subscribe',
    action: 'unsubscribe',
    direction: 'up',
    protocol: 'pusher',
    app: peer.appId,
    connection: peer.connection.id,
    channel: name,
    event: message.event,
    body: message.body,
  });
  leave(peer, channel, seq);
  peer.context.changed();
}

/** A connection is gone: it leaves every channel, as a consequence of its close entry. */
export function leaveAll(peer: Peer, cause: Seq): void {
  for (const channel of [...peer.subscriptions.values()]) {
    leave(peer, channel, cause);
  }
}

function leave(peer: Peer, channel: PusherChannel, cause: Seq): void {
  const userId = channel.subscribers.get(peer) ?? '';
  channel.subscribers.delete(peer);
  peer.subscriptions.delete(channel.name.name);
  peer.app.channels.settle(channel);
  const hooks = peer.app.webhooks?.hooks;
  if (channel.roster?.leave(userId, peer.connection.id) === true) {
    hooks?.memberRemoved(channel.name.name, userId);
    announce(peer.context, peer.app, channel, { action: 'leave', user: userId, info: '', who: peer, cause });
  }
  if (channel.count === 0) {
    hooks?.vacated(channel.name.name);
    peer.app.log?.vacated(channel.name.name);
  }
  peer.app.counts?.changed(channel);
  if (userId !== '' && channel.roster?.isHere(userId) === false) {
    peer.app.team?.left(channel, userId);
  }
  peer.app.team?.count(channel);
}

function fault(peer: Peer, name: string): Refusal | null {
  const { channelNameChars } = peer.app.settings.limits;
  const nameFault = channelNameFault(name, channelNameChars);
  if (nameFault !== null) {
    return {
      code: null,
      check: 'channel',
      reason: nameFault,
      hint: 'Check the name the page subscribes to.',
      received: name,
      expected: channelNameRule(channelNameChars),
    };
  }
  if (peer.subscriptions.has(name)) {
    const hint = 'One connection subscribes once; give the channel further bindings instead.';
    return { code: null, check: 'subscription', reason: `Existing subscription to channel ${name}`, hint };
  }
  if (peer.subscriptions.size >= limits.channelsPerConnection) {
    const reason = `This connection has ${limits.channelsPerConnection} subscriptions, more are not allowed.`;
    return { code: null, check: 'limit', reason, hint: 'Unsubscribe from channels that are not needed any more.' };
  }
  return null;
}

function noChannel(what: string): Refusal {
  const reason = `Invalid ${what}: data.channel has to be a channel name.`;
  return {
    code: null,
    check: 'channel',
    reason,
    hint: `A ${what} is {"event":"pusher:${what}","data":{"channel":"…"}}.`,
  };
}
