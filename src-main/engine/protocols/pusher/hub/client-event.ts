import type { AppLimits } from '../../../../contract/app';
import type { Seq } from '../../../../contract/ids';
import type { EntryInput } from '../../../capture/recorder';
import { memberText } from '../../../formats/json-slice';
import type { ChannelName } from '../channel-name';
import { channelNameFault, parseChannelName } from '../channel-name';
import type { PusherScope } from './app-state';
import type { PusherChannel } from './channel';
import type { ClientMessage } from './client-message';
import { codes } from './codes';
import { Elsewhere } from './elsewhere';
import { clientEventFrame } from './frames';
import type { Peer } from './peer';
import { sendToSubscribers } from './publish';
import type { Refusal } from './refuse';
import { refuseMessage } from './refuse';
import { shorten } from './shorten';

/** An event a client sends to the others on a private or presence channel. Nothing is acknowledged. */
export function triggerClientEvent(scope: PusherScope, peer: Peer, message: ClientMessage): void {
  const name = typeof message.channel === 'string' ? message.channel : null;
  const dataText = memberText(message.text, 'data');
  const refusal = clientEventFault(peer, message, name, dataText) ?? rateFault(peer);
  if (refusal !== null || name === null) {
    const about = { event: message.event, channel: name ?? undefined, body: message.body };
    refuseMessage(peer, 'client', refusal as Refusal, about);
    return;
  }
  relayClientEvent(scope, peer, peer.app.channels.use(name), message, dataText);
}

/** Records it and sends it to the others on the channel. `origin`: what is known of one that did not come over the wire. */
export function relayClientEvent(
  scope: PusherScope,
  peer: Peer,
  channel: PusherChannel,
  message: ClientMessage,
  dataText: string | null,
  origin: Pick<EntryInput, 'detail' | 'summary'> = {},
): { readonly seq: Seq; readonly matched: number; readonly excluded: number } {
  const userId = channel.roster === null ? null : (channel.subscribers.get(peer) ?? null);
  const text = clientEventFrame(JSON.stringify(message.event), channel.nameJson, dataText, userId);
  const elsewhere = new Elsewhere(scope.context, peer.appId, '');
  elsewhere.look(channel.name.name);
  const own = channel.subscribers.size;
  const matched = own + elsewhere.matched;
  const isMember = channel.subscribers.has(peer);
  const seq = scope.context.recorder.record({
    kind: 'client',
    direction: 'up',
    protocol: 'pusher',
    app: peer.appId,
    connection: peer.connection.id,
    channel: channel.name.name,
    event: message.event,
    matched,
    excluded: isMember ? peer.connection.id : undefined,
    body: message.body,
    ...origin,
    ...(elsewhere.isEmpty ? {} : { detail: { ...origin.detail, channels: [channel.name.name, ...elsewhere.names] } }),
  });
  channel.rate.add(1, peer.lastHeardMs);
  const { name } = channel.name;
  peer.app.log?.clientMessage(peer.socketId, name, message.event, message.text);
  peer.app.webhooks?.hooks.clientEvent(name, message.event, dataText ?? 'null', peer.socketId, userId ?? '');
  const receivers = matched - (isMember ? 1 : 0);
  if (receivers > 0) {
    scope.context.traffic.add(receivers, peer.lastHeardMs);
  }
  elsewhere.deliver(message.event, messageText(dataText), seq);
  if (own > (isMember ? 1 : 0)) {
    const { bytes } = scope.context.encodeText(text);
    sendToSubscribers(scope.context, channel, { bytes, seq }, peer);
  }
  peer.app.team?.clientEvent(channel, message.event, dataText, userId);
  return { seq, matched, excluded: isMember ? 1 : 0 };
}

/** Data as servers publish it: a text; an object or a number is its JSON. */
function messageText(dataText: string | null): string {
  return dataText?.startsWith('"') === true ? (JSON.parse(dataText) as string) : (dataText ?? '');
}

/** Why a client may not send this, but for how often; null if it may. */
export function clientEventFault(
  peer: Peer,
  message: ClientMessage,
  name: string | null,
  dataText: string | null,
): Refusal | null {
  const { clientEvents, limits } = peer.app.settings;
  if (clientEvents === 'off') {
    const reason =
      'To send client events, you must enable this feature in the settings of the app (clientEvents: "members").';
    return { code: null, check: 'feature', reason, hint: 'Switch client events on for this app of the hub.' };
  }
  if (name === null || dataText === null) {
    const reason = 'Invalid client event (must contain channel and data)';
    return { code: null, check: 'message', reason, hint: 'Send {"event":"client-…","channel":"…","data":…}.' };
  }
  const isForAll = clientEvents === 'all';
  const unfit = channelFault(parseChannelName(name), isForAll);
  if (unfit !== null) {
    return unfit;
  }
  if (!peer.subscriptions.has(name) && !isForAll) {
    const reason = `Cannot broadcast client event (connection not subscribed to channel ${shorten(name, 100)})`;
    return { code: null, check: 'subscription', reason, hint: 'Trigger only after subscription_succeeded.' };
  }
  return nameFault(name, limits) ?? sizeFault(message, dataText, limits);
}

function channelFault({ name, kind, isEncrypted, isServerToUser }: ChannelName, isForAll: boolean): Refusal | null {
  if ((kind !== 'public' || isForAll) && !isEncrypted && !isServerToUser) {
    return null;
  }
  const shown = shorten(name, 100);
  if (isServerToUser) {
    const reason = `Client events are not allowed on ${shown}: it is for the server to reach a user.`;
    return { code: null, check: 'channel', reason, hint: 'Use a private or presence channel.' };
  }
  if (isEncrypted) {
    const reason = `Client events are not allowed on encrypted channels, and ${shown} is one.`;
    const hint = 'A client has no key to encrypt with. Use a private channel, or publish by the server.';
    return { code: null, check: 'channel', reason, hint };
  }
  const reason = `Client events are only allowed on private and presence channels, and ${shown} is public.`;
  return {
    code: null,
    check: 'channel',
    reason,
    hint: `Subscribe to private-${shown} instead, or set clientEvents of the app to "all".`,
  };
}

/** Only of a channel that somebody names without being on it. */
function nameFault(name: string, { channelNameChars }: AppLimits): Refusal | null {
  const reason = channelNameFault(name, channelNameChars);
  return reason === null
    ? null
    : { code: null, check: 'channel', reason, hint: 'Check the name the page triggers on.', received: name };
}

function sizeFault(message: ClientMessage, dataText: string, limits: AppLimits): Refusal | null {
  const { eventNameChars, dataBytes: maxBytes } = limits;
  if (message.event.length > eventNameChars) {
    const reason = `Event name is too long. Maximum allowed size is ${eventNameChars}.`;
    return { code: null, check: 'event', reason, hint: 'Put what varies into the data.' };
  }
  const dataBytes = Buffer.byteLength(dataText);
  if (dataBytes > maxBytes) {
    const reason = `The data of this client event has ${dataBytes} bytes, at most ${maxBytes} are allowed.`;
    return { code: null, check: 'size', reason, hint: 'Send an id and let the receivers fetch the rest.' };
  }
  return null;
}

function rateFault(peer: Peer): Refusal | null {
  if (peer.mayTrigger(peer.lastHeardMs)) {
    return null;
  }
  const limit = peer.app.settings.clientEventsPerSecond;
  const reason = `Rate limit exceeded: more than ${limit} client events in one second.`;
  return {
    code: codes.tooManyClientEvents,
    check: 'rate',
    reason,
    hint: 'Throttle what triggers it, for example typing.',
  };
}
