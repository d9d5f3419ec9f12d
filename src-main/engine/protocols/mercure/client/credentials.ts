import { keyAlgorithms } from '../../../../contract/mercure';
import { ProblemError } from '../../../../contract/problem';
import type { ResolvedProfile } from '../../../clients/client-side';
import { headerLines } from '../../../clients/header-lines';
import { mintToken } from '../mint/mint';
import { signingKey } from '../mint/signing-key';
import { parseToken } from '../token';
import { askedBy, type Detected, type Dialect } from './dialect';
import { linesOf } from './form';

/** Where a token goes: headers of a request, or its address. */
export interface Presented {
  readonly headers: Readonly<Record<string, string>>;
  readonly query: readonly (readonly [string, string])[];
}

/** What a token is made for; of no matter to one that was pasted. */
export interface TokenUse {
  readonly dialect: Dialect;
  /** Only 1.0: who is said to have made it, and the hub it is for. */
  readonly issuer: string;
  readonly audience: string;
}

/** Gives the token to present, '' for none. One that is made here is made anew when it is about to end. */
export type TokenSource = (use: TokenUse, nowMs: number) => Promise<string>;

/** Tokens of 1.0 have to end: a session that lasts makes itself the next one. */
const lifetimeS = 3_600;
const renewedBeforeMs = 60_000;

/** Throws a ProblemError 'bad-input' where there evidently is no token, or nothing to make one with. */
export function tokenSource(profile: ResolvedProfile): TokenSource {
  const { auth } = profile.fields;
  if (auth === 'secret') return minting(profile);
  const token = auth === 'token' ? pasted(profile) : '';
  return async () => token;
}

function minting({ fields, secret }: ResolvedProfile): TokenSource {
  const text = secret('secret');
  if (text === '') {
    throw new ProblemError(
      'bad-input',
      'The profile holds no secret to make a token with.',
      'Give the secret of the hub, or connect without a token.',
    );
  }
  const key = signingKey(text, keyAlgorithms.find((one) => one === fields.algorithm) ?? '');
  let made = { token: '', endsAtMs: 0 };
  return async ({ dialect, issuer, audience }, nowMs) => {
    if (made.token !== '' && made.endsAtMs - nowMs > renewedBeforeMs) return made.token;
    const rights = (value: unknown) => {
      const selectors = linesOf(value);
      return dialect === '0.x' ? selectors : selectors.map((one) => askedBy(one).join('='));
    };
    const expiresInS = dialect === '0.x' ? null : lifetimeS;
    const claims = { publish: rights(fields.mayPublish), subscribe: rights(fields.maySubscribe), payload: '' };
    const { token } = await mintToken({ dialect, ...claims, expiresInS, issuer, audience }, key, nowMs);
    made = { token, endsAtMs: expiresInS === null ? Number.POSITIVE_INFINITY : nowMs + expiresInS * 1_000 };
    return token;
  };
}

function pasted(profile: ResolvedProfile): string {
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
      : 'It looks like the secret of a hub: choose "made here".';
    throw new ProblemError('bad-input', `What was pasted is no token. ${fault}`, hint);
  }
  return token;
}

/**
 * `isPublish`: a hub takes a cookie for those only from pages of origins it trusts, so the header is used. Throws a ProblemError
 * where a hub of 1.0 would never look for the token.
 */
export function present(profile: ResolvedProfile, token: string, hub: Detected, isPublish: boolean): Presented {
  const { presentation, cookieName } = profile.fields;
  const more = Object.fromEntries(
    Object.entries(headerLines(profile.secret('headers'))).map(([name, value]) => [name.toLowerCase(), value]),
  );
  if (token === '') return { headers: more, query: [] };
  if (presentation === 'query' && !isPublish) {
    if (hub.dialect === '1.0') throw tokenInAddress();
    return { headers: more, query: [['authorization', token]] };
  }
  if (presentation === 'cookie' && !isPublish) {
    const usual = hub.dialect === '1.0' ? '__Secure-mercure_access_token' : 'mercureAuthorization';
    const name = String(cookieName) || hub.cookie || usual;
    const cookie = [more.cookie, `${name}=${token}`].filter((one) => one !== undefined).join('; ');
    return { headers: { ...more, cookie }, query: [] };
  }
  return { headers: { ...more, authorization: `Bearer ${token}` }, query: [] };
}

/** Protocol 1.0 forbids it: addresses end up in logs. */
function tokenInAddress(): ProblemError {
  return new ProblemError(
    'bad-input',
    'A hub of 1.0 does not look for a token in the address, and would take this session for one without.',
    'Send the token in the Authorization header, or in a cookie.',
  );
}
