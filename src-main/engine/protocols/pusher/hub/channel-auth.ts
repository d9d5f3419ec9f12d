import { memberText } from '../../../formats/json-slice';
import type { ChannelName } from '../channel-name';
import { channelStringToSign } from '../signature';
import type { Peer } from './peer';
import type { Refusal } from './refuse';
import { shorten } from './shorten';
import { channelSignatureCause } from './signature-cause';
import { authFault } from './signed-text';

/** Who joins a presence channel. */
export interface PresenceUser {
  readonly id: string;
  /** JSON text of user_info as sent, '' if none. */
  readonly info: string;
}

export type SubscriptionCheck =
  | { readonly refusal: null; readonly user: PresenceUser | null }
  | { readonly refusal: Refusal; readonly user: null };

const shape = 'The answer of the auth endpoint has to be {"auth":"KEY:SIGNATURE"}.';

/** Whether this connection may subscribe: private channels want a signature, presence channels a signed user as well. */
export function checkSubscription(
  peer: Peer,
  channel: ChannelName,
  data: { readonly [name: string]: unknown },
): SubscriptionCheck {
  if (channel.kind === 'public') {
    return { refusal: null, user: null };
  }
  if (channel.isServerToUser) {
    return checkOwnUser(peer, channel);
  }
  const channelData = data.channel_data ?? null;
  if (channelData !== null && typeof channelData !== 'string') {
    return refused('channel_data', 'channel_data has to be a JSON string, as the auth endpoint returned it.', shape);
  }
  const refusal = signatureFault(peer, channel.name, data.auth, channelData);
  if (refusal !== null) {
    return { refusal, user: null };
  }
  return channel.kind === 'presence' ? checkUser(peer, channel.name, channelData) : { refusal: null, user: null };
}

function signatureFault(peer: Peer, channel: string, auth: unknown, channelData: string | null): Refusal | null {
  const { socketId, context, lastHeardMs, app } = peer;
  const asked = { socketId, channel, channelData };
  return authFault(peer, auth, {
    missing: `No auth was sent for ${channel}: private and presence channels want a signature.`,
    missingHint: 'Does the auth endpoint answer with JSON, status 200? A page that is not logged in gets none.',
    stringToSign: channelStringToSign(socketId, channel, channelData),
    cause: (signature) => channelSignatureCause(app, context.apps, asked, signature, lastHeardMs),
    hint: 'Same app secret on both sides? Signed for this very socket id and channel? channel_data passed on unchanged?',
  });
}

/** The channel of a user's own connections: theirs by their sign-in, without another signature. */
function checkOwnUser({ signedIn }: Peer, channel: ChannelName): SubscriptionCheck {
  if (signedIn !== null && signedIn.id === channel.rest) {
    return { refusal: null, user: { id: signedIn.id, info: signedIn.info } };
  }
  const name = shorten(channel.name, 200);
  return signedIn === null
    ? refused('sign-in', `${name} is for a connection that has signed in as this user.`, signInHint)
    : refused(
        'sign-in',
        `${name} is not for this connection: it is signed in as ${shorten(signedIn.id, 100)}.`,
        signInHint,
      );
}

const signInHint = 'pusher.signin() subscribes to it by itself; bind to pusher.user instead.';

function checkUser(peer: Peer, channel: string, channelData: string | null): SubscriptionCheck {
  if (channelData === null && peer.signedIn === null) {
    const reason = `A presence channel wants channel_data, ${channel} got none.`;
    return refused('channel_data', reason, `${userHint} Only a connection that has signed in may leave it out.`);
  }
  const user = channelData === null ? peer.signedIn : readUser(channelData);
  if (user === null) {
    return refused(
      'user_id',
      'channel_data has to be a JSON object with a user_id.',
      userHint,
      channelData ?? undefined,
    );
  }
  const { userIdChars, userInfoBytes, members } = peer.app.settings.limits;
  if (user.id.length > userIdChars) {
    return refused('user_id', `The user_id is longer than ${userIdChars} characters.`, userHint, user.id);
  }
  if (Buffer.byteLength(user.info) > userInfoBytes) {
    const reason = `The user_info is larger than ${userInfoBytes} bytes.`;
    return refused('user_info', reason, 'Give the page only what it shows of a user.');
  }
  const roster = peer.app.channels.find(channel)?.roster ?? null;
  if (roster !== null && roster.size >= members && !roster.has(user.id)) {
    const reason = `${channel} has ${members} members, more are not allowed.`;
    return refused(
      'members',
      reason,
      'Pusher allows 100. Split the channel, use a private one, or raise the limit of the app.',
    );
  }
  return { refusal: null, user };
}

const userHint = 'The server signs {"user_id":"…","user_info":{…}}; in Laravel the channel callback returns the user.';

function readUser(channelData: string): PresenceUser | null {
  let value: unknown;
  try {
    value = JSON.parse(channelData);
  } catch {
    return null;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return null;
  }
  const { user_id: id } = value as { readonly user_id?: unknown };
  if ((typeof id !== 'string' && typeof id !== 'number') || id === '') {
    return null;
  }
  const info = memberText(channelData, 'user_info') ?? '';
  // A large number would be rounded by JSON.parse: take its digits as sent.
  return { id: typeof id === 'number' ? (memberText(channelData, 'user_id') ?? String(id)) : id, info };
}

function refused(check: string, reason: string, hint: string, received?: string): SubscriptionCheck {
  return { refusal: { code: null, check, reason, hint, received }, user: null };
}
