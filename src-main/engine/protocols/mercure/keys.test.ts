import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { exportJWK, SignJWT } from 'jose';
import { afterEach, describe, expect, test } from 'vitest';
import type { KeyAlgorithm } from '../../../contract/mercure';
import { systemClock } from '../../hub/clocks.test-support';
import { createHub } from '../../hub/create-hub';
import { MemoryRecorder } from '../../hub/memory-recorder.test-support';
import { createMercure } from '.';
import { secretWarning } from './hub/key-ring';
import { askOne } from './mercure-client.test-support';
import type { RunningMercure } from './running-mercure.test-support';
import { startMercure } from './running-mercure.test-support';
import { defaultMercure } from './settings';

let running: RunningMercure | null = null;
afterEach(() => running?.close());

function pairFor(algorithm: string): { publicKey: KeyObject; privateKey: KeyObject } {
  if (algorithm === 'EdDSA') return generateKeyPairSync('ed25519');
  const curves = { ES256: 'P-256', ES384: 'P-384', ES512: 'P-521' } as const;
  return algorithm.startsWith('ES')
    ? generateKeyPairSync('ec', { namedCurve: curves[algorithm as keyof typeof curves] })
    : generateKeyPairSync('rsa', { modulusLength: 2_048 });
}

function sign(key: KeyObject | Uint8Array, alg: string, kid?: string): Promise<string> {
  return new SignJWT({ mercure: { publish: ['*'] } })
    .setProtectedHeader(kid === undefined ? { alg } : { alg, kid })
    .sign(key);
}

const status = async (hub: RunningMercure, token: string) =>
  (await hub.publish([['topic', 'a']], { authorization: `Bearer ${token}` })).status;

test.each(['HS256', 'HS384', 'HS512'] as const)('a secret for %s takes that and nothing else', async (algorithm) => {
  const secret = 'x'.repeat(64);
  running = await startMercure({ publisher: { secrets: [secret], algorithm } });
  expect(await status(running, await sign(Buffer.from(secret), algorithm))).toBe(200);
  const other = algorithm === 'HS256' ? 'HS512' : 'HS256';
  expect(await status(running, await sign(Buffer.from(secret), other))).toBe(401);
  expect(running.recorder.of('refused')[0]?.detail).toMatchObject({
    check: 'algorithm',
    received: other,
    expected: algorithm,
  });
});

test.each(['RS256', 'RS384', 'RS512', 'ES256', 'ES384', 'ES512', 'EdDSA'] satisfies KeyAlgorithm[])(
  'a public key for %s takes what its private key signed, never the key itself as a secret',
  async (algorithm) => {
    const { publicKey, privateKey } = pairFor(algorithm);
    const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
    running = await startMercure({ publisher: { secrets: [pem], algorithm } });
    expect(await status(running, await sign(privateKey, algorithm))).toBe(200);
    expect(await status(running, await sign(pairFor(algorithm).privateKey, algorithm))).toBe(401);
    expect(await status(running, await sign(Buffer.from(pem), 'HS256'))).toBe(401);
  },
);

describe('a JWK Set', () => {
  async function start(readKeySet: (url: string) => Promise<unknown>) {
    const recorder = new MemoryRecorder();
    const keys = { secrets: [], algorithm: 'HS256', jwksUrl: 'https://keys.example/jwks' } as const;
    const mercure = createMercure({ ...defaultMercure, publisher: keys }, { readKeySet });
    const parts = { recorder, clock: systemClock, random: Math.random, apps: [], firstConnectionId: 1 };
    const hub = createHub({ ...parts, protocols: [mercure] });
    const [listener] = await hub.listen([{ host: '127.0.0.1', port: 0, asked: true }]);
    const publish = async (token: string) => {
      const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/x-www-form-urlencoded' };
      return (await askOne(`${listener?.url}/.well-known/mercure`, 'POST', headers, 'topic=a')).status;
    };
    return { hub, recorder, publish };
  }

  test('gives the key a token names, PS included, and is read once', async () => {
    const [rsa, ed] = [pairFor('RS256'), pairFor('EdDSA')];
    const keys = [
      { ...(await exportJWK(rsa.publicKey)), kid: 'rsa' },
      { ...(await exportJWK(ed.publicKey)), kid: 'ed', alg: 'EdDSA' },
      { kty: 'RSA', kid: 'broken', n: 'x' },
      { ...(await exportJWK(rsa.publicKey)), kid: 'enc', use: 'enc' },
    ];
    const asked: string[] = [];
    const { hub, recorder, publish } = await start(async (url) => {
      asked.push(url);
      return { keys };
    });
    expect(await publish(await sign(rsa.privateKey, 'PS256', 'rsa'))).toBe(200);
    expect(await publish(await sign(rsa.privateKey, 'RS512', 'rsa'))).toBe(200);
    expect(await publish(await sign(ed.privateKey, 'EdDSA', 'ed'))).toBe(200);
    expect(await publish(await sign(ed.privateKey, 'EdDSA'))).toBe(200);
    expect(await publish(await sign(rsa.privateKey, 'PS256', 'enc'))).toBe(401);
    expect(await publish(await sign(rsa.privateKey, 'PS256', 'other'))).toBe(401);
    expect(await publish(await sign(ed.privateKey, 'EdDSA', 'rsa'))).toBe(401);
    expect(asked).toEqual(['https://keys.example/jwks']);
    expect(recorder.of('refused').map(({ detail }) => detail?.check)).toEqual(['key', 'key', 'algorithm']);
    await hub.close();
  });

  test('that cannot be read refuses every token, and says why', async () => {
    const { hub, recorder, publish } = await start(() => Promise.reject(new Error('It answered 500.')));
    expect(await publish(await sign(pairFor('EdDSA').privateKey, 'EdDSA'))).toBe(401);
    expect(recorder.of('refused')[0]?.detail?.hint).toContain('It answered 500.');
    await hub.close();
  });
});

test('short and well-known secrets are warned of in words', () => {
  expect(secretWarning('!ChangeMe!', 'HS256')).toContain('80 bits');
  expect(secretWarning('!ChangeThisMercureHubJWTSecretKey!', 'HS256')).not.toContain('bits');
  expect(secretWarning('x'.repeat(32), 'HS256')).toBe('');
  expect(secretWarning('x'.repeat(32), 'HS384')).toContain('shorter than 384 bits');
});
