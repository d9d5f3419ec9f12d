import { membersOf, parseJson } from '../../../../contract/json-text';
import { ProblemError } from '../../../../contract/problem';
import type { ClientContext, ResolvedProfile } from '../../../clients/client-side';
import { headerLines } from '../../../clients/header-lines';
import { tlsOf } from '../../../clients/tls-fields';
import { authVerdict } from '../../../formats/auth-answer';
import { parseChannelName } from '../channel-name';
import { channelStringToSign, prepareSecret, sign } from '../signature';

/** What goes with a subscription of a private channel. */
export interface ChannelAuth {
  readonly auth: string;
  readonly channelData: string | null;
  /** base64, of an encrypted channel. */
  readonly sharedSecret: string | null;
}

/** Gets the signature of one subscription: a pasted one, one made here, or the app's own. Rejects with a ProblemError. */
export async function channelAuth(
  channel: string,
  token: string,
  socketId: string,
  profile: ResolvedProfile,
  context: ClientContext,
): Promise<ChannelAuth> {
  if (token !== '') return pasted(token);
  if (profile.fields.auth === 'endpoint') return asked(channel, socketId, profile, context);
  const secret = profile.secret('secret');
  if (secret === '') {
    const message = `${channel} has to be signed, and the profile holds no app secret.`;
    throw new ProblemError('refused', message, 'Give the secret, name the auth endpoint of the app, or paste a token.');
  }
  const channelData = parseChannelName(channel).kind === 'presence' ? memberOf(profile) : null;
  const signature = sign(prepareSecret(secret), channelStringToSign(socketId, channel, channelData));
  return { auth: `${profile.fields.key}:${signature}`, channelData, sharedSecret: null };
}

function memberOf({ fields }: ResolvedProfile): string {
  const info = parseJson(String(fields.userInfo));
  return JSON.stringify({ user_id: String(fields.userId), ...(info === undefined ? {} : { user_info: info }) });
}

/** What an auth endpoint answered, whole, or only its auth string. */
function pasted(token: string): ChannelAuth {
  return readAnswer(token) ?? { auth: token.trim(), channelData: null, sharedSecret: null };
}

function readAnswer(text: string): ChannelAuth | null {
  const { auth, channel_data: data, shared_secret: shared } = membersOf(parseJson(text));
  if (typeof auth !== 'string') return null;
  return {
    auth,
    channelData: typeof data === 'string' ? data : null,
    sharedSecret: typeof shared === 'string' ? shared : null,
  };
}

/** As pusher-js asks (reference 8.1): a form, and 200 with JSON is the only good answer. */
async function asked(
  channel: string,
  socketId: string,
  profile: ResolvedProfile,
  context: ClientContext,
): Promise<ChannelAuth> {
  const url = String(profile.fields.authEndpoint);
  const body = `socket_id=${encodeURIComponent(socketId)}&channel_name=${encodeURIComponent(channel)}`;
  const headers = headerLines(profile.secret('authHeaders'));
  const startedMs = context.clock.nowMs();
  const hasCookie = Object.keys(headers).some((name) => name.toLowerCase() === 'cookie');
  const hasBearer = Object.keys(headers).some((name) => name.toLowerCase() === 'authorization');
  const about = {
    method: 'POST',
    url,
    form: body,
    cookie: hasCookie ? 'sent' : 'none',
    bearer: hasBearer ? 'sent' : 'none',
  };
  let answer: { status: number; text: string; type: string };
  try {
    const sent = { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json', ...headers };
    const got = await context.dial.fetch({ url, method: 'POST', headers: sent, body, tls: tlsOf(profile) });
    answer = { status: got.status, text: got.body.toString(), type: got.headers['content-type'] ?? '' };
  } catch (error) {
    const { message, hint } = error as ProblemError;
    context.record({
      kind: 'refused',
      action: 'subscribe',
      direction: 'up',
      channel,
      detail: { ...about, reason: message, hint },
    });
    throw error;
  }
  const { status, text, type } = answer;
  const auth = status === 200 ? readAnswer(text) : null;
  const detail = { ...about, answerType: type, tookMs: Math.round((context.clock.nowMs() - startedMs) * 10) / 10 };
  if (auth !== null) {
    context.record({
      kind: 'auth',
      direction: 'up',
      channel,
      code: status,
      detail,
      body: Buffer.from(text),
      summary: `The app signed ${channel}.`,
    });
    return auth;
  }
  const { reason: cause, hint } = authVerdict(status, text);
  const nobody = status < 300 || hasCookie || hasBearer ? '' : 'Neither a cookie nor a bearer token was sent. ';
  const reason = `The auth endpoint ${url} answered ${status}. ${nobody}${cause}`;
  context.record({
    kind: 'auth',
    direction: 'up',
    channel,
    code: status,
    detail: { ...detail, reason, hint },
    body: Buffer.from(text),
    summary: reason,
  });
  throw new ProblemError('refused', reason, hint);
}
