import { compactVerify } from 'jose';
import type { EntryDetail } from '../../../../contract/entry';
import { wellKnownSecrets } from '../settings';
import type { JsonObject, MercureClaims, TokenParts } from '../token';
import { mercureClaims, numericDate, parseToken } from '../token';
import type { KeyRing, RingKey } from './key-ring';
import { quote, type Refusal } from './refusal';

export type Role = 'publisher' | 'subscriber';

/** A token that has passed every check that does not depend on what it is used for. */
export interface VerifiedToken {
  readonly claims: MercureClaims;
  /** When it ends, seconds since the epoch; null for never. */
  readonly exp: number | null;
  /** For the timeline: header and claims, and the key in words. Never the token itself. */
  readonly detail: EntryDetail;
}

export type Verdict = { readonly token: VerifiedToken } | { readonly refusal: Refusal };

/** Signatures checked lately: an app server sends the same token again and again. */
const remembered = 1_000;

/** Checks the tokens of one role. */
export class TokenVerifier {
  private readonly passed = new Map<string, VerifiedToken>();

  constructor(
    private readonly role: Role,
    private readonly keys: KeyRing,
    /** The other role's keys: signing with the wrong ones is a mistake worth naming. */
    private readonly others: KeyRing | null,
  ) {}

  /** Answers at once for a token it knows. */
  verify(text: string, nowMs: number): Verdict | Promise<Verdict> {
    const known = this.passed.get(text);
    if (known !== undefined) {
      const refusal = timeFault(known.detail.tokenClaims as JsonObject, nowMs);
      return refusal === null ? { token: known } : { refusal: { ...refusal, detail: known.detail } };
    }
    return this.verifyNew(text, nowMs);
  }

  private async verifyNew(text: string, nowMs: number): Promise<Verdict> {
    const parts = parseToken(text);
    if (typeof parts === 'string') {
      return { refusal: { ...notToken(parts, text), detail: {} } };
    }
    const about = { tokenHeader: parts.header, tokenClaims: parts.claims };
    const signed = await this.checkSignature(text, parts);
    if ('refusal' in signed) {
      return { refusal: { ...signed.refusal, detail: about } };
    }
    const detail = {
      ...about,
      tokenKey: signed.key.words,
      ...(signed.key.warning === '' ? {} : { warning: signed.key.warning }),
    };
    const late = timeFault(parts.claims, nowMs);
    if (late !== null) {
      return { refusal: { ...late, detail } };
    }
    const claims = mercureClaims(parts.claims);
    if (typeof claims === 'string') {
      const hint = 'Topic selectors are given as lists: {"mercure":{"publish":["*"],"subscribe":["*"]}}.';
      return { refusal: { ...fault('claims', claims, hint), detail } };
    }
    const exp = numericDate(parts.claims, 'exp');
    const token = { claims, exp: exp ?? null, detail };
    this.remember(text, token);
    return { token };
  }

  private async checkSignature(text: string, { header }: TokenParts) {
    const alg = typeof header.alg === 'string' ? header.alg : '';
    const found = await this.keys.find(header);
    if ('refusal' in found) {
      return found;
    }
    const fitting = found.keys.filter((key) => key.algorithms.includes(alg));
    if (fitting.length === 0) {
      return { refusal: wrongAlgorithm(alg, found.keys) };
    }
    for (const key of fitting) {
      if (await isSignedWith(text, key, alg)) {
        return { key };
      }
    }
    return { refusal: await this.badSignature(text, alg, fitting) };
  }

  private async badSignature(text: string, alg: string, tried: readonly RingKey[]): Promise<Refusal> {
    const expected = `signed with ${tried.map(({ words }) => words).join(' or ')}`;
    for (const key of this.others?.fixed ?? []) {
      if (key.algorithms.includes(alg) && (await isSignedWith(text, key, alg))) {
        const other = this.role === 'publisher' ? 'subscriber' : 'publisher';
        return {
          ...fault(
            'signature',
            `The token is signed with the key of a ${other}, not of a ${this.role}.`,
            'This hub has two keys, one a role. Sign the token with the other one.',
          ),
          received: `a signature with the key of a ${other}`,
          expected,
        };
      }
    }
    for (const secret of wellKnownSecrets) {
      if (alg.startsWith('HS') && (await isSignedWith(text, { key: Buffer.from(secret) }, alg))) {
        return {
          ...fault(
            'signature',
            `The token is signed with the secret ${secret} of the examples, which this hub does not have.`,
            'The application still has the secret of its example: set MERCURE_JWT_SECRET, or give the hub this one.',
          ),
          received: 'a signature with a well-known secret',
          expected,
        };
      }
    }
    return {
      ...fault(
        'signature',
        'The signature of the token fits no key of this hub.',
        'Compare MERCURE_JWT_SECRET of the application with --mercure-secret of the hub; a quote or a line break around it counts.',
      ),
      received: `a signature (${alg}) with another key`,
      expected,
    };
  }

  private remember(text: string, token: VerifiedToken): void {
    if (!this.keys.isFixed) {
      return;
    }
    this.passed.set(text, token);
    if (this.passed.size > remembered) {
      const [oldest] = this.passed.keys();
      this.passed.delete(oldest as string);
    }
  }
}

async function isSignedWith(text: string, { key }: Pick<RingKey, 'key'>, alg: string): Promise<boolean> {
  try {
    await compactVerify(text, key, { algorithms: [alg] });
    return true;
  } catch {
    return false;
  }
}

function fault(check: string, reason: string, hint: string): Refusal {
  return { status: 401, check, reason, hint };
}

function notToken(why: string, text: string): Refusal {
  return {
    ...fault(
      'token',
      `The token is none. ${why}`,
      'Is it cut off, quoted, or the secret itself? A token begins with "eyJ".',
    ),
    received: `${text.length} characters`,
    expected: 'a JSON Web Token in its compact form',
  };
}

function wrongAlgorithm(alg: string, keys: readonly RingKey[]): Refusal {
  const expected = [...new Set(keys.flatMap(({ algorithms }) => algorithms))].join(', ');
  return {
    ...fault(
      'algorithm',
      alg === 'none'
        ? 'The token is not signed (alg none).'
        : `The token is signed with ${quote(alg, 40) || 'no algorithm'}, this hub takes ${expected}.`,
      'Set the algorithm of the application (jwt.algorithm of the bundle), or that of the hub (mercure.publisher.algorithm).',
    ),
    received: quote(alg, 40) || 'none',
    expected,
  };
}

/** exp and nbf, with fractions. */
function timeFault(claims: JsonObject, nowMs: number): Refusal | null {
  const now = nowMs / 1_000;
  const [exp, nbf] = [numericDate(claims, 'exp'), numericDate(claims, 'nbf')];
  if (exp === null || nbf === null) {
    return fault(
      'claims',
      'exp and nbf of a token have to be numbers, seconds since 1970.',
      'A date as a text is no numeric date.',
    );
  }
  if (exp !== undefined && now >= exp) {
    return {
      ...fault(
        'expiry',
        `The token expired ${duration(now - exp)} ago.`,
        'Make a new one. A page that stays open needs a new cookie before the old one ends.',
      ),
      received: `exp ${isoTime(exp)}`,
      expected: `later than ${isoTime(now)}`,
    };
  }
  if (nbf !== undefined && now < nbf) {
    return {
      ...fault(
        'not before',
        `The token is not valid for another ${duration(nbf - now)}.`,
        'Do the clocks of both machines agree?',
      ),
      received: `nbf ${isoTime(nbf)}`,
      expected: `not later than ${isoTime(now)}`,
    };
  }
  return null;
}

function isoTime(seconds: number): string {
  const date = new Date(seconds * 1_000);
  return Number.isNaN(date.getTime()) ? String(seconds) : date.toISOString();
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
