import { createHmac } from 'node:crypto';
import { ProblemError } from '../../../../contract/problem';
import type { ResolvedProfile } from '../../../clients/client-side';
import { headerLines } from '../../../clients/header-lines';
import { parseToken } from '../token';
import type { Dialect } from './dialect';
import { linesOf } from './form';

/** Where a token goes: headers of a request, or its address. */
export interface Presented {
  readonly headers: Readonly<Record<string, string>>;
  readonly query: readonly (readonly [string, string])[];
}

/** The token of a profile; '' for none. Throws a ProblemError 'bad-input' where there evidently is none. */
export function tokenOf(profile: ResolvedProfile): string {
  const { fields } = profile;
  if (fields.auth === 'secret') {
    const secret = profile.secret('secret');
    if (secret === '')
      throw new ProblemError(
        'bad-input',
        'The profile holds no secret to make a token with.',
        'Give the secret of the hub, or connect without a token.',
      );
    return mint(secret, String(fields.algorithm), linesOf(fields.mayPublish), linesOf(fields.maySubscribe));
  }
  if (fields.auth !== 'token') return '';
  const token = profile
    .secret('token')
    .trim()
    .replace(/^Bearer\s+/i, '');
  if (token === '')
    throw new ProblemError('bad-input', 'The profile holds no token.', 'Paste one, or connect without.');
  const fault = parseToken(token);
  if (typeof fault === 'string') {
    const hint = token.includes('.')
      ? 'Paste it whole, as it stands in the cookie or behind "Bearer".'
      : 'It looks like the secret of a hub: choose "made here with the secret of the hub".';
    throw new ProblemError('bad-input', `What was pasted is no token. ${fault}`, hint);
  }
  return token;
}

/** A token as symfony/mercure makes it for 0.x, without an end. */
export function mint(
  secret: string,
  algorithm: string,
  publish: readonly string[],
  subscribe: readonly string[],
): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const signed = `${part({ alg: algorithm, typ: 'JWT' })}.${part({ mercure: { publish, subscribe } })}`;
  return `${signed}.${createHmac(`sha${algorithm.slice(2)}`, secret)
    .update(signed)
    .digest('base64url')}`;
}

/** `isPublish`: a hub takes a cookie for those only from pages of origins it trusts, so the header is used. */
export function present(profile: ResolvedProfile, token: string, dialect: Dialect, isPublish: boolean): Presented {
  const { presentation, cookieName } = profile.fields;
  const more = Object.fromEntries(
    Object.entries(headerLines(profile.secret('headers'))).map(([name, value]) => [name.toLowerCase(), value]),
  );
  if (token === '') return { headers: more, query: [] };
  if (presentation === 'query' && !isPublish) return { headers: more, query: [['authorization', token]] };
  if (presentation === 'cookie' && !isPublish) {
    const name = String(cookieName) || (dialect === '1.0' ? '__Secure-mercure_access_token' : 'mercureAuthorization');
    const cookie = [more.cookie, `${name}=${token}`].filter((one) => one !== undefined).join('; ');
    return { headers: { ...more, cookie }, query: [] };
  }
  return { headers: { ...more, authorization: `Bearer ${token}` }, query: [] };
}
