import { createPublicKey } from 'node:crypto';
import type { Clock } from '../../../clock';
import type { JsonObject } from '../token';
import type { KeyRing, RingKey } from './key-ring';
import { quote, type Refusal } from './refusal';

/** Reads a JWK Set from its address, http(s) or file. Handed in, so that nothing here touches the network itself. */
export type ReadKeySet = (url: string) => Promise<unknown>;

const freshMs = 600_000;
/** A key that is not known makes the set be read again, at most so often. */
const cooldownMs = 30_000;

const byType: Readonly<Record<string, readonly string[]>> = {
  RSA: ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'],
  OKP: ['EdDSA', 'Ed25519'],
  'P-256': ['ES256'],
  'P-384': ['ES384'],
  'P-521': ['ES512'],
};

/** Keys of a JWK Set, which are looked up by the `kid` of a token where both have one. */
export function keySet(url: string, read: ReadKeySet, clock: Clock): KeyRing {
  let keys: readonly (RingKey & { readonly kid: string })[] = [];
  let readAtMs = Number.NEGATIVE_INFINITY;
  const refresh = async (): Promise<string> => {
    readAtMs = clock.nowMs();
    try {
      keys = importAll(await read(url));
      return keys.length === 0 ? 'There is no key in it that can be used.' : '';
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  };
  return {
    fixed: [],
    isFixed: false,
    async find(header: JsonObject) {
      const kid = typeof header.kid === 'string' ? header.kid : '';
      const fitting = () => keys.filter((key) => kid === '' || key.kid === '' || key.kid === kid);
      const ageMs = clock.nowMs() - readAtMs;
      if (ageMs > freshMs || (fitting().length === 0 && ageMs > cooldownMs)) {
        const fault = await refresh();
        if (keys.length === 0) {
          return { refusal: unreadable(url, fault) };
        }
      }
      const found = fitting();
      return found.length > 0
        ? { keys: found }
        : {
            refusal: unknownKey(
              kid,
              keys.map((key) => key.kid),
            ),
          };
    },
  };
}

function importAll(value: unknown): readonly (RingKey & { readonly kid: string })[] {
  const jwks = (value as { keys?: unknown } | null)?.keys;
  if (!Array.isArray(jwks)) {
    throw new Error('It is no JWK Set: there is no list "keys" in it.');
  }
  return jwks.map(importOne).flatMap((key) => (key === null ? [] : [key]));
}

/** null for a key that cannot be used here, or is for something else. */
function importOne(jwk: { readonly [name: string]: string }): (RingKey & { readonly kid: string }) | null {
  const { kid = '', alg, use, kty = '', crv = '' } = jwk;
  const algorithms = (alg === undefined || alg === 'Ed25519' ? (byType[kty] ?? byType[crv]) : [alg]) ?? [];
  if (algorithms.length === 0 || (use !== undefined && use !== 'sig')) {
    return null;
  }
  try {
    const isSecret = kty === 'oct' && alg?.startsWith('HS') === true;
    const key = isSecret ? Buffer.from(jwk.k ?? '', 'base64url') : createPublicKey({ key: { ...jwk }, format: 'jwk' });
    const words = kid === '' ? `a key (${kty}) of the JWK Set` : `the key "${quote(kid, 60)}" of the JWK Set`;
    return { key, kid, algorithms, words, warning: '' };
  } catch {
    return null;
  }
}

function unreadable(url: string, why: string): Refusal {
  return {
    status: 401,
    check: 'key',
    reason: 'The JWK Set of this hub could not be read, so no token can be checked.',
    hint: `${quote(url, 200)}: ${quote(why, 200)}`,
    received: 'no keys',
    expected: 'a JWK Set with a key that signed the token',
  };
}

function unknownKey(kid: string, known: readonly string[]): Refusal {
  return {
    status: 401,
    check: 'key',
    reason: `The token is signed with the key "${quote(kid, 60)}", which the JWK Set does not have.`,
    hint: 'Was the key rotated? The set is read again after 30 s.',
    received: `kid ${quote(kid, 60)}`,
    expected: quote(known.map((one) => one || '(a key without kid)').join(', ')),
  };
}
