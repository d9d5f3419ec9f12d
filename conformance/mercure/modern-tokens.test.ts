import { expect } from 'vitest';
import type { Answer } from '../../src-main/engine/protocols/mercure/mercure-client.test-support';
import { token } from '../../src-main/engine/protocols/mercure/mercure-client.test-support';
import { modernCase, sameCase } from './mercure-case';
import { accessToken, detailType, type ModernHub } from './modern-hub';

const all = { publish: ['*'], subscribe: ['*'] };
const now = () => Date.now() / 1_000;
const challengeOf = ({ headers }: { headers: Answer['headers'] }) => String(headers['www-authenticate'] ?? '');

/** A publish with a token of these parts. */
async function publishWith(hub: ModernHub, text: string): Promise<Answer> {
  return hub.post([['topic', hub.topic('a')]], { authorization: `Bearer ${text}` });
}

async function expectInvalid(answer: Answer): Promise<void> {
  expect(answer.status).toBe(401);
  expect(challengeOf(answer)).toMatch(/^Bearer .*error="invalid_token"/);
}

modernCase(
  2,
  'without a token where one is needed there is a challenge that names no error',
  async (hub) => {
    for (const query of ['', '?match=a']) {
      const { status, response } = await hub.get(query);
      expect(status).toBe(401);
      expect(challengeOf(response)).toMatch(
        /^Bearer resource_metadata="http.*\/\.well-known\/oauth-protected-resource/,
      );
      expect(challengeOf(response)).not.toContain('error=');
    }
  },
  { anonymous: false },
);

modernCase(3, 'a token that is none is named so', async (hub) => {
  const { status, response } = await hub.get('?match=a', { authorization: `Bearer ${'x'.repeat(60)}` });
  expect(status).toBe(401);
  expect(challengeOf(response)).toContain('error="invalid_token"');
});

modernCase(5, 'two Authorization headers are 400', async (hub) => {
  const { authorization } = hub.bearer(all);
  const { status, response } = await hub.get('?match=a', {
    authorization: [authorization as string, authorization as string],
  });
  expect(status).toBe(400);
  expect(challengeOf(response)).toContain('error="invalid_request"');
});

modernCase(6, 'the scheme may be in lower case', async (hub) => {
  expect((await hub.get('?match=a', { authorization: `bearer ${hub.token(all)}` })).status).toBe(200);
  expect((await hub.get('?match=a', { authorization: `Basic ${hub.token(all)}` })).status).toBe(400);
});

modernCase(7, 'a token in the query is not looked at', async (hub) => {
  const topic = hub.topic('a');
  for (const name of ['authorization', 'access_token']) {
    const stream = await hub.subscribe([topic], {}, `&last_event_id=&${name}=${hub.token({ subscribe: [topic] })}`);
    await hub.publish(topic, 'private', [['private', 'on']]);
    await hub.publish(topic, 'public');
    expect(await hub.data(stream, 1)).toEqual(['public']);
  }
});

modernCase(9, 'a broken header is refused, whatever the cookie', async (hub) => {
  const cookie = `${hub.cookieName}=${hub.token(all)}`;
  expect([400, 401]).toContain((await hub.get('?match=a', { authorization: 'Bearer broken', cookie })).status);
});

modernCase(10, 'a token with alg none is 401', async (hub) => {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  for (const alg of ['none', 'None', 'NONE']) {
    for (const signature of ['', 'AAAA']) {
      const text = `${part({ alg, typ: 'at+jwt' })}.${part(hub.claims(all))}.${signature}`;
      await expectInvalid(await publishWith(hub, text));
      expect((await hub.get('?match=a', { authorization: `Bearer ${text}` })).status).toBe(401);
    }
  }
});

modernCase(11, 'another algorithm than that of the key is 401', async (hub) => {
  await expectInvalid(await publishWith(hub, hub.token(all, {}, hub.secret, { alg: 'HS512', typ: 'at+jwt' })));
});

modernCase(
  12,
  'the key of a subscriber does not publish',
  async (hub) => {
    await expectInvalid(await publishWith(hub, hub.token(all)));
    expect((await publishWith(hub, hub.token(all, {}, 'p'.repeat(40)))).status).toBe(200);
  },
  { publisher: { secrets: ['p'.repeat(40)], algorithm: 'HS256' } },
);

modernCase(14, 'a token has to expire', async (hub) => {
  await expectInvalid(await publishWith(hub, hub.token(all, { exp: undefined })));
});

modernCase(16, 'type, audience and issuer have to be right', async (hub) => {
  await expectInvalid(await publishWith(hub, hub.token(all, {}, hub.secret, { alg: 'HS256', typ: 'JWT' })));
  for (const more of [
    { aud: 'https://elsewhere.example/.well-known/mercure' },
    { aud: undefined },
    { iss: 'https://nobody.example' },
    { iss: undefined },
  ]) {
    await expectInvalid(await publishWith(hub, hub.token(all, more)));
  }
});

modernCase(17, 'the type is in any case, and the audience may be one of several', async (hub) => {
  const { aud } = hub.claims(all) as { aud: string };
  const text = hub.token(all, { aud: ['https://elsewhere.example', aud] }, hub.secret, {
    alg: 'HS256',
    typ: 'Application/AT+JWT',
  });
  expect((await publishWith(hub, text)).status).toBe(200);
});

const detail = (topics: unknown, more: object = {}) => ({ type: detailType, actions: ['publish'], topics, ...more });
const good = detail([{ match: '*' }]);

modernCase(18, 'one detail that is not as it has to be makes the token none, in whole', async (hub) => {
  for (const bad of [
    detail(['*']),
    detail([{}]),
    detail([{ match: '' }]),
    detail([{ match: 'a', match_type: 'uritemplate' }]),
    detail([{ match: '/(', match_type: 'urlpattern' }]),
    detail([{ match: 'a\u200b' }]),
    detail([]),
    detail([{ match: '*' }], { actions: [] }),
    detail(Array.from({ length: 101 }, () => ({ match: 'a' }))),
  ]) {
    await expectInvalid(await publishWith(hub, hub.token(all, { authorization_details: [good, bad] })));
  }
});

modernCase(19, 'details of others, and actions of later, are ignored', async (hub) => {
  const details = [
    { type: 'payment', topics: 'all', actions: 7 },
    { ...good, actions: ['archive', 'publish'] },
  ];
  expect((await publishWith(hub, hub.token(all, { authorization_details: details }))).status).toBe(200);
});

modernCase(36, 'without a grant a publish is 403, and nothing of it is delivered', async (hub) => {
  const [a, b] = [hub.topic('a'), hub.topic('b')];
  const stream = await hub.subscribe([a, b]);
  const fields = [a, b].map((topic) => ['topic', topic] as const);
  for (const rights of [{ publish: [a] }, { subscribe: ['*'] }, {}]) {
    const answer = await hub.post(fields, hub.bearer(rights));
    expect(answer.status).toBe(403);
    expect(challengeOf(answer)).toContain('error="insufficient_scope"');
  }
  const old = { authorization: `Bearer ${token({ mercure: { publish: ['*'] } }, hub.secret, accessToken)}` };
  expect([401, 403]).toContain((await hub.post(fields, old)).status);
  await hub.publish(a, 'after');
  expect(await hub.data(stream, 1)).toEqual(['after']);
});

modernCase(37, 'a grant may be a URL pattern, and an exact one is a text', async (hub) => {
  const pattern = hub.bearer({ publish: [{ match: hub.topic('books/:id'), match_type: 'urlpattern' }] });
  expect((await hub.post([['topic', hub.topic('books/1')]], pattern)).status).toBe(200);
  expect((await hub.post([['topic', hub.topic('films/1')]], pattern)).status).toBe(403);
  const exact = hub.bearer({ publish: [hub.topic('books/{id}'), hub.topic('books/:id')] });
  expect((await hub.post([['topic', hub.topic('books/1')]], exact)).status).toBe(403);
});

modernCase(38, 'a publish with a cookie has to come from a listed origin', async (hub) => {
  const cookie = `${hub.cookieName}=${hub.token(all)}`;
  const statusOf = async (headers: object) =>
    (await hub.post([['topic', hub.topic('a')]], { cookie, ...headers })).status;
  expect(await statusOf({})).toBe(400);
  expect(await statusOf({ origin: 'https://foreign.example' })).toBe(400);
  expect(await statusOf({ origin: hub.origin })).toBe(200);
  expect(await statusOf({ referer: `${hub.origin}/page?x=1` })).toBe(200);
});

modernCase(64, 'a stream ends cleanly before its token does, which is then refused', async (hub) => {
  const exp = now() + 2.5;
  const headers = hub.bearer(all, { exp });
  const stream = await hub.subscribe([hub.topic('a')], headers);
  await stream.ended();
  expect(now()).toBeLessThanOrEqual(exp + 1);
  expect(stream.response.errored).toBeNull();
  await new Promise((resolve) => setTimeout(resolve, Math.max(0, (exp - now()) * 1_000)));
  expect((await hub.get('?match=a', headers)).status).toBe(401);
});

sameCase(
  74,
  'without a key for publishers POST is 405',
  async (hub) => {
    expect((await hub.post([['topic', 'a']])).status).toBe(405);
  },
  { publisher: null },
);
