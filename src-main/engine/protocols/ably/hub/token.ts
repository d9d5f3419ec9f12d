import { createHmac, timingSafeEqual } from 'node:crypto';
import { type AppSettings, qualifiedKey } from '../../../../contract/app';
import { isObject, type JsonObject, parseJson } from '../../../../contract/json-text';
import { isoInstant } from '../../../formats/iso-instant';
import { adoptable } from '../../../hub/adoptable';
import type { AppDirectory } from '../../../hub/apps';
import { adoptableName } from './adoption';
import { type Capability, everything, readCapability } from './capability';
import type { AblyFault } from './fault';

/** Who somebody is let in as. */
export interface Grant {
  readonly app: AppSettings;
  readonly capability: Capability;
  /** '' for one that may not say who it is, `*` for one that may say anything, else who it is. */
  readonly clientId: string;
  /** When it ends, ms since 1970; null for a key. */
  readonly expiresMs: number | null;
}

export interface TokenClaims {
  readonly keyName: string;
  readonly issuedMs: number;
  readonly expiresMs: number;
  readonly capability: Capability;
  readonly clientId: string;
}

/** A token is a JSON Web Token, of the shape Ably takes from an application (https://ably.com/docs/auth/token/jwt). */
export function makeToken(secret: string, { keyName, issuedMs, expiresMs, capability, clientId }: TokenClaims): string {
  const header = part({ typ: 'JWT', alg: 'HS256', kid: keyName });
  const claims = part({
    iat: Math.floor(issuedMs / 1_000),
    exp: Math.ceil(expiresMs / 1_000),
    'x-ably-capability': JSON.stringify(capability),
    ...(clientId === '' ? {} : { 'x-ably-clientId': clientId }),
  });
  return `${header}.${claims}.${signature(secret, `${header}.${claims}`)}`;
}

/** Checks a token against the secret of the key it names. */
export function readToken(apps: AppDirectory, token: string, nowMs: number): Grant | AblyFault {
  const [first = '', second = '', signed = '', more] = token.split('.');
  const [header, claims] = [first, second].map(readPart);
  if (header === null || header === undefined || claims === null || claims === undefined || more !== undefined) {
    const reason = 'The token is none this hub has made, and no JSON Web Token.';
    return fault(40144, 'token', reason, 'Ask the hub for one (requestToken), or sign one with the secret of the app.');
  }
  const { kid, alg } = header;
  const app = typeof kid === 'string' ? apps.byKey(kid) : null;
  if (app === null || app.secret === null) {
    const known = apps.all.map(qualifiedKey).join(', ');
    const reason =
      app === null ? `The hub has no key ${String(kid).slice(0, 100)}.` : `The secret of app ${app.id} is not known.`;
    return {
      ...fault(40400, 'kid', reason, `Keys of this hub: ${known}.`),
      received: String(kid).slice(0, 100),
      expected: known,
      ...(app === null ? adoptableName(apps, String(kid)) : adoptable(apps, app.key, app.id)),
    };
  }
  if (alg !== 'HS256' || !isSame(signature(app.secret, `${first}.${second}`), signed)) {
    const reason = 'The signature of the token does not fit.';
    const hint = `It is HMAC-SHA256 with the secret of the key ${qualifiedKey(app)}. Has the application the same ABLY_KEY?`;
    return { ...fault(40144, 'signature', reason, hint), expected: 'alg HS256, signed with the secret of the key' };
  }
  const expiresMs = typeof claims.exp === 'number' ? claims.exp * 1_000 : 0;
  if (expiresMs <= nowMs) {
    const reason = `The token has ended at ${isoInstant(expiresMs)}; here it is ${isoInstant(nowMs)}.`;
    return {
      ...fault(40142, 'exp', reason, 'SDKs ask for a new one by themselves where they have an authUrl or a key.'),
      expected: 'a token that has not ended',
    };
  }
  const capability = readCapability(claims['x-ably-capability']);
  if (capability === null) {
    const reason = 'x-ably-capability of the token is no JSON of operations by channel.';
    return {
      ...fault(40144, 'capability', reason, 'It is a JSON text in the claim.'),
      expected: '{"channel":["subscribe"]}',
    };
  }
  const clientId = claims['x-ably-clientId'];
  return { app, capability, clientId: typeof clientId === 'string' ? clientId : '', expiresMs };
}

/** Of a key itself. */
export const keyGrant = (app: AppSettings): Grant => ({ app, capability: everything, clientId: '*', expiresMs: null });

/** Who it is; '' if that is open. */
export const clientIdOf = ({ clientId }: Grant): string => (clientId === '*' ? '' : clientId);

export function isSame(expected: string, given: string): boolean {
  const [left, right] = [Buffer.from(expected), Buffer.from(given)];
  return left.length === right.length && timingSafeEqual(left, right);
}

const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

function readPart(text: string): JsonObject | null {
  const value = parseJson(Buffer.from(text, 'base64url').toString());
  return isObject(value) ? value : null;
}

const signature = (secret: string, text: string): string =>
  createHmac('sha256', secret).update(text).digest('base64url');

function fault(code: number, check: string, reason: string, hint: string): AblyFault {
  return { code, status: code === 40400 ? 404 : 401, check, reason, hint };
}
