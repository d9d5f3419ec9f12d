import { expect } from 'vitest';
import { mercureCase } from './mercure-case';
import type { MercureHub } from './mercure-hub';

const root = '/.well-known/mercure/subscriptions';
const all = `${root}{/topic}{/subscriber}`;

interface Subscription {
  readonly '@context'?: string;
  readonly id: string;
  readonly type: string;
  readonly topic: string;
  readonly subscriber: string;
  readonly active: boolean;
  readonly payload?: unknown;
}

async function watched(
  hub: MercureHub,
  topics: readonly string[],
  count: number,
  headers = hub.bearer({ subscribe: [all] }),
) {
  const watcher = await hub.subscribe([all], headers);
  return {
    watcher,
    async events(): Promise<readonly Subscription[]> {
      const parsed = async () => (await hub.data(watcher, 1)).map((text) => JSON.parse(text) as Subscription);
      for (;;) {
        const own = (await parsed()).filter(({ topic }) => topics.includes(topic));
        if (own.length >= count) return own;
        const seen = watcher.events.length;
        await watcher.until(({ events }) => events.length > seen);
      }
    },
  };
}

mercureCase(65, 'who watches is told of each selector that comes and goes, in private', async (hub) => {
  const topics = [hub.topic('a'), hub.topic('b')];
  const { events } = await watched(hub, topics, 4);
  const stream = await hub.subscribe(topics);
  stream.close();
  const told = await events();
  expect(told.map(({ topic, active }) => [topic, active])).toEqual([
    [topics[0], true],
    [topics[1], true],
    [topics[0], false],
    [topics[1], false],
  ]);
  expect(new Set(told.map(({ subscriber }) => subscriber)).size).toBe(1);
  expect(told[0]).toMatchObject({ '@context': 'https://mercure.rocks/', type: 'Subscription' });
  expect(told[0]?.subscriber).toMatch(/^urn:uuid:/);
});

mercureCase(66, 'without a grant nobody is told', async (hub) => {
  const topic = hub.topic('a');
  const watcher = await hub.subscribe([all, topic], hub.bearer({ subscribe: [topic] }));
  await hub.subscribe([topic]);
  await hub.publish(topic, 'last');
  expect(await hub.data(watcher, 1)).toEqual(['last']);
});

mercureCase(67, 'the API lists subscriptions, all, of one topic, and one', async (hub) => {
  const topic = hub.topic('a b');
  await hub.subscribe([topic], hub.bearer({ subscribe: [] }));
  const headers = hub.bearer({ subscribe: [all] });
  const whole = await hub.ask('GET', '/subscriptions', headers);
  expect(whole.status).toBe(200);
  expect(whole.headers['content-type']).toMatch(/^application\/ld\+json/);
  const document = JSON.parse(whole.body);
  expect(document).toMatchObject({ '@context': 'https://mercure.rocks/', id: root, type: 'Subscriptions' });
  expect(typeof document.lastEventID).toBe('string');
  const own = (document.subscriptions as Subscription[]).find((one) => one.topic === topic);
  expect(own).toMatchObject({ active: true, type: 'Subscription' });
  expect(own?.['@context']).toBeUndefined();
  const path = (own?.id ?? '').slice('/.well-known/mercure'.length);
  const filtered = await hub.ask('GET', path.slice(0, path.lastIndexOf('/')), headers);
  expect((JSON.parse(filtered.body).subscriptions as Subscription[]).map(({ id }) => id)).toEqual([own?.id]);
  const single = await hub.ask('GET', path, headers);
  expect(JSON.parse(single.body)).toMatchObject({ id: own?.id, topic, lastEventID: expect.any(String) });
  expect((await hub.ask('GET', `${path}x`, headers)).status).toBe(404);
});

mercureCase(68, 'the API wants a token that grants the address', async (hub) => {
  expect((await hub.ask('GET', '/subscriptions')).status).toBe(401);
  expect((await hub.ask('GET', '/subscriptions', hub.bearer({ subscribe: [] }))).status).toBe(401);
  expect((await hub.ask('GET', '/subscriptions', hub.bearer({ subscribe: [`${root}/x`] }))).status).toBe(401);
});

mercureCase(69, 'who has the newest already gets 304', async (hub) => {
  const headers = hub.bearer({ subscribe: [all] });
  await hub.publish(hub.topic('a'), 'x');
  const { headers: first } = await hub.ask('GET', '/subscriptions', headers);
  const again = await hub.ask('GET', '/subscriptions', { ...headers, 'if-none-match': String(first.etag) });
  expect(again.status).toBe(304);
  expect(again.body).toBe('');
});

mercureCase(
  70,
  'where subscriptions are off the API is 404, and nobody is told',
  async (hub) => {
    expect((await hub.ask('GET', '/subscriptions', hub.bearer({ subscribe: ['*'] }))).status).toBe(404);
    const watcher = await hub.subscribe([all, 'last'], hub.bearer({ subscribe: ['*'] }));
    await hub.subscribe(['x']);
    await hub.publish('last', 'last');
    expect(await hub.data(watcher, 1)).toEqual(['last']);
  },
  { subscriptions: false },
);

mercureCase(71, 'parts of the address are escaped once, and read back', async (hub) => {
  const topic = hub.topic("a b/c?d=e&f#g%20h+i'(j)*é{k}");
  const { events } = await watched(hub, [topic], 1);
  await hub.subscribe([topic]);
  const [told] = await events();
  const path = (told?.id ?? '').slice('/.well-known/mercure'.length);
  expect(path.split('/')).toHaveLength(4);
  const headers = hub.bearer({ subscribe: ['*'] });
  const single = await hub.ask('GET', path, headers);
  expect(JSON.parse(single.body)).toMatchObject({ topic, id: told?.id });
});

mercureCase(72, 'the payload of a token is told', async (hub) => {
  const topic = hub.topic('a');
  const { events } = await watched(hub, [topic], 1);
  await hub.subscribe([topic], hub.bearer({ subscribe: [], payload: { user: 7, name: '实时' } }));
  expect((await events())[0]?.payload).toEqual({ user: 7, name: '实时' });
});
