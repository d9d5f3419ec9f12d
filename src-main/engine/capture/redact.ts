import { createHash } from 'node:crypto';
import type { EntryDetail, JsonValue } from '../../contract/entry';

/**
 * Names whose values give somebody else's rights away. Not here: `auth` of a subscription, which is a signature for one
 * socket and worth seeing, and app keys, which every page carries.
 */
const secretNames = new Set([
  'accesstoken',
  'apikey',
  'apitoken',
  'appsecret',
  'authorization',
  'authsignature',
  'bearer',
  'clientsecret',
  'cookie',
  'csrftoken',
  'idtoken',
  'jwt',
  'passwd',
  'password',
  'privatekey',
  'proxyauthorization',
  'refreshtoken',
  'secret',
  'sessionid',
  'setcookie',
  'token',
  'xapikey',
  'xauthtoken',
  'xcsrftoken',
  'xxsrftoken',
]);

const queryPair = /([?&;]|^)([^=&?;#\s]+)=([^&;#\s]*)/g;
/** A token has a digit somewhere; a word behind `basic` does not. */
const bearer = /\b(bearer|basic)\s+(?=[a-z.~+/=_-]*\d)[\w.~+/=-]{8,}/gi;
const maskedAlready = /\[.*\d characters?, [0-9a-f]{4}\]/;

/** What stands for a secret: its name, its length, and a short hash to tell it from another. */
export function maskSecret(name: string, value: string): string {
  const hash = shortHash(name, value);
  return `[${name}, ${value.length} ${value.length === 1 ? 'character' : 'characters'}, ${hash}]`;
}

/** A signature is a hash already, and one comes with every publish: hashing it once more tells nobody anything. */
function shortHash(name: string, value: string): string {
  return name === 'auth_signature' && /^[0-9a-f]{64}$/.test(value) ? value.slice(0, 4) : rememberedHash(value);
}

/** An app server sends one token with all it publishes: its hash is worked out once. Few are kept, and no long ones. */
const hashes = new Map<string, string>();
const maxHashes = 100;
const maxHashedChars = 10_000;

function rememberedHash(value: string): string {
  let hash = hashes.get(value);
  if (hash === undefined) {
    hash = createHash('sha256').update(value).digest('hex').slice(0, 4);
    if (value.length <= maxHashedChars) {
      hashes.set(value, hash);
    }
    if (hashes.size > maxHashes) {
      const [oldest] = hashes.keys();
      hashes.delete(oldest as string);
    }
  }
  return hash;
}

/** Names are few and come with every request: what they are is worked out once. Bounded, for those who invent names. */
const knownNames = new Map<string, boolean>();
const maxKnownNames = 1_000;

export function isSecretName(name: string): boolean {
  let isSecret = knownNames.get(name);
  if (isSecret === undefined) {
    isSecret = secretNames.has(name.toLowerCase().replace(/[^a-z0-9]/g, ''));
    if (knownNames.size < maxKnownNames && name.length < 100) {
      knownNames.set(name, isSecret);
    }
  }
  return isSecret;
}

/** Headers as Node gives them, without secrets. */
export function redactHeaders(headers: Readonly<Record<string, string | readonly string[] | undefined>>): EntryDetail {
  const kept: Record<string, JsonValue> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) {
      kept[name] = redactValue(name, typeof value === 'string' ? value : value.join(', '));
    }
  }
  return kept;
}

/** The query of a request (`a=1&b=2`), or a path or address with one, without secrets. */
export function redactQuery(text: string): string {
  if (!text.includes('=')) {
    return text;
  }
  return text.replace(queryPair, (pair, before: string, name: string, value: string) =>
    isSecretName(name) && value !== '' && !value.startsWith(`[${name},`)
      ? `${before}${name}=${maskSecret(name, value)}`
      : pair,
  );
}

/**
 * The detail of a request that was let through, without secrets in the two places where a request carries them: its query
 * and its headers. Of these there are many, so nothing else is looked at. The same object if there was nothing to mask.
 */
export function redactRequest(detail: EntryDetail): EntryDetail {
  const { query, headers } = detail;
  const shownQuery = typeof query === 'string' ? redactQuery(query) : query;
  const shownHeaders = isHeaders(headers) && Object.keys(headers).some(isSecretName) ? redactDetail(headers) : headers;
  if (shownQuery === query && shownHeaders === headers) {
    return detail;
  }
  return {
    ...detail,
    ...(shownQuery === undefined ? {} : { query: shownQuery }),
    ...(shownHeaders === undefined ? {} : { headers: shownHeaders }),
  };
}

function isHeaders(value: JsonValue | undefined): value is EntryDetail {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A detail without secrets, at any depth. The same object if there was nothing to mask. */
export function redactDetail(detail: EntryDetail): EntryDetail {
  return redactValue('', detail) as EntryDetail;
}

function redactValue(name: string, value: JsonValue): JsonValue {
  if (typeof value === 'string') {
    return isSecretName(name) ? redactSecret(name, value) : redactText(value);
  }
  if (typeof value !== 'object' || value === null) {
    return isSecretName(name) && typeof value === 'number' ? maskSecret(name, String(value)) : value;
  }
  if (Array.isArray(value)) {
    const items = value.map((item: JsonValue) => redactValue(name, item));
    return items.some((item, index) => item !== value[index]) ? items : value;
  }
  const members = Object.entries(value).map(([key, item]) => [key, redactValue(key, item), item] as const);
  return members.some(([, after, before]) => after !== before)
    ? Object.fromEntries(members.map(([key, after]) => [key, after]))
    : value;
}

function redactSecret(name: string, value: string): string {
  return value === '' || maskedAlready.test(value) ? value : maskSecret(name, value);
}

/** Secrets inside a text: in the query of an address, or behind `Bearer`. */
function redactText(text: string): string {
  const withoutBearer = text.replace(
    bearer,
    (found, scheme: string) => `${scheme} ${maskSecret('token', found.slice(scheme.length).trim())}`,
  );
  return withoutBearer.includes('?') || withoutBearer.includes('&') ? redactQuery(withoutBearer) : withoutBearer;
}
