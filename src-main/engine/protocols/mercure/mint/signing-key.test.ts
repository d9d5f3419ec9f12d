import { execFileSync } from 'node:child_process';
import { createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { compactVerify } from 'jose';
import { describe, expect, test } from 'vitest';
import type { KeyAlgorithm } from '../../../../contract/mercure';
import { startMercure } from '../running-mercure.test-support';
import { mintToken, type Wish } from './mint';
import { signed, signingKey } from './signing-key';

const wish: Wish = { dialect: '0.x', publish: ['/a'], subscribe: [], payload: '', expiresInS: 60 };
const rsa = generateKeyPairSync('rsa', { modulusLength: 2_048 });
const ec = (namedCurve: string) => generateKeyPairSync('ec', { namedCurve });
const pem = (key: KeyObject, type: 'pkcs8' | 'sec1' | 'pkcs1' = 'pkcs8') =>
  key.export({ type: type as 'pkcs8', format: 'pem' }).toString();
const publicPem = (key: KeyObject) => key.export({ type: 'spki', format: 'pem' }).toString();

const pairs = [
  ['RS256', rsa],
  ['RS384', rsa],
  ['RS512', rsa],
  ['ES256', ec('P-256')],
  ['ES384', ec('P-384')],
  ['ES512', ec('P-521')],
  ['EdDSA', generateKeyPairSync('ed25519')],
] as const;

describe.each(pairs)('%s', (algorithm, { privateKey, publicKey }) => {
  const jwk = JSON.stringify({ ...privateKey.export({ format: 'jwk' }), kid: 'k1' });
  test.each([
    ['a PEM', pem(privateKey)],
    ['a PEM in one line, as a field takes it', pem(privateKey).replaceAll('\n', ' ')],
    ['a PEM of a variable of the environment', pem(privateKey).replaceAll('\n', '\\n')],
    ['a JWK', jwk],
  ])('what was signed with %s is taken by a hub with the public key', async (_name, text) => {
    const hub = await startMercure({ publisher: { secrets: [publicPem(publicKey)], algorithm } });
    const { token } = await mintToken(wish, signingKey(text, algorithm), Date.now());
    const ask = (topic: string) => hub.publish([['topic', topic]], { authorization: `Bearer ${token}` });
    expect((await ask('/a')).status).toBe(200);
    expect((await ask('/b')).status).toBe(401);
    await hub.close();
  });

  test('without being told, the algorithm is what the key is for', () => {
    const found = signingKey(pem(privateKey), '').algorithm;
    expect(found).toBe(algorithm.startsWith('RS') ? 'RS256' : algorithm);
    expect(signingKey(jwk, '')).toMatchObject({ algorithm: found, kid: 'k1' });
    const named = JSON.stringify({ ...privateKey.export({ format: 'jwk' }), alg: algorithm });
    expect(signingKey(named, '').algorithm).toBe(algorithm);
  });
});

test.each([
  ['openssl ecparam -name prime256v1 -genkey', 'ES256'],
  ['openssl genrsa -traditional 2048', 'RS256'],
  ['openssl genpkey -algorithm ed25519', 'EdDSA'],
])('what "%s" writes signs for %s', async (command, algorithm) => {
  const [program = '', ...args] = command.split(' ');
  const text = execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  for (const one of [text, text.replaceAll('\n', ' ')]) {
    const key = signingKey(one, '');
    expect(key.algorithm).toBe(algorithm);
    const token = await signed({ a: 1 }, 'JWT', key);
    await compactVerify(token, createPublicKey(key.key as KeyObject));
  }
});

test('a secret signs by the hash that is asked, and is held to its length', async () => {
  const secret = 'x'.repeat(32);
  for (const algorithm of ['HS256', 'HS384', 'HS512'] as const) {
    const key = signingKey(secret, algorithm);
    const { protectedHeader } = await compactVerify(await signed({}, 'JWT', key), Buffer.from(secret));
    expect(protectedHeader).toEqual({ typ: 'JWT', alg: algorithm });
  }
  expect(signingKey(secret, '')).toMatchObject({ algorithm: 'HS256', warning: '' });
  expect(signingKey(secret, 'HS512').warning).toContain('shorter than 512 bits');
  const oct = JSON.stringify({ kty: 'oct', k: Buffer.from(secret).toString('base64url'), alg: 'HS384' });
  const key = signingKey(oct, '');
  expect(key.algorithm).toBe('HS384');
  await compactVerify(await signed({}, 'JWT', key), Buffer.from(secret));
});

test.each([
  ['a public key', publicPem(rsa.publicKey), '', /public key, and it takes the private one/],
  ['a public JWK', JSON.stringify(rsa.publicKey.export({ format: 'jwk' })), '', /cannot be read/],
  ['half a key', pem(rsa.privateKey).slice(0, 300), '', /cannot be read/],
  [
    'a locked key',
    rsa.privateKey.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' }).toString(),
    '',
    /locked with a passphrase/,
  ],
  ['a key of another algorithm', pem(rsa.privateKey), 'ES256', /one for RS256, RS384, RS512, and ES256 was asked/],
  ['a key where a hash was asked', pem(rsa.privateKey), 'HS256', /and HS256 was asked/],
  ['a secret where a key was asked', '!ChangeMe!', 'EdDSA', /EdDSA takes a private key/],
  ['a short key', pem(generateKeyPairSync('rsa', { modulusLength: 1_024 }).privateKey), '', /has 1024 bits/],
  [
    'a key for something else',
    pem(generateKeyPairSync('x25519').privateKey),
    '',
    /not signed with a private key of this kind/,
  ],
  ['a curve nobody signs with', pem(ec('secp256k1').privateKey), '', /not signed with a private key of this kind/],
] as const)('%s is refused in words, and not quoted', (_name, text, asked, words) => {
  let problem: unknown;
  try {
    signingKey(text, asked as KeyAlgorithm | '');
  } catch (error) {
    problem = error;
  }
  expect(problem).toMatchObject({ code: 'bad-input', message: expect.stringMatching(words) });
  expect(JSON.stringify(problem)).not.toContain(text.slice(30, 60) || text);
});
