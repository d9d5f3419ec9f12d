import type { KeyObject } from 'node:crypto';
import type { AppSettings } from '../../../../contract/app';
import type { AppDirectory } from '../../../hub/apps';
import { parseChannelName } from '../channel-name';
import { channelStringToSign, isSameSignature, prepareSecret, sign } from '../signature';
import type { AppChannels } from './app-channels';
import type { SocketName } from './socket-names';

/** A mistake people make when they sign, as the string or the secret they then sign with. */
export interface Mistake {
  readonly text: string;
  readonly secret: KeyObject;
  readonly sentence: string;
}

/** The first mistake that gives this very signature, as a sentence; null if none of those known does. */
export function firstFitting(mistakes: Iterable<Mistake>, signature: string): string | null {
  const given = inHex(signature);
  for (const { text, secret, sentence } of mistakes) {
    if (isSameSignature(sign(secret, text), given)) {
      return sentence;
    }
  }
  return null;
}

/** Some write the bytes as base64, or the digits in upper case. */
function inHex(signature: string): string {
  const isBase64 = /^[A-Za-z0-9+/]{43}=$/.test(signature);
  return isBase64 ? Buffer.from(signature, 'base64').toString('hex') : signature.toLowerCase();
}

export const notHex = 'The signature is right, but not written as it has to be: 64 hex digits in lower case.';

/** What would have passed, in words. The signature itself is for whoever has the secret. */
export function expectedSignature({ settings }: AppChannels): string {
  return `HMAC SHA256 of the string to sign with the secret of app ${settings.id}, as hex digits in lower case`;
}

const searchesPerSecond = 20;

/** Searching for a cause takes some hundred signatures: a flood of wrong ones gets the usual hint. */
export class CauseBudget {
  private secondStartMs = 0;
  private searched = 0;

  /** True if there is room for one more search in this second. */
  take(nowMs: number): boolean {
    if (nowMs - this.secondStartMs >= 1_000) {
      this.secondStartMs = nowMs;
      this.searched = 0;
    }
    this.searched += 1;
    return this.searched <= searchesPerSecond;
  }
}

/** What an auth endpoint did wrong, as far as its signature tells. Bounded work: it is done only for refusals. */
export function channelSignatureCause(
  app: AppChannels,
  apps: AppDirectory,
  asked: { readonly socketId: string; readonly channel: string; readonly channelData: string | null },
  signature: string,
  nowMs: number,
): string | null {
  if (!app.causes.take(nowMs)) {
    return null;
  }
  const { socketId, channel, channelData } = asked;
  const text = channelStringToSign(socketId, channel, channelData);
  return firstFitting(
    join(
      [{ text, secret: app.secret, sentence: notHex }],
      wrongSecrets(app.settings, apps, text),
      wrongTexts(app, channel, channelData, socketId),
    ),
    signature,
  );
}

/** What a server did wrong that signed a request, as far as its signature tells. */
export function requestSignatureCause(
  app: AppChannels,
  apps: AppDirectory,
  texts: readonly string[],
  signature: string,
  nowMs: number,
): string | null {
  if (!app.causes.take(nowMs)) {
    return null;
  }
  const [text = ''] = texts;
  const bySecret = texts.map((one) => wrongSecrets(app.settings, apps, one));
  const asBytes = { text, secret: app.secret, sentence: notHex };
  return firstFitting(join([asBytes], ...bySecret, wrongRequests(app.secret, text)), signature);
}

export function* join(...lists: readonly Iterable<Mistake>[]): Iterable<Mistake> {
  for (const list of lists) {
    yield* list;
  }
}

export function* wrongSecrets(own: AppSettings, apps: AppDirectory, text: string): Iterable<Mistake> {
  const { secret: right } = own;
  if (right === null) {
    return;
  }
  const hasCase = right.toLowerCase() !== right;
  const secrets: [secret: string, sentence: string][] = [
    [own.key, 'It was signed with the key of the app in place of its secret.'],
    [own.id, 'It was signed with the id of the app in place of its secret.'],
    [`"${right}"`, 'The secret was used with the quotes around it. Check how it is written in .env.'],
    [`'${right}'`, 'The secret was used with the quotes around it. Check how it is written in .env.'],
    [`${right} `, 'The secret was used with a space behind it. Check how it is written in .env.'],
    [` ${right}`, 'The secret was used with a space before it. Check how it is written in .env.'],
    [`${right}\n`, 'The secret was used with the line break behind it. Trim what was read.'],
    [`${right}\r`, 'The secret was used with a carriage return behind it: a .env with Windows line ends.'],
    ['', 'It was signed with an empty secret: the setting is not read. Is the configuration cached?'],
    ...(hasCase ? [[right.toLowerCase(), 'The secret was used in lower case.'] as [string, string]] : []),
  ];
  for (const other of apps.all) {
    if (other.id !== own.id && other.secret !== null) {
      secrets.push([other.secret, `It was signed with the secret of app ${other.id}; this is app ${own.id}.`]);
    }
  }
  for (const [secret, sentence] of secrets) {
    yield { text, secret: prepareSecret(secret), sentence };
  }
}

function* wrongTexts(
  app: AppChannels,
  channel: string,
  channelData: string | null,
  socketId: string,
): Iterable<Mistake> {
  const { secret } = app;
  const { rest } = parseChannelName(channel);
  if (channelData !== null) {
    const sentence = 'channel_data was not part of what was signed. Sign socket_id:channel:channel_data.';
    yield { secret, text: channelStringToSign(socketId, channel, null), sentence };
    const again = writtenAgain(channelData);
    if (again !== null) {
      const changed = 'channel_data was changed after it was signed (written again as JSON). Pass the very text on.';
      yield { secret, text: channelStringToSign(socketId, channel, again), sentence: changed };
    }
  }
  const short = `It was signed for "${rest}", without the prefix. Sign the whole name of the channel.`;
  yield { secret, text: channelStringToSign(socketId, rest, channelData), sentence: short };
  for (const name of ['', 'undefined', 'null']) {
    const sentence = `It was signed for the socket id "${name}": the page asked before it was connected, or did not send its socket_id.`;
    yield { secret, text: channelStringToSign(name, channel, channelData), sentence };
  }
  for (const name of app.sockets.likely()) {
    yield { secret, text: channelStringToSign(name.id, channel, channelData), sentence: otherSocket(name) };
  }
}

export function otherSocket({ id, isOpen }: SocketName): string {
  return isOpen
    ? `It was signed for socket ${id}, which is another connection.`
    : `It was signed for socket ${id}, which is closed: the page has connected again since. Was the answer of the auth endpoint cached?`;
}

export function writtenAgain(json: string): string | null {
  try {
    const again = JSON.stringify(JSON.parse(json));
    return again === json ? null : again;
  } catch {
    return null;
  }
}

function* wrongRequests(secret: KeyObject, text: string): Iterable<Mistake> {
  const [method = '', path = '', query = ''] = text.split('\n');
  const other = method === 'GET' ? 'POST' : 'GET';
  yield { secret, text: `${other}\n${path}\n${query}`, sentence: `It was signed as ${other}, and sent as ${method}.` };
  yield {
    secret,
    text: `${method.toLowerCase()}\n${path}\n${query}`,
    sentence: 'The method was signed in lower case. Sign it as POST or GET.',
  };
  const withoutMd5 = query.replace(/(^|&)body_md5=[^&]*/, '');
  yield {
    secret,
    text: `${method}\n${path}\n${withoutMd5}`,
    sentence: 'body_md5 was sent, and was not part of what was signed.',
  };
  const escaped = query.replace(/=([^&]*)/g, (_all, value: string) => `=${encodeURIComponent(value)}`);
  yield {
    secret,
    text: `${method}\n${path}\n${escaped}`,
    sentence: 'The parameters were signed with their values escaped. Sign them as they are.',
  };
}
