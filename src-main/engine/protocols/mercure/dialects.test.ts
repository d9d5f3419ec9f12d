import { request } from 'node:http';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openStream, token } from './mercure-client.test-support';
import type { RunningMercure } from './running-mercure.test-support';
import { bearer, startMercure, testSecret } from './running-mercure.test-support';

let running: RunningMercure;
beforeEach(async () => {
  running = await startMercure();
});
afterEach(() => running.close());

const detail = (action: string, match: string) => ({
  type: 'https://mercure.rocks/authorization-detail',
  actions: [action],
  topics: [{ match }],
});
const modern = (action: 'publish' | 'subscribe', match = '*') => {
  const claims = { iss: 'https://i.example', aud: running.url, exp: Date.now() / 1_000 + 60 };
  const details = { authorization_details: [detail(action, match)] };
  const text = token({ ...claims, ...details }, testSecret, { alg: 'HS256', typ: 'at+jwt' });
  return { authorization: `Bearer ${text}` };
};

describe('a hub of both', () => {
  test('brings updates of either to subscribers of both', async () => {
    const old = await running.subscribe('?topic=https://e.test/{id}', bearer({ subscribe: ['*'] }));
    const late = await running.subscribe('?match_urlpattern=https://e.test/:id', modern('subscribe'));
    for (const [headers, data] of [
      [bearer({ publish: ['*'] }), 'of 0.x'],
      [modern('publish'), 'of 1.0'],
    ] as const) {
      const fields = [
        ['topic', 'https://e.test/1'],
        ['data', data],
        ['private', 'on'],
      ] as const;
      expect((await running.publish(fields, headers)).status).toBe(200);
    }
    for (const stream of [old, late]) {
      expect((await stream.received(2)).map((text) => text.split('data: ')[1])).toEqual(['of 0.x', 'of 1.0']);
    }
  });

  test.each([
    ['?topic=a&match=b', {}, 200, 'last-event-id'],
    ['?match=a', {}, 200, 'mercure-last-event-id'],
    ['?Match=a', {}, 400, ''],
    ['?lastEventID=earliest', {}, 400, ''],
  ])('takes %s for what its words are of', async (query, headers, status, cursor) => {
    const more = query.includes('match=a') ? '&last_event_id=earliest' : '&lastEventID=earliest';
    const stream = await running.subscribe(`${query}${more}`, headers);
    expect(stream.status).toBe(status);
    if (cursor !== '') expect(stream.response.headers[cursor]).toBe('earliest');
  });

  test('takes a publish for what its token is of, by header or cookie', async () => {
    const wrong = (headers: object) => running.publish([['topic', '*']], headers as Record<string, string>);
    expect((await wrong(bearer({ publish: ['*'] }))).status).toBe(200);
    expect((await wrong(modern('publish'))).status).toBe(400);
    const cookie = `mercure_access_token=${modern('publish').authorization.slice(7)}`;
    expect((await wrong({ cookie, origin: 'http://localhost:8000' })).status).toBe(400);
    expect((await running.publish([['topic', 'a']], { cookie, origin: 'http://localhost:8000' })).status).toBe(200);
    expect((await running.publish([['topic', 'a']], { cookie, origin: 'https://foreign.example' })).status).toBe(400);
  });

  test('tells of subscriptions in the dialect they were made in', async () => {
    const old = bearer({ subscribe: ['*'] });
    const watch = await running.subscribe('?topic=/.well-known/mercure/subscriptions{/topic}{/subscriber}', old);
    await running.subscribe('?match=of-new');
    await running.subscribe('?topic=of-old');
    const [told] = await watch.received(1);
    expect(told).toContain('"topic": "of-old"');
    const listed = async (headers: Record<string, string>) =>
      JSON.parse((await running.ask('GET', '/.well-known/mercure/subscriptions', headers)).body);
    expect((await listed(old as Record<string, string>)).subscriptions).toHaveLength(2);
    expect(await listed(modern('subscribe'))).toMatchObject({
      subscriptions: [{ match: 'of-new', match_type: 'exact' }],
    });
  });

  test('says what it is, where 0.x has nothing', async () => {
    const path = '/.well-known/oauth-protected-resource/.well-known/mercure';
    const { status, body } = await running.ask('GET', path);
    expect(status).toBe(200);
    expect(JSON.parse(body)).toEqual({
      resource: running.url,
      bearer_methods_supported: ['header'],
      authorization_details_types_supported: ['https://mercure.rocks/authorization-detail'],
      mercure_cookie: 'mercure_access_token',
      mercure_subscriptions: true,
      mercure_matcher_types_supported: ['exact', 'urlpattern'],
      hubbub_dialects: ['0.x', '1.0'],
    });
    const old = await startMercure({ dialect: '0.x' });
    expect((await old.ask('GET', path)).status).toBe(404);
    await old.close();
  });
});

test('a hub of 0.x alone takes a token of 1.0 for one without rights, and challenges nobody', async () => {
  await running.close();
  running = await startMercure({ dialect: '0.x' });
  const { status, headers } = await running.publish([['topic', 'a']], modern('publish'));
  expect(status).toBe(401);
  expect(headers['www-authenticate']).toBeUndefined();
  expect(running.recorder.of('refused')[0]?.detail).toMatchObject({ check: 'grant' });
});

test('an issuer has keys of its own, and a hub a name of its own', async () => {
  await running.close();
  const own = { secrets: ['k'.repeat(40)], algorithm: 'HS256' } as const;
  running = await startMercure({
    issuers: [
      { issuer: 'https://own.example', publisher: own },
      { issuer: 'https://none.example', publisher: null },
    ],
    resourceIdentifier: 'https://hub.example/.well-known/mercure',
  });
  const statusOf = async (iss: string, secret: string) => {
    const claims = { iss, aud: 'https://hub.example/.well-known/mercure', exp: Date.now() / 1_000 + 60 };
    const details = { authorization_details: [detail('publish', '*')] };
    const text = token({ ...claims, ...details }, secret, { alg: 'HS256', typ: 'at+jwt' });
    return (await running.publish([['topic', 'a']], { authorization: `Bearer ${text}` })).status;
  };
  expect(await statusOf('https://own.example', 'k'.repeat(40))).toBe(200);
  expect(await statusOf('https://own.example', testSecret)).toBe(401);
  expect(await statusOf('https://none.example', testSecret)).toBe(401);
});

test('QUERY has its matchers in the body as well', async () => {
  const body = 'match=from-body&last_event_id=earliest';
  const status = await new Promise<number>((resolve, reject) => {
    const asked = request(`${running.url}?match=from-query`, { method: 'QUERY', agent: false }, (response) => {
      resolve(response.statusCode ?? 0);
      response.destroy();
    });
    asked.on('error', reject);
    asked.end(body);
  });
  expect(status).toBe(200);
  const opened = running.recorder.of('subscribe').map(({ channel }) => channel);
  expect(opened).toEqual(['from-query', 'from-body']);
  expect((await openStream(`${running.url}?match=${'x'.repeat(4_097)}`, {})).status).toBe(400);
});

test('one topic is one group for both, and a text that is a template elsewhere is none here', async () => {
  await running.subscribe('?topic=plain');
  await running.subscribe('?match=plain');
  await running.subscribe('?match=/{id}');
  await running.subscribe('?topic=/{id}');
  expect(running.hub.channels().map(({ name, subscribers }) => [name, subscribers])).toEqual([
    ['plain', 2],
    ['match_exact=/{id}', 1],
    ['/{id}', 1],
  ]);
  await running.publish([['topic', '/7']]);
  expect(running.recorder.of('deliver')[0]).toMatchObject({ matched: 1 });
  await running.publish([['topic', '/{id}']]);
  expect(running.recorder.of('deliver')[1]).toMatchObject({ matched: 2 });
});
