import { expect } from 'vitest';
import { modernCase, strictCase } from './mercure-case';
import type { ModernHub } from './modern-hub';

const root = '/.well-known/mercure/subscriptions';
const watchAll = { match: `${root}/:match_type/:match/:subscriber`, match_type: 'urlpattern' } as const;
const watchRoot = { match: root } as const;
const pattern = (text: string) => `match_urlpattern=${encodeURIComponent(text)}`;

modernCase(29, 'ids, types and characters that are reserved are 400', async (hub) => {
  const topic = ['topic', hub.topic('a')] as const;
  for (const fields of [
    [topic, ['id', '#1']],
    [topic, ['id', 'earliest']],
    [topic, ['id', 'a\u200b']],
    [topic, ['type', 'mercure']],
    [topic, ['type', 'a\u0085']],
    [['topic', hub.topic('a\u200b')]],
    [['topic', hub.topic('a\u202e')]],
  ] as const) {
    expect((await hub.post(fields as readonly (readonly [string, string])[])).status).toBe(400);
  }
});

modernCase(32, 'more than a megabyte is 413', async (hub) => {
  for (const size of [1_048_577, 10_485_761]) {
    const answer = await hub.post([
      ['topic', hub.topic('a')],
      ['data', 'x'.repeat(size)],
    ]);
    expect(answer.status).toBe(413);
  }
});

modernCase(33, "topics of subscriptions are the hub's own: 400", async (hub) => {
  expect((await hub.post([['topic', `https://h.example${root}/x`]])).status).toBe(400);
});

modernCase(34, 'what is the address of the hub by any spelling is reserved, and so is the star', async (hub) => {
  for (const topic of ['/.well-known/%6Dercure/x', 'mercure/x', '*', '', '\\.well-known\\mercure\\x']) {
    expect((await hub.post([['topic', topic]])).status).toBe(400);
  }
});

modernCase(35, 'what only looks like it is not', async (hub) => {
  for (const topic of [
    'https://h.example/.well-known/mercure-dashboard',
    'https://h.example/foo/.well-known/mercure/bar',
    'urn:example:mercure',
  ]) {
    expect((await hub.post([['topic', topic]])).status).toBe(200);
  }
});

modernCase(45, 'an update that several matchers match comes once', async (hub) => {
  const topic = hub.topic('books/1');
  const query = `?match=${encodeURIComponent(topic)}&match_exact=*&${pattern(hub.topic('books/:id'))}`;
  const stream = await hub.get(query);
  await hub.publish(topic, 'one');
  await hub.publish(topic, 'two');
  expect((await hub.data(stream, 2)).filter((one) => one === 'one')).toHaveLength(1);
});

modernCase(46, 'the star is every topic, asked for in any way', async (hub) => {
  for (const name of ['match', 'match_exact', 'match_urlpattern']) {
    const stream = await hub.get(`?${name}=*`);
    await hub.publish(hub.topic('a'), hub.topic(name), [['topic', 'urn:x']]);
    await stream.until(({ text }) => text.includes(hub.topic(name)));
  }
});

modernCase(48, 'a text with braces or a colon is a text', async (hub) => {
  const stream = await hub.subscribe([hub.topic('books/{id}'), hub.topic('books/:id')]);
  for (const name of ['books/1', 'books/{id}', 'books/:id']) await hub.publish(hub.topic(name), name);
  expect(await hub.data(stream, 2)).toEqual(['books/{id}', 'books/:id']);
});

modernCase(49, 'a URL pattern matches as URLs do', async (hub) => {
  const stream = await hub.get(`?${pattern(hub.topic('books/:id'))}`);
  for (const name of ['books/1', 'books/', 'BOOKS/1', 'books/1/2']) await hub.publish(hub.topic(name), name);
  await hub.publish(hub.topic('books/2').replace('example.com', 'EXAMPLE.com'), 'upper-case host');
  await hub.publish(hub.topic('books/3?page=2'), 'query');
  await hub.publish(hub.topic('books/last'), 'last');
  expect(await hub.data(stream, 4)).toEqual(['books/1', 'upper-case host', 'query', 'last']);
});

modernCase(49, 'relative patterns and topics are of one hub', async (hub) => {
  const own = hub.topic('x').split('/')[3] ?? '';
  const stream = await hub.get(`?${pattern(`/${own}/:id`)}`);
  await hub.publish(`https://elsewhere.example/${own}/1`, 'elsewhere');
  await hub.publish(`/${own}/1`, 'relative');
  expect(await hub.data(stream, 1)).toEqual(['relative']);
});

modernCase(50, 'names there are not are 400', async (hub) => {
  for (const name of ['Match', 'MATCH', 'matchurlpattern', 'matchURLPattern', 'match_regexp', 'match_']) {
    expect((await hub.get(`?match=a&${name}=a`)).status).toBe(400);
  }
  expect((await hub.get('?match=a&other=a')).status).toBe(200);
});

strictCase.modern(50, 'the parameter of 0.x is 400', async (hub) => {
  expect((await hub.get('?topic=a')).status).toBe(400);
  expect((await hub.get('?topic=a&match=a')).status).toBe(400);
});

modernCase(51, 'a pattern that is none is 400, and tells nothing of the inside', async (hub) => {
  for (const text of ['/(unclosed', '/{a', '/:a/:a', 'https://exa mple/', `https://e.example/${'a'.repeat(4_096)}`]) {
    const { status, body } = await hub.ask('GET', `?${pattern(text)}`);
    expect(status).toBe(400);
    expect(body).not.toMatch(/0x[0-9a-f]{6}|\bat \S+:\d+|node:|\.go\b/);
  }
});

modernCase(52, 'at most 100 matchers', async (hub) => {
  const query = (count: number) => `?${Array.from({ length: count }, (_, at) => `match=${at}`).join('&')}`;
  expect((await hub.get(query(100))).status).toBe(200);
  expect((await hub.get(query(101))).status).toBe(400);
  expect((await hub.get(`${query(60)}&${query(60).slice(1).replaceAll('match', 'match_exact')}`)).status).toBe(400);
});

modernCase(55, 'an id nobody knows is answered with earliest, and nothing again', async (hub) => {
  const topic = hub.topic('t');
  await hub.publish(topic, 'before');
  const stream = await hub.subscribe([topic], { 'last-event-id': 'urn:unknown' });
  expect(stream.response.headers[hub.cursorHeader]).toBe('earliest');
  await hub.publish(topic, 'live');
  expect(await hub.data(stream, 1)).toEqual(['live']);
});

modernCase(57, 'an empty cursor is one nobody knows; none at all has no header', async (hub) => {
  const topic = hub.topic('t');
  await hub.publish(topic, 'before');
  const stream = await hub.subscribe([topic], {}, '&last_event_id=');
  expect(stream.response.headers[hub.cursorHeader]).toBe('earliest');
  await hub.publish(topic, 'live');
  expect(await hub.data(stream, 1)).toEqual(['live']);
  expect((await hub.subscribe([topic])).response.headers[hub.cursorHeader]).toBeUndefined();
});

interface Told {
  readonly id: string;
  readonly type: string;
  readonly match: string;
  readonly match_type: string;
  readonly subscriber: string;
  readonly active: boolean;
  readonly payload?: unknown;
}

/** Events about subscriptions of one topic's tests, once there are `count`. */
async function watched(hub: ModernHub, own: string) {
  const watcher = await hub.get(`?${pattern(watchAll.match)}`, hub.bearer({ subscribe: [watchAll] }));
  await watcher.until(({ text }) => text.startsWith(':\n'));
  return async (count: number): Promise<readonly Told[]> => {
    for (;;) {
      const told = (await hub.data(watcher, 0))
        .map((text) => JSON.parse(text) as Told)
        .filter(({ match }) => match.includes(own));
      if (told.length >= count) {
        const texts = watcher.events.filter((text) => text.includes(own));
        expect(texts.every((text) => text.startsWith('event: mercure\n'))).toBe(true);
        return told;
      }
      const seen = watcher.events.length;
      await watcher.until(({ events }) => events.length > seen);
    }
  };
}

modernCase(65, 'who watches is told of each matcher that comes and goes, itself too', async (hub) => {
  const own = hub.topic('watch');
  const told = await watched(hub, own);
  const stream = await hub.get(`?match=${encodeURIComponent(`${own}/a`)}&${pattern(`${own}/:b`)}`);
  await stream.until(({ text }) => text.startsWith(':\n'));
  stream.close();
  const events = await told(4);
  expect(events.map(({ match, match_type, active, type }) => [match, match_type, active, type])).toEqual([
    [`${own}/a`, 'exact', true, 'subscription'],
    [`${own}/:b`, 'urlpattern', true, 'subscription'],
    [`${own}/a`, 'exact', false, 'subscription'],
    [`${own}/:b`, 'urlpattern', false, 'subscription'],
  ]);
  expect(new Set(events.map(({ subscriber }) => subscriber)).size).toBe(1);
  expect(events[0]).not.toHaveProperty('@context');
  const self = await hub.get(
    `?${pattern(watchAll.match)}&match=${encodeURIComponent(`${own}/self`)}`,
    hub.bearer({ subscribe: [watchAll] }),
  );
  await self.until(({ events: all }) => all.some((text) => text.includes(`"match": "${own}/self"`)));
});

modernCase(66, 'without a grant nobody is told', async (hub) => {
  const topic = hub.topic('a');
  const watcher = await hub.get(
    `?${pattern(watchAll.match)}&match=${encodeURIComponent(topic)}`,
    hub.bearer({ subscribe: [topic] }),
  );
  await hub.subscribe([topic]);
  await hub.publish(topic, 'last');
  expect(await hub.data(watcher, 1)).toEqual(['last']);
});

modernCase(67, 'the API lists subscriptions, all, of one matcher, and one', async (hub) => {
  const topic = hub.topic('a b');
  await hub.subscribe([topic]);
  const everything = hub.bearer({ subscribe: ['*'] });
  const whole = await hub.ask('GET', '/subscriptions', everything);
  expect(whole.status).toBe(200);
  expect(whole.headers['content-type']).toMatch(/^application\/json/);
  expect(whole.headers.link).toMatch(/rel="?mercure"?.*last-event-id="[^"]+"/);
  const document = JSON.parse(whole.body);
  expect(document).toMatchObject({ id: root, type: 'subscriptions' });
  expect(document).not.toHaveProperty('lastEventID');
  const own = (document.subscriptions as Told[]).find(({ match }) => match === topic);
  expect(own).toMatchObject({ active: true, type: 'subscription', match_type: 'exact' });
  const path = (own?.id ?? '').slice('/.well-known/mercure'.length);
  expect(path).toContain('/exact/');
  const filtered = await hub.ask('GET', path.slice(0, path.lastIndexOf('/')), everything);
  expect((JSON.parse(filtered.body).subscriptions as Told[]).map(({ id }) => id)).toEqual([own?.id]);
  expect(JSON.parse((await hub.ask('GET', path, everything)).body)).toMatchObject({ id: own?.id, match: topic });
  expect((await hub.ask('GET', `${path}x`, everything)).status).toBe(404);
  expect((await hub.ask('GET', path.replace('/exact/', '/regexp/'), everything)).status).toBe(400);
});

modernCase(68, 'the API wants a token that grants the path', async (hub) => {
  expect((await hub.ask('GET', '/subscriptions')).status).toBe(401);
  for (const rights of [{}, { subscribe: [watchAll] }, { publish: ['*'] }]) {
    const answer = await hub.ask('GET', '/subscriptions', hub.bearer(rights));
    expect(answer.status).toBe(403);
    expect(String(answer.headers['www-authenticate'])).toContain('error="insufficient_scope"');
  }
  const headers = hub.bearer({ subscribe: [watchRoot] });
  expect((await hub.ask('GET', '/subscriptions?last_event_id=x', headers)).status).toBe(200);
});

modernCase(69, 'who has the newest already gets 304, with the same tag', async (hub) => {
  const headers = hub.bearer({ subscribe: ['*'] });
  await hub.publish(hub.topic('a'), 'x', [['id', `${hub.topic('a')} "100%"`]]);
  const { headers: first } = await hub.ask('GET', '/subscriptions', headers);
  expect(first.etag).toMatch(/^"[^"\s]+"$/);
  const again = await hub.ask('GET', '/subscriptions', { ...headers, 'if-none-match': String(first.etag) });
  expect([again.status, again.body, again.headers.etag]).toEqual([304, '', first.etag]);
});

modernCase(
  70,
  'where subscriptions are off the API is 404',
  async (hub) => {
    expect((await hub.ask('GET', '/subscriptions', hub.bearer({ subscribe: ['*'] }))).status).toBe(404);
  },
  { subscriptions: false },
);

modernCase(71, 'parts of the address are escaped once, and read back', async (hub) => {
  const own = hub.topic("a b/c?d=e&f#g%20h+i'(j)*é{k}");
  const told = await watched(hub, own);
  await hub.subscribe([own]);
  const [event] = await told(1);
  const path = (event?.id ?? '').slice('/.well-known/mercure'.length);
  expect(path.split('/')).toHaveLength(5);
  const single = await hub.ask('GET', path, hub.bearer({ subscribe: ['*'] }));
  expect(JSON.parse(single.body)).toMatchObject({ match: own, id: event?.id });
});

modernCase(72, 'the payload is that of the first detail whose topics match the matcher itself', async (hub) => {
  const own = hub.topic('pay');
  const told = await watched(hub, own);
  const detail = (match: string, payload?: object) => ({
    type: 'https://mercure.rocks/authorization-detail',
    actions: ['subscribe'],
    topics: [{ match }],
    ...(payload === undefined ? {} : { payload }),
  });
  const authorization_details = [detail(`${own}/a`, { user: 7 }), detail('*', { user: 8 })];
  await hub.subscribe([`${own}/a`, `${own}/b`], hub.bearer({}, { authorization_details }));
  expect((await told(2)).map(({ match, payload }) => [match, payload])).toEqual([
    [`${own}/a`, { user: 7 }],
    [`${own}/b`, { user: 8 }],
  ]);
});

modernCase(75, 'a pair with a raw semicolon or a bad escape is not there', async (hub) => {
  expect((await hub.get('?match=a;b')).status).toBe(400);
  expect((await hub.get('?match=%zz')).status).toBe(400);
  expect((await hub.get('?match=%ff')).status).toBe(400);
});
