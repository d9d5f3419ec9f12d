import { compactVerify } from 'jose';
import type { EntryDetail } from '../../../../contract/entry';
import type { MercureDialect } from '../../../../contract/mercure';
import { mercureClaims } from '../claims';
import { wellKnownSecrets } from '../settings';
import type { JsonObject, MercureClaims, TokenParts } from '../token';
import { numericDate, parseToken } from '../token';
import type { KeyRing, RingKey } from './key-ring';
import { detailExample } from './read-update';
import { quote, type Refusal } from './refusal';
import { audienceFault, fault, issuerFault, notToken, timeFault, typeFault, wrongAlgorithm } from './token-faults';

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

/** Keys of one role, and of the other: signing with the wrong ones is a mistake worth naming. */
export interface RoleRings {
  readonly own: KeyRing;
  readonly other: KeyRing | null;
  /** 1.0: keys of each trusted issuer, null for one that has none for this role. Empty: any issuer, by the keys of the role. */
  readonly issuers: ReadonlyMap<string, KeyRing | null>;
}

/** What a token is held against besides the keys. */
export interface Asked {
  readonly dialect: MercureDialect;
  /** 1.0: the resource identifier of the hub, as it was asked. */
  readonly audience: string;
}

/** Signatures checked lately: an app server sends the same token again and again. */
const remembered = 1_000;

/** Checks the tokens of one role. */
export class TokenVerifier {
  private readonly passed = { '0.x': new Map<string, VerifiedToken>(), '1.0': new Map<string, VerifiedToken>() };

  constructor(
    private readonly role: Role,
    private readonly rings: RoleRings,
  ) {}

  /** Answers at once for a token it knows. */
  verify(text: string, nowMs: number, asked: Asked): Verdict | Promise<Verdict> {
    const known = this.passed[asked.dialect].get(text);
    if (known !== undefined) {
      const refusal = faultInUse(known.detail.tokenClaims as JsonObject, nowMs, asked);
      return refusal === null ? { token: known } : { refusal: { ...refusal, detail: known.detail } };
    }
    return this.verifyNew(text, nowMs, asked);
  }

  private async verifyNew(text: string, nowMs: number, asked: Asked): Promise<Verdict> {
    const parts = parseToken(text);
    const tokenDialect: EntryDetail = asked.dialect === '1.0' ? { tokenDialect: asked.dialect } : {};
    if (typeof parts === 'string') {
      return { refusal: { ...notToken(parts, text), detail: tokenDialect } };
    }
    const about = { tokenHeader: parts.header, tokenClaims: parts.claims, ...tokenDialect };
    const signed = await this.checkSignature(text, parts, asked.dialect);
    if ('refusal' in signed) {
      return { refusal: { ...signed.refusal, detail: about } };
    }
    const { key, isFixed } = signed;
    const detail = { ...about, tokenKey: key.words, ...(key.warning === '' ? {} : { warning: key.warning }) };
    const type = asked.dialect === '1.0' ? typeFault(parts.header) : null;
    const unusable = type ?? faultInUse(parts.claims, nowMs, asked);
    if (unusable !== null) {
      return { refusal: { ...unusable, detail } };
    }
    const claims = mercureClaims(parts.claims, asked.dialect);
    if (typeof claims === 'string') {
      const received = quote(JSON.stringify(parts.claims), 200);
      const { hint, example } = claimsWords[asked.dialect];
      return { refusal: { ...fault('claims', claims, hint, received, example), detail } };
    }
    const exp = numericDate(parts.claims, 'exp');
    const token = { claims, exp: exp ?? null, detail };
    if (isFixed) this.remember(text, token, asked.dialect);
    return { token };
  }

  private async checkSignature(text: string, { header, claims }: TokenParts, dialect: MercureDialect) {
    const { issuers, own } = this.rings;
    const untrusted = dialect === '1.0' ? issuerFault(claims, [...issuers.keys()]) : null;
    if (untrusted !== null) {
      return { refusal: untrusted };
    }
    const ring = dialect === '0.x' || issuers.size === 0 ? own : (issuers.get(String(claims.iss)) ?? null);
    if (ring === null) {
      const reason = `The issuer ${String(claims.iss)} has no key for a ${this.role} here.`;
      const hint = 'Give it one in mercure.issuers of the hub.';
      const withKeys = [...issuers].flatMap(([name, keys]) => (keys === null ? [] : [name])).join(' or ');
      return { refusal: fault('issuer', reason, hint, String(claims.iss), withKeys || 'no issuer so far') };
    }
    const alg = typeof header.alg === 'string' ? header.alg : '';
    const found = await ring.find(header);
    if ('refusal' in found) {
      return found;
    }
    // A secret in a set of keys that anybody may read is none.
    const takes = ({ algorithms }: RingKey) =>
      algorithms.filter((one) => dialect === '0.x' || ring.isFixed || !one.startsWith('HS'));
    const fitting = found.keys.filter((key) => takes(key).includes(alg));
    if (fitting.length === 0) {
      return { refusal: wrongAlgorithm(alg, found.keys.flatMap(takes)) };
    }
    for (const key of fitting) {
      if (await isSignedWith(text, key, alg)) {
        return { key, isFixed: ring.isFixed };
      }
    }
    return { refusal: await this.badSignature(text, alg, fitting) };
  }

  private async badSignature(text: string, alg: string, tried: readonly RingKey[]): Promise<Refusal> {
    const expected = `signed with ${tried.map(({ words }) => words).join(' or ')}`;
    for (const key of this.rings.other?.fixed ?? []) {
      if (key.algorithms.includes(alg) && (await isSignedWith(text, key, alg))) {
        const other = this.role === 'publisher' ? 'subscriber' : 'publisher';
        return fault(
          'signature',
          `The token is signed with the key of a ${other}, not of a ${this.role}.`,
          'This hub has two keys, one a role. Sign the token with the other one.',
          `a signature with the key of a ${other}`,
          expected,
        );
      }
    }
    for (const secret of wellKnownSecrets) {
      if (alg.startsWith('HS') && (await isSignedWith(text, { key: Buffer.from(secret) }, alg))) {
        return fault(
          'signature',
          `The token is signed with the secret ${secret} of the examples, which this hub does not have.`,
          'The application still has the secret of its example: set MERCURE_JWT_SECRET, or give the hub this one.',
          'a signature with a well-known secret',
          expected,
        );
      }
    }
    return fault(
      'signature',
      'The signature of the token fits no key of this hub.',
      'Compare MERCURE_JWT_SECRET of the application with --mercure-secret of the hub; a quote or a line break around it counts.',
      `a signature (${alg}) with another key`,
      expected,
    );
  }

  private remember(text: string, token: VerifiedToken, dialect: MercureDialect): void {
    const passed = this.passed[dialect];
    passed.set(text, token);
    if (passed.size > remembered) {
      const [oldest] = passed.keys();
      passed.delete(oldest as string);
    }
  }
}

/** What to do about claims that are not as they have to be, and how such a token looks. */
const claimsWords: Readonly<Record<MercureDialect, { readonly hint: string; readonly example: string }>> = {
  '0.x': {
    hint: 'Topic selectors are given as lists: {"mercure":{"publish":["*"],"subscribe":["*"]}}.',
    example: '{"mercure":{"publish":["*"],"subscribe":["*"]}}',
  },
  '1.0': {
    hint: 'A detail looks like {"type":"https://mercure.rocks/authorization-detail","actions":["publish"],"topics":[{"match":"*"}]}. One that does not makes the whole token invalid.',
    example: detailExample,
  },
};

/** What a token that is known to be signed may still fail at, with time or where it is sent. */
function faultInUse(claims: JsonObject, nowMs: number, { dialect, audience }: Asked): Refusal | null {
  return timeFault(claims, nowMs, dialect) ?? (dialect === '1.0' ? audienceFault(claims, audience) : null);
}

async function isSignedWith(text: string, { key }: Pick<RingKey, 'key'>, alg: string): Promise<boolean> {
  try {
    await compactVerify(text, key, { algorithms: [alg] });
    return true;
  } catch {
    return false;
  }
}
