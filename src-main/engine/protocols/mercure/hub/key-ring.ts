import { createPublicKey, type KeyObject } from 'node:crypto';
import type { RoleKey } from '../../../../contract/mercure';
import { ProblemError } from '../../../../contract/problem';
import { isUrl } from '../../../is-url';
import { pemLines } from '../pem-lines';
import { type RoleKeys, wellKnownSecrets } from '../settings';
import type { JsonObject } from '../token';
import type { Refusal } from './refusal';

/** One key, and what it may be used with. */
export interface RingKey {
  readonly key: Uint8Array | KeyObject;
  readonly algorithms: readonly string[];
  /** What it is called, without giving it away. */
  readonly words: string;
  /** What is worth knowing of it, '' if nothing. */
  readonly warning: string;
}

/** The keys of one role. */
export interface KeyRing {
  /** Those that are there without asking anybody. */
  readonly fixed: readonly RingKey[];
  /** Whether there are no others. */
  readonly isFixed: boolean;
  find(header: JsonObject): Promise<{ readonly keys: readonly RingKey[] } | { readonly refusal: Refusal }>;
}

/** Throws a ProblemError 'bad-input' for a public key that is none. */
export function fixedKeys({ secrets, algorithm }: RoleKeys): KeyRing {
  const keys = secrets.map((secret) => {
    const isSecret = algorithm.startsWith('HS');
    return {
      key: isSecret ? Buffer.from(secret) : publicKey(secret),
      algorithms: [algorithm],
      words: isSecret ? secretWords(secret) : `the public key for ${algorithm}`,
      warning: isSecret ? secretWarning(secret, algorithm) : '',
    };
  });
  return { fixed: keys, isFixed: true, find: async () => ({ keys }) };
}

function publicKey(pem: string): KeyObject {
  try {
    return createPublicKey(pemLines(pem));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new ProblemError(
      'bad-input',
      `A public key of mercure cannot be read: ${why}.`,
      'It has to be PEM: -----BEGIN PUBLIC KEY-----.',
    );
  }
}

/** What a key has to be, so that something can be signed for it. '' where it is, else a part of a sentence. */
export function keyFault({ kind, key }: RoleKey): string {
  if (kind === 'JWKS') {
    return /^(?:https?|file):\/\/\S/.test(key) && isUrl(key) ? '' : 'is no address of a JWK Set';
  }
  if (kind.startsWith('HS')) {
    return key.includes('-----BEGIN ') ? `is no secret, which ${kind} takes, but a key` : '';
  }
  let type: string | undefined;
  try {
    type = publicKey(key).asymmetricKeyType;
  } catch {
    return `is no public key as PEM, which ${kind} takes`;
  }
  return type === typeFor(kind) ? '' : `is a key of type ${type}; ${kind} takes one of type ${typeFor(kind)}`;
}

function typeFor(kind: string): string {
  return kind.startsWith('RS') ? 'rsa' : kind.startsWith('ES') ? 'ec' : 'ed25519';
}

function isWellKnown(secret: string): boolean {
  return (wellKnownSecrets as readonly string[]).includes(secret);
}

function secretWords(secret: string): string {
  return isWellKnown(secret) ? `the secret ${secret} of the examples` : `a secret of ${secret.length} characters`;
}

/** RFC 7518 3.2: a key as long as the hash, at least. */
export function secretWarning(secret: string | Uint8Array, algorithm: string): string {
  const bytes = Buffer.from(secret);
  const bits = bytes.length * 8;
  const shortestBits = Number(algorithm.slice(2));
  const warnings = [
    isWellKnown(bytes.toString())
      ? 'The secret is that of the examples, which everybody knows: fine here, never on a server.'
      : '',
    bits < shortestBits
      ? `The secret has ${bits} bits. PHP's lcobucci/jwt refuses keys shorter than ${shortestBits} bits before it sends anything.`
      : '',
  ];
  return warnings.filter((one) => one !== '').join(' ');
}
