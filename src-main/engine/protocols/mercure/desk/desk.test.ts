import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { MintedToken, MintInput } from '../../../../contract/mercure';
import { token } from '../mercure-client.test-support';
import type { RunningMercure } from '../running-mercure.test-support';
import { startMercure, testSecret } from '../running-mercure.test-support';
import { defaultMercure, type MercureSettings } from '../settings';
import { matcherOf } from '../upgrade';
import { createMercureDesk, type MercureDesk } from './desk';

let running: RunningMercure;
let desk: MercureDesk;
const keys = { secrets: [testSecret], algorithm: 'HS256' } as const;
const deskOf = (settings: Partial<MercureSettings> = {}) =>
  createMercureDesk({
    settings: () => ({ ...defaultMercure, publisher: keys, subscriber: keys, ...settings }),
    connections: () => running.hub.connections(),
    origins: () => [new URL(running.url).origin],
    nowMs: () => Date.now(),
  });
beforeEach(async () => {
  running = await startMercure();
  desk = deskOf();
});
afterEach(() => running.close());

const wanted: MintInput = {
  dialect: '0.x',
  publish: ['https://example.com/books/{id}'],
  subscribe: [],
  payload: '',
  expiresInS: 60,
  secret: '',
};
const publishWith = (text: string, topic: string) =>
  running.publish([['topic', topic]], { authorization: `Bearer ${text}` });

describe('minting', () => {
  test('a token of the hub itself is taken by it, for what it grants', async () => {
    const minted = await desk.mint({ ...wanted, payload: '{"user":42}' });
    expect(minted.warnings).toEqual([]);
    expect(JSON.parse(minted.claims)).toMatchObject({ mercure: { publish: wanted.publish, payload: { user: 42 } } });
    expect((await publishWith(minted.token, 'https://example.com/books/7')).status).toBe(200);
    expect((await publishWith(minted.token, 'https://example.com/users/7')).status).toBe(401);
  });

  test('another secret is said to be too short for PHP, and makes another signature', async () => {
    const minted = await desk.mint({ ...wanted, secret: '!ChangeMe!' });
    expect(minted.warnings.join(' ')).toMatch(/80 bits.*shorter than 256 bits/);
    expect((await publishWith(minted.token, 'https://example.com/books/7')).status).toBe(401);
  });

  test('a token of 1.0 has the shape of RFC 9068 and RFC 9396', async () => {
    const minted = await desk.mint({
      ...wanted,
      dialect: '1.0',
      subscribe: ['*'],
      payload: '{"a":1}',
      expiresInS: null,
    });
    const [header = ''] = minted.token.split('.');
    expect(JSON.parse(Buffer.from(header, 'base64url').toString())).toEqual({ typ: 'at+jwt', alg: 'HS256' });
    const type = 'https://mercure.rocks/authorization-detail';
    expect(JSON.parse(minted.claims)).toMatchObject({
      iss: expect.any(String),
      aud: expect.any(String),
      exp: expect.any(Number),
      authorization_details: [
        { type, actions: ['publish'], topics: [{ match: 'https://example.com/books/:id', match_type: 'urlpattern' }] },
        { type, actions: ['subscribe'], topics: [{ match: '*' }], payload: { a: 1 } },
      ],
    });
    expect(minted.warnings.join(' ')).toContain('have to expire');
  });

  test.each([
    ['*', { match: '*' }],
    ['https://a/{+rest}', { match: 'https://a/*', match_type: 'urlpattern' }],
    ['https://a/{id}/x', { match: 'https://a/:id/x', match_type: 'urlpattern' }],
    ['plain', { match: 'plain' }],
    ['half {', { match: 'half {' }],
  ])('the selector %s of 0.x becomes %j', (selector, matcher) => {
    expect(matcherOf(selector)).toEqual(matcher);
  });

  test('without a secret it signs by the hash the hub takes, and by another one with a warning', async () => {
    const hashed = { publisher: { secrets: ['x'.repeat(64)], algorithm: 'HS512' } } as const;
    const own = await startMercure(hashed);
    const status = async (minted: MintedToken) =>
      (await own.publish([['topic', 'https://example.com/books/7']], { authorization: `Bearer ${minted.token}` }))
        .status;
    const [taken, other] = [
      await deskOf(hashed).mint(wanted),
      await deskOf(hashed).mint({ ...wanted, algorithm: 'HS256' }),
    ];
    expect([taken.warnings, await status(taken)]).toEqual([[], 200]);
    expect([other.warnings, await status(other)]).toEqual([
      ['The hub takes HS512 with this secret: it will refuse HS256.'],
      401,
    ]);
    await own.close();
  });

  test('what cannot be made says why', async () => {
    await expect(desk.mint({ ...wanted, payload: '{' })).rejects.toThrow('The payload is no JSON.');
    const modern = deskOf({ publisher: { secrets: ['x'], algorithm: 'RS256' } });
    await expect(modern.mint(wanted)).rejects.toThrow('The hub has no secret to sign this token with');
  });
});

describe('a token taken apart', () => {
  const claims = { mercure: { publish: ['a'], subscribe: ['b'] } };
  const states = async (text: string, topic = 'a', action: 'publish' | 'subscribe' = 'publish') => {
    const report = await desk.check(text, action, topic);
    return { ...report, failed: report.checks.find(({ state }) => state === 'failed')?.name ?? null };
  };

  test('passes as the hub lets it pass, with what people copy along', async () => {
    const good = token(claims, testSecret);
    for (const text of [good, `Bearer ${good}`, `"${good}"`, `mercureAuthorization=${good}; Path=/`]) {
      expect(await states(text)).toMatchObject({ failed: null, refusal: null, mixUps: [], grants: ['a'] });
    }
    expect((await publishWith(good, 'a')).status).toBe(200);
  });

  test.each([
    ['algorithm', token(claims, testSecret, { alg: 'HS512' })],
    ['signature', token(claims, 'another secret')],
    ['expiry', token({ ...claims, exp: 1 }, testSecret)],
    ['claims', token({ mercure: { publish: 'a' } }, testSecret)],
    ['grant', token({ mercure: { publish: [] } }, testSecret)],
    ['found', 'nothing of the kind, and long enough to be taken for one'],
  ])('ends at %s, where the hub refuses it', async (name, text) => {
    const report = await states(text);
    expect(report.failed).toBe(name);
    expect(report.checks.slice(report.checks.findIndex(({ state }) => state === 'failed') + 1)).toEqual(
      report.checks.filter(({ state }) => state === 'unreached'),
    );
    expect((await publishWith(text, 'a')).status).toBe(401);
    expect(running.recorder.of('refused')[0]?.detail?.reason).toBe(report.refusal?.reason);
  });

  test('a subscriber without the grant is told that its stream will be silent', async () => {
    const report = await states(token(claims, testSecret), 'c', 'subscribe');
    expect(report).toMatchObject({ failed: 'grant', refusal: { reason: expect.stringContaining('never come') } });
    expect((await states(token(claims, testSecret), 'b', 'subscribe')).failed).toBeNull();
  });

  test.each([
    [testSecret, /^This is the secret/],
    ['!ChangeMe!', /^This is the secret/],
    ['some-password', /begins with "eyJ"/],
    [token({ sub: '1' }, testSecret), /no claim "mercure"/],
    [token({ mercure: { subscribe: ['b'] } }, testSecret), /only may subscribe/],
    [token({ mercure: { publish: ['*'], subscribe: ['/x'] } }, testSecret), /begins with "\/"/],
  ])('names the mix-up of %s', async (text, words) => {
    expect((await states(text)).mixUps.join('\n')).toMatch(words);
  });
});

describe('a token of 1.0', () => {
  const wish = {
    ...wanted,
    dialect: '1.0',
    publish: ['https://a/{id}', 'match=b', 'match_urlpattern=https://c/:x'],
  } as const;
  const states = async (text: string, topic: string, on = desk) => {
    const report = await on.check(text, 'publish', topic);
    return { ...report, failed: report.checks.find(({ state }) => state === 'failed')?.name ?? null };
  };

  test('of the hub itself is taken by it, for what it grants, with a tick for each check', async () => {
    const { token: text } = await desk.mint(wish);
    const report = await states(text, 'https://a/7');
    expect(report).toMatchObject({ dialect: '1.0', failed: null, refusal: null, upgrade: [] });
    expect(report.checks.map(({ name }) => name)).toEqual(
      'found issuer algorithm signature type expiry audience claims grant'.split(' '),
    );
    for (const topic of ['https://a/7', 'b', 'https://c/1']) expect((await publishWith(text, topic)).status).toBe(200);
    expect((await states(text, 'https://a/7/8')).failed).toBe('grant');
    expect((await publishWith(text, 'https://a/7/8')).status).toBe(403);
  });

  const claims = async () => JSON.parse((await desk.mint(wish)).claims) as Record<string, unknown>;
  test.each([
    ['issuer', { iss: undefined }, 'at+jwt'],
    ['type', {}, 'JWT'],
    ['expiry', { exp: undefined }, 'at+jwt'],
    ['audience', { aud: 'https://elsewhere.test/.well-known/mercure' }, 'at+jwt'],
    ['claims', { authorization_details: [{ type: 'https://mercure.rocks/authorization-detail' }] }, 'at+jwt'],
  ])('ends at %s, where the hub refuses it', async (name, changed, typ) => {
    const text = token({ ...(await claims()), ...changed }, testSecret, { alg: 'HS256', typ });
    const report = await states(text, 'b');
    expect(report.failed).toBe(name);
    expect((await publishWith(text, 'b')).status).toBe(401);
    expect(running.recorder.of('refused')[0]?.detail?.reason).toBe(report.refusal?.reason);
  });

  test('is named where the hub speaks 0.x alone, and the other way round', async () => {
    expect((await states((await desk.mint(wish)).token, 'b', deskOf({ dialect: '0.x' }))).mixUps.join()).toMatch(
      /of protocol 1\.0/,
    );
    const classic = (await desk.mint(wanted)).token;
    const report = await states(classic, 'b', deskOf({ dialect: '1.0' }));
    expect(report).toMatchObject({ dialect: '1.0', failed: 'issuer' });
    expect(report.mixUps.join()).toMatch(/of protocol 0\.x/);
  });

  test('is what one of 0.x is told to become', async () => {
    const { upgrade } = await states(token({ mercure: { publish: ['https://a/{id}'], payload: 7 } }, testSecret), 'x');
    expect(upgrade).toHaveLength(6);
    expect(upgrade.join('\n')).toMatch(
      /at\+jwt[\s\S]*exp[\s\S]*iss[\s\S]*aud[\s\S]*"match":"https:\/\/a\/:id"[\s\S]*payload has to be an object/,
    );
  });

  test.each([
    ['match_urlpattern=/(x', /is no URL pattern: A "\(" is not closed/],
    ['match=', /is empty/],
  ])('is not made with the selector %s', async (selector, words) => {
    await expect(desk.mint({ ...wish, publish: [selector] })).rejects.toThrow(words);
  });
});
