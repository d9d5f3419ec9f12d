import type { QueryPair } from '../signature';
import { isSameSignature, md5, requestStringToSign, sign } from '../signature';
import type { AppChannels } from './app-channels';
import type { Refusal } from './refuse';
import { shorten } from './shorten';

/** A request to the HTTP API as far as its signature covers it. */
export interface SignedRequest {
  readonly method: string;
  /** As requested, without query. */
  readonly path: string;
  /** Part of the path before /apps; some servers sign without it. */
  readonly prefix: string;
  readonly query: readonly QueryPair[];
  readonly body: Buffer;
}

const status = 401;
const windowS = 600;

/** What is wrong with a request's authentication, the first check that fails; null if nothing. */
export function authFault(app: AppChannels, request: SignedRequest, nowMs: number): Refusal | null {
  const query = new Map(request.query.map(([name, value]) => [name.toLowerCase(), value]));
  return (
    keyFault(app, query.get('auth_key')) ??
    timestampFault(query.get('auth_timestamp'), nowMs) ??
    versionFault(query.get('auth_version')) ??
    bodyFault(request.body, query.get('body_md5')) ??
    signatureFault(app, request, query.get('auth_signature'))
  );
}

function keyFault(app: AppChannels, key: string | undefined): Refusal | null {
  if (key === undefined || key === '') {
    return refusal('auth_key', 'Missing parameter: auth_key', 'Every request to /apps is signed. Use a Pusher SDK.');
  }
  if (key !== app.settings.key) {
    const reason = `Unknown auth_key: app ${app.settings.id} has another key.`;
    return {
      ...refusal('auth_key', reason, `The key of app ${app.settings.id} is ${app.settings.key}.`),
      received: key,
    };
  }
  return null;
}

function timestampFault(timestamp: string | undefined, nowMs: number): Refusal | null {
  if (timestamp === undefined || !/^\d{1,15}$/.test(timestamp)) {
    return refusal('auth_timestamp', 'Timestamp required: auth_timestamp in seconds', 'Use a Pusher SDK to sign.');
  }
  const nowS = Math.floor(nowMs / 1000);
  if (Math.abs(nowS - Number(timestamp)) < windowS) {
    return null;
  }
  const given = iso(Number(timestamp));
  const reason = `Timestamp expired: Given timestamp (${given}) not within ${windowS}s of server time (${iso(nowS)})`;
  return {
    ...refusal('auth_timestamp', reason, 'One of the two clocks is wrong (a sleeping virtual machine?).'),
    received: timestamp,
  };
}

function versionFault(version: string | undefined): Refusal | null {
  if (version === undefined || version === '') {
    return refusal('auth_version', 'Version required: auth_version', 'auth_version is always 1.0.');
  }
  return version === '1.0'
    ? null
    : {
        ...refusal('auth_version', 'Version not supported: auth_version has to be 1.0', 'auth_version is always 1.0.'),
        received: version,
      };
}

function bodyFault(body: Buffer, given: string | undefined): Refusal | null {
  if (given === undefined) {
    return body.length === 0
      ? null
      : refusal('body_md5', 'Missing parameter: body_md5', 'A request with a body signs the MD5 of its bytes.');
  }
  const actual = md5(body);
  if (given.toLowerCase() === actual) {
    return null;
  }
  const reason = `Invalid body_md5: the body received has MD5 ${actual}, but you sent "${shorten(given, 64)}"`;
  return {
    ...refusal('body_md5', reason, 'The body was changed after it was signed, perhaps by a proxy.'),
    received: given,
  };
}

function signatureFault(app: AppChannels, request: SignedRequest, given: string | undefined): Refusal | null {
  if (given === undefined || given === '') {
    return refusal('auth_signature', 'Missing parameter: auth_signature', 'Use a Pusher SDK to sign.');
  }
  const stringToSign = requestStringToSign(request.method, request.path, request.query);
  if (isSameSignature(sign(app.secret, stringToSign), given)) {
    return null;
  }
  if (variants(request).some((text) => isSameSignature(sign(app.secret, text), given))) {
    return null;
  }
  const quoted = JSON.stringify(stringToSign);
  return {
    code: status,
    check: 'auth_signature',
    reason: `Invalid signature: you should have sent HmacSHA256Hex(${quoted}, your_secret_key), but you sent "${shorten(given, 128)}"`,
    hint: 'The secret differs (PUSHER_APP_SECRET or REVERB_APP_SECRET), or the request was changed on its way.',
    stringToSign,
    received: given,
  };
}

/** What other signers make of the same request: the path without its prefix, and array parameters joined by commas. */
function variants(request: SignedRequest): readonly string[] {
  const paths = request.prefix === '' ? [request.path] : [request.path, request.path.slice(request.prefix.length)];
  const joined = joinArrays(request.query);
  const queries = joined === null ? [request.query] : [request.query, joined];
  const all = paths.flatMap((path) => queries.map((query) => requestStringToSign(request.method, path, query)));
  return all.slice(1);
}

function joinArrays(query: readonly QueryPair[]): readonly QueryPair[] | null {
  if (!query.some(([name]) => name.endsWith('[]'))) {
    return null;
  }
  const joined = new Map<string, string>();
  for (const [name, value] of query) {
    const plain = name.replace(/\[\]$/, '');
    const before = joined.get(plain);
    joined.set(plain, before === undefined ? value : `${before},${value}`);
  }
  return [...joined];
}

function refusal(check: string, reason: string, hint: string): Refusal {
  return { code: status, check, reason, hint };
}

function iso(seconds: number): string {
  const date = new Date(seconds * 1000);
  return Number.isNaN(date.getTime()) ? String(seconds) : date.toISOString().replace('.000', '');
}
