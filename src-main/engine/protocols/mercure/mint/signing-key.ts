import { createPrivateKey, type JsonWebKey, type KeyObject } from 'node:crypto';
import { CompactSign } from 'jose';
import { type JsonObject, membersOf, parseJson } from '../../../../contract/json-text';
import { type KeyAlgorithm, keyAlgorithms } from '../../../../contract/mercure';
import { ProblemError } from '../../../../contract/problem';
import { secretWarning } from '../hub/key-ring';
import { pemLines } from '../pem-lines';

/** What a token is signed with. */
export interface SigningKey {
  readonly key: Uint8Array | KeyObject;
  readonly algorithm: KeyAlgorithm;
  /** Of a JWK that has one: a hub with a set of keys finds it by that. '' for none. */
  readonly kid: string;
  /** What is worth knowing of it, '' if nothing. */
  readonly warning: string;
}

const shortestRsaBits = 2_048;
const algorithmsOfCurve: Readonly<Record<string, readonly KeyAlgorithm[]>> = {
  'P-256': ['ES256'],
  'P-384': ['ES384'],
  'P-521': ['ES512'],
  Ed25519: ['EdDSA'],
};

/**
 * A shared secret, or a private key as PEM or JWK, told apart by their looks. `asked`: '' for what the key is for, which is
 * HS256 for a secret. Throws a ProblemError 'bad-input', which never quotes the key.
 */
export function signingKey(text: string, asked: KeyAlgorithm | ''): SigningKey {
  const jwk = membersOf(text.trim().startsWith('{') ? parseJson(text) : undefined);
  if (jwk.kty === 'oct' && typeof jwk.k === 'string') {
    return sharedSecret(Buffer.from(jwk.k, 'base64url'), asked, jwk);
  }
  const isJwk = typeof jwk.kty === 'string';
  if (!isJwk && !text.includes('-----BEGIN ')) return sharedSecret(Buffer.from(text), asked);
  const key = isJwk ? read(() => createPrivateKey({ key: { ...jwk } as JsonWebKey, format: 'jwk' })) : fromPem(text);
  const algorithms = algorithmsOf(key);
  const algorithm = asked || (algorithms.find((one) => one === jwk.alg) ?? algorithms[0]);
  if (algorithm === undefined || algorithms.length === 0) {
    const hint = 'RSA, P-256, P-384, P-521 and Ed25519 are what there is.';
    throw new ProblemError('bad-input', 'Tokens are not signed with a private key of this kind.', hint);
  }
  if (!algorithms.includes(algorithm)) {
    const message = `The private key is one for ${algorithms.join(', ')}, and ${asked} was asked.`;
    throw new ProblemError('bad-input', message, 'Choose the algorithm of the key, or give another key.');
  }
  return { key, algorithm, kid: kidOf(jwk), warning: '' };
}

const kidOf = ({ kid }: Partial<JsonObject>) => (typeof kid === 'string' ? kid : '');
const isHash = (algorithm: KeyAlgorithm | '') => algorithm.startsWith('HS');

function sharedSecret(key: Uint8Array, asked: KeyAlgorithm | '', jwk: Partial<JsonObject> = {}): SigningKey {
  if (asked !== '' && !isHash(asked)) {
    const hint = 'Paste it whole: -----BEGIN PRIVATE KEY-----, or {"kty":…}.';
    throw new ProblemError('bad-input', `${asked} takes a private key, and what was given looks like a secret.`, hint);
  }
  const algorithm = asked || (keyAlgorithms.find((one) => one === jwk.alg && isHash(one)) ?? 'HS256');
  return { key, algorithm, kid: kidOf(jwk), warning: secretWarning(key, algorithm) };
}

/** OpenSSL writes the curve before the key of an elliptic curve, in a block of its own. */
const parameters = /-----BEGIN EC PARAMETERS-----[^-]*-----END EC PARAMETERS-----/;

function fromPem(text: string): KeyObject {
  const pem = pemLines(text.replace(parameters, ''));
  if (/-----BEGIN (?:RSA |EC )?(?:PUBLIC KEY|CERTIFICATE)-----/.test(pem)) {
    const hint = 'Paste the private one. With the public one the hub only checks what was signed.';
    throw new ProblemError('bad-input', 'This is a public key, and it takes the private one to sign.', hint);
  }
  if (pem.includes('ENCRYPTED')) {
    const hint = '"openssl pkey -in key.pem" writes it without.';
    throw new ProblemError('bad-input', 'The private key is locked with a passphrase.', hint);
  }
  return read(() => createPrivateKey(pem));
}

/** What OpenSSL says of a text that is no key is of no use to anybody. */
function read(create: () => KeyObject): KeyObject {
  try {
    return create();
  } catch {
    const hint = 'It has to be whole: PEM (-----BEGIN PRIVATE KEY-----), or a JWK with its private part "d".';
    throw new ProblemError('bad-input', 'The private key cannot be read.', hint);
  }
}

function algorithmsOf(key: KeyObject): readonly KeyAlgorithm[] {
  if (key.asymmetricKeyType !== 'rsa') {
    const { crv = '' } = isJwkType(key) ? key.export({ format: 'jwk' }) : {};
    return algorithmsOfCurve[crv] ?? [];
  }
  const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
  if (bits < shortestRsaBits) {
    const hint = `RFC 7518 wants ${shortestRsaBits} or more.`;
    throw new ProblemError('bad-input', `The private key has ${bits} bits.`, hint);
  }
  return ['RS256', 'RS384', 'RS512'];
}

const isJwkType = ({ asymmetricKeyType: type }: KeyObject) => type === 'ec' || type === 'ed25519';

/** A JSON Web Token of these claims. */
export function signed(claims: object, type: string, { key, algorithm, kid }: SigningKey): Promise<string> {
  return new CompactSign(Buffer.from(JSON.stringify(claims)))
    .setProtectedHeader({ typ: type, alg: algorithm, ...(kid === '' ? {} : { kid }) })
    .sign(key);
}
