import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { MintInput } from '../../../../contract/mercure';
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
    const minted = desk.mint({ ...wanted, payload: '{"user":42}' });
    expect(minted.warnings).toEqual([]);
    expect(JSON.parse(minted.claims)).toMatchObject({ mercure: { publish: wanted.publish, payload: { user: 42 } } });
    expect((await publishWith(minted.token, 'https://example.com/books/7')).status).toBe(200);
    expect((await publishWith(minted.token, 'https://example.com/users/7')).status).toBe(401);
  });

  test('another secret is said to be too short for PHP, and makes another signature', async () => {
    const minted = desk.mint({ ...wanted, secret: '!ChangeMe!' });
    expect(minted.warnings.join(' ')).toMatch(/80 bits.*shorter than 256 bits/);
    expect((await publishWith(minted.token, 'https://example.com/books/7')).status).toBe(401);
  });

  test('a token of 1.0 has the shape of RFC 9068 and RFC 9396', () => {
    const minted = desk.mint({ ...wanted, dialect: '1.0', subscribe: ['*'], payload: '{"a":1}', expiresInS: null });
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

  test('what cannot be made says why', () => {
    expect(() => desk.mint({ ...wanted, payload: '{' })).toThrow('The payload is no JSON.');
    const modern = deskOf({ publisher: { secrets: ['x'], algorithm: 'RS256' } });
    expect(() => modern.mint(wanted)).toThrow('The hub has no secret to sign this token with');
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
    const { token: text } = desk.mint(wish);
    const report = await states(text, 'https://a/7');
    expect(report).toMatchObject({ dialect: '1.0', failed: null, refusal: null, upgrade: [] });
    expect(report.checks.map(({ name }) => name)).toEqual(
      'found issuer algorithm signature type expiry audience claims grant'.split(' '),
    );
    for (const topic of ['https://a/7', 'b', 'https://c/1']) expect((await publishWith(text, topic)).status).toBe(200);
    expect((await states(text, 'https://a/7/8')).failed).toBe('grant');
    expect((await publishWith(text, 'https://a/7/8')).status).toBe(403);
  });

  const claims = () => JSON.parse(desk.mint(wish).claims) as Record<string, unknown>;
  test.each([
    ['issuer', { iss: undefined }, 'at+jwt'],
    ['type', {}, 'JWT'],
    ['expiry', { exp: undefined }, 'at+jwt'],
    ['audience', { aud: 'https://elsewhere.test/.well-known/mercure' }, 'at+jwt'],
    ['claims', { authorization_details: [{ type: 'https://mercure.rocks/authorization-detail' }] }, 'at+jwt'],
  ])('ends at %s, where the hub refuses it', async (name, changed, typ) => {
    const text = token({ ...claims(), ...changed }, testSecret, { alg: 'HS256', typ });
    const report = await states(text, 'b');
    expect(report.failed).toBe(name);
    expect((await publishWith(text, 'b')).status).toBe(401);
    expect(running.recorder.of('refused')[0]?.detail?.reason).toBe(report.refusal?.reason);
  });

  test('is named where the hub speaks 0.x alone, and the other way round', async () => {
    expect((await states(desk.mint(wish).token, 'b', deskOf({ dialect: '0.x' }))).mixUps.join()).toMatch(
      /of protocol 1\.0/,
    );
    const classic = desk.mint(wanted).token;
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
  ])('is not made with the selector %s', (selector, words) => {
    expect(() => desk.mint({ ...wish, publish: [selector] })).toThrow(words);
  });
});

describe('the matcher of 1.0', () => {
  test.each([
    ['https://a.test/:id', 'https://a.test/1', true, 'pattern', ''],
    ['match_urlpattern=https://a.test/:id', 'https://a.test/', false, 'pattern', /one character at least/],
    ['https://a.test/{id}', 'https://a.test/1', false, 'pattern', /"\{id\}" is of the URI templates/],
    ['/books/:id', 'https://a.test/books/1', false, 'pattern', /relative/],
    ['match=https://a.test/1', 'https://a.test/1', true, 'exact', ''],
    ['match=https://a.test/{id}', 'https://a.test/1', false, 'exact', /compared as a text/],
    ['*', 'anything', true, 'all', ''],
    ['https://a.test/(x', 'https://a.test/x', false, 'none', /is no URL pattern/],
  ] as const)('%s against %s', (selector, topic, matches, kind, note) => {
    const found = desk.match(selector, topic, '1.0');
    expect(found).toMatchObject({ matches, kind, modernMatches: matches });
    expect(found.note).toMatch(note);
  });

  test.each([
    ['https://a/{id}', 'https://a/1', true],
    ['https://a/{id}', 'https://a/', false],
    ['https://a/{+rest}', 'https://a/1/2', true],
    ['https://a/{id}', 'https://a/1?x', true],
  ])('of %s in 1.0 takes %s: %s', (selector, topic, expected) => {
    const { matches, modernMatches } = desk.match(selector, topic, '0.x');
    expect([modernMatches, matches || modernMatches]).toEqual([expected, matches || expected]);
  });
});

describe('the matcher', () => {
  test.each([
    ['*', 'anything', true, 'all', []],
    ['https://a/users/{id}', 'https://a/users/42', true, 'template', [['id', '42']]],
    [
      'https://a/{x}/y/{z}',
      'https://a/1/y/2',
      true,
      'template',
      [
        ['x', '1'],
        ['z', '2'],
      ],
    ],
    ['https://a/{x}{y}', 'https://a/12', true, 'template', []],
    ['https://a/{+rest}', 'https://a/1/2', true, 'template', []],
    ['https://a/{id}', 'https://a/1/2', false, 'template', []],
    ['a', 'a', true, 'exact', []],
  ] as const)('%s against %s', (selector, topic, matches, kind, values) => {
    expect(desk.match(selector, topic, '0.x')).toMatchObject({ matches, kind, values });
  });

  test.each([
    ['https://a/x/', 'https://a/x', /slash at the end/],
    ['https://a/X', 'https://a/x', /upper and lower case/],
    ['http://a/x', 'https://a/x', /http and https/],
    ['https://a/*', 'https://a/x', /stands for every topic only when it is alone/],
    ['https://a/{', 'https://a/x', /is no URI template/],
    ['https://a/{id}', 'https://a/1/2', /\{\+name\} takes them too/],
  ])('says of %s against %s why it does not', (selector, topic, words) => {
    expect(desk.match(selector, topic, '0.x')).toMatchObject({ matches: false, note: expect.stringMatching(words) });
  });

  test.each([
    ['https://a/users/{id}', 'match_urlpattern=https://a/users/:id'],
    ['https://a/x', 'match=https://a/x'],
    ['*', 'match=*'],
  ])('%s is written as %s by protocol 1.0', (selector, modern) => {
    expect(desk.match(selector, 'x', '0.x').modern).toBe(modern);
  });

  test('shows who of now asks for the topic, and by which selector', async () => {
    await running.subscribe('?topic=x&topic=/books/{id}', { 'user-agent': 'curl/8.5.0' });
    await running.subscribe('?topic=*');
    await running.subscribe('?topic=/books/9');
    const { subscribers, count } = desk.match('/other', '/books/7', '0.x');
    expect(count).toBe(2);
    expect(subscribers.map(({ selector }) => selector)).toEqual(['/books/{id}', '*']);
    expect(subscribers[0]?.name).toContain('curl');
  });
});
