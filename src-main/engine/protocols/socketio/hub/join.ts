import type { Seq } from '../../../../contract/ids';
import { parseJson } from '../../../../contract/json-text';
import { limits } from '../../../../contract/limits';
import { memberText } from '../../../formats/json-slice';
import { isUrl } from '../../../is-url';
import { packetText } from '../packet';
import { type AuthAnswer, askAuth } from './ask-auth';
import type { ChannelMember, SocketPeer } from './peer';
import { isGuarded, isPresence } from './rooms';
import { about, chatter, type SocketScope } from './scope';

const longestName = 1_000;

/** `subscribe` of Laravel Echo: a public channel is joined at once, any other when the application says so. */
export function join(scope: SocketScope, peer: SocketPeer, channel: string, auth: unknown, body: Buffer): void {
  if (channel === '' || channel.length > longestName || channel.startsWith('/')) {
    const reason = 'A channel is named by at most 1,000 characters, and not by a slash first.';
    refused(scope, peer, channel.slice(0, longestName), {
      code: 400,
      reason,
      hint: 'Look at the name Echo is given.',
      body,
    });
    return;
  }
  if (!isGuarded(channel)) {
    enter(scope, peer, channel, null, body);
    return;
  }
  if (peer.asking >= limits.authQuestions) {
    const reason = `The application has not answered ${peer.asking} questions about this socket yet.`;
    const hint = 'Does it answer at all? Its log and the timeline say how long it takes.';
    refused(scope, peer, channel, { code: 429, reason, hint, body });
    return;
  }
  peer.asking += 1;
  // What came with the frame is valid during the call only.
  const kept = Buffer.from(body);
  const url = authUrlFor(scope.settings.current.authUrls, String(peer.handshake.headers.referer ?? ''));
  const headers = headersOf(auth, peer.handshake.headers.cookie);
  askAuth({ url, channel, headers })
    .then((answer) => {
      peer.asking -= 1;
      answered(scope, peer, channel, url, answer, kept);
    })
    .catch((error: Error) => {
      const hint = 'This is a mistake in the hub. Please report it.';
      refused(scope, peer, channel, { code: 0, reason: error.message, hint, body: kept });
    });
}

/** `unsubscribe` of Laravel Echo, or the end of the connection (then nobody is told by an entry of its own). */
export function leave(scope: SocketScope, peer: SocketPeer, channel: string, cause?: Seq, body?: Buffer): void {
  const member = peer.channels.get(channel);
  if (member === undefined) {
    return;
  }
  peer.channels.delete(channel);
  scope.rooms.leave(channel, peer);
  const seq =
    cause ??
    scope.context.recorder.record({
      ...about(peer),
      kind: 'subscribe',
      action: 'unsubscribe',
      direction: 'up',
      channel,
      body,
    });
  if (member !== null && !scope.rooms.members(channel).some(({ userId }) => userId === member.userId)) {
    presence(scope, peer, channel, member, 'leave', seq);
  }
  scope.context.changed();
}

function enter(
  scope: SocketScope,
  peer: SocketPeer,
  channel: string,
  member: ChannelMember | null,
  body: Buffer,
): void {
  if (peer.channels.has(channel) || peer.channels.size >= limits.channelsPerConnection) {
    return;
  }
  const isNewUser = member !== null && !scope.rooms.members(channel).some(({ userId }) => userId === member.userId);
  peer.channels.set(channel, member);
  scope.rooms.enter(channel, peer, member);
  const seq = scope.context.recorder.record({
    ...about(peer),
    kind: 'subscribe',
    action: 'subscribe',
    direction: 'up',
    channel,
    body,
    ...(member === null ? {} : { detail: { user: member.userId } }),
  });
  if (member !== null) {
    const here = scope.rooms.members(channel).map((one) => withSocket(one, one.peer));
    const json = `["presence:subscribed",${JSON.stringify(channel)},[${here.join(',')}]]`;
    chatter(scope, peer, `4${packetText({ type: 'event', json })}`, {
      event: 'presence:subscribed',
      channel,
      cause: seq,
    });
    if (isNewUser) {
      presence(scope, peer, channel, member, 'join', seq);
    }
  }
  scope.context.changed();
}

/** Tells the others who came or went. */
function presence(
  scope: SocketScope,
  peer: SocketPeer,
  channel: string,
  member: ChannelMember,
  action: 'join' | 'leave',
  cause: Seq,
): void {
  const event = action === 'join' ? 'presence:joining' : 'presence:leaving';
  const told = action === 'join' ? withSocket(member, peer) : member.json;
  const json = `[${JSON.stringify(event)},${JSON.stringify(channel)},${told}]`;
  const frame = scope.context.encodeText(`4${packetText({ type: 'event', json })}`);
  const connections = scope.rooms.connections(channel);
  const seq = scope.context.recorder.record({
    ...about(peer),
    kind: 'presence',
    action,
    direction: 'down',
    channel,
    event,
    cause,
    matched: connections.length,
    body: frame.payload,
    detail: { user: member.userId },
  });
  scope.context.sendToAll(connections, { bytes: frame.bytes, seq }, peer.connection);
}

function answered(
  scope: SocketScope,
  peer: SocketPeer,
  channel: string,
  url: string,
  { status, body: text, failure }: AuthAnswer,
  body: Buffer,
): void {
  if (!peer.connection.isOpen) {
    return;
  }
  if (status !== 200) {
    const reason =
      status === 0
        ? `The application could not be asked whether ${channel} may be joined: ${failure}.`
        : `The application said ${status} to ${channel}.`;
    refused(scope, peer, channel, { code: status, reason, hint: hintOf(status, url), body, url });
    return;
  }
  if (!isPresence(channel)) {
    enter(scope, peer, channel, null, body);
    return;
  }
  const member = memberOf(text);
  if (member === null) {
    const reason = `The application let ${channel} be joined without saying by whom.`;
    const hint =
      "The rule of a presence channel returns the user as an array, such as ['id' => $user->id]; true is too little.";
    refused(scope, peer, channel, { code: 200, reason, hint, body, url });
    return;
  }
  enter(scope, peer, channel, member, body);
}

interface Refused {
  readonly code: number;
  readonly reason: string;
  readonly hint: string;
  readonly body: Buffer;
  readonly url?: string;
}

/** The page is told as laravel-echo-server tells it: `subscription_error`, with the status of the application. */
function refused(
  scope: SocketScope,
  peer: SocketPeer,
  channel: string,
  { code, reason, hint, body, url }: Refused,
): void {
  const seq = scope.context.recorder.record({
    ...about(peer),
    kind: 'refused',
    action: 'subscribe',
    direction: 'up',
    channel,
    code: code === 0 ? undefined : code,
    body,
    detail: { reason, hint, ...(url === undefined ? {} : { authUrl: url }) },
    summary: `Refused: ${reason}`.slice(0, limits.summaryChars),
  });
  scope.rooms.refused(channel, code);
  const json = `["subscription_error",${JSON.stringify(channel)},${code}]`;
  chatter(scope, peer, `4${packetText({ type: 'event', json })}`, { event: 'subscription_error', channel, cause: seq });
}

function hintOf(status: number, url: string): string {
  switch (status) {
    case 0:
      return `It is asked at ${url}. Another address: Settings, Socket.IO.`;
    case 401:
      return 'It wants a signed-in user: does Echo send an Authorization header (auth.headers), or its cookie (withCredentials: true with a client since 3)?';
    case 403:
      return 'Its rule in routes/channels.php said no, or there is none for this name.';
    case 404:
      return `It has no route ${url}: is Broadcast::routes() called, or is there another prefix? Settings, Socket.IO has its address.`;
    case 419:
      return 'Its CSRF check said no: give Echo the X-CSRF-TOKEN header, or take the route out of that check.';
    default:
      return status >= 300 && status < 400 ? 'It sends to a login page: nobody is signed in.' : 'Its log says why.';
  }
}

/** Of several the one whose host the page is on; laravel-echo-server looks at the Referer for that. */
function authUrlFor(urls: readonly string[], referer: string): string {
  const host = isUrl(referer) ? new URL(referer).host : '';
  return urls.find((one) => host !== '' && one.includes(`//${host}/`)) ?? urls[0] ?? '';
}

/** What a page may not have sent in its name. */
const ownHeaders = /^(host|content-length|content-type|connection|transfer-encoding|x-requested-with)$/i;

function headersOf(auth: unknown, cookie: string | undefined): { readonly [name: string]: string } {
  const asked = (auth as { readonly headers?: unknown } | null | undefined)?.headers;
  const given = typeof asked === 'object' && asked !== null ? Object.entries(asked) : [];
  const headers: Record<string, string> = cookie === undefined ? {} : { Cookie: cookie };
  for (const [name, value] of given.slice(0, 50)) {
    if ((typeof value === 'string' || typeof value === 'number') && !ownHeaders.test(name)) {
      headers[name] = String(value);
    }
  }
  return headers;
}

function memberOf(text: string): ChannelMember | null {
  const value = parseJson(text);
  const data = (value as { readonly channel_data?: unknown } | null | undefined)?.channel_data;
  // Drivers of the Pusher family answer with JSON in a string.
  const inner = typeof data === 'string' ? parseJson(data) : data;
  const json = typeof data === 'string' ? data : (memberText(text, 'channel_data') ?? '');
  const userId = (inner as { readonly user_id?: unknown } | null | undefined)?.user_id;
  return typeof userId === 'string' || typeof userId === 'number'
    ? { userId: String(userId), json, info: memberText(json, 'user_info') ?? '' }
    : null;
}

function withSocket({ json }: ChannelMember, { socketId }: SocketPeer): string {
  return `${json.trimEnd().slice(0, -1)},"socketId":${JSON.stringify(socketId)}}`;
}
