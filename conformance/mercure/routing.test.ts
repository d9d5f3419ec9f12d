import { expect } from 'vitest';
import { mercureCase, sameCase, strictCase } from './mercure-case';

const secret = [['private', 'on']] as const;

sameCase(41, 'who has no token gets public updates alone', async (hub) => {
  const topic = hub.topic('a');
  const stream = await hub.subscribe([topic]);
  await hub.publish(topic, 'private', secret);
  await hub.publish(topic, 'public');
  expect(await hub.data(stream, 1)).toEqual(['public']);
});

sameCase(42, 'a grant does not widen what was asked for', async (hub) => {
  const [t, u] = [hub.topic('t'), hub.topic('u')];
  const stream = await hub.subscribe([t], hub.bearer({ subscribe: [t] }));
  await hub.publish(u, 'u', secret);
  await hub.publish(t, 't', secret);
  expect(await hub.data(stream, 1)).toEqual(['t']);
});

sameCase(43, 'one topic routes an update, another one may grant it', async (hub) => {
  const [t, u] = [hub.topic('t'), hub.topic('u')];
  const stream = await hub.subscribe([t], hub.bearer({ subscribe: [u] }));
  await hub.publish(t, 'both', [...secret, ['topic', u]]);
  expect(await hub.data(stream, 1)).toEqual(['both']);
});

sameCase(44, 'a grant for all is no subscription to all', async (hub) => {
  const [t, u] = [hub.topic('t'), hub.topic('u')];
  const stream = await hub.subscribe([t], hub.bearer({ subscribe: ['*'] }));
  await hub.publish(u, 'u', secret);
  await hub.publish(t, 't');
  expect(await hub.data(stream, 1)).toEqual(['t']);
});

mercureCase(45, 'an update that several selectors match comes once', async (hub) => {
  const topic = hub.topic('books/1');
  const stream = await hub.subscribe([topic, hub.topic('books/{id}'), '*']);
  await hub.publish(topic, 'one');
  await hub.publish(topic, 'two');
  const data = await hub.data(stream, 2);
  expect(data.filter((one) => one === 'one')).toHaveLength(1);
});

mercureCase(46, 'the selector * is every topic, alternates too', async (hub) => {
  const stream = await hub.subscribe(['*']);
  await hub.publish(hub.topic('a'), hub.topic('data'), [['topic', 'urn:x']]);
  await stream.until(({ text }) => text.includes(hub.topic('data')));
});

sameCase(47, 'private counts by being there', async (hub) => {
  const topic = hub.topic('a');
  const stream = await hub.subscribe([topic]);
  for (const value of ['', 'false', '0']) {
    await hub.publish(topic, `private ${value}`, [['private', value]]);
  }
  await hub.publish(topic, 'public');
  expect(await hub.data(stream, 1)).toEqual(['public']);
});

mercureCase(48, 'a template matches what it may have made', async (hub) => {
  const stream = await hub.subscribe([hub.topic('books/{id}')]);
  for (const name of ['books/1', 'books/1/2', 'books/a:b', 'books/']) {
    await hub.publish(hub.topic(name), name);
  }
  await hub.publish(hub.topic('books/last'), 'last');
  expect(await hub.data(stream, 3)).toEqual(['books/1', 'books/', 'last']);
});

strictCase.classic(50, 'parameters of later versions are ignored', async (hub) => {
  for (const name of ['Match', 'match', 'matchurlpattern', 'match_regexp', 'topics']) {
    expect((await hub.get(`?${name}=a`)).status).toBe(400);
  }
  expect((await hub.get(`?match=a&topic=${encodeURIComponent(hub.topic('a'))}`)).status).toBe(200);
});

mercureCase(52, '101 selectors are taken, 1,001 are 400', async (hub) => {
  const query = (count: number) => `?${Array.from({ length: count }, (_, at) => `topic=${at}`).join('&')}`;
  expect((await hub.get(query(101))).status).toBe(200);
  expect((await hub.get(query(1_001))).status).toBe(400);
});

mercureCase(75, 'a pair with a raw semicolon or a bad escape is not there', async (hub) => {
  expect((await hub.get('?topic=a;b')).status).toBe(400);
  expect((await hub.get('?topic=%zz')).status).toBe(400);
});

sameCase(62, 'who reads nothing is cut off, and nobody else notices', async (hub) => {
  const topic = hub.topic('a');
  const [slow, quick] = [await hub.subscribe([topic]), await hub.subscribe([topic])];
  slow.response.pause();
  const data = 'x'.repeat(8_000);
  let slowestMs = 0;
  for (let round = 0; round < 100; round += 1) {
    const startMs = performance.now();
    await Promise.all(Array.from({ length: 50 }, (_, at) => hub.publish(topic, `${round * 50 + at} ${data}`)));
    slowestMs = Math.max(slowestMs, performance.now() - startMs);
  }
  expect(await hub.data(quick, 5_000)).toHaveLength(5_000);
  expect(slowestMs).toBeLessThan(2_000);
  slow.response.resume();
  await slow.ended();
  expect(slow.events.length).toBeLessThan(5_000);
  expect(quick.isOver).toBe(false);
});

sameCase(
  63,
  'a silent stream gets comments, which are no events',
  async (hub) => {
    const stream = await hub.subscribe([hub.topic('a')]);
    await stream.until(({ text }) => text === ':\n:\n');
    expect(stream.events).toEqual([]);
  },
  { heartbeatS: 1 },
);

sameCase(
  73,
  'pages of listed origins may read, with their cookies, and others not',
  async (hub) => {
    const ask = { 'access-control-request-method': 'GET', 'access-control-request-headers': 'authorization' };
    const allowed = await hub.ask('OPTIONS', '', { origin: 'https://app.example', ...ask });
    expect(allowed.status).toBeLessThan(300);
    expect(allowed.headers['access-control-allow-origin']).toBe('https://app.example');
    expect(allowed.headers['access-control-allow-credentials']).toBe('true');
    expect(allowed.headers['access-control-allow-headers']).toMatch(/authorization/i);
    const other = await hub.ask('OPTIONS', '', { origin: 'https://other.example', ...ask });
    expect(other.headers['access-control-allow-origin']).toBeUndefined();
    const stream = await hub.get(`?${hub.asking('a')}`, { origin: 'https://app.example' });
    expect(stream.response.headers['access-control-allow-origin']).toBe('https://app.example');
  },
  { corsOrigins: ['https://app.example'] },
);
