import { generateKeyPairSync } from 'node:crypto';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { expect, test } from 'vitest';
import { startDesk } from '../../../clients/session-desk.test-support';
import { testSecret } from '../running-mercure.test-support';
import { hub, mercure, profile, server, withSecret } from './client.test-support';
import { tokenSource } from './credentials';

const ed = generateKeyPairSync('ed25519');
const publicPem = ed.publicKey.export({ type: 'spki', format: 'pem' }).toString();
const privatePem = ed.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const edKeys = { secrets: [publicPem], algorithm: 'EdDSA' } as const;
const strict = { dialect: '1.0', anonymous: false } as const;
const issuers = [{ issuer: 'https://issuer.test' }];

test.each([
  ['1.0, found out', 'auto', '1.0', { secret: testSecret }, {}],
  ['1.0, chosen', '1.0', 'auto', { secret: testSecret }, {}],
  ['1.0 with a private key', 'auto', '1.0', { secret: privatePem }, { publisher: edKeys, subscriber: edKeys }],
  ['0.x with a private key', 'auto', '0.x', { secret: privatePem }, { publisher: edKeys, subscriber: edKeys }],
] as const)(
  '%s: the token made here may publish, and gets what is private',
  async (_n, asked, spoken, secrets, keys) => {
    const { url, recorder: hubRecorder } = await hub({ ...strict, dialect: spoken, issuers, ...keys });
    const { desk, start, until, recorder } = await startDesk([mercure]);
    await start(profile(url, { auth: 'secret', dialect: asked }, { secrets, channels: ['/orders/{id}'] }));
    const dialect = spoken === '0.x' ? '0.x' : '1.0';
    const on = await until('m', ({ channels }) => channels[0]?.state === 'on');
    expect(on.facts).toContainEqual({ name: 'dialect', value: dialect });
    await desk.send({ profile: 'm', values: { channel: '/orders/7', data: 'private', isPrivate: true } });
    await until('m', ({ received }) => received === 1);
    const { tokenHeader } = hubRecorder.of('publish')[0]?.detail ?? {};
    expect(tokenHeader).toMatchObject({ typ: dialect === '1.0' ? 'at+jwt' : 'JWT' });
    const seen = JSON.stringify(recorder.entries);
    expect(seen).not.toContain('eyJ');
    expect(seen).not.toContain(secrets.secret.slice(30, 60));
  },
);

test('of 1.0 it names the issuer and the audience the hub names, or those of the profile', async () => {
  const tokens: string[] = [];
  const url = await server(({ url: path = '', headers }, response) => {
    if (path.startsWith('/.well-known/oauth-protected-resource')) {
      response.writeHead(200, { 'content-type': 'application/json' });
      return void response.end('{"resource":"https://hub.test/x","authorization_servers":["https://auth.test"]}');
    }
    tokens.push(String(headers.authorization).slice('Bearer '.length));
    response.writeHead(200, { 'content-type': 'text/event-stream' }).write(':\n');
  });
  const { start, until } = await startDesk([mercure]);
  const fields = { auth: 'secret', mayPublish: '/a', maySubscribe: '/orders/{id}\nmatch_exact=/x/{y}\n/plain' };
  const more = { ...withSecret, channels: ['/a'] };
  await start(profile(`${url}/.well-known/mercure`, fields, more));
  await until('m', ({ channels }) => channels[0]?.state === 'on');
  const own = { issuer: 'https://me.test', audience: 'urn:hub' };
  await start({ ...profile(`${url}/.well-known/mercure`, { ...fields, ...own }, more), id: 'm' });
  await until('m', ({ channels }) => channels[0]?.state === 'on');
  const [first = '', second = ''] = tokens;
  expect(decodeProtectedHeader(first)).toEqual({ typ: 'at+jwt', alg: 'HS256' });
  const type = 'https://mercure.rocks/authorization-detail';
  expect(decodeJwt(first)).toMatchObject({
    iss: 'https://auth.test',
    aud: 'https://hub.test/x',
    authorization_details: [
      { type, actions: ['publish'], topics: [{ match: '/a' }] },
      {
        type,
        actions: ['subscribe'],
        topics: [{ match: '/orders/:id', match_type: 'urlpattern' }, { match: '/x/{y}' }, { match: '/plain' }],
      },
    ],
  });
  expect(decodeJwt(second)).toMatchObject({ iss: 'https://me.test', aud: 'urn:hub' });
});

test('a private key that is for another algorithm is told before anybody is asked', async () => {
  const { url } = await hub();
  const { start, until, recorder } = await startDesk([mercure]);
  const fields = { auth: 'secret', algorithm: 'RS256' };
  await start(profile(url, fields, { secrets: { secret: privatePem }, channels: ['/a'] }));
  const { problem } = await until('m', ({ phase }) => phase === 'failed');
  expect(problem?.message).toBe('The private key is one for EdDSA, and RS256 was asked.');
  expect(recorder.of('refused')).toHaveLength(1);
});

test('a token of 1.0 is made anew before it ends, one of 0.x never', async () => {
  const fields = { auth: 'secret', mayPublish: '*', maySubscribe: '*' };
  const source = tokenSource({ id: 'm', name: 'm', fields, secret: () => testSecret });
  const use = { dialect: '1.0', issuer: 'i', audience: 'a' } as const;
  const [first, same, next] = [await source(use, 0), await source(use, 3_500_000), await source(use, 3_550_000)];
  expect(same).toBe(first);
  expect([decodeJwt(first).exp, decodeJwt(next).exp]).toEqual([3_600, 7_150]);
  const classic = tokenSource({ id: 'm', name: 'm', fields, secret: () => testSecret });
  const lasting = await classic({ ...use, dialect: '0.x' }, 0);
  expect(decodeJwt(lasting)).toEqual({ mercure: { publish: ['*'], subscribe: ['*'] } });
  expect(await classic({ ...use, dialect: '0.x' }, 1e12)).toBe(lasting);
});
