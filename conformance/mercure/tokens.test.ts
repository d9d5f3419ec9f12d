import { expect } from 'vitest';
import { token } from '../../src-main/engine/protocols/mercure/mercure-client.test-support';
import { mercureCase, sameCase } from './mercure-case';

const closed = { anonymous: false };
const now = () => Date.now() / 1_000;

sameCase(1, 'a subscription without a selector is 400', async (hub) => {
  expect((await hub.get('')).status).toBe(400);
});

mercureCase(
  2,
  'without a token where one is needed it is 401, selector or not',
  async (hub) => {
    expect((await hub.get('')).status).toBe(401);
    expect((await hub.get(`?${hub.asking('a')}`)).status).toBe(401);
  },
  closed,
);

sameCase(3, 'a token that is none is 401, though none is needed', async (hub) => {
  const headers = { authorization: `Bearer ${'x'.repeat(60)}` };
  expect((await hub.get(`?${hub.asking('a')}`, headers)).status).toBe(401);
});

sameCase(4, 'a subscription is an event stream at once, and no cache keeps it', async (hub) => {
  const stream = await hub.subscribe([hub.topic('a')]);
  expect(stream.status).toBe(200);
  const { headers } = stream.response;
  expect(headers['content-type']).toMatch(/^text\/event-stream/);
  expect(headers['cache-control']).toContain('no-store');
  expect(headers['x-accel-buffering']).toBe('no');
  expect(stream.text).toBe(':\n');
});

mercureCase(5, 'two Authorization headers are 401', async (hub) => {
  const { authorization } = hub.bearer({ subscribe: ['*'] });
  const twice = { authorization: [authorization as string, authorization as string] };
  expect((await hub.get(`?${hub.asking('a')}`, twice)).status).toBe(401);
});

mercureCase(6, 'the scheme in lower case is 401', async (hub) => {
  const headers = { authorization: `bearer ${hub.token({ subscribe: ['*'] })}` };
  expect((await hub.get(`?${hub.asking('a')}`, headers)).status).toBe(401);
});

mercureCase(7, 'a token in the query is taken', async (hub) => {
  const topic = hub.topic('a');
  const stream = await hub.subscribe([topic], {}, `&authorization=${hub.token({ subscribe: [topic] })}`);
  await hub.publish(topic, 'x', [['private', 'on']]);
  expect(await hub.data(stream, 1)).toEqual(['x']);
});

sameCase(8, 'a header wins over a broken cookie', async (hub) => {
  const headers = { ...hub.bearer({ subscribe: ['*'] }), cookie: `${hub.cookieName}=broken` };
  expect((await hub.get(`?${hub.asking('a')}`, headers)).status).toBe(200);
});

mercureCase(9, 'a broken header is 401, whatever the cookie', async (hub) => {
  const headers = { authorization: 'Bearer broken', cookie: `mercureAuthorization=${hub.token({ subscribe: ['*'] })}` };
  expect((await hub.get(`?${hub.asking('a')}`, headers)).status).toBe(401);
});

mercureCase(10, 'a token with alg none is 401', async (hub) => {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const claims = part({ mercure: { publish: ['*'], subscribe: ['*'] } });
  for (const alg of ['none', 'None', 'NONE']) {
    for (const signature of ['', 'AAAA']) {
      const headers = { authorization: `Bearer ${part({ alg, typ: 'JWT' })}.${claims}.${signature}` };
      expect((await hub.get(`?${hub.asking('a')}`, headers)).status).toBe(401);
      expect((await hub.post([['topic', 'a']], headers)).status).toBe(401);
    }
  }
});

mercureCase(11, 'another algorithm than that of the key is 401', async (hub) => {
  const text = token({ mercure: { publish: ['*'] } }, hub.secret, { alg: 'HS512', typ: 'JWT' });
  expect((await hub.post([['topic', 'a']], { authorization: `Bearer ${text}` })).status).toBe(401);
});

const two = { publisher: { secrets: ['p'.repeat(40)], algorithm: 'HS256' } } as const;
mercureCase(
  12,
  'the key of a subscriber does not publish',
  async (hub) => {
    expect((await hub.post([['topic', 'a']])).status).toBe(401);
    const authorization = `Bearer ${hub.token({ publish: ['*'] }, {}, 'p'.repeat(40))}`;
    expect((await hub.post([['topic', 'a']], { authorization })).status).toBe(200);
  },
  two,
);

sameCase(13, 'an expired token, and one that is not valid yet, are 401', async (hub) => {
  for (const times of [{ exp: now() - 10 }, { nbf: now() + 100 }]) {
    expect((await hub.post([['topic', 'a']], hub.bearer({ publish: ['*'] }, times))).status).toBe(401);
    expect((await hub.get(`?${hub.asking('a')}`, hub.bearer({ subscribe: ['*'] }, times))).status).toBe(401);
  }
});

mercureCase(14, 'a token need not expire', async (hub) => {
  expect((await hub.post([['topic', hub.topic('a')]])).status).toBe(200);
});

sameCase(15, 'an expiry may have fractions', async (hub) => {
  const exp = Math.floor(now() + 100) + 0.123456;
  expect((await hub.post([['topic', hub.topic('a')]], hub.bearer({ publish: ['*'] }, { exp }))).status).toBe(200);
});

mercureCase(16, 'typ, aud and iss are not looked at', async (hub) => {
  const claims = { mercure: { publish: ['*'] }, aud: 'https://elsewhere.example', iss: 'https://nobody.example' };
  const text = token(claims, hub.secret, { alg: 'HS256', typ: 'something' });
  expect((await hub.post([['topic', hub.topic('a')]], { authorization: `Bearer ${text}` })).status).toBe(200);
});

mercureCase(18, 'grants that are no list of texts are 401, in whole', async (hub) => {
  for (const publish of ['*', [5], { 0: '*' }]) {
    expect((await hub.post([['topic', 'a']], hub.bearer({ publish, subscribe: ['*'] }))).status).toBe(401);
  }
});

mercureCase(38, 'a publish with a cookie has to come from a listed origin', async (hub) => {
  const cookie = `mercureAuthorization=${hub.token({ publish: ['*'] })}`;
  const fields = [['topic', hub.topic('a')]] as const;
  const statusOf = async (headers: object) => (await hub.post(fields, { cookie, ...headers })).status;
  expect(await statusOf({})).toBe(401);
  expect(await statusOf({ origin: 'https://foreign.example' })).toBe(401);
  expect(await statusOf({ origin: hub.origin })).toBe(200);
  expect(await statusOf({ referer: `${hub.origin}/page?x=1` })).toBe(200);
});

sameCase(39, 'an Origin that is listed wins over a Referer that is not', async (hub) => {
  const cookie = `${hub.cookieName}=${hub.token({ publish: ['*'] })}`;
  const headers = { cookie, origin: hub.origin, referer: 'https://foreign.example/' };
  expect((await hub.post([['topic', hub.topic('a')]], headers)).status).toBe(200);
});

mercureCase(64, 'a stream ends cleanly before its token does, which is then refused', async (hub) => {
  const exp = now() + 2.5;
  const headers = hub.bearer({ subscribe: ['*'] }, { exp });
  const stream = await hub.subscribe([hub.topic('a')], headers);
  await stream.ended();
  expect(now()).toBeLessThanOrEqual(exp + 1);
  expect(stream.response.errored).toBeNull();
  await new Promise((resolve) => setTimeout(resolve, Math.max(0, (exp - now()) * 1_000)));
  expect((await hub.get(`?${hub.asking('a')}`, headers)).status).toBe(401);
});

mercureCase(
  74,
  'without a key for subscribers GET is 405 where anonymous is off',
  async (hub) => {
    expect((await hub.get(`?${hub.asking('a')}`)).status).toBe(405);
    expect((await hub.post([['topic', 'a']])).status).toBe(200);
  },
  { subscriber: null, anonymous: false },
);
