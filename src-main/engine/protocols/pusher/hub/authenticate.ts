import { isoInstant } from '../../../formats/iso-instant';
import { adoptable } from '../../../hub/adoptable';
import { type AppDirectory, isKeyOf } from '../../../hub/apps';
import type { QueryPair } from '../signature';
import { isSameSignature, md5, requestStringToSign, sign } from '../signature';
import { unknownSecret } from './adoption';
import type { AppChannels } from './app-channels';
import type { Refusal } from './refuse';
import { shorten } from './shorten';
import { expectedSignature, requestSignatureCause } from './signature-cause';

/** A request to the HTTP API as far as its signature covers it. */
export interface SignedRequest {
  readonly method: string;
  /** As requested, without query. */
  readonly path: string;
  /** Part of the path before /apps; some servers sign without it. */
  readonly prefix: string;
  readonly query: readonly QueryPair[];
  readonly body: Buffer;
  /** Let in where no secret is known to check it by: a publish of a program of this computer. */
  readonly mayBeUnchecked: boolean;
}

const status = 401;
const windowS = 600;

/** What is wrong with a request's authentication, the first check that fails; null if nothing. */
export function authFault(app: AppChannels, apps: AppDirectory, request: SignedRequest, nowMs: number): Refusal | null {
  const query = new Map(request.query.map(([name, value]) => [name.toLowerCase(), value]));
  return (
    keyFault(app, apps, query.get('auth_key')) ??
    timestampFault(query.get('auth_timestamp'), nowMs) ??
    versionFault(query.get('auth_version')) ??
    bodyFault(request, query.get('body_md5')) ??
    signatureFault(app, apps, request, query.get('auth_signature'), nowMs)
  );
}

function keyFault(app: AppChannels, apps: AppDirectory, key: string | undefined): Refusal | null {
  if (key === undefined || key === '') {
    const hint = 'Every request to /apps is signed. Use a Pusher SDK.';
    return { ...refusal('auth_key', 'Missing parameter: auth_key', hint), expected: app.settings.key };
  }
  if (!isKeyOf(app.settings, key)) {
    const reason = `Unknown auth_key: app ${app.settings.id} has another key.`;
    return {
      ...refusal('auth_key', reason, `The key of app ${app.settings.id} is ${app.settings.key}.`),
      received: key,
      expected: app.settings.key,
      ...(apps.byKey(key) === null ? adoptable(apps, key, '') : {}),
    };
  }
  return null;
}

function timestampFault(timestamp: string | undefined, nowMs: number): Refusal | null {
  if (timestamp === undefined || !/^\d{1,15}$/.test(timestamp)) {
    const reason = 'Timestamp required: auth_timestamp in seconds';
    const expected = `seconds since 1970, now ${Math.floor(nowMs / 1000)}`;
    return { ...refusal('auth_timestamp', reason, 'Use a Pusher SDK to sign.'), received: timestamp, expected };
  }
  const nowS = Math.floor(nowMs / 1000);
  if (Math.abs(nowS - Number(timestamp)) < windowS) {
    return null;
  }
  const given = iso(Number(timestamp));
  const reason = `Timestamp expired: Given timestamp (${given}) not within ${windowS}s of server time (${iso(nowS)})`;
  return {
    ...refusal('auth_timestamp', reason, Number(timestamp) > nowS * 100 ? milliseconds : clocks),
    received: timestamp,
    expected: `between ${nowS - windowS + 1} and ${nowS + windowS - 1} (server time is ${nowS})`,
  };
}

const milliseconds = 'auth_timestamp is in seconds, and this looks like milliseconds: divide by 1000.';
const clocks = 'One of the two clocks is wrong (a sleeping virtual machine?), or the request is an old one sent again.';

function versionFault(version: string | undefined): Refusal | null {
  if (version === undefined || version === '') {
    return {
      ...refusal('auth_version', 'Version required: auth_version', 'auth_version is always 1.0.'),
      expected: '1.0',
    };
  }
  return version === '1.0'
    ? null
    : {
        ...refusal('auth_version', 'Version not supported: auth_version has to be 1.0', 'auth_version is always 1.0.'),
        received: version,
        expected: '1.0',
      };
}

function bodyFault(request: SignedRequest, given: string | undefined): Refusal | null {
  const { body } = request;
  const actual = body.length === 0 && given === undefined ? '' : md5(body);
  if ((given ?? '').toLowerCase() === actual) {
    return null;
  }
  const stringToSign = requestStringToSign(request.method, request.path, withMd5(request.query, actual));
  if (given === undefined) {
    const hint = 'A request with a body signs the MD5 of its bytes.';
    return { ...refusal('body_md5', 'Missing parameter: body_md5', hint), expected: actual, stringToSign };
  }
  const reason = `Invalid body_md5: the body received has MD5 ${actual}, but you sent "${shorten(given, 64)}"`;
  return {
    ...refusal('body_md5', reason, 'The body was changed after it was signed, perhaps by a proxy.'),
    received: given,
    expected: actual,
    stringToSign,
  };
}

/** The query as it should have been: with the MD5 of the body that was received. */
function withMd5(query: readonly QueryPair[], actual: string): readonly QueryPair[] {
  return [...query.filter(([name]) => name.toLowerCase() !== 'body_md5'), ['body_md5', actual]];
}

function signatureFault(
  app: AppChannels,
  apps: AppDirectory,
  request: SignedRequest,
  given: string | undefined,
  nowMs: number,
): Refusal | null {
  if (app.settings.secret === null) {
    return request.mayBeUnchecked ? null : unknownSecret(app.settings.id, status);
  }
  const stringToSign = requestStringToSign(request.method, request.path, request.query);
  if (given === undefined || given === '') {
    const missing = refusal('auth_signature', 'Missing parameter: auth_signature', 'Use a Pusher SDK to sign.');
    return { ...missing, stringToSign, expected: expectedSignature(app) };
  }
  if (isSameSignature(sign(app.secret, stringToSign), given)) {
    return null;
  }
  const others = variants(request);
  if (others.some((text) => isSameSignature(sign(app.secret, text), given))) {
    return null;
  }
  const quoted = JSON.stringify(stringToSign);
  return {
    code: status,
    check: 'auth_signature',
    reason: `Invalid signature: you should have sent HmacSHA256Hex(${quoted}, your_secret_key), but you sent "${shorten(given, 128)}"`,
    hint:
      requestSignatureCause(app, apps, [stringToSign, ...others], given, nowMs) ??
      'The secret differs (PUSHER_APP_SECRET or REVERB_APP_SECRET), or the request was changed on its way.',
    stringToSign,
    received: given,
    expected: expectedSignature(app),
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
  return isoInstant(seconds * 1000).replace('.000Z', 'Z');
}
