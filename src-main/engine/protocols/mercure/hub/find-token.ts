import type { IncomingMessage } from 'node:http';
import type { MercureDialect } from '../../../../contract/mercure';
import { type Form, valuesOf } from '../form';
import type { MercureSettings } from '../settings';
import { isOriginListed, requestOrigin } from './origin';
import { quote, type Refusal } from './refusal';

export type TokenPlace = 'header' | 'query' | 'cookie';

/** The token a request presents. null if it presents none. */
export type FoundToken = { readonly token: string; readonly place: TokenPlace } | { readonly refusal: Refusal } | null;

const scheme = 'Bearer ';
/** No token with a signature is shorter. */
const shortestToken = 41;

/** Cookies of either dialect where none is configured: browsers keep `__Secure-` for https. */
export const classicCookie = 'mercureAuthorization';
export const secureCookie = '__Secure-mercure_access_token';
export const localCookie = 'mercure_access_token';

/** Names of the cookie a token may be in, the one that counts first. One that was configured is that of both dialects. */
export function cookieNames(dialect: MercureDialect, { cookieName }: MercureSettings): readonly string[] {
  return dialect === '0.x' || cookieName !== classicCookie ? [cookieName] : [secureCookie, localCookie];
}

/** What stands behind the scheme of the first Authorization header; null if there is none. */
export function bearerToken({ rawHeaders }: IncomingMessage): string | null {
  const [header] = authorizationHeaders(rawHeaders);
  return header === undefined ? null : header.slice(header.indexOf(' ') + 1);
}

/** Tokens in cookies, by the dialect their name is of. One that was configured says nothing of it by its name. */
export function cookieTokens({ headers }: IncomingMessage, cookieName: string) {
  const { cookie = '' } = headers;
  const find = (names: readonly string[]) =>
    cookie === '' ? null : (names.map((name) => cookieOf(cookie, name)).find((token) => token !== null) ?? null);
  return { classic: find([cookieName]), modern: find([secureCookie, localCookie]) };
}

/**
 * Looks in the order of the specification: header, query (0.x alone), cookie. What is there first is used, even if it is broken.
 */
export function findToken(
  request: IncomingMessage,
  query: Form,
  settings: MercureSettings,
  dialect: MercureDialect,
): FoundToken {
  const headers = authorizationHeaders(request.rawHeaders);
  if (headers.length > 0) {
    return fromHeader(headers, dialect);
  }
  const inQuery = dialect === '1.0' ? [] : valuesOf(query, 'authorization');
  if (inQuery.length > 0) {
    const [token = ''] = inQuery;
    return inQuery.length === 1 && token.length >= shortestToken ? { token, place: 'query' } : badQuery(inQuery);
  }
  const { cookie = '' } = request.headers;
  const token = cookieNames(dialect, settings)
    .map((name) => cookieOf(cookie, name))
    .find((one) => one !== null);
  if (token === undefined || token === null) {
    return null;
  }
  const fault = request.method === 'POST' ? originFault(request, settings) : null;
  return fault === null ? { token, place: 'cookie' } : { refusal: fault };
}

/** Each by itself; Node's own list drops all but the first, and working out all distinct headers costs more than a publish. */
function authorizationHeaders(raw: readonly string[]): readonly string[] {
  const found: string[] = [];
  for (let at = 0; at + 1 < raw.length; at += 2) {
    const name = raw[at] as string;
    if (name.length === 13 && name.toLowerCase() === 'authorization') {
      found.push(raw[at + 1] as string);
    }
  }
  return found;
}

function fromHeader(headers: readonly string[], dialect: MercureDialect): FoundToken {
  const [header = ''] = headers;
  if (headers.length > 1) {
    return unauthorized(
      'header',
      `There are ${headers.length} Authorization headers.`,
      'Send one. A proxy or a default of the HTTP client may add its own.',
      `${headers.length} headers`,
      'one header',
    );
  }
  const isScheme =
    dialect === '1.0' ? header.slice(0, scheme.length).toLowerCase() === 'bearer ' : header.startsWith(scheme);
  if (!isScheme) {
    const [word = ''] = header.split(' ');
    const isCase = word.toLowerCase() === 'bearer';
    return unauthorized(
      'header',
      isCase
        ? `The scheme of the Authorization header is written "${quote(word, 20)}".`
        : 'The Authorization header does not begin with "Bearer ".',
      isCase
        ? 'Hubs of this protocol version want it as "Bearer", with a capital letter.'
        : 'Write the header as "Authorization: Bearer TOKEN".',
      header === word ? `${header.length} characters without a scheme` : quote(word, 40),
      'Bearer',
    );
  }
  const token = header.slice(scheme.length);
  return token.length < shortestToken ? tooShort('header', token) : { token, place: 'header' };
}

function tooShort(check: string, token: string): FoundToken {
  return unauthorized(
    check,
    `What is presented as a token has ${token.length} characters; it cannot be one.`,
    'Is this the secret? The token is made from it: with symfony/mercure by jwt.secret, or on the Token page.',
    `${token.length} characters`,
    `at least ${shortestToken} characters, three parts with dots between them`,
  );
}

function badQuery(values: readonly string[]): FoundToken {
  return values.length === 1
    ? tooShort('query', values[0] as string)
    : unauthorized(
        'query',
        `There are ${values.length} parameters "authorization" in the query.`,
        'Send one.',
        `${values.length} parameters`,
        'one parameter',
      );
}

function originFault(request: IncomingMessage, { publishOrigins }: MercureSettings): Refusal | null {
  const origin = requestOrigin(request);
  if (origin !== '' && isOriginListed(origin, publishOrigins)) {
    return null;
  }
  const allowed = publishOrigins.length === 0 ? 'none: no publish with a cookie' : publishOrigins.join(', ');
  return {
    status: 401,
    check: 'origin',
    reason:
      origin === ''
        ? 'A publish with a cookie has to say where it comes from, by Origin or Referer.'
        : `Origin ${quote(origin, 100)} may not publish with a cookie.`,
    hint: 'Any page could have sent this with the cookie of its visitor. Add the origin of your page to mercure.publishOrigins, or publish with an Authorization header.',
    received: origin === '' ? 'neither header' : quote(origin),
    expected: quote(allowed),
  };
}

/** Value of a cookie by its name; the first one if there are several. */
function cookieOf(header: string, name: string): string | null {
  for (const part of header.split(';')) {
    const equals = part.indexOf('=');
    if (equals > 0 && part.slice(0, equals).trim() === name) {
      return part
        .slice(equals + 1)
        .trim()
        .replace(/^"(.*)"$/, '$1');
    }
  }
  return null;
}

function unauthorized(check: string, reason: string, hint: string, received: string, expected: string): FoundToken {
  return { refusal: { status: 401, check, reason, hint, received, expected } };
}
