import type { MercureDialect } from '../../../../contract/mercure';
import { isoInstant } from '../../../formats/iso-instant';
import { isAccessToken } from '../claims';
import { type JsonObject, numericDate } from '../token';
import { quote, type Refusal } from './refusal';

/** A token that was refused: 401. */
export function fault(check: string, reason: string, hint: string, received: string, expected: string): Refusal {
  return { status: 401, check, reason, hint, received, expected };
}

export function notToken(why: string, text: string): Refusal {
  return fault(
    'token',
    `This is no token. ${why}`,
    'Is it cut off, quoted, or the secret itself? A token begins with "eyJ".',
    `${text.length} characters`,
    'a JSON Web Token in its compact form',
  );
}

export function wrongAlgorithm(alg: string, known: readonly string[]): Refusal {
  const expected = [...new Set(known)].join(', ') || 'no algorithm of these keys';
  return fault(
    'algorithm',
    alg === 'none'
      ? 'The token is not signed (alg none).'
      : `The token is signed with ${quote(alg, 40) || 'no algorithm'}, this hub takes ${expected}.`,
    'Set the algorithm of the application (jwt.algorithm of the bundle), or that of the hub (mercure.publisher.algorithm).',
    quote(alg, 40) || 'none',
    expected,
  );
}

/** exp and nbf, with fractions. In 1.0 a token has to end. */
export function timeFault(claims: JsonObject, nowMs: number, dialect: MercureDialect): Refusal | null {
  const now = nowMs / 1_000;
  const [exp, nbf] = [numericDate(claims, 'exp'), numericDate(claims, 'nbf')];
  if (exp === null || nbf === null) {
    const given = (['exp', 'nbf'] as const).map((name) => `${name} ${JSON.stringify(claims[name]) ?? 'none'}`);
    return fault(
      'claims',
      'exp and nbf of a token have to be numbers, seconds since 1970.',
      'A date as a text is no numeric date.',
      quote(given.join(', '), 100),
      `for example exp ${Math.ceil(now) + 3_600}`,
    );
  }
  if (exp === undefined && dialect === '1.0') {
    return fault(
      'expiry',
      'The token never expires: it has no exp, which protocol 1.0 requires.',
      'Give it an end, an hour ahead for example. In 0.x exp was optional, and the bundle left it out.',
      'no exp',
      `exp, later than ${Math.ceil(now)}`,
    );
  }
  if (exp !== undefined && now >= exp) {
    return fault(
      'expiry',
      `The token expired ${duration(now - exp)} ago.`,
      'Make a new one. A page that stays open needs a new cookie before the old one ends.',
      `exp ${isoInstant(exp * 1_000)}`,
      `later than ${isoInstant(now * 1_000)}`,
    );
  }
  if (nbf !== undefined && now < nbf) {
    return fault(
      'not before',
      `The token is not valid for another ${duration(nbf - now)}.`,
      'Do the clocks of both machines agree?',
      `nbf ${isoInstant(nbf * 1_000)}`,
      `not later than ${isoInstant(now * 1_000)}`,
    );
  }
  return null;
}

/** 1.0: tokens made for something else, such as the ID token of a sign-in, are no access tokens (RFC 9068). */
export function typeFault(header: JsonObject): Refusal | null {
  if (isAccessToken(header)) {
    return null;
  }
  const typ = typeof header.typ === 'string' ? quote(header.typ, 60) : 'none';
  return fault(
    'type',
    `The type of the token is ${typ}; protocol 1.0 takes at+jwt alone.`,
    'Set "typ":"at+jwt" in its header. A token of 0.x has "JWT" there, and a claim "mercure" that 1.0 does not look at.',
    typ,
    'at+jwt',
  );
}

/** 1.0: who made it has to be one of those the hub trusts. `trusted` empty: anybody who has a key of the hub. */
export function issuerFault({ iss }: JsonObject, trusted: readonly string[]): Refusal | null {
  if (typeof iss === 'string' && iss !== '' && (trusted.length === 0 || trusted.includes(iss))) {
    return null;
  }
  const found = typeof iss === 'string' ? quote(iss, 200) : '';
  return fault(
    'issuer',
    found === ''
      ? 'The token does not say who issued it (iss).'
      : `The token was issued by ${found}, whom this hub does not trust.`,
    'Compare iss of the token (MERCURE_JWT_ISSUER of the application) with mercure.issuers of the hub, letter by letter.',
    found === '' ? 'no iss' : found,
    trusted.length === 0 ? 'any iss' : trusted.join(' or '),
  );
}

/** 1.0: a token is for one hub. `expected`: its resource identifier. */
export function audienceFault({ aud }: JsonObject, expected: string): Refusal | null {
  const named = (Array.isArray(aud) ? aud : [aud]).filter((one) => typeof one === 'string');
  if (named.includes(expected)) {
    return null;
  }
  const found = named.length === 0 ? 'no aud' : quote(named.join(', '), 200);
  return fault(
    'audience',
    `The token is for ${named.length === 0 ? 'nobody: it has no aud' : found}, and this hub was asked as ${quote(expected, 200)}.`,
    'aud has to be the address of the hub as it is asked: localhost is not 127.0.0.1, and the port counts. Or set mercure.resourceIdentifier.',
    found,
    expected,
  );
}

function duration(seconds: number): string {
  const steps = [
    [86_400, 'days'],
    [3_600, 'h'],
    [60, 'min'],
  ] as const;
  const [size, unit] = steps.find(([one]) => seconds >= 2 * one) ?? [1, 's'];
  return `${(seconds / size).toFixed(size === 1 && seconds < 10 ? 1 : 0)} ${unit}`;
}
