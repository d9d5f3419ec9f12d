import type { KeyObject } from 'node:crypto';
import { createHash, createHmac, createSecretKey, timingSafeEqual } from 'node:crypto';

/** A request's query as name and value in the order received, decoded. */
export type QueryPair = readonly [name: string, value: string];

/** An app's secret prepared for signing (a key object makes each signature cheaper than the text would). */
export function prepareSecret(secret: string): KeyObject {
  return createSecretKey(Buffer.from(secret, 'utf8'));
}

export function sign(secret: KeyObject, text: string): string {
  return createHmac('sha256', secret).update(text).digest('hex');
}

export function md5(bytes: Uint8Array): string {
  return createHash('md5').update(bytes).digest('hex');
}

/** Compares without telling by its duration where the difference is. */
export function isSameSignature(expected: string, received: string): boolean {
  const left = Buffer.from(expected);
  const right = Buffer.from(received);
  return left.length === right.length && timingSafeEqual(left, right);
}

/** Private: `socket_id:channel`. Presence: with `:channel_data`, the very text that was sent. */
export function channelStringToSign(socketId: string, channel: string, channelData: string | null): string {
  return channelData === null ? `${socketId}:${channel}` : `${socketId}:${channel}:${channelData}`;
}

/** Of a sign-in; `userData` is the very text that was sent. */
export function userStringToSign(socketId: string, userData: string): string {
  return `${socketId}::user::${userData}`;
}

/**
 * What a request to the HTTP API signs: method, path as requested, and the query without its signature, names in lower
 * case and sorted, values not escaped.
 */
export function requestStringToSign(method: string, path: string, query: readonly QueryPair[]): string {
  return `${method.toUpperCase()}\n${path}\n${inOrder(query) ?? sorted(query)}`;
}

/** For a query that is in order as it came, which the SDKs' are; null for any other. */
function inOrder(query: readonly QueryPair[]): string | null {
  let text = '';
  let last = '';
  for (const [name, value] of query) {
    if (name === 'auth_signature') {
      continue;
    }
    if (name < last || name !== name.toLowerCase()) {
      return null;
    }
    text += text === '' ? `${name}=${value}` : `&${name}=${value}`;
    last = name;
  }
  return text;
}

function sorted(query: readonly QueryPair[]): string {
  const pairs = query
    .map(([name, value]): QueryPair => [name.toLowerCase(), value])
    .filter(([name]) => name !== 'auth_signature')
    .sort(([left], [right]) => (left < right ? -1 : left > right ? 1 : 0));
  return pairs.map(([name, value]) => `${name}=${value}`).join('&');
}

/** Only %XX is decoded: the SDKs send values raw or by RFC 3986, so a plus is a plus. Bad escapes stay as they are. */
export function parseQuery(query: string): readonly QueryPair[] {
  if (query === '') {
    return [];
  }
  return query.split('&').map((part): QueryPair => {
    const equals = part.indexOf('=');
    return equals === -1 ? [decode(part), ''] : [decode(part.slice(0, equals)), decode(part.slice(equals + 1))];
  });
}

function decode(text: string): string {
  if (!text.includes('%')) {
    return text;
  }
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
